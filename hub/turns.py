"""Who may write to an upload now: the newest request, in whichever worker of the hub it is."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from starlette.concurrency import run_in_threadpool

from hub.durable import PRIVATE_FILE
from hub.neighbours import Seat


@dataclass(slots=True)
class Turn:
    """Who handles an upload: a newcomer tells whoever is there to leave, then takes the lock.

    `since` is when the newest came, by the monotonic clock all workers share.
    """

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    leave: asyncio.Event = field(default_factory=asyncio.Event)
    since: int = 0
    users: int = 0


class Turns:
    """The turns of all uploads being handled; used on the event loop only.

    With other workers beside this one a turn also holds a lock on the upload's file. It ends with
    its worker, however that ends.
    """

    def __init__(self, folder: Path, seat: Seat | None = None) -> None:
        """Files of uploads live in `folder`; `seat` is this worker's among several."""
        self._folder = folder
        self._seat = seat
        self._turns: dict[str, Turn] = {}
        self._closing = False

    def listen(self) -> None:
        """Hear of newcomers in other workers, on the running loop."""
        if self._seat is not None:
            self._seat.listen(self._heard)

    @asynccontextmanager
    async def take(self, upload: str) -> AsyncIterator[asyncio.Event]:
        """Evict who handles `upload` and wait till it has left; the event says to leave in turn."""
        turn = self._turns.setdefault(upload, Turn())
        turn.users += 1
        turn.leave.set()
        mine = turn.leave = asyncio.Event()
        turn.since = time.monotonic_ns()
        if self._closing:
            mine.set()
        try:
            async with turn.lock, self._alone(upload):
                yield mine
        finally:
            turn.users -= 1
            if turn.users == 0:
                self._turns.pop(upload, None)

    def close(self) -> None:
        """Tell everybody to leave: the hub is stopping."""
        if self._seat is not None and not self._closing:
            self._seat.deafen()
        self._closing = True
        for turn in self._turns.values():
            turn.leave.set()

    def _heard(self, upload: str, moment: int) -> None:
        turn = self._turns.get(upload)
        if turn is not None and turn.since < moment:
            turn.leave.set()

    @asynccontextmanager
    async def _alone(self, upload: str) -> AsyncIterator[None]:
        """The only one among all workers. The others are told first: only then do they leave."""
        if self._seat is None:
            yield
            return
        self._seat.ring(upload)
        file = await run_in_threadpool(_locked, self._folder / upload)
        try:
            yield
        finally:
            os.close(file)


def _locked(path: Path) -> int:
    """Wait for the lock on a file and hold it until the file is closed. Raises OSError."""
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        if os.fstat(file).st_nlink:
            return file
        os.close(file)  # given up while we waited
