"""A real store in a temporary folder, and the invented visit that goes through it."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from dossier.moments import Moment
from kiosk.store.opening import Store, open_store

VIETNAM = timezone(timedelta(hours=7))
MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM)


class HandClock:
    """A clock the test turns; every reading is one second after the last."""

    def __init__(self, wall: datetime = MORNING) -> None:
        self.wall = wall
        self.boot_seconds = 100.0

    def now(self) -> Moment:
        self.wall += timedelta(seconds=1)
        self.boot_seconds += 1
        return Moment(self.wall, "boot-thu", self.boot_seconds)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def opened(data: Path, clock: HandClock) -> Iterator[Callable[[], Store]]:
    """Opens the store anew, closing the one before: what a restart of the program does."""
    stores: list[Store] = []

    def again() -> Store:
        for store in stores:
            store.close()
        stores.append(open_store(data, clock))
        return stores[-1]

    yield again
    for store in stores:
        store.close()


@pytest.fixture
def store(opened: Callable[[], Store]) -> Store:
    return opened()
