"""Watching for an abandoned screen: warn, count down, then leave."""

from PySide6.QtCore import Property, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement
from typing_extensions import override

from kiosk.ui.qml_types import made_in_python

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

WARN_AFTER_S = 150
COUNTDOWN_S = 45
"""ux.md rule 8: warning after 2–5 minutes, then a countdown of 45 s (VxSuite uses 5 min + 45 s)."""

_TOUCHES = (QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress)


@QmlElement
@made_in_python
class IdleWatch(QObject):
    """`left` is 0 while someone is there, else the seconds until the visit is parked."""

    changed = Signal()
    abandoned = Signal()

    def __init__(self, warn_after_s: int = WARN_AFTER_S, countdown_s: int = COUNTDOWN_S) -> None:
        super().__init__()
        self._countdown_s = countdown_s
        self._left = 0
        self._quiet = QTimer(self, singleShot=True, interval=warn_after_s * 1000)
        self._quiet.timeout.connect(self._warn)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._count)

    def _get_left(self) -> int:
        return self._left

    left = Property(int, _get_left, notify=changed)

    def _get_total(self) -> int:
        return self._countdown_s

    total = Property(int, _get_total, constant=True)

    def begin(self) -> None:
        """Somebody's data are on the screen: watch."""
        self._reset()
        self._quiet.start()

    def end(self) -> None:
        """Nothing to protect: stop watching."""
        self._quiet.stop()
        self._reset()

    @Slot()
    def stay(self) -> None:
        """“I am still here.”"""
        self.begin()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any touch, click or key counts as presence; the countdown needs its own button."""
        if event.type() in _TOUCHES and self._quiet.isActive():
            self._quiet.start()
        return super().eventFilter(watched, event)

    def _warn(self) -> None:
        self._left = self._countdown_s
        self._tick.start()
        self.changed.emit()

    def _count(self) -> None:
        self._left -= 1
        self.changed.emit()
        if self._left <= 0:
            self._reset()
            self.abandoned.emit()

    def _reset(self) -> None:
        self._tick.stop()
        if self._left:
            self._left = 0
            self.changed.emit()
