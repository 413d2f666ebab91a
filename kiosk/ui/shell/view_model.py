"""The shell: which screen shows, and everything a citizen can do from any of them."""

from PySide6.QtCore import Property, QObject, Qt, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.journey.identifying import CardSeen
from kiosk.ui.answer.section import SectionModel
from kiosk.ui.answer.view_model import QuestionModel
from kiosk.ui.attempts import Attempts
from kiosk.ui.capture.view_model import CaptureModel
from kiosk.ui.finish.status import StatusModel
from kiosk.ui.finish.view_model import DoneModel
from kiosk.ui.identify.earlier import EarlierModel
from kiosk.ui.identify.view_model import CardModel, ConfirmCardModel, NoticeModel
from kiosk.ui.qml_types import made_in_python
from kiosk.ui.review.view_model import ChecklistModel, ReviewModel
from kiosk.ui.shell.comfort import ComfortModel
from kiosk.ui.shell.frame import FrameModel
from kiosk.ui.shell.idle import IdleWatch
from kiosk.ui.shell.slices import Slices, UseCases
from kiosk.ui.shell.state import PAUSED
from kiosk.ui.welcome.view_model import HomeModel, SheetModel

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


def _slice(kind: type[QObject], name: str) -> Property:
    """The view model of one screen, for QML."""

    def get(shell: "ShellModel") -> QObject:
        model: QObject = getattr(shell.slices, name)
        return model

    return Property(kind, get, constant=True)


@QmlElement
@made_in_python
class ShellModel(QObject):
    """Shows the step the visit stands at; every slice answers to it, none to another."""

    changed = Signal()
    stepped = Signal()

    def __init__(
        self,
        use_cases: UseCases,
        slices: Slices,
        attempts: Attempts,
        frame: FrameModel,
        comfort: ComfortModel,
        idle: IdleWatch,
    ) -> None:
        super().__init__()
        self._do = use_cases
        self.slices = slices
        self._attempts = attempts
        self._frame = frame
        self._comfort = comfort
        self._idle = idle
        self._screen = "home"
        self._chosen = ""
        self._error = ""
        self._message = ""
        attempts.failed.connect(self._fail)
        attempts.done.connect(self.show_step)
        slices.home.chosen.connect(self.openSheet)
        slices.home.approached.connect(idle.begin)
        slices.home.left.connect(idle.end)
        slices.card.seen.connect(self._card_seen)
        slices.card.slipSeen.connect(self._slip_seen)
        idle.abandoned.connect(self.leave_abandoned)
        comfort.called.connect(self._officer_called)
        frame.lineMoved.connect(slices.done.refresh, Qt.ConnectionType.QueuedConnection)

    def _get_screen(self) -> str:
        return self._screen

    screen = Property(str, _get_screen, notify=changed)

    def _get_step(self) -> str:
        return self._do.desk.step.id if self._do.desk.busy else self._screen

    step = Property(str, _get_step, notify=changed)

    def _get_in_visit(self) -> bool:
        return self._do.desk.busy

    inVisit = Property(bool, _get_in_visit, notify=changed)

    def _get_error(self) -> str:
        return self._error

    error = Property(str, _get_error, notify=changed)

    def _get_message(self) -> str:
        return self._message

    message = Property(str, _get_message, notify=changed)

    def _get_frame(self) -> FrameModel:
        return self._frame

    frame = Property(FrameModel, _get_frame, constant=True)

    def _get_comfort(self) -> ComfortModel:
        return self._comfort

    comfort = Property(ComfortModel, _get_comfort, constant=True)

    def _get_idle(self) -> IdleWatch:
        return self._idle

    idle = Property(IdleWatch, _get_idle, constant=True)

    home = _slice(HomeModel, "home")
    sheet = _slice(SheetModel, "sheet")
    card = _slice(CardModel, "card")
    confirmCard = _slice(ConfirmCardModel, "confirm_card")
    notice = _slice(NoticeModel, "notice")
    earlier = _slice(EarlierModel, "earlier")
    question = _slice(QuestionModel, "question")
    section = _slice(SectionModel, "section")
    capture = _slice(CaptureModel, "capture")
    checklist = _slice(ChecklistModel, "checklist")
    review = _slice(ReviewModel, "review")
    done = _slice(DoneModel, "done")
    status = _slice(StatusModel, "status")

    @Slot(str)
    def openSheet(self, slug: str) -> None:
        """Show a procedure's sheet before anything begins."""
        today = self._do.desk.clock.now().wall.date()
        listed = self._attempts.run(lambda: self._do.desk.catalogue.listed(slug, today))
        if listed is not None:
            self._chosen = slug
            self.slices.sheet.open(listed)
            self._idle.begin()
            self._go("sheet")

    @Slot()
    def start(self) -> None:
        """Begin the visit for the procedure whose sheet is shown."""
        slug = self._chosen
        self._idle.begin()
        self._attempts.run(lambda: self._do.beginning.start(slug))

    @Slot()
    def openStatus(self) -> None:
        """Look up a dossier by its slip, or take up a parked visit with its card."""
        self.slices.status.open()
        self.slices.card.open()
        self._idle.begin()
        self._go("status")

    @Slot()
    def back(self) -> None:
        """One step back; before a visit to where the sheet was found, or home."""
        if self._do.desk.busy:
            self._attempts.run(self._do.desk.look_back)
        elif self._screen == "sheet" and self.slices.home.looking:
            self._go("home")
        else:
            self.goHome()

    @Slot(str)
    def skipCard(self, reason: str) -> None:
        """Go on without a card."""
        self._attempts.run(lambda: self._do.identifying.skip(reason))

    @Slot()
    def pause(self) -> None:
        """Put the visit away, encrypted; the same card takes it up again."""
        self._park("Người dân tạm dừng")
        self._message = PAUSED
        self.changed.emit()

    @Slot()
    def leave(self) -> None:
        """The citizen has their papers: end the visit and wipe the screen."""
        self._end("done")

    @Slot()
    def discard(self) -> None:
        """The citizen does not want to go on: end the visit without filing."""
        self._end("discarded")

    @Slot()
    def goHome(self) -> None:
        """Home, with nothing of the last visit left on any screen."""
        self._idle.end()
        self._comfort.reset()
        self._frame.refresh()
        self._go("home")
        self.slices.wipe()

    @Slot()
    def dismiss(self) -> None:
        """Close the error or message."""
        self._error = self._message = ""
        self.changed.emit()

    def leave_abandoned(self) -> None:
        """Nobody is there: park what is open, wipe in any case."""
        if not self._do.desk.busy:
            self.goHome()
        elif self._do.desk.visit.sealed is not None:
            self._end("done")
        else:
            self._park("Không có người thao tác")

    def resume_interrupted(self, fresh_s: float) -> None:
        """After a crash: back to the very screen, or parked when it lies longer back than that."""
        found = self._do.beginning.interrupted()
        if found is None:
            return
        if self._attempts.run(lambda: self._do.beginning.resume(found.id)) is None:
            return
        quiet = (self._do.desk.clock.now().wall - found.last).total_seconds()
        self._idle.begin()
        if quiet > fresh_s:
            self.leave_abandoned()

    def show_step(self) -> None:
        """Show the step the visit stands at."""
        props = self._frame.refresh()
        if self._do.desk.busy:
            self.slices.open(self._do.desk.visit, self._do.desk.step)
            self._go(props.screen)

    def _card_seen(self, seen: CardSeen) -> None:
        if self._do.desk.busy:
            self._attempts.run(lambda: self._do.identifying.accept(seen))
            return
        parked = self._do.beginning.parked_by(seen.identity)
        if parked is None:
            self.slices.status.nothing_parked()
            self.slices.card.open()
        else:
            self._attempts.run(lambda: self._do.beginning.resume(parked))

    def _slip_seen(self, receipt_number: str, lookup_code: str) -> None:
        if not self._do.desk.busy:
            self.slices.status.show(receipt_number, lookup_code)

    def _officer_called(self) -> None:
        step = self._get_step()
        if self._do.desk.busy:
            self._attempts.run(lambda: self._do.beginning.call_officer(step))

    def _park(self, reason: str) -> None:
        self._attempts.run(lambda: self._do.beginning.park(reason))
        self.goHome()

    def _end(self, outcome: str) -> None:
        self._attempts.run(lambda: self._do.beginning.end(outcome))
        self.goHome()

    def _fail(self, words: str) -> None:
        self._error = words
        self.changed.emit()

    def _go(self, screen: str) -> None:
        self._screen = screen
        self.changed.emit()
        self.stepped.emit()
