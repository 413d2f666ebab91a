"""The checklist, then everything on one page with the signature."""

from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from dossier.filing import Filing
from dossier.missing import Missing, What
from dossier.procedure import Give
from dossier.words import money
from kiosk.journey.desk import Desk
from kiosk.journey.reviewing import Reviewing
from kiosk.journey.sealing import Sealing
from kiosk.journey.visit import Visit
from kiosk.journey.wording import Wording
from kiosk.ui.attempts import Attempts
from kiosk.ui.jobs import JobRunner, Result
from kiosk.ui.qml_types import made_in_python

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class ChecklistModel(QObject):
    """What is complete, what is missing, why, and where to get it."""

    changed = Signal()

    def __init__(self, desk: Desk, reviewing: Reviewing, attempts: Attempts) -> None:
        super().__init__()
        self._desk = desk
        self._reviewing = reviewing
        self._attempts = attempts
        self._gaps: tuple[Missing, ...] = ()
        self._complete: list[dict[str, Any]] = []
        self._not_asked: list[str] = []

    def open(self, filing: Filing) -> None:
        """Show the checklist of the filing at hand."""
        words = filing.procedure.words
        self._gaps = self._reviewing.gaps
        self._complete = [
            {
                "name": words.documents[need.document.id].name,
                "shown": need.document.give is Give.SHOW,
                "pages": need.pages,
            }
            for need in self._reviewing.needs
            if need.complete
        ]
        self._not_asked = [words.not_asked[item.id] for item in self._reviewing.forbidden]
        self.changed.emit()

    def wipe(self) -> None:
        """Forget everything shown."""
        self._gaps, self._complete, self._not_asked = (), [], []
        self.changed.emit()

    def _get_gaps(self) -> list[dict[str, Any]]:
        return [
            {
                "id": gap.id,
                "step": f"{'ask' if gap.what is What.ANSWER else 'capture'}:{gap.id}",
                "name": gap.name,
                "why": gap.why,
                "where": gap.where,
                "reason": gap.reason,
                "deferrable": gap.deferrable,
                "document": gap.what is What.DOCUMENT,
            }
            for gap in self._gaps
        ]

    gaps = Property(list, _get_gaps, notify=changed)

    def _get_complete(self) -> list[dict[str, Any]]:
        return self._complete

    complete = Property(list, _get_complete, notify=changed)

    def _get_not_asked(self) -> list[str]:
        return self._not_asked

    notAsked = Property(list, _get_not_asked, notify=changed)

    def _get_may_go_on(self) -> bool:
        return all(gap.deferrable for gap in self._gaps)

    mayGoOn = Property(bool, _get_may_go_on, notify=changed)

    @Slot(str)
    def fix(self, step: str) -> None:
        """Go and mend a gap now."""
        self._attempts.run(lambda: self._desk.go_to(step))

    @Slot()
    def goOn(self) -> None:
        """Seen; go on."""
        if self._get_may_go_on():
            self._attempts.run(self._reviewing.accept_missing)


@QmlElement
@made_in_python
class ReviewModel(QObject):
    """Every answer by section, the fee, the declaration, the signature; then the seal."""

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        reviewing: Reviewing,
        sealing: Sealing,
        wording: Wording,
        jobs: JobRunner,
        attempts: Attempts,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._reviewing = reviewing
        self._sealing = sealing
        self._wording = wording
        self._jobs = jobs
        self._attempts = attempts
        self._groups: list[dict[str, Any]] = []
        self._declaration = ""
        self._bill: list[dict[str, str]] = []
        self._total = ""
        self._working = False

    def learn(self, wording: Wording) -> None:
        """Say values with these tables from now on."""
        self._wording = wording

    def open(self, filing: Filing) -> None:
        """Show the filing at hand."""
        lines = self._reviewing.bill
        self._groups = groups(filing, self._wording)
        self._declaration = filing.procedure.words.declaration
        self._bill = [{"text": line.text, "amount": price(line.amount)} for line in lines]
        self._total = price(sum(line.amount for line in lines))
        self.changed.emit()

    def wipe(self) -> None:
        """Forget everything shown."""
        self._groups, self._bill, self._declaration, self._total = [], [], "", ""
        self.changed.emit()

    def _get_groups(self) -> list[dict[str, Any]]:
        return self._groups

    groups = Property(list, _get_groups, notify=changed)

    def _get_declaration(self) -> str:
        return self._declaration

    declaration = Property(str, _get_declaration, notify=changed)

    def _get_bill(self) -> list[dict[str, str]]:
        return self._bill

    bill = Property(list, _get_bill, notify=changed)

    def _get_total(self) -> str:
        return self._total

    total = Property(str, _get_total, notify=changed)

    def _get_working(self) -> bool:
        return self._working

    working = Property(bool, _get_working, notify=changed)

    @Slot(str)
    def change(self, question: str) -> None:
        """Go back to one question."""
        self._attempts.run(lambda: self._desk.go_to(f"ask:{question}"))

    @Slot(str)
    def signAndSeal(self, ink: str) -> None:
        """Keep the signature and seal the dossier on a worker."""
        if self._working or not ink:
            return
        self._working = True
        self.changed.emit()

        def work() -> Visit:
            self._reviewing.sign(ink.encode())
            return self._sealing.seal()

        self._jobs.run(work, self._sealed)

    def _sealed(self, result: Result[Visit]) -> None:
        self._working = False
        self.changed.emit()
        self._attempts.run(result.value_or_raise)


def groups(filing: Filing, wording: Wording) -> list[dict[str, Any]]:
    """Answered, non-empty values by section, in the pack's order of sections."""
    words = filing.procedure.words
    result = []
    for section in filing.procedure.sections:
        rows = []
        for question in filing.visible:
            answer = filing.answers.get(question.id)
            if question.section != section.id or answer is None:
                continue
            said = wording.say(filing.procedure, question, answer.value)
            if said:
                texts = words.questions[question.id]
                rows.append(
                    {
                        "id": question.id,
                        "label": texts.short or texts.ask,
                        "value": said,
                        "badge": wording.badge(answer.source),
                    }
                )
        if rows:
            result.append(
                {
                    "id": section.id,
                    "title": words.sections[section.id],
                    "icon": section.icon,
                    "rows": rows,
                }
            )
    return result


def price(amount: int) -> str:
    """An amount as on the slip; nothing to pay is said in words."""
    return money(amount) if amount else "Miễn phí"
