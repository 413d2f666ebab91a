"""Starting the counter on its screen."""

import sys
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QCoreApplication, QSize, QTimer

from kiosk.app.clock import SystemClock
from kiosk.app.config import read
from kiosk.app.counter import Counter, Eyes, open_counter
from kiosk.app.late import (
    LateCodeReader,
    LatePageReader,
    LatePageSource,
    load_late_adapters,
)
from kiosk.app.memory import keep_memory_together
from kiosk.app.screen import open_screen, when_first_drawn
from kiosk.app.stopping import until_stopped
from kiosk.ui.window import Look, application

WINDOWED = QSize(540, 960)
"""Half a portrait panel: fits on an office screen."""
LISTEN_MS = 200
"""Python's signal handlers run between byte codes only: Qt's loop must come back to Python."""


def eyes() -> Eyes:
    """The real readers of codes and pages."""
    return Eyes(LateCodeReader(), LatePageReader())


def run(data: Path, *, windowed: bool) -> int:
    """Run the kiosk until it is closed. Returns the exit code; raises KioskError, in words."""
    keep_memory_together()
    config = read(data)
    qt = application(sys.argv[:1])
    counter = open_counter(data, config, SystemClock(), eyes())
    look = Look(WINDOWED if windowed else None, config.pixels_per_mm)
    try:
        screen = open_screen(counter, LatePageSource(config.camera), look)
        when_first_drawn(screen, lambda: begin_work(counter))
        try:
            return until_closed(qt)
        finally:
            screen.close()
    finally:
        counter.close()


def begin_work(counter: Counter) -> None:
    """What need not stand before the first screen: the hub, delivery, cameras and papers."""
    counter.line.start()
    counter.purger.start()
    counter.library.start()
    Thread(target=_get_ready, args=(counter,), name="getting-ready", daemon=True).start()


def _get_ready(counter: Counter) -> None:
    load_late_adapters()
    counter.beginning.lay_out_search()


def until_closed(qt: QCoreApplication) -> int:
    """Run Qt until the window is closed or the program is told to end. Returns the exit code."""
    with until_stopped() as stopped:
        listening = QTimer(interval=LISTEN_MS)
        listening.timeout.connect(lambda: qt.quit() if stopped.is_set() else None)
        listening.start()
        return qt.exec()
