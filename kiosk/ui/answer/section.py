"""A section's proposals shown together: confirm, don't retype."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from dossier.filing import Filing
from dossier.provenance import Proposal
from kiosk.journey.answering import Answering
from kiosk.journey.desk import Desk
from kiosk.journey.wording import Wording
from kiosk.ui.attempts import Attempts
from kiosk.ui.qml_types import made_in_python

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class SectionModel(QObject):
    """Proposed values of one section: confirm them together, or change one."""

    changed = Signal()

    def __init__(
        self, desk: Desk, answering: Answering, attempts: Attempts, wording: Wording
    ) -> None:
        super().__init__()
        self._desk = desk
        self._answering = answering
        self._attempts = attempts
        self._wording = wording
        self._title = ""
        self._rows: list[dict[str, str]] = []
        self._proposals: tuple[Proposal, ...] = ()

    def learn(self, wording: Wording) -> None:
        """Say values with these tables from now on."""
        self._wording = wording

    def open(self, filing: Filing, section: str, proposals: tuple[Proposal, ...]) -> None:
        """Show the proposals of a section."""
        words = filing.procedure.words
        self._proposals = proposals
        self._title = words.sections[section]
        self._rows = [
            {
                "id": proposal.question,
                "label": words.questions[proposal.question].short
                or words.questions[proposal.question].ask,
                "value": self._wording.say(
                    filing.procedure, filing.procedure.question(proposal.question), proposal.value
                ),
                "badge": self._wording.badge(proposal.source),
            }
            for proposal in proposals
        ]
        self.changed.emit()

    def wipe(self) -> None:
        """Forget everything shown."""
        self._title, self._rows, self._proposals = "", [], ()
        self.changed.emit()

    def _get_title(self) -> str:
        return self._title

    title = Property(str, _get_title, notify=changed)

    def _get_rows(self) -> list[dict[str, str]]:
        return self._rows

    rows = Property(list, _get_rows, notify=changed)

    @Slot()
    def confirm(self) -> None:
        """All of this is right."""
        proposals = self._proposals
        refused = self._attempts.run(lambda: self._answering.confirm(proposals))
        if refused:
            self.change(next(iter(refused)))

    @Slot(str)
    def change(self, question: str) -> None:
        """Change one of the values."""
        self._attempts.run(lambda: self._desk.go_to(f"ask:{question}"))
