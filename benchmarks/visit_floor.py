"""The least a tap can cost: a word changes in an empty window. Run in its own process."""

import json
import sys
import time

from PySide6.QtCore import QCoreApplication, QEventLoop, QPoint, QSize
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

from benchmarks.frames import Frames, memory_mb
from kiosk.ui.window import application

SIZE = QSize(1080, 1920)
TAPS = 40


def main() -> None:
    """Tap, and say how long each took."""
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
    _run_until_drawn(frames, 0.0)
    taps = []
    for _ in range(TAPS):
        touched = time.perf_counter()
        spot = QPoint(SIZE.width() // 2, SIZE.height() // 2)
        QTest.touchEvent(window, device).press(0, spot, window).commit()
        QTest.touchEvent(window, device).release(0, spot, window).commit()
        taps.append((_run_until_drawn(frames, touched) - touched) * 1000)
    sys.stdout.write(json.dumps({"taps_ms": taps, "memory_mb": memory_mb()}) + "\n")


def _run_until_drawn(frames: Frames, since: float) -> float:
    while (drawn := frames.after(since)) is None:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    return drawn


if __name__ == "__main__":
    main()
