"""The delivery lease: of all programs at one data folder, one delivers, the others stand by."""

from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from kiosk.journey.ports import KioskError
from kiosk.store.locking import FolderLock, tried

LEASE_LOCK, SERVICE_LOCK = "delivery.lock", "service.lock"


class Program(StrEnum):
    """Who may deliver. The screen gives way to the service; a single run waits for either."""

    SCREEN = "kiosk"
    SERVICE = "kiosk sync --watch"
    ONCE = "kiosk sync --once"


class Lease:
    """The right to deliver one data folder's queue.

    Two locks of the system, which lets go when their holder dies, however it dies: one for
    delivering, one by which the service, running or waiting its turn, is seen by the screen.
    """

    def __init__(self, data: Path, program: Program) -> None:
        """Take nothing yet."""
        self.program = program
        self._data = data
        self._lease: FolderLock | None = None
        self._service: FolderLock | None = None

    @property
    def held(self) -> bool:
        """Whether this program delivers."""
        return self._lease is not None

    def take(self) -> bool:
        """Take the lease if it is free; whether it is held now. Raises StoreFailed."""
        if self._lease is None and self._may_take():
            self._lease = tried(self._data / LEASE_LOCK)
        return self.held

    def wanted(self) -> bool:
        """Whether the screen is to give way to a service. Raises StoreFailed."""
        return self.program is Program.SCREEN and is_held(self._data / SERVICE_LOCK)

    def give_way(self) -> None:
        """Let another program deliver; a service stays first in line."""
        if self._lease is not None:
            self._lease.release()
            self._lease = None

    def close(self) -> None:
        """Let go of everything. Idempotent."""
        self.give_way()
        if self._service is not None:
            self._service.release()
            self._service = None

    def _may_take(self) -> bool:
        if self.program is Program.SERVICE and self._service is None:
            self._service = tried(self._data / SERVICE_LOCK)
            return self._service is not None
        return not self.wanted()


def is_held(path: Path) -> bool:
    """Whether a program holds the lock at `path`. Raises StoreFailed."""
    if not path.exists():
        return False
    lock = tried(path)
    if lock is not None:
        lock.release()
    return lock is None


def delivers(data: Path) -> bool:
    """Whether some program delivers this data folder's queue now."""
    with suppress(KioskError):
        return is_held(data / LEASE_LOCK)
    return False
