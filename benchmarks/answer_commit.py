"""One answer's durable commit, beside a bare SQLCipher commit with synchronous=FULL."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import sqlcipher3

from benchmarks.figures import Figure
from dossier.events import Answered, VisitStarted
from dossier.provenance import CITIZEN, Source
from kiosk.app.clock import SystemClock
from kiosk.store.opening import open_store

ROUNDS = 300
GOAL = 1.3
EVENT_BYTES = 300
"""What one event takes in the journal: body, moment, actor and link."""


def measure() -> Sequence[Figure]:
    """Alternate single commits on the same disk; medians."""
    with tempfile.TemporaryDirectory(dir=Path.cwd() / "build") as folder:
        ours, bare = _journal(Path(folder) / "store"), _bare(Path(folder) / "bare.db")
        times: tuple[list[float], list[float]] = ([], [])
        for number in range(ROUNDS):
            for commit, found in zip((ours, bare), times, strict=True):
                started = time.perf_counter()
                commit(number)
                found.append(time.perf_counter() - started)
    mine, theirs = (round(statistics.median(found) * 1000, 3) for found in times)
    return [Figure("answer_commit", mine, "ms", "bare SQLCipher FULL commit", theirs, GOAL)]


def _journal(data: Path) -> Callable[[int], None]:
    clock = SystemClock()
    journal = open_store(data, clock).journal
    journal.append("visit", VisitStarted("birth-registration", "1"), clock.now(), CITIZEN)

    def commit(number: int) -> None:
        event = Answered("child_name", f"Lò Minh Ân {number}", Source.CITIZEN)
        journal.append("visit", event, clock.now(), CITIZEN)

    return commit


def _bare(path: Path) -> Callable[[int], None]:
    database = sqlcipher3.connect(str(path), isolation_level=None)
    database.execute(f"PRAGMA key = \"x'{os.urandom(32).hex()}'\"")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE answers (id INTEGER PRIMARY KEY, question TEXT, value TEXT)")

    filler = "x" * EVENT_BYTES

    def commit(number: int) -> None:
        database.execute("BEGIN IMMEDIATE")
        database.execute(
            "INSERT INTO answers (question, value) VALUES (?, ?)",
            (f"child_name {number}", filler),
        )
        database.execute("COMMIT")

    return commit
