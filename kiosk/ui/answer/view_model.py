"""One question on one screen."""

from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from dossier.answering import Judgement
from dossier.filing import Filing
from dossier.procedure import Kind, Question
from dossier.provenance import Proposal
from dossier.values import Value, freeze, thaw
from kiosk.journey.answering import Answering
from kiosk.journey.desk import Desk
from kiosk.journey.ports import Settings
from kiosk.journey.wording import Wording
from kiosk.ui.answer.places import PlaceModel
from kiosk.ui.answer.state import QuestionProps, question_props
from kiosk.ui.attempts import Attempts
from kiosk.ui.qml_types import made_in_python

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class QuestionModel(QObject):
    """The question at hand: its words, its value so far, and what is wrong with it."""

    changed = Signal()
    opened = Signal()

    def __init__(
        self,
        desk: Desk,
        answering: Answering,
        attempts: Attempts,
        wording: Wording,
        settings: Settings,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._answering = answering
        self._attempts = attempts
        self._wording = wording
        self._place = PlaceModel(wording, settings)
        self._place.changed.connect(self.changed)
        self._props = QuestionProps()
        self._question: Question | None = None
        self._value: Value = ""
        self._judgement = Judgement()
        self._search = ""

    def learn(self, wording: Wording) -> None:
        """Say values with these tables from now on."""
        self._wording = self._place.wording = wording

    def open(self, filing: Filing, question: Question, proposal: Proposal | None) -> None:
        """Show a question with its answer, or its proposal, or empty."""
        answer = filing.answers.get(question.id)
        self._question = question
        self._judgement = Judgement()
        self._search = ""
        self._value = answer.value if answer else proposal.value if proposal else _start(question)
        source = answer.source if answer else proposal.source if proposal else None
        badge = self._wording.badge(source) if source else ""
        self._props = question_props(filing, question, badge, self._answering.may_skip(question))
        if question.kind is Kind.ADDRESS:
            self._place.open(self._value)
        self.opened.emit()
        self.changed.emit()

    def wipe(self) -> None:
        """Forget the question and its value."""
        self._question, self._value, self._props = None, "", QuestionProps()
        self._judgement = Judgement()
        self._place.open("")
        self.changed.emit()

    def _get_question(self) -> str:
        return self._question.id if self._question else ""

    question = Property(str, _get_question, notify=changed)

    def _get_kind(self) -> str:
        return self._question.kind.value if self._question else ""

    kind = Property(str, _get_kind, notify=changed)

    def _get_ask(self) -> str:
        return self._props.ask

    ask = Property(str, _get_ask, notify=changed)

    def _get_official(self) -> str:
        return self._props.official

    official = Property(str, _get_official, notify=changed)

    def _get_help(self) -> str:
        return self._props.help

    help = Property(str, _get_help, notify=changed)

    def _get_progress(self) -> str:
        return self._props.progress

    progress = Property(str, _get_progress, notify=changed)

    def _get_badge(self) -> str:
        return self._props.badge

    badge = Property(str, _get_badge, notify=changed)

    def _get_skippable(self) -> bool:
        return self._props.skippable

    skippable = Property(bool, _get_skippable, notify=changed)

    def _get_choices(self) -> list[dict[str, str]]:
        return [dict(choice) for choice in self._props.choices]

    choices = Property(list, _get_choices, notify=changed)

    def _get_fields(self) -> list[dict[str, Any]]:
        return [
            {**field, "choices": [dict(choice) for choice in field["choices"]]}
            for field in self._props.fields
        ]

    fields = Property(list, _get_fields, notify=changed)

    def _get_future(self) -> bool:
        return self._props.future

    future = Property(bool, _get_future, notify=changed)

    def _get_today(self) -> str:
        return self._props.today

    today = Property(str, _get_today, notify=changed)

    def _get_value(self) -> Any:  # noqa: ANN401  (QML var: text, number, yes/no or rows)
        return thaw(self._value)

    value = Property(
        "QVariant",  # type: ignore[arg-type]  # the stub knows types only, not names of types
        _get_value,
        notify=changed,
    )

    def _get_said(self) -> str:
        return self._props.said(self._value)

    said = Property(str, _get_said, notify=changed)

    def _get_error(self) -> str:
        return self._judgement.errors[0] if self._judgement.errors else ""

    error = Property(str, _get_error, notify=changed)

    def _get_warning(self) -> str:
        return self._judgement.warnings[0] if self._judgement.warnings else ""

    warning = Property(str, _get_warning, notify=changed)

    @property
    def places(self) -> PlaceModel:
        """The place picker of an address question."""
        return self._place

    def _get_place(self) -> PlaceModel:
        return self._place

    place = Property(PlaceModel, _get_place, constant=True)

    def _get_search(self) -> str:
        return self._search

    searchText = Property(str, _get_search, notify=changed)

    def _get_options(self) -> list[dict[str, str]]:
        match self._question.kind if self._question else None:
            case Kind.COUNTRY:
                found = self._wording.countries.find(self._search)
            case Kind.ETHNIC_GROUP:
                found = self._wording.ethnic_groups.find(self._search)
            case _:
                return []
        return [{"key": row.key, "label": row.label, "second": row.second} for row in found]

    options = Property(list, _get_options, notify=changed)

    def _get_minimum(self) -> int:
        least = self._question.least if self._question else None
        return least if least is not None else 0

    minimum = Property(int, _get_minimum, notify=changed)

    def _get_maximum(self) -> int:
        most = self._question.most if self._question else None
        return most if most is not None else 999

    maximum = Property(int, _get_maximum, notify=changed)

    @Slot(str)
    def search(self, words: str) -> None:
        """Narrow a list of countries or ethnic groups."""
        self._search = words
        self.changed.emit()

    @Slot("QVariant")
    def put(self, raw: Any) -> None:  # noqa: ANN401  (QML var: text, number, yes/no or rows)
        """Set the value without leaving the screen."""
        plain = raw.toVariant() if hasattr(raw, "toVariant") else raw
        self._value = _whole(plain)
        self._judgement = Judgement()
        self.changed.emit()

    @Slot()
    def submit(self) -> None:
        """Answer and go on. A soft warning is shown once; a second press accepts it."""
        if self._question is None:
            return
        question, raw = self._question, self._raw()
        judged = self._answering.judge(question.id, raw)
        fresh_warning = judged.warnings and judged.warnings != self._judgement.warnings
        self._judgement = judged
        if judged.errors or fresh_warning:
            self.changed.emit()
            return
        self._attempts.run(lambda: self._answering.answer(question.id, raw))

    @Slot()
    def skip(self) -> None:
        """Leave an optional question empty."""
        if self._question is not None and self._props.skippable:
            question = self._question
            self._attempts.run(lambda: self._answering.answer(question.id, ""))

    def _raw(self) -> object:
        if self._question is not None and self._question.kind is Kind.ADDRESS:
            return self._place.draft.value
        return thaw(self._value)


def _start(question: Question) -> Value:
    """What a field shows before anybody touched it: a count stands at its least."""
    return (question.least or 0) if question.kind is Kind.NUMBER else ""


def _whole(raw: Any) -> Value:  # noqa: ANN401  (QML var)
    """QML numbers arrive as floats; answers hold whole numbers."""
    match raw:
        case float() if raw.is_integer():
            return int(raw)
        case list():
            return tuple(_whole(item) for item in raw)
        case dict():
            return freeze({key: thaw(_whole(item)) for key, item in raw.items()})
        case None:
            return ""
        case _:
            return freeze(raw)
