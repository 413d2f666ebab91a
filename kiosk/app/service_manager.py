"""What systemd hears of a service: that it runs, lives and ends (sd_notify without its library).

Without `NOTIFY_SOCKET` in the environment nobody listens and nothing is said.
"""

import os
import socket
from contextlib import suppress

READY, ALIVE, STOPPING = "READY=1", "WATCHDOG=1", "STOPPING=1"


def tell(*words: str) -> None:
    """Send `words`, one a line, to the service manager; nobody listening is no failure."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address or not hasattr(socket, "AF_UNIX"):
        return
    if address.startswith("@"):
        address = f"\0{address[1:]}"
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.sendto("\n".join(words).encode(), address)
