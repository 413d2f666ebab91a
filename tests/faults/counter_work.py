"""What the killed processes do: a counter that files visits, its delivery service, the hub.

Every function here runs in a forked process of its own and says each thing down a pipe only after
the call that made it durable has returned.
"""

import contextlib
import io
import os
import random
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from typing_extensions import override

from kiosk.app.clock import SystemClock
from kiosk.app.config import read
from kiosk.app.hub_line import HubLine
from kiosk.app.queue import serve
from kiosk.app.stopping import until_stopped
from kiosk.journey.ports import Corners, Frame, KioskError, ScannedPage
from kiosk.journey.steps import Review
from kiosk.store.opening import open_store
from tests.support.booth import BIRTH, Booth, golden
from tests.support.devices import FakeCodeReader, FakePageReader, FakePrinter, a_frame

PAGE_BYTES = 12_000


class HeavyPages(FakePageReader):
    """Pages of some kilobytes, another for each frame."""

    @override
    def scan(self, frame: Frame, corners: Corners | None = None) -> ScannedPage:
        page = super().scan(frame, corners)
        noise = random.Random(frame.number).randbytes(PAGE_BYTES)
        return ScannedPage(page.jpeg + noise, page.width, page.height, page.verdict)


class FilingCounter(Booth):
    """The use cases of a visit over the real store of a data folder."""

    def __init__(self, data: Path, seed: int) -> None:
        self._numbers = random.Random(seed)
        self._entropy = os.urandom
        self.clock = SystemClock()
        self.codes, self.pages, self.printer = FakeCodeReader(), HeavyPages(), FakePrinter()
        store = open_store(data, self.clock, screen=True)
        self.journal, self.outbox = store.journal, store.outbox
        self.blobs, self.keys = store.blobs, store.keys
        self.line = HubLine(data, read(data), store, self.clock)
        self.restart()

    @override
    def frame(self) -> Frame:
        return a_frame(self._numbers.getrandbits(60))


def file_visits(data: Path, seed: int, told: Connection) -> None:
    """File one visit after the other, going on with the interrupted one first."""
    booth = FilingCounter(data, seed)
    left = booth.beginning.interrupted()
    if left is not None:
        booth.beginning.resume(left.id)
    told.send({"open": True})
    while True:
        if one_step(booth):
            told.send(stand(booth))


def one_step(booth: FilingCounter) -> bool:
    """The next thing a citizen does; whether a visit is at the desk after it."""
    if not booth.desk.busy:
        booth.beginning.start(BIRTH)
    elif booth.visit.sealed is not None:
        booth.beginning.end("filed")
        return False
    elif isinstance(booth.step, Review) and booth.visit.filing.signature is not None:
        booth.sealing.seal()
    else:
        booth.go_on(dict(golden(BIRTH, "01-married-mother-on-time")["answers"]))
    return True


def stand(booth: FilingCounter) -> dict[str, Any]:
    """Where the visit at the desk stands, as its journal must hold it."""
    visit = booth.visit
    return {
        "at": time.monotonic(),
        "visit": visit.id,
        "sequence": visit.sequence,
        "link": visit.link,
        "sealed": visit.sealed.dossier if visit.sealed else None,
    }


def deliver(data: Path, told: Connection) -> None:
    """`kiosk sync --watch`."""
    told.send({"open": True})
    with until_stopped() as stopped:
        serve(data, stopped, lambda _: None)


class _Said(io.TextIOBase):
    """Standard output as a pipe to whoever started this process."""

    def __init__(self, told: Connection) -> None:
        self._told = told

    @override
    def write(self, text: str, /) -> int:
        self._told.send({"said": text})
        return len(text)


def receive(data: Path, port: int, told: Connection) -> None:
    """`hub serve`."""
    from hub.cli import serve as serve_hub

    with contextlib.redirect_stdout(_Said(told)):  # type: ignore[type-var]
        serve_hub(data=data, port=port)


def quietly(work: Any, *words: Any) -> None:
    """Run one of the above; a killer that ended first is no failure."""
    import logging

    logging.disable(logging.WARNING)
    try:
        work(*words)
    except BrokenPipeError:
        sys.exit(0)
    except KioskError as problem:
        sys.exit(str(problem))
