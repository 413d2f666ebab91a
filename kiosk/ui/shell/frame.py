"""The frame round every screen: who files for what, where in the visit, the line, the hotline."""

from PySide6.QtCore import Property, QObject, Qt, QTimer, Signal
from PySide6.QtQml import QmlElement

from kiosk.journey.desk import Desk
from kiosk.journey.ports import Line, Settings
from kiosk.journey.tracking import Tracking
from kiosk.ui.qml_types import made_in_python
from kiosk.ui.shell.state import STAGES, FrameProps, date_words, frame_props, line_words

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

CLOCK_INTERVAL_MS = 15_000


@QmlElement
@made_in_python
class FrameModel(QObject):
    """Always-present facts, refreshed when the visit, the line or the minute moves."""

    changed = Signal()
    lineMoved = Signal()
    minutePassed = Signal()

    def __init__(self, desk: Desk, tracking: Tracking, settings: Settings) -> None:
        super().__init__()
        self._desk = desk
        self._tracking = tracking
        self._settings = settings
        self._props = FrameProps()
        self.lineMoved.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        tracking.watch(self.lineMoved.emit)
        self._minute = QTimer(self, interval=CLOCK_INTERVAL_MS)
        self._minute.timeout.connect(self.changed)
        self._minute.timeout.connect(self.minutePassed)
        self._minute.start()

    def close(self) -> None:
        """The screen is gone: hear nothing more of the line or the minute."""
        self._minute.stop()
        self.lineMoved.disconnect()

    def refresh(self) -> FrameProps:
        """Derive the frame of the visit at hand, or of none."""
        busy = self._desk.busy
        self._props = frame_props(self._desk.visit, self._desk.step) if busy else FrameProps()
        self.changed.emit()
        return self._props

    def _get_who(self) -> str:
        return self._props.who

    who = Property(str, _get_who, notify=changed)

    def _get_what(self) -> str:
        return self._props.what

    what = Property(str, _get_what, notify=changed)

    def _get_stage(self) -> int:
        return self._props.stage

    stage = Property(int, _get_stage, notify=changed)

    def _get_stages(self) -> list[str]:
        return list(STAGES)

    stages = Property(list, _get_stages, constant=True)

    def _get_online(self) -> bool:
        return self._tracking.line.line is Line.ONLINE

    online = Property(bool, _get_online, notify=changed)

    def _get_line_words(self) -> str:
        return line_words(self._tracking.line, self._desk.saved)

    lineWords = Property(str, _get_line_words, notify=changed)

    def _get_hotline(self) -> str:
        return self._settings.hotline

    hotline = Property(str, _get_hotline, constant=True)

    def _get_counter(self) -> str:
        return f"{self._settings.commune}, {self._settings.province}"

    counter = Property(str, _get_counter, constant=True)

    def _get_clock(self) -> str:
        return f"{self._desk.clock.now().wall:%H:%M}"

    clock = Property(str, _get_clock, notify=changed)

    def _get_date(self) -> str:
        return date_words(self._desk.clock.now().wall)

    date = Property(str, _get_date, notify=changed)
