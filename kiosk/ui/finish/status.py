"""Status by slip: what became of a dossier filed at this counter."""

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.journey.ports import Delivery
from kiosk.journey.tracking import Tracking
from kiosk.ui.finish.view_model import states
from kiosk.ui.qml_types import made_in_python

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

ASK = "Đưa mã vuông trên giấy biên nhận, hoặc thẻ căn cước để làm tiếp hồ sơ đang dở"
UNKNOWN = "Không thấy hồ sơ của giấy này trên máy. Xin hỏi cán bộ, giấy vẫn còn giá trị"
NOTHING_PARKED = "Thẻ này không có hồ sơ nào đang làm dở trên máy"


@QmlElement
@made_in_python
class StatusModel(QObject):
    """The dossier of a slip, in words; no personal data."""

    changed = Signal()

    def __init__(self, tracking: Tracking) -> None:
        super().__init__()
        self._tracking = tracking
        self._delivery: Delivery | None = None
        self._words = ASK

    def open(self) -> None:
        """Ask for a slip or a card."""
        self._delivery, self._words = None, ASK
        self.changed.emit()

    def wipe(self) -> None:
        """Forget the dossier shown."""
        self.open()

    def show(self, receipt_number: str, lookup_code: str) -> None:
        """Show the dossier a slip names."""
        self._delivery = self._tracking.by_slip(receipt_number, lookup_code)
        self._words = "" if self._delivery else UNKNOWN
        self.changed.emit()

    def nothing_parked(self) -> None:
        """The card shown has no parked visit."""
        self._words = NOTHING_PARKED
        self.changed.emit()

    def _get_words(self) -> str:
        return self._words

    words = Property(str, _get_words, notify=changed)

    def _get_found(self) -> bool:
        return self._delivery is not None

    found = Property(bool, _get_found, notify=changed)

    def _get_receipt_number(self) -> str:
        return self._delivery.receipt_number if self._delivery else ""

    receiptNumber = Property(str, _get_receipt_number, notify=changed)

    def _get_official_code(self) -> str:
        return (self._delivery.official_code or "") if self._delivery else ""

    officialCode = Property(str, _get_official_code, notify=changed)

    def _get_states(self) -> list[dict[str, str]]:
        return states(self._delivery) if self._delivery else []

    states = Property(list, _get_states, notify=changed)

    def _get_due(self) -> str:
        if self._delivery is None or self._delivery.due is None:
            return ""
        return f"{self._delivery.due:%d/%m/%Y}"

    due = Property(str, _get_due, notify=changed)
