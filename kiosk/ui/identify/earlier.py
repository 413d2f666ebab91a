"""People of the citizen's earlier dossiers: which of them are in this one too."""

from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from dossier import earlier
from dossier.earlier import EarlierPerson
from dossier.procedure import Procedure
from kiosk.journey.remembering import Remembering
from kiosk.ui.attempts import Attempts
from kiosk.ui.qml_types import made_in_python

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

MYSELF = "Chính tôi"


@QmlElement
@made_in_python
class EarlierModel(QObject):
    """One row a person, to be ticked off when they are not in this dossier."""

    changed = Signal()

    def __init__(self, remembering: Remembering, attempts: Attempts) -> None:
        super().__init__()
        self._remembering = remembering
        self._attempts = attempts
        self._rows: tuple[dict[str, Any], ...] = ()

    def open(self, procedure: Procedure, people: tuple[EarlierPerson, ...]) -> None:
        """Show these people, all ticked."""
        self._rows = tuple(row(procedure, person) for person in people)
        self.changed.emit()

    def wipe(self) -> None:
        """Forget them."""
        self._rows = ()
        self.changed.emit()

    def _get_rows(self) -> list[dict[str, Any]]:
        return list(self._rows)

    rows = Property(list, _get_rows, notify=changed)

    def _get_any_chosen(self) -> bool:
        return any(each["chosen"] for each in self._rows)

    anyChosen = Property(bool, _get_any_chosen, notify=changed)

    @Slot(str)
    def toggle(self, role: str) -> None:
        """Tick a person, or take the tick away."""
        self._rows = tuple(
            {**each, "chosen": not each["chosen"]} if each["role"] == role else each
            for each in self._rows
        )
        self.changed.emit()

    @Slot()
    def take(self) -> None:
        """Use what the ticked people said again."""
        roles = tuple(each["role"] for each in self._rows if each["chosen"])
        self._attempts.run(lambda: self._remembering.choose(roles))

    @Slot()
    def decline(self) -> None:
        """Begin with empty fields."""
        self._attempts.run(lambda: self._remembering.choose(()))


def row(procedure: Procedure, person: EarlierPerson) -> dict[str, Any]:
    """What is shown of a person: who they are here, and what need not be typed again."""
    words = procedure.words
    filled = earlier.fills(procedure, person)
    spared = dict.fromkeys(
        words.questions[question.id].short or words.questions[question.id].ask
        for question in filled
    )
    who = MYSELF if person.own else words.sections[filled[0].section]
    return {
        "role": person.role,
        "name": f"{person.name} ({who.lower()})" if person.name else who,
        "spared": ", ".join(spared),
        "chosen": True,
    }
