"""Giving up a dead connection within seconds, without giving up a slow one or flooding it.

After an outage a mobile network may silently drop what belongs to older connections. TCP alone then
sends into the void for a quarter of an hour (RFC 9293's R2), while a new connection would work at
once. Linux lets us bound how long sent bytes may stay unacknowledged (RFC 5482), and how many may
be under way; both bounds follow what the kernel itself measures of the connection. Elsewhere
keep-alive probes and the exchange's own timeout must do.
"""

import socket
import struct
from contextlib import suppress

SHORTEST, LONGEST = 2.5, 60.0
"""Seconds without any acknowledgement after which a connection counts as dead."""
ROUND_TRIPS = 3.0
"""That many smoothed round trips count as dead too, where they take longer: a slow, full line."""
LEAST_UNDER_WAY = 10_000
"""Bytes a connection may always have under way: seven packets, so that one lost is noticed."""
MOST_UNDER_WAY = 8 * 1024 * 1024
LINE_FULLS = 1.5
"""How much of what the line itself holds may be under way. More only waits in a router's queue, is
dropped there when three connections begin at once, and is lost with it in an outage."""
STEADFAST = b"bbr"
"""Three CUBIC flows (RFC 9438) fill a lossy line together and share it fairly with others; a single
one takes every lost packet for a jam and uses a third of it. BBR goes by what arrives."""
TELLING, LOSSY = 3, 0.02
"""Packets sent again, and their share of all, from which a line counts as lossy."""
UNSENT = 8 * 1024
"""Bytes the kernel takes ahead of the line, so that what counts as sent nearly is."""
_IDLE, _BETWEEN, _PROBES = 5, 3, 3
_INFO_BYTES, _NAME_BYTES = 168, 16
_SMOOTHED, _SHORTEST_TRIP = struct.Struct("=68xI"), struct.Struct("=148xI")
_SENT_AGAIN, _SENT = struct.Struct("=100xI"), struct.Struct("=156xI")
_RATE = struct.Struct("=160xQ")
"""Where `struct tcp_info` (linux/tcp.h) keeps tcpi_rtt and tcpi_min_rtt, in microseconds,
tcpi_total_retrans and tcpi_data_segs_out, and tcpi_delivery_rate, in bytes a second."""
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


def steady(line: socket.socket, customary: bytes, *, alone: bool) -> None:
    """Let the only connection that sends on a lossy line go by what arrives.

    Several, or one that loses nothing, keep what is customary.

    A kernel that does not have BBR, or does not allow it, leaves things as they are.
    """
    option = getattr(socket, "TCP_CONGESTION", None)
    wanted = STEADFAST if alone and _loses(line) else customary
    if option is not None and wanted and control(line) != wanted:
        with suppress(OSError):
            line.setsockopt(socket.IPPROTO_TCP, option, wanted)


def control(line: socket.socket) -> bytes:
    """The name of how the kernel reads loss on this connection, b"" where it does not say."""
    option = getattr(socket, "TCP_CONGESTION", None)
    if option is None:
        return b""
    with suppress(OSError):
        return line.getsockopt(socket.IPPROTO_TCP, option, _NAME_BYTES).rstrip(b"\0")
    return b""


def _loses(line: socket.socket) -> bool:
    info = getattr(socket, "TCP_INFO", None)
    if info is None:
        return False
    with suppress(OSError, struct.error):
        found = line.getsockopt(socket.IPPROTO_TCP, info, _INFO_BYTES)
        again, sent = _SENT_AGAIN.unpack_from(found)[0], _SENT.unpack_from(found)[0]
        return loses(again, sent)
    return False


def loses(again: int, sent: int) -> bool:
    """Whether a line of which so many packets were `sent`, and sent `again`, loses many."""
    return bool(again >= TELLING and again >= LOSSY * sent)


def adapt(line: socket.socket) -> None:
    """Let patience and bytes under way follow what the kernel measures of the connection."""
    timeout = getattr(socket, "TCP_USER_TIMEOUT", None)
    info = getattr(socket, "TCP_INFO", None)
    if timeout is None or info is None:
        return
    with suppress(OSError, struct.error):
        found = line.getsockopt(socket.IPPROTO_TCP, info, _INFO_BYTES)
        patience = patience_for(_SMOOTHED.unpack_from(found)[0] / 1e6)
        line.setsockopt(socket.IPPROTO_TCP, timeout, round(patience * 1000))
        trip = _SHORTEST_TRIP.unpack_from(found)[0] / 1e6
        line.setsockopt(
            socket.SOL_SOCKET, socket.SO_SNDBUF, under_way_for(_RATE.unpack_from(found)[0], trip)
        )


def patience_for(round_trip: float) -> float:
    """Seconds to wait for an acknowledgement on a line of this smoothed round trip (seconds)."""
    return min(LONGEST, max(SHORTEST, ROUND_TRIPS * round_trip))


def under_way_for(rate: float, round_trip: float) -> int:
    """Bytes that may be under way at `rate` bytes a second and this shortest round trip (seconds).

    A line never measured, or one measured absurdly, gets the least and grows from there.
    """
    return round(min(MOST_UNDER_WAY, max(LEAST_UNDER_WAY, LINE_FULLS * rate * round_trip)))
