"""Being asked to end (Ctrl+C, `systemctl stop`, log-off), heard without a window."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event


@contextmanager
def until_stopped() -> Iterator[Event]:
    """An event set by SIGINT and SIGTERM, the two signals every system has."""
    stopped = Event()
    kept = {sign: signal.getsignal(sign) for sign in (signal.SIGINT, signal.SIGTERM)}
    for sign in kept:
        signal.signal(sign, lambda *_: stopped.set())
    try:
        yield stopped
    finally:
        for sign, handler in kept.items():
            signal.signal(sign, handler)
