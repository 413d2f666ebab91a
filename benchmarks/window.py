"""A window in its own process: says when its first frame was swapped, then ends."""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize


def empty(size: QSize) -> None:
    """The least a QML program can show."""
    from PySide6.QtQml import QQmlApplicationEngine
    from PySide6.QtQuick import QQuickWindow

    from kiosk.ui.window import application

    qt = application(["empty", "-platform", "offscreen"])
    engine = QQmlApplicationEngine()
    wide, high = size.width(), size.height()
    scene = f"import QtQuick\nWindow {{ width: {wide}; height: {high}; visible: true }}"
    engine.loadData(scene.encode())
    window = engine.rootObjects()[0]
    if not isinstance(window, QQuickWindow):
        raise TypeError(window)
    window.frameSwapped.connect(lambda: _say_and_end(qt))
    qt.exec()


def kiosk(size: QSize, data: Path) -> None:
    """The counter as `kiosk` starts it, up to its home screen."""
    from kiosk.app.clock import SystemClock
    from kiosk.app.config import read
    from kiosk.app.counter import open_counter
    from kiosk.app.late import LatePageSource
    from kiosk.app.running import eyes
    from kiosk.app.screen import open_screen, when_first_drawn
    from kiosk.ui.window import Look, application

    config = read(data)
    qt = application(["kiosk", "-platform", "offscreen"])
    counter = open_counter(data, config, SystemClock(), eyes())
    screen = open_screen(counter, LatePageSource(config.camera), Look(size))
    when_first_drawn(screen, lambda: _say_and_end(qt))
    qt.exec()
    screen.close()
    counter.close()


def _say_and_end(qt: QCoreApplication) -> None:
    sys.stdout.write(f"{time.time()}\n")
    sys.stdout.flush()
    qt.quit()


if __name__ == "__main__":
    wide, _, high = sys.argv[2].partition("x")
    if sys.argv[1] == "empty":
        empty(QSize(int(wide), int(high)))
    else:
        kiosk(QSize(int(wide), int(high)), Path(sys.argv[3]))
