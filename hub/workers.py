"""Several worker processes behind one listening socket: started, replaced, ended together."""

import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

from hub.config import HubConfig, HubFailed
from hub.neighbours import Neighbours
from hub.server import HubServer
from hub.upstream import Upstream

logger = logging.getLogger(__name__)

STOPPING = (signal.SIGTERM, signal.SIGINT)
SHORT_LIFE = 5.0
"""Seconds. A worker that ended sooner failed to start."""
FAILED_STARTS = 5
"""So many in a row and the hub gives up, for whoever watches over it to see."""


def serve(config: HubConfig, listener: socket.socket, workers: int, line: str) -> None:
    """Serve until told to stop; `line` is printed once requests are taken. Raises HubFailed."""
    check(config)
    first = Upstream(config, serving=True)
    first.database.close()
    neighbours = Neighbours(workers)
    unsaid = _token()
    listener.listen()

    def work(number: int) -> None:
        upstream = Upstream(config, seat=neighbours.seat(number))
        HubServer(upstream, lambda: _say_once(unsaid, line)).run(sockets=[listener])
        upstream.close()

    try:
        Workers(workers, work).run()
    finally:
        first.close()


def check(config: HubConfig) -> None:
    """Raise HubFailed where several workers cannot serve."""
    if not config.database:
        raise HubFailed(
            "Nhiều tiến trình chỉ chạy được với PostgreSQL: thêm --database postgresql://… "
            "hoặc dùng --workers 1."
        )
    if sys.platform == "win32":
        raise HubFailed("Trên Windows chỉ chạy được một tiến trình: dùng --workers 1.")


class Workers:
    """Keeps so many forked processes at work, until SIGTERM or SIGINT or until they cannot start.

    Forked, so that each holds what the first opened: the socket, and the lock of the data folder.
    """

    def __init__(self, count: int, work: Callable[[int], None]) -> None:
        """`work` is called in each process with its number."""
        self._count = count
        self._work = work
        self._numbers: dict[int, int] = {}
        self._born: dict[int, float] = {}
        self._failed_starts = 0
        self._stopping = False
        self._alive, self._life = os.pipe()

    def run(self) -> None:
        """Start them all, replace who dies, return once all have ended. Raises HubFailed."""
        before = {number: signal.signal(number, self._stop) for number in STOPPING}
        try:
            for number in range(self._count):
                self._start(number)
            while self._numbers:
                process, status = os.wait()
                self._ended(process, os.waitstatus_to_exitcode(status))
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)
            os.close(self._life)
            os.close(self._alive)
        if self._failed_starts >= FAILED_STARTS:
            raise HubFailed("Các tiến trình của hệ thống tiếp nhận không khởi động được.")

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._stopping = True
        for process in self._numbers:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGTERM)

    def _ended(self, process: int, code: int) -> None:
        number = self._numbers.pop(process, None)
        if number is None or self._stopping:
            return
        lived = time.monotonic() - self._born.pop(process)
        self._failed_starts = self._failed_starts + 1 if lived < SHORT_LIFE else 0
        logger.warning("worker %s ended after %.0f s with %s", number, lived, code)
        if self._failed_starts >= FAILED_STARTS:
            self._stop(signal.SIGTERM, None)
        else:
            self._start(number)

    def _start(self, number: int) -> None:
        """Fork one. Signals wait meanwhile: a stop must reach every process or make no new one."""
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
        try:
            if self._stopping:
                return
            process = os.fork()
            if process == 0:
                self._be(number)
            self._numbers[process] = number
            self._born[process] = time.monotonic()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)

    def _be(self, number: int) -> None:
        """Work in the new process, which never comes back from here."""
        code = 1
        try:
            for each in STOPPING:
                signal.signal(each, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
            os.close(self._life)
            threading.Thread(target=self._end_with_parent, daemon=True).start()
            self._work(number)
            code = 0
        except HubFailed as problem:
            print(problem, file=sys.stderr)  # noqa: T201 - for whoever runs the command
        except Exception:
            logger.exception("worker %s failed", number)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def _end_with_parent(self) -> None:
        """A parent that was killed leaves its end of the pipe closed: nobody would replace us."""
        os.read(self._alive, 1)
        os._exit(1)


def _token() -> int:
    """A place from which one process, and only one, can take a byte."""
    place, filled = os.pipe()
    os.set_blocking(place, False)
    os.write(filled, b"1")
    return place


def _say_once(unsaid: int, line: str) -> None:
    with suppress(BlockingIOError):
        if os.read(unsaid, 1):
            print(line, flush=True)  # noqa: T201 - the one line of the hub
