"""Photographing one document: live outline, automatic shot, retake, put off with a reason."""

from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from dossier.filing import Filing
from kiosk.journey.capturing import Capturing
from kiosk.journey.desk import Desk
from kiosk.journey.ports import Corners, Frame, PageView, ScannedPage, Verdict
from kiosk.ui.attempts import Attempts
from kiosk.ui.camera import CameraFeed
from kiosk.ui.jobs import JobRunner, Result
from kiosk.ui.qml_types import made_in_python

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

STEADY_FRAMES = 4
STEADY_SHARE = 0.02
ADVICE = {
    Verdict.NO_PAGE: "Đặt giấy phẳng vào khung",
    Verdict.TOO_DARK: "Tối quá, xin bật đèn hoặc xoay giấy ra chỗ sáng",
    Verdict.CUT_CORNER: "Còn thiếu góc, xin lùi giấy ra một chút",
    Verdict.TOO_SMALL: "Đưa giấy lại gần hơn",
    Verdict.BLURRED: "Hơi mờ, xin giữ yên tay",
    Verdict.GLARE: "Bị chói, xin nghiêng giấy một chút",
    Verdict.GOOD: "Rõ rồi, xin giữ yên",
}
REASONS = {
    "not_here": "Chưa mang theo, sẽ nộp sau",
    "no_camera": "Máy ảnh hỏng, cán bộ nhận bản giấy",
    "other": "Lý do khác, hỏi cán bộ",
}


@QmlElement
@made_in_python
class CaptureModel(QObject):
    """The document at hand and its pages."""

    changed = Signal()
    taken = Signal()

    def __init__(
        self,
        desk: Desk,
        capturing: Capturing,
        feed: CameraFeed,
        jobs: JobRunner,
        attempts: Attempts,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._capturing = capturing
        self._feed = feed
        self._jobs = jobs
        self._attempts = attempts
        self._document = ""
        self._name = ""
        self._most = 1
        self._pages: tuple[str, ...] = ()
        self._view = PageView(None, Verdict.NO_PAGE)
        self._steady = 0
        self._busy = False
        self._armed = True
        self._pressed = False
        self._frame: Frame | None = None

    def open(self, filing: Filing, document: str) -> None:
        """Show the camera for a document, or its pages when the visit comes back to it."""
        required = filing.procedure.document(document)
        fresh = document != self._document
        self._document = document
        self._name = filing.procedure.words.documents[document].name
        self._most = required.most_pages
        self._pages = tuple(page.sha256 for page in filing.pages.get(document, ()))
        if fresh:
            self._armed = not self._pages
            self._reset_view()
        self._feed.watch(self._look)
        self.changed.emit()

    def close(self) -> None:
        """Leave the screen: camera off, nothing of the document kept in memory."""
        if not self._document:
            return
        self._feed.release()
        self._document, self._name, self._pages, self._frame = "", "", (), None
        self._reset_view()
        self.changed.emit()

    def _get_feed(self) -> CameraFeed:
        return self._feed

    feed = Property(CameraFeed, _get_feed, constant=True)

    def _get_name(self) -> str:
        return self._name

    name = Property(str, _get_name, notify=changed)

    def _get_advice(self) -> str:
        if not self._armed and self._pages:
            return "Đã chụp. Lật trang rồi bấm “Chụp thêm trang”, hoặc bấm “Đủ trang rồi”"
        return ADVICE[self._view.verdict]

    advice = Property(str, _get_advice, notify=changed)

    def _get_good(self) -> bool:
        return self._view.verdict is Verdict.GOOD

    good = Property(bool, _get_good, notify=changed)

    def _get_corners(self) -> list[float]:
        return [axis for corner in self._view.corners or () for axis in corner]

    corners = Property(list, _get_corners, notify=changed)

    def _get_pages(self) -> list[dict[str, Any]]:
        return [
            {"sha256": sha256, "label": f"Trang {number}"}
            for number, sha256 in enumerate(self._pages, start=1)
        ]

    pages = Property(list, _get_pages, notify=changed)

    def _get_armed(self) -> bool:
        return self._armed

    armed = Property(bool, _get_armed, notify=changed)

    def _get_full(self) -> bool:
        return len(self._pages) >= self._most

    full = Property(bool, _get_full, notify=changed)

    def _get_reasons(self) -> list[dict[str, str]]:
        return [{"key": key, "label": label} for key, label in REASONS.items()]

    reasons = Property(list, _get_reasons, constant=True)

    @Slot()
    def shoot(self) -> None:
        """Take the page now, whatever the verdict; the verdict is kept with it."""
        if self._frame is None or self._get_full():
            return
        if self._busy:
            self._pressed = True  # taken as soon as the frame being looked at is judged
        else:
            self._take(self._frame, self._view.corners)

    @Slot()
    def another(self) -> None:
        """Watch for another page."""
        self._armed = True
        self._reset_view()
        self.changed.emit()

    @Slot(str)
    def retake(self, sha256: str) -> None:
        """Discard a page and take it again."""
        self._armed = True
        document = self._document
        self._attempts.run(lambda: self._capturing.retake(document, sha256))

    @Slot()
    def finish(self) -> None:
        """All pages are in."""
        document = self._document
        self._attempts.run(lambda: self._capturing.finish(document))

    @Slot(str)
    def putOff(self, reason: str) -> None:
        """The document comes later, with a reason."""
        document = self._document
        self._attempts.run(lambda: self._capturing.defer(document, REASONS[reason]))

    def _reset_view(self) -> None:
        self._view = PageView(None, Verdict.NO_PAGE)
        self._steady, self._pressed = 0, False

    def _look(self, frame: Frame) -> None:
        self._frame = frame
        if self._busy or not self._armed:
            return
        self._busy = True
        self._jobs.run(
            lambda: self._capturing.find(frame), lambda result: self._looked(frame, result)
        )

    def _looked(self, frame: Frame, result: Result[PageView]) -> None:
        self._busy = False
        view = result.value_or_raise()
        still = view.verdict is Verdict.GOOD and near(self._view.corners, view.corners, frame)
        self._steady = self._steady + 1 if still else 0
        self._view = view
        self.changed.emit()
        ready = self._steady >= STEADY_FRAMES or self._pressed
        if ready and self._armed and self._document:
            self._take(frame, view.corners)

    def _take(self, frame: Frame, corners: Corners | None) -> None:
        self._busy, self._armed, self._pressed, self._steady = True, False, False, 0
        document = self._document
        self._jobs.run(
            lambda: self._capturing.scan(frame, corners),
            lambda result: self._took(document, result),
        )

    def _took(self, document: str, result: Result[ScannedPage]) -> None:
        self._busy = False
        if document != self._document:
            return
        page = result.value_or_raise()
        kept = self._attempts.run(lambda: self._capturing.keep(document, page))
        if kept is not None:
            self.taken.emit()
        self.changed.emit()


def near(before: Corners | None, now: Corners | None, frame: Frame) -> bool:
    """Whether the page stayed where it was: every corner within 2 % of the frame's width."""
    if before is None or now is None:
        return False
    reach = STEADY_SHARE * frame.width
    return all(
        abs(a[0] - b[0]) <= reach and abs(a[1] - b[1]) <= reach
        for a, b in zip(before, now, strict=True)
    )
