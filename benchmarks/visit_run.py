"""One visit of three pages in its own process: `visit_run DATA SEEN`, pictures in SEEN."""

import json
import os
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize

from benchmarks.frames import Frames, memory_mb
from dossier.lifecycle import State
from dossier.wire import DossierDocument
from kiosk.app.clock import SystemClock
from kiosk.app.config import read
from kiosk.app.counter import Counter, open_counter
from kiosk.app.memory import keep_memory_together
from kiosk.app.running import begin_work, eyes
from kiosk.app.screen import open_screen
from kiosk.demo.answers import answers
from kiosk.demo.finger import Finger
from kiosk.demo.staging import Stage
from kiosk.demo.visiting import Play, Props, begin, finish, go_on
from kiosk.demo.visitor import Visitor
from kiosk.scan.pictures import read_picture
from kiosk.ui.window import Look, application

SIZE = QSize(1080, 1920)


def main(data: Path, seen: Path) -> None:
    """File the visit and say what was measured."""
    keep_memory_together()
    application(["kiosk", "-platform", "offscreen"])
    counter = open_counter(data, read(data), SystemClock(), eyes())
    stage = Stage()
    screen = open_screen(counter, stage, Look(SIZE))
    begin_work(counter)
    finger = Finger(screen.window.window)
    visitor = Visitor(screen.shell, finger, answers("mother", SystemClock().now().wall.date()))
    card, *pages = (partial(read_picture, seen / f"seen-{number}.png") for number in range(4))
    props = Props(card, {"birth_notice": tuple(pages)})
    play = Play(screen.shell, visitor, finger, stage, props)
    taps = _filed(play, Frames(screen.window.window))
    number = finish(play)
    found = {"taps_ms": taps, "memory_mb": memory_mb(), **_delivered(counter, number, data)}
    screen.close()
    counter.close()
    sys.stdout.write(json.dumps(found) + "\n")


def _filed(play: Play, frames: Frames) -> list[float]:
    """File the visit; milliseconds from each touch to the next question's first frame."""
    taps = []
    stepped = [0.0]
    play.shell.stepped.connect(lambda: stepped.__setitem__(0, time.perf_counter()))
    begin(play)
    while (step := play.visitor.step) != "done":
        if not step.startswith("ask:"):
            go_on(play)
            continue
        button = play.visitor.fill()
        touched = time.perf_counter()
        play.finger.tap(button)
        play.finger.until(lambda: play.visitor.step != step, "the next step")
        play.finger.until(lambda: frames.after(stepped[0]) is not None, "its frame")
        drawn = frames.after(stepped[0])
        if play.visitor.step.startswith("ask:") and drawn is not None:
            taps.append((drawn - touched) * 1000)
    return taps


def _delivered(counter: Counter, number: str, data: Path) -> dict[str, Any]:
    """Seconds from seal to receipt, and to write the same bytes to the same disk."""
    outbox = counter.store.outbox
    delivery = outbox.by_receipt(number)
    if delivery is None:
        raise LookupError(number)
    moves = dict(outbox.moves(delivery.id))
    took = (moves[State.ACKNOWLEDGED] - moves[State.SEALED]).total_seconds()
    document = DossierDocument.model_validate_json(outbox.document(delivery.id))
    blobs = [counter.store.blobs.get(each.sealed_sha256) for each in document.objects]
    started = time.perf_counter()
    for count, blob in enumerate(blobs):
        with (data / f"floor-{count}").open("wb") as file:
            file.write(blob)
            file.flush()
            os.fsync(file.fileno())
    return {"delivery_s": round(took, 3), "write_s": round(time.perf_counter() - started, 4)}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
