"""The camera as the screen sees it: newest frame for preview and analysis, loss in words."""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, QTimer, Signal
from PySide6.QtQml import QmlElement

from kiosk.journey.ports import Frame, PageSource, SourceLost
from kiosk.ui.qml_types import made_in_python

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

FRAME_INTERVAL_MS = 33
RETRY_INTERVAL_MS = 3000


@QmlElement
@made_in_python
class CameraFeed(QObject):
    """Polls the page source on the GUI thread (never blocking) while a screen looks through it."""

    arrived = Signal()
    changed = Signal()

    def __init__(self, source: PageSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._lost = ""
        self._watcher: Callable[[Frame], None] | None = None
        self.frame: Frame | None = None
        self._poll = QTimer(self, interval=FRAME_INTERVAL_MS)
        self._poll.timeout.connect(self._look)
        self._retry = QTimer(self, interval=RETRY_INTERVAL_MS, singleShot=True)
        self._retry.timeout.connect(self._start)

    def _get_lost(self) -> str:
        return self._lost

    lost = Property(str, _get_lost, notify=changed)

    def watch(self, watcher: Callable[[Frame], None]) -> None:
        """Open the camera and give every new frame to `watcher`."""
        self._watcher = watcher
        if not self._poll.isActive():
            self._start()

    def release(self) -> None:
        """Close the camera and forget the last picture."""
        self._watcher = None
        self._poll.stop()
        self._retry.stop()
        self._source.stop()
        self.frame = None
        self._say("")
        self.arrived.emit()

    def _start(self) -> None:
        try:
            self._source.start()
        except SourceLost as problem:
            self._lose(str(problem))
            return
        self._say("")
        self._poll.start()

    def _look(self) -> None:
        try:
            frame = self._source.frame()
        except SourceLost as problem:
            self._lose(str(problem))
            return
        if frame is None or self._watcher is None:
            return
        self.frame = frame
        self.arrived.emit()
        self._watcher(frame)

    def _lose(self, words: str) -> None:
        self._poll.stop()
        self._source.stop()
        self.frame = None
        self._say(words)
        self.arrived.emit()
        self._retry.start()

    def _say(self, words: str) -> None:
        if words != self._lost:
            self._lost = words
            self.changed.emit()
