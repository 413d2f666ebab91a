"""What ten thousand waiting dossiers cost, beside an empty queue on the same disk.

Three moments: from opening the data folder to the first decision what to send; the page of the
queue an officer looks at; from the hub's word on one dossier, written down, to the next decision.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.sealed import fill
from kiosk.app.clock import SystemClock
from kiosk.store.opening import open_store
from kiosk.sync.carrying import Told
from kiosk.sync.delivering import Announce, plan
from kiosk.sync.ledger import Ledger

LONG = 10_000
GOAL = 1.2
OPENINGS, PAGES, PICKS, COMMANDS = 101, 61, 101, 11
PAGE = 200
"""Dossiers of one page, as `kiosk queue` shows them."""
MEMORY = Path("/dev/shm")
"""Where ten thousand seals need not wait for the disk; the finished folder is copied to it."""


def measure() -> Sequence[Figure]:
    """Alternate between the queues; medians."""
    with tempfile.TemporaryDirectory(dir=Path.cwd() / "build") as folder:
        here = Path(folder)
        queues = {waiting: here / str(waiting) for waiting in (0, PAGE, LONG)}
        for waiting, data in queues.items():
            _make(data, waiting)
        figures = [
            _figure("queue_open", "empty queue", *_medians(_opening, queues, 0, OPENINGS)),
            _figure("queue_screen", "empty queue", *_medians(_command, queues, 0, COMMANDS)),
            _figure("queue_page", f"queue of {PAGE}", *_medians(_page, queues, PAGE, PAGES)),
        ]
        alone = here / "alone"
        _make(alone, 0)
        return [*figures, _next_pick(queues[LONG], alone)]


def _figure(name: str, against: str, ours: float, theirs: float) -> Figure:
    return Figure(name, round(ours * 1000, 3), "ms", against, round(theirs * 1000, 3), GOAL)


def _make(data: Path, waiting: int) -> None:
    """A data folder whose queue was sealed the way visits are."""
    quick = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(dir=quick) as folder:
        made = Path(folder) / "data"
        fill(made, waiting)
        shutil.copytree(made, data)


def _medians(
    once: Callable[[Path], float], queues: dict[int, Path], short: int, rounds: int
) -> tuple[float, float]:
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(rounds):
        theirs.append(once(queues[short]))
        ours.append(once(queues[LONG]))
    return statistics.median(ours), statistics.median(theirs)


def _opening(data: Path) -> float:
    clock = SystemClock()
    started = time.perf_counter()
    store = open_store(data, clock, screen=True)
    ledger = Ledger(store.outbox, clock, lambda: 0.0)
    ledger.reload()
    decided = plan(ledger.situation(frozenset()))
    took = time.perf_counter() - started
    store.close()
    assert decided.actions
    return took


def _page(data: Path) -> float:
    store = open_store(data, SystemClock())
    started = time.perf_counter()
    rows = store.outbox.deliveries(PAGE)
    waiting = store.outbox.waiting()
    took = time.perf_counter() - started
    store.close()
    assert len(rows) == min(PAGE, waiting)
    return took


def _command(data: Path) -> float:
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "kiosk", "queue", "--json", "--data", str(data)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - started


def _next_pick(many: Path, alone: Path) -> Figure:
    clock = SystemClock()
    long, short = open_store(many, clock), open_store(alone, clock)
    ours, theirs = Ledger(long.outbox, clock, lambda: 0.0), Ledger(short.outbox, clock, lambda: 0.0)
    times: tuple[list[float], list[float]] = ([], [])
    ours.reload()
    for number in range(PICKS):
        fill(alone, 1, first=number + 1, store=short)
        theirs.reload()
        for ledger, found in zip((theirs, ours), times, strict=True):
            decided = plan(ledger.situation(frozenset())).actions
            (told, *_) = [action for action in decided if isinstance(action, Announce)]
            started = time.perf_counter()
            ledger.take(told, Told(told.dossier, (), ()))
            plan(ledger.situation(frozenset()))
            found.append(time.perf_counter() - started)
    long.close()
    short.close()
    theirs_took, ours_took = (statistics.median(found) for found in times)
    return _figure("queue_next_pick", "queue of that one", ours_took, theirs_took)
