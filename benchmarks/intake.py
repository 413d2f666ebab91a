"""How many dossiers a second the hub takes in, with sixteen lines sending as fast as they can.

`intake_…` counts dossiers announced: signature verified, document checked, stored and durable,
answered. `received_…` counts whole small dossiers: announced, one paper uploaded and made durable,
decrypted and verified, official code minted, receipt signed, answered. Beside each the same
requests go to a bare web service that commits one row for each and verifies nothing. Everything
runs on this machine, the sender in a process of its own.
"""

import json
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import httpx

from benchmarks.figures import Figure
from benchmarks.postgres import cluster

DOSSIERS = {"announced": 2_000, "whole": 500}
FIRST = {"announced": 1, "whole": 5_000}
"""Serials, so that no receipt number comes twice to one hub."""
WARMING = 100
GOALS = {"sqlite": 200.0, "postgresql": 300.0}
GOAL_P99 = 250.0
GOAL_RECEIVED = 43.0
"""All dossiers of a province's day, 130 communes of 100, within five minutes after an outage."""
WORKERS = {"sqlite": 1, "postgresql": 2}
SECONDS = 300
Code = Callable[[], str]
"""Gives a code to join with, or nothing where nobody needs to."""
FLOOR = "bare web service, one row committed a request"


@dataclass(frozen=True, slots=True)
class Sent:
    """What sending came to; times in milliseconds, from first byte out to last answer in."""

    rate: float
    p50: float
    p99: float


def measure() -> Sequence[Figure]:
    """Ours and the floor on both databases, one after the other on the same disk."""
    Path("build").mkdir(exist_ok=True)
    figures: list[Figure] = []
    with cluster() as server:
        for engine in GOALS:
            with tempfile.TemporaryDirectory(dir=Path.cwd() / "build") as name:
                place = "" if engine == "sqlite" else server.new_database()
                with _hub(Path(name), place, WORKERS[engine]) as (url, code):
                    ours = {kind: _sent(url, code, kind) for kind in DOSSIERS}
                bare = str(Path(name) / "bare.db") if engine == "sqlite" else server.new_database()
                with _floor(bare, WORKERS[engine]) as url:
                    floor = {kind: _sent(url, lambda: "", kind) for kind in DOSSIERS}
            figures += _figures(engine, ours, floor)
    return figures


def _figures(engine: str, ours: dict[str, Sent], floor: dict[str, Sent]) -> list[Figure]:
    def rate(name: str, kind: str, goal: float) -> Figure:
        mine, theirs = round(ours[kind].rate, 1), round(floor[kind].rate, 1)
        return Figure(name, mine, "dossiers/s", FLOOR, theirs, goal, "value", least=True)

    slow, slow_floor = round(ours["announced"].p99, 1), round(floor["announced"].p99, 1)
    return [
        rate(f"intake_{engine}", "announced", GOALS[engine]),
        Figure(f"intake_{engine}_p99", slow, "ms", FLOOR, slow_floor, GOAL_P99, "value"),
        rate(f"received_{engine}", "whole", GOAL_RECEIVED),
    ]


def _sent(url: str, code: Code, kind: str) -> Sent:
    first = FIRST[kind]
    _send(url, code(), kind, first, WARMING)
    return _send(url, code(), kind, first + WARMING, DOSSIERS[kind])


def _send(url: str, code: str, kind: str, first: int, count: int) -> Sent:
    numbers = [str(first), str(count)]
    words = [sys.executable, "-m", "benchmarks.intake_load", url, code, kind, *numbers]
    told = subprocess.run(words, check=True, stdout=subprocess.PIPE, timeout=SECONDS)
    return Sent(**json.loads(told.stdout))


@contextmanager
def _hub(data: Path, place: str, workers: int) -> Iterator[tuple[str, Code]]:
    where = ["--data", str(data / "hub"), "--database", place]
    hub = [sys.executable, "-X", "utf8", "-m", "hub"]
    serve = [*hub, "serve", *where, "--port", "0", "--workers", str(workers)]
    with _running(serve) as process:
        assert process.stdout is not None
        url = process.stdout.readline().removeprefix("hub on ").strip()

        def code() -> str:
            asked = subprocess.run(
                [*hub, "enrol-code", *where], check=True, capture_output=True, text=True
            )
            return asked.stdout.strip()

        yield url, code


@contextmanager
def _floor(place: str, workers: int) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    url = f"http://127.0.0.1:{port}"
    words = [sys.executable, "-m", "benchmarks.intake_floor", place, str(port), str(workers)]
    with _running(words):
        _until_up(url)
        yield url


@contextmanager
def _running(words: list[str]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=SECONDS)


def _until_up(url: str) -> None:
    pause = Event()
    for _ in range(SECONDS * 10):
        try:
            httpx.get(url, trust_env=False)
        except httpx.TransportError:
            pause.wait(0.1)
        else:
            return
    raise TimeoutError(url)
