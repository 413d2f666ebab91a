"""Text size, contrast and the call lamp: chosen by who stands here, then forgotten."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.ui.qml_types import made_in_python

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

TEXT_SCALES = (1.0, 1.2, 1.4)


@QmlElement
@made_in_python
class ComfortModel(QObject):
    """How the screen is shown to the person in front of it."""

    changed = Signal()
    called = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._scale = 0
        self._high_contrast = False
        self._officer_called = False

    def _get_text_scale(self) -> float:
        return TEXT_SCALES[self._scale]

    textScale = Property(float, _get_text_scale, notify=changed)

    def _get_high_contrast(self) -> bool:
        return self._high_contrast

    highContrast = Property(bool, _get_high_contrast, notify=changed)

    def _get_officer_called(self) -> bool:
        return self._officer_called

    officerCalled = Property(bool, _get_officer_called, notify=changed)

    @Slot()
    def enlarge(self) -> None:
        """Next text size; after the largest, the normal one again."""
        self._scale = (self._scale + 1) % len(TEXT_SCALES)
        self.changed.emit()

    @Slot()
    def toggleContrast(self) -> None:
        """High contrast on or off."""
        self._high_contrast = not self._high_contrast
        self.changed.emit()

    @Slot()
    def callOfficer(self) -> None:
        """Ask for an officer; pressing again takes the call back."""
        self._officer_called = not self._officer_called
        self.changed.emit()
        if self._officer_called:
            self.called.emit()

    def reset(self) -> None:
        """The next person starts from the usual settings."""
        self._scale, self._high_contrast, self._officer_called = 0, False, False
        self.changed.emit()
