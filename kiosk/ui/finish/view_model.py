"""After sealing: the number, the slip, the originals, the three honest states."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from dossier.lifecycle import PublicState, State, public
from dossier.receipts import qr_text
from kiosk.journey.desk import Desk
from kiosk.journey.ports import Delivery, Printed, StoreFailed
from kiosk.journey.sealing import Sealing
from kiosk.journey.tracking import Tracking
from kiosk.ui.attempts import Attempts
from kiosk.ui.jobs import JobRunner, Result
from kiosk.ui.qml_types import made_in_python

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

ON_A_STICK = frozenset({State.EXPORTED, State.SEALED})
DONE, NOW, LATER = "done", "now", "later"


@QmlElement
@made_in_python
class DoneModel(QObject):
    """The sealed dossier on the screen, until the citizen leaves."""

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        tracking: Tracking,
        sealing: Sealing,
        jobs: JobRunner,
        attempts: Attempts,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._tracking = tracking
        self._sealing = sealing
        self._jobs = jobs
        self._attempts = attempts
        self._delivery: Delivery | None = None
        self._originals: list[dict[str, Any]] = []
        self._printed = ""
        self._printing = False
        self._print_problem = ""

    def open(self) -> None:
        """Show the sealed visit at hand; print its slip once."""
        visit = self._desk.visit
        words = visit.filing.procedure.words
        self._delivery = self._tracking.delivery()
        self._printed = visit.printed
        self._originals = [
            {"id": document, "name": words.documents[document].name, "pages": len(pages)}
            for document, pages in visit.filing.pages.items()
            if pages
        ]
        if visit.filing.identity is not None:
            self._originals.insert(0, {"id": "card", "name": "Thẻ căn cước", "pages": 0})
        for original in self._originals:
            original["returned"] = original["id"] in visit.returned
        self.changed.emit()
        if not self._printed and not self._printing and not self._print_problem:
            self.printAgain()

    def refresh(self) -> None:
        """The delivery moved: show its new state."""
        if self._delivery is not None and self._desk.busy:
            with suppress(StoreFailed):  # what was shown stays; delivery itself goes on
                self._delivery = self._tracking.delivery()
            self.changed.emit()

    def wipe(self) -> None:
        """Forget the dossier shown."""
        self._delivery, self._originals, self._printed = None, [], ""
        self._print_problem = ""
        self.changed.emit()

    def _get_receipt_number(self) -> str:
        return self._delivery.receipt_number if self._delivery else ""

    receiptNumber = Property(str, _get_receipt_number, notify=changed)

    def _get_official_code(self) -> str:
        return (self._delivery.official_code or "") if self._delivery else ""

    officialCode = Property(str, _get_official_code, notify=changed)

    def _get_qr(self) -> str:
        if self._delivery is None:
            return ""
        return qr_text(self._delivery.receipt_number, self._delivery.lookup_code)

    qr = Property(str, _get_qr, notify=changed)

    def _get_states(self) -> list[dict[str, str]]:
        return states(self._delivery) if self._delivery else []

    states = Property(list, _get_states, notify=changed)

    def _get_due(self) -> str:
        if self._delivery is None or self._delivery.due is None:
            return ""
        return f"{self._delivery.due:%H} giờ, ngày {self._delivery.due:%d/%m/%Y}"

    due = Property(str, _get_due, notify=changed)

    def _get_originals(self) -> list[dict[str, Any]]:
        return self._originals

    originals = Property(list, _get_originals, notify=changed)

    def _get_all_returned(self) -> bool:
        return all(original["returned"] for original in self._originals)

    allReturned = Property(bool, _get_all_returned, notify=changed)

    def _get_printed(self) -> str:
        return printed_words(self._printed)

    printed = Property(str, _get_printed, notify=changed)

    def _get_print_problem(self) -> str:
        return self._print_problem

    printProblem = Property(str, _get_print_problem, notify=changed)

    @Slot(str)
    def takeBack(self, document: str) -> None:
        """The original is in the citizen's hand."""
        self._attempts.run(lambda: self._tracking.take_back(document))

    @Slot()
    def printAgain(self) -> None:
        """Print the slip on a worker."""
        if self._printing:
            return
        self._printing, self._print_problem = True, ""
        self._jobs.run(self._sealing.print_slip, self._slip_out)

    def _slip_out(self, result: Result[Printed]) -> None:
        self._printing = False
        problem = result.problem
        if problem is not None:
            self._print_problem = str(problem)
        self._attempts.run(lambda: None)


def printed_words(where: str) -> str:
    """What became of the slip: a printer's name, or a file when this counter has no printer."""
    if not where:
        return ""
    if where.endswith(".pdf"):
        return "Giấy biên nhận đã lưu trong máy, nhờ cán bộ in giúp"
    return f"Đã in giấy biên nhận: {where}"


def states(delivery: Delivery) -> list[dict[str, str]]:
    """The three honest states with their words: kept here, on its way, received."""
    stage = public(delivery.state)
    kept = {
        "title": "Đã lưu tại máy",
        "words": f"Lúc {delivery.sealed_at:%H:%M}, đã mã hóa",
        "state": DONE,
    }
    way = {"title": "Gửi lên hệ thống", "words": _way_words(delivery), "state": NOW}
    if delivery.exported_at is not None and delivery.state in ON_A_STICK:
        way = {
            "title": "Đã chép ra USB để mang tới xã",
            "words": _stick_words(delivery.exported_at),
            "state": NOW,
        }
    received = {
        "title": "Xã đã nhận",
        "words": "Chưa. Khi nhận, mã hồ sơ chính thức sẽ hiện ở đây",
        "state": LATER,
    }
    if stage is PublicState.RECEIVED:
        way = {"title": "Đã gửi lên hệ thống", "words": _sent_words(delivery), "state": DONE}
        received = {
            "title": "Xã đã nhận",
            "words": f"Mã hồ sơ {delivery.official_code or 'đang được cấp'}",
            "state": DONE,
        }
    return [kept, way, received]


def _sent_words(delivery: Delivery) -> str:
    return f"{delivery.objects} trên {delivery.objects} phần"


def _stick_words(since: datetime) -> str:
    return (
        f"Từ {since:%H:%M} ngày {since:%d/%m/%Y}, xã chưa xác nhận đã nhận. "
        "Số biên nhận vẫn có giá trị. Hồ sơ vẫn giữ trong máy, có mạng là tự gửi. "
        "Cần hỏi, xin gọi số điện thoại trên màn hình"
    )


def _way_words(delivery: Delivery) -> str:
    if delivery.reason:
        return delivery.reason
    if delivery.state is State.SEALED:
        return "Đang chờ đường truyền, có mạng là tự gửi"
    return f"Đang gửi: {delivery.objects_done} trên {delivery.objects} phần"
