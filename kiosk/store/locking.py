"""Files locked by one program at a time; the system lets go of them when the program dies."""

import os
import sys
import time
from pathlib import Path
from threading import Event

from kiosk.journey.ports import AlreadyRunning, StoreFailed
from kiosk.store import wording

AGAIN_S = 0.02
"""Seconds between two tries of a lock somebody else holds for a moment."""


class FolderLock:
    """Holds a file locked from creation to `release`; the system lets go when the program dies.

    Raises AlreadyRunning when somebody else holds it, StoreFailed when it cannot be made.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as problem:
            raise StoreFailed(wording.of_disk(problem)) from problem
        try:
            _lock(self._file)
        except (BlockingIOError, PermissionError) as problem:  # POSIX says one, Windows the other
            os.close(self._file)
            raise AlreadyRunning(wording.ALREADY_RUNNING) from problem
        except OSError as problem:
            os.close(self._file)
            raise StoreFailed(wording.of_disk(problem)) from problem

    def release(self) -> None:
        """Let the next one in. The file stays: removing it would let two in at once."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def tried(path: Path) -> FolderLock | None:
    """The lock at `path`, None when somebody else holds it. Raises StoreFailed."""
    try:
        return FolderLock(path)
    except AlreadyRunning:
        return None


def waited(path: Path, seconds: float) -> FolderLock:
    """The lock at `path` once its holder let go. Raises StoreFailed after `seconds`."""
    deadline, pause = time.monotonic() + seconds, Event()
    while True:
        lock = tried(path)
        if lock is not None:
            return lock
        if time.monotonic() >= deadline:
            raise StoreFailed(wording.BUSY)
        pause.wait(AGAIN_S)


def _lock(file: int) -> None:
    """Take an exclusive lock at once or raise OSError."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
