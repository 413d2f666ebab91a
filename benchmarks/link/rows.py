"""The lines that are tried, what goes over them, and which figures come of it."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.link.clients import (
    Client,
    Outcome,
    behind_portal,
    naive,
    ours,
    run,
    tus_js,
)
from benchmarks.link.line import LineSettings
from benchmarks.link.payload import Payload, prepare

CAP = 2.0
"""A client is cut off after so many times what the line alone needs."""
PAGE_BYTES = 300_000
PORTAL_S = 60.0


@dataclass(frozen=True, slots=True)
class Row:
    """One line, its payload (object sizes of each dossier), its clients and its goals.

    Goals: `time` over what the line alone needs, `sent` over the payload's bytes, `answers` in
    seconds until the hub holds all of them. `waits` seconds pass before anything can be delivered.
    """

    name: str
    line: LineSettings
    dossiers: Sequence[Sequence[int]]
    time: float
    sent: float | None = None
    answers: float | None = None
    client: Callable[[], Client] = ours
    peers: Sequence[Callable[[], Client]] = ()
    waits: float = 0.0


_PAGES = (PAGE_BYTES,) * 3
_WEAK = LineSettings()
QUICK: Sequence[Row] = (
    Row("60_30", _WEAK, [_PAGES] * 10, 1.2, 1.15, 10.0, peers=(naive, tus_js)),
    Row("20_20", LineSettings(on=20, off=20), [_PAGES] * 5, 1.4, peers=(naive,)),
    Row("dropped_every_60s", LineSettings(loss=0, on=59, off=1), [(8_000_000,)], 1.15),
    Row(
        "portal",
        LineSettings(off=0),
        [(30_000,) * 3] * 2,
        1.3,
        client=lambda: behind_portal(PORTAL_S),
        waits=PORTAL_S,
    ),
)
LONG: Sequence[Row] = (
    *QUICK,
    Row("60_30_flows_survive", LineSettings(kill_flows=False), [_PAGES] * 10, 1.2, 1.15, 10.0),
    Row("64_kbit", LineSettings(rate_up=64e3, rate_down=64e3), [(100_000,) * 3] * 4, 1.4),
    Row("asymmetric", LineSettings(rate_up=64e3, rate_down=1e6), [(100_000,) * 3] * 4, 1.4),
)


def measure() -> Sequence[Figure]:
    """All rows of the quick form, at the same time, each on a line of its own."""
    return _measured(QUICK)


def measure_in_full() -> Sequence[Figure]:
    """Every row."""
    return _measured(LONG)


def _measured(rows: Sequence[Row]) -> Sequence[Figure]:
    with (
        tempfile.TemporaryDirectory(dir=Path.cwd() / "build") as folder,
        ThreadPoolExecutor(max_workers=len(rows)) as at_once,
    ):
        payloads = [prepare(Path(folder) / row.name, row.dossiers) for row in rows]
        names = [f"line{number}" for number in range(len(rows))]
        return list(chain.from_iterable(at_once.map(_row, rows, payloads, names)))


def _row(row: Row, payload: Payload, name: str) -> Sequence[Figure]:
    limit = row.waits + row.line.limit(payload.size)
    clients = [row.client(), *(peer() for peer in row.peers)]
    with ThreadPoolExecutor(max_workers=len(clients)) as at_once:
        running = [
            at_once.submit(run, client, payload, row.line, f"{name}{place}", CAP * limit)
            for place, client in enumerate(clients)
        ]
        mine, *peers = (each.result() for each in running)
    shutil.rmtree(payload.folder)
    return list(_figures(row, payload, limit, mine, peers))


def _figures(
    row: Row, payload: Payload, limit: float, mine: Outcome, peers: Sequence[Outcome]
) -> Sequence[Figure]:
    figure = f"link_{row.name}"
    took = mine.done_s or CAP * limit
    found = [Figure(figure, took, "s", "what the line alone needs", round(limit, 1), row.time)]
    if row.sent is not None:
        sent = Figure(f"{figure}_sent", mine.sent, "bytes", "payload", payload.size, row.sent)
        found.append(sent)
    if row.answers is not None:
        seconds = mine.answers_s or CAP * limit
        floor = round(payload.answers * 8 / row.line.rate_up, 2)
        against = "what the line alone needs for them"
        answers = Figure(f"{figure}_answers", seconds, "s", against, floor, row.answers, "value")
        found.append(answers)
    for peer in peers:
        against = peer.client if peer.done_s else f"{peer.client}, cut off unfinished"
        theirs = peer.done_s or CAP * limit
        found.append(Figure(f"{figure}_beside", took, "s", against, round(theirs, 1), 1.0))
    return found
