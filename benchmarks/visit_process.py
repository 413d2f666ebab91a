"""The measured process of `benchmarks.visit`: a whole visit, or with `--floor` an empty window."""

import json
import os
import sys
import tempfile
import time
from pathlib import Path

import psutil
from PySide6.QtCore import QPoint, QSize
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

from dossier.lifecycle import State
from dossier.wire import DossierDocument
from kiosk.app.clock import SystemClock
from kiosk.app.config import ASSETS, read
from kiosk.app.counter import Counter, open_counter
from kiosk.app.running import begin_work, eyes
from kiosk.app.screen import open_screen
from kiosk.demo.answers import answers
from kiosk.demo.finger import Finger
from kiosk.demo.scene import BIRTH_NOTICE, SECOND_PAGE, Scene
from kiosk.demo.staging import Stage
from kiosk.demo.visiting import Play, Props, begin, finish, go_on
from kiosk.demo.visitor import Visitor
from kiosk.ui.window import Look, application

SIZE = QSize(1080, 1920)
TAPS = 40


class Frames:
    """When each frame of a window was swapped, in seconds."""

    def __init__(self, window: QQuickWindow) -> None:
        self.times: list[float] = []
        window.frameSwapped.connect(lambda: self.times.append(time.perf_counter()))

    def after(self, moment: float) -> float | None:
        """The first frame after a moment."""
        return next((at for at in self.times if at > moment), None)


def visit() -> dict[str, object]:
    """File one visit of three pages; the time of every tap that leads to a next question."""
    application(["kiosk", "-platform", "offscreen"])
    with tempfile.TemporaryDirectory(dir="build") as folder:
        data = Path(folder)
        counter = open_counter(data, read(data), SystemClock(), eyes())
        stage = Stage()
        screen = open_screen(counter, stage, Look(SIZE))
        begin_work(counter)
        finger = Finger(screen.window.window)
        visitor = Visitor(screen.shell, finger, answers("mother", SystemClock().now().wall.date()))
        scene = Scene(ASSETS / "fonts")
        pages = (scene.page(BIRTH_NOTICE, 1), scene.page(SECOND_PAGE, 2), scene.page(number=3))
        play = Play(
            screen.shell, visitor, finger, stage, Props(scene.card(), {"birth_notice": pages})
        )
        taps = _filed(play, Frames(screen.window.window))
        number = finish(play)
        seen = {"taps_ms": taps, "memory_mb": _memory(), **_delivered(counter, number, data)}
        screen.close()
        counter.close()
    return seen


def _filed(play: Play, frames: Frames) -> list[float]:
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


def _delivered(counter: Counter, number: str, data: Path) -> dict[str, float]:
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
    return {
        "delivery_s": round(took, 3),
        "write_s": round(time.perf_counter() - started, 4),
    }


def floor() -> dict[str, object]:
    """The least a tap can cost: a word changes in an empty window of the same size."""
    import PySide6.QtQuick  # noqa: F401
    from PySide6.QtQml import QQmlApplicationEngine

    application(["empty", "-platform", "offscreen"])
    engine = QQmlApplicationEngine()
    engine.loadData(
        f"""import QtQuick
        Window {{ width: {SIZE.width()}; height: {SIZE.height()}; visible: true
            Text {{ id: words; property int taps: 0; text: taps }}
            MouseArea {{ anchors.fill: parent; onClicked: words.taps += 1 }} }}""".encode()
    )
    window = engine.rootObjects()[0]
    if not isinstance(window, QQuickWindow):
        raise TypeError(window)
    frames, device = Frames(window), QTest.createTouchDevice()
    finger = Finger(window)
    finger.until(lambda: bool(frames.times), "the first frame")
    taps = []
    for _ in range(TAPS):
        touched = time.perf_counter()
        spot = QPoint(SIZE.width() // 2, SIZE.height() // 2)
        QTest.touchEvent(window, device).press(0, spot, window).commit()
        QTest.touchEvent(window, device).release(0, spot, window).commit()
        finger.until(lambda: frames.after(touched) is not None, "a frame")  # noqa: B023
        taps.append(((frames.after(touched) or touched) - touched) * 1000)
    return {"taps_ms": taps, "memory_mb": _memory()}


def _memory() -> float:
    return round(int(psutil.Process().memory_info().rss) / 2**20, 1)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(floor() if "--floor" in sys.argv else visit()) + "\n")
