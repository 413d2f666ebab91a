"""Card, confirmation of the card, privacy notice."""

from datetime import date
from typing import Any

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from dossier.identity import Identity, mask_number
from dossier.procedure import Procedure
from kiosk.journey.identifying import CardSeen, Identifying, OtherCode, Sighting, SlipSeen
from kiosk.journey.ports import Frame
from kiosk.ui.attempts import Attempts
from kiosk.ui.camera import CameraFeed
from kiosk.ui.jobs import JobRunner, Result
from kiosk.ui.qml_types import made_in_python

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

FIRST_HINT_MS = 8000
PULSE_MS = 20000
THOROUGH_EVERY = 10
LOOKING = "Đưa mặt thẻ có mã vuông vào khung"
HINTS = (LOOKING, "Để thẻ xa hơn một chút, nghiêng cho bớt chói")
CHILD = (
    "Thẻ này của người dưới 18 tuổi. Nếu đi làm giấy cho em, xin bấm “Không phải tôi” rồi đưa thẻ "
    "của cha, mẹ hoặc người giám hộ."
)
SEXES = {"male": "Nam", "female": "Nữ"}


@QmlElement
@made_in_python
class CardModel(QObject):
    """Looks for a card through the camera; acts by itself when it sees one."""

    changed = Signal()
    seen = Signal(object)
    slipSeen = Signal(str, str)

    def __init__(self, identifying: Identifying, feed: CameraFeed, jobs: JobRunner) -> None:
        super().__init__()
        self._identifying = identifying
        self._feed = feed
        self._jobs = jobs
        self._looking = False
        self._open = False
        self._hint = LOOKING
        self._steady: str | None = None
        self._stalled = False
        self._frames = 0
        self._hints = QTimer(self, singleShot=True, interval=FIRST_HINT_MS)
        self._hints.timeout.connect(self._hint_more)
        self._pulse = QTimer(self, singleShot=True, interval=PULSE_MS)
        self._pulse.timeout.connect(self._offer_other_ways)

    def _get_hint(self) -> str:
        return self._hint

    hint = Property(str, _get_hint, notify=changed)

    def _get_stalled(self) -> bool:
        return self._stalled

    stalled = Property(bool, _get_stalled, notify=changed)

    def _get_feed(self) -> CameraFeed:
        return self._feed

    feed = Property(CameraFeed, _get_feed, constant=True)

    def open(self) -> None:
        """Start looking."""
        self._steady, self._stalled, self._frames = None, False, 0
        self._say(LOOKING)
        self._open = True
        self._hints.start()
        self._pulse.start()
        self._feed.watch(self._look)

    def close(self) -> None:
        """Stop looking and close the camera."""
        self._hints.stop()
        self._pulse.stop()
        if self._open:
            self._open = False
            self._feed.release()

    def _look(self, frame: Frame) -> None:
        if self._looking:
            return
        self._looking = True
        self._frames += 1
        thorough = self._frames % THOROUGH_EVERY == 0
        self._jobs.run(lambda: self._identifying.look(frame, thorough=thorough), self._looked)

    def _looked(self, result: Result[Sighting]) -> None:
        self._looking = False
        if not self._open:
            return
        match result.value_or_raise():
            case CardSeen() as card if self._steady == card.payload:
                self.close()
                self.seen.emit(card)
            case CardSeen() as card:
                self._steady = card.payload
                self._say("Đã thấy thẻ – xin giữ yên")
            case SlipSeen(receipt_number=receipt_number, lookup_code=lookup_code):
                self.slipSeen.emit(receipt_number, lookup_code)
            case OtherCode(words=words):
                self._say(words)
            case None:
                pass

    def _hint_more(self) -> None:
        self._say(HINTS[1])

    def _offer_other_ways(self) -> None:
        self._stalled = True
        self.changed.emit()

    def _say(self, words: str) -> None:
        if words != self._hint:
            self._hint = words
            self.changed.emit()


@QmlElement
@made_in_python
class ConfirmCardModel(QObject):
    """The card's data in rows, the number masked until asked for."""

    changed = Signal()

    def __init__(self, identifying: Identifying, attempts: Attempts) -> None:
        super().__init__()
        self._identifying = identifying
        self._attempts = attempts
        self._identity: Identity | None = None
        self._warnings: tuple[str, ...] = ()
        self._number_shown = False

    def open(self, identity: Identity | None, today: date) -> None:
        """Show a card."""
        self._identity, self._number_shown = identity, False
        self._warnings = card_warnings(identity, today) if identity is not None else ()
        self.changed.emit()

    def wipe(self) -> None:
        """Forget the card."""
        self._identity, self._number_shown, self._warnings = None, False, ()
        self.changed.emit()

    def _get_rows(self) -> list[dict[str, Any]]:
        if self._identity is None:
            return []
        return card_rows(self._identity, number_shown=self._number_shown)

    rows = Property(list, _get_rows, notify=changed)

    def _get_warnings(self) -> list[str]:
        return list(self._warnings)

    warnings = Property(list, _get_warnings, notify=changed)

    def _get_number_shown(self) -> bool:
        return self._number_shown

    numberShown = Property(bool, _get_number_shown, notify=changed)

    @Slot()
    def toggleNumber(self) -> None:
        """Show or mask the number."""
        self._number_shown = not self._number_shown
        self.changed.emit()

    @Slot()
    def confirm(self) -> None:
        """These are my data."""
        self._attempts.run(self._identifying.confirm)

    @Slot()
    def reject(self) -> None:
        """Not me."""
        self._attempts.run(self._identifying.reject)


@QmlElement
@made_in_python
class NoticeModel(QObject):
    """What is kept, why, and for how long; the consent to it."""

    changed = Signal()

    def __init__(self, identifying: Identifying, attempts: Attempts) -> None:
        super().__init__()
        self._identifying = identifying
        self._attempts = attempts
        self._text = ""
        self._version = ""

    def open(self, procedure: Procedure) -> None:
        """Show the notice of a procedure."""
        self._text = procedure.words.notice
        self._version = f"{procedure.slug}/{procedure.version}"
        self.changed.emit()

    def _get_text(self) -> str:
        return self._text

    text = Property(str, _get_text, notify=changed)

    @Slot()
    def agree(self) -> None:
        """The citizen agrees."""
        self._attempts.run(lambda: self._identifying.consent(self._version))


def card_warnings(identity: Identity, today: date) -> tuple[str, ...]:
    """What the citizen should look at before saying the card is theirs."""
    return (*identity.warnings, *((CHILD,) if identity.is_child_on(today) else ()))


def card_rows(identity: Identity, *, number_shown: bool) -> list[dict[str, Any]]:
    """Label and value rows of a card; empty fields are left out."""
    rows: list[tuple[str, str, str]] = [
        ("name", "Họ và tên", identity.name),
        ("born", "Ngày sinh", identity.born.said if identity.born else ""),
        ("sex", "Giới tính", SEXES.get(identity.sex or "", "")),
        (
            "number",
            "Số định danh",
            identity.number if number_shown else mask_number(identity.number),
        ),
        ("residence", "Nơi thường trú ghi trên thẻ", identity.residence),
        ("issued", "Ngày cấp thẻ", f"{identity.issued:%d/%m/%Y}" if identity.issued else ""),
    ]
    return [
        {"id": name, "label": label, "value": value, "secret": name == "number"}
        for name, label, value in rows
        if value
    ]
