"""What the shell stands on: its use cases, and the view models of all screens."""

from dataclasses import dataclass
from typing import assert_never

from kiosk.journey.beginning import Beginning
from kiosk.journey.desk import Desk
from kiosk.journey.identifying import Identifying
from kiosk.journey.steps import (
    Ask,
    Capture,
    Checklist,
    ConfirmCard,
    ConfirmSection,
    Done,
    Notice,
    Review,
    ShowCard,
    Step,
    TakeOver,
    WhoFiles,
)
from kiosk.journey.visit import Visit
from kiosk.journey.wording import Wording
from kiosk.ui.answer.section import SectionModel
from kiosk.ui.answer.view_model import QuestionModel
from kiosk.ui.capture.view_model import CaptureModel
from kiosk.ui.finish.status import StatusModel
from kiosk.ui.finish.view_model import DoneModel
from kiosk.ui.identify.earlier import EarlierModel
from kiosk.ui.identify.view_model import CardModel, ConfirmCardModel, NoticeModel
from kiosk.ui.review.view_model import ChecklistModel, ReviewModel
from kiosk.ui.welcome.view_model import HomeModel, SheetModel


@dataclass(frozen=True, slots=True)
class UseCases:
    """What the shell itself calls."""

    desk: Desk
    beginning: Beginning
    identifying: Identifying


@dataclass(frozen=True, slots=True)
class Slices:
    """One view model per screen."""

    home: HomeModel
    sheet: SheetModel
    card: CardModel
    confirm_card: ConfirmCardModel
    notice: NoticeModel
    earlier: EarlierModel
    question: QuestionModel
    section: SectionModel
    capture: CaptureModel
    checklist: ChecklistModel
    review: ReviewModel
    done: DoneModel
    status: StatusModel

    def open(self, visit: Visit, step: Step) -> None:
        """Fill the screen of a step; cameras of other screens close."""
        filing = visit.filing
        self._close_cameras_but(step)
        match step:
            case WhoFiles(question=question):
                self.question.open(filing, question, None)
            case Ask(question=question, proposal=proposal):
                self.question.open(filing, question, proposal)
            case ShowCard():
                self.card.open()
            case ConfirmCard():
                self.confirm_card.open(filing.identity, filing.today)
            case Notice():
                self.notice.open(filing.procedure)
            case TakeOver(people=people):
                self.earlier.open(filing.procedure, people)
            case ConfirmSection(section=section, proposals=proposals):
                self.section.open(filing, section, proposals)
            case Capture(document=document):
                self.capture.open(filing, document)
            case Checklist():
                self.checklist.open(filing)
            case Review():
                self.review.open(filing)
            case Done():
                self.done.open()
            case _:
                assert_never(step)

    def _close_cameras_but(self, step: Step) -> None:
        if not isinstance(step, ShowCard):
            self.card.close()
        if not isinstance(step, Capture):
            self.capture.close()

    def learn(self, wording: Wording) -> None:
        """Show the procedures of today anew, and say values with these tables."""
        for model in (self.question, self.section, self.review):
            model.learn(wording)
        self.home.changed.emit()

    def wipe(self) -> None:
        """Nothing of the last visit stays in any view model."""
        self.card.close()
        self.capture.close()
        for model in (
            self.confirm_card,
            self.earlier,
            self.question,
            self.section,
            self.checklist,
            self.review,
            self.done,
            self.status,
        ):
            model.wipe()
        self.home.leave()
        self.home.refresh()
