"""Starting the counter on its screen."""

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, QTimer

from kiosk.app.clock import SystemClock
from kiosk.app.config import read
from kiosk.app.counter import Eyes, open_counter
from kiosk.app.screen import open_screen, when_first_drawn
from kiosk.app.stopping import until_stopped
from kiosk.scan.codes import ZxingThenZbar
from kiosk.scan.pages import OpenCvPageReader
from kiosk.scan.sources import open_source
from kiosk.ui.window import Look, application

WINDOWED = QSize(540, 960)
"""Half a portrait panel: fits on an office screen."""
LISTEN_MS = 200
"""Python's signal handlers run between byte codes only: Qt's loop must come back to Python."""


def eyes() -> Eyes:
    """The real readers of codes and pages."""
    return Eyes(ZxingThenZbar(), OpenCvPageReader())


def run(data: Path, *, windowed: bool) -> int:
    """Run the kiosk until it is closed. Returns the exit code; raises KioskError, in words."""
    config = read(data)
    qt = application(sys.argv[:1])
    counter = open_counter(data, config, SystemClock(), eyes())
    look = Look(WINDOWED if windowed else None, config.pixels_per_mm)
    try:
        screen = open_screen(counter, open_source(config.camera), look)
        when_first_drawn(screen, counter.line.start)
        try:
            return _until_closed(qt)
        finally:
            screen.close()
    finally:
        counter.close()


def _until_closed(qt: QCoreApplication) -> int:
    with until_stopped() as stopped:
        listening = QTimer(interval=LISTEN_MS)
        listening.timeout.connect(lambda: qt.quit() if stopped.is_set() else None)
        listening.start()
        return qt.exec()
