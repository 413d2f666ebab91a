"""Giving up a dead connection within seconds, without giving up a slow one.

After an outage a mobile network may silently drop what belongs to older connections. TCP alone then
sends into the void for a quarter of an hour (RFC 9293's R2), while a new connection would work at
once. Linux lets us bound how long sent bytes may stay unacknowledged (RFC 5482); the bound follows
the round-trip time the kernel itself measures. Elsewhere keep-alive probes and the exchange's own
timeout must do.
"""

import socket
import struct
from contextlib import suppress

SHORTEST, LONGEST = 5.0, 60.0
"""Seconds without any acknowledgement after which a connection counts as dead."""
ROUND_TRIPS = 5.0
"""That many smoothed round trips count as dead too, where they take longer: a slow, full line."""
UNSENT = 16 * 1024
"""Bytes the kernel takes ahead of the line, so that what counts as sent nearly is."""
_IDLE, _BETWEEN, _PROBES = 5, 3, 3
_INFO = struct.Struct("=8B24I")
_SMOOTHED = 8 + 15
"""Where `struct tcp_info` (linux/tcp.h) keeps tcpi_rtt, in microseconds."""
_OPTIONS = (
    ("TCP_KEEPIDLE", _IDLE),
    ("TCP_KEEPINTVL", _BETWEEN),
    ("TCP_KEEPCNT", _PROBES),
    ("TCP_NOTSENT_LOWAT", UNSENT),
)


def watch(line: socket.socket) -> None:
    """Prepare a new connection; options a system does not know are left out."""
    with suppress(OSError):
        line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in _OPTIONS:
        option = getattr(socket, name, None)
        if option is not None:
            with suppress(OSError):
                line.setsockopt(socket.IPPROTO_TCP, option, value)
    adapt(line)


def adapt(line: socket.socket) -> None:
    """Let the patience with a connection follow its round-trip time."""
    timeout = getattr(socket, "TCP_USER_TIMEOUT", None)
    info = getattr(socket, "TCP_INFO", None)
    if timeout is None or info is None:
        return
    with suppress(OSError, struct.error):
        found = _INFO.unpack(line.getsockopt(socket.IPPROTO_TCP, info, _INFO.size))
        patience = patience_for(found[_SMOOTHED] / 1e6)
        line.setsockopt(socket.IPPROTO_TCP, timeout, round(patience * 1000))


def patience_for(round_trip: float) -> float:
    """Seconds to wait for an acknowledgement on a line of this smoothed round trip (seconds)."""
    return min(LONGEST, max(SHORTEST, ROUND_TRIPS * round_trip))
