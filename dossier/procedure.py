"""The model of a procedure pack: questions, required documents, fees, deadlines, texts.

Packs are data (YAML); `dossier.loading` turns their text into a `Procedure`. Conditions are CEL
expressions over the names listed in `dossier.conditions`.
"""

from collections.abc import Iterator
from datetime import date
from enum import IntEnum, StrEnum
from functools import cached_property
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from typing_extensions import override

_NAME = r"^[a-z][a-z0-9_]*$"
_DEADLINE = r"^(SAME_DAY_15H|WD\(\d{1,3}\)(15H)?|BATCH\(([1-9]|1\d|2[0-8]),\d{1,3}\)|NONE)$"
Name = Annotated[str, Field(pattern=_NAME)]
Condition = Annotated[
    str, BeforeValidator(lambda raw: str(raw).lower() if raw in (True, False) else raw)
]
"""A CEL expression of type bool; YAML `true`/`false` are accepted as such."""


class Level(IntEnum):
    """Service level on the national scale: 1 information, 2 form, 3 file online, 4 pay online."""

    INFORMATION = 1
    FORM = 2
    FILE = 3
    PAY = 4


class Kind(StrEnum):
    """Types of question. Values: see `dossier.answering`."""

    TEXT = "text"
    NAME = "name"
    DATE = "date"
    PARTIAL_DATE = "partial_date"
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"
    ADDRESS = "address"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    EMAIL = "email"
    ETHNIC_GROUP = "ethnic_group"
    COUNTRY = "country"
    ROWS = "rows"


class Give(StrEnum):
    """What happens with a required document."""

    SUBMIT = "submit"
    SHOW = "show"


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Prefill(_Model):
    """Where a proposal comes from: `identity.name`, `answer:other_question` or `default:VALUE`."""

    take: str = Field(pattern=r"^(identity\.[a-z_]+|answer:[a-z][a-z0-9_]*|default:.+)$")
    when: Condition = "true"


class Check(_Model):
    """A rule an answer must satisfy; `soft` ones only warn."""

    id: Name
    cel: Condition
    soft: bool = False


class Question(_Model):
    """One question of the form, one screen.

    `person` and `trait` are set by the block it comes from: of whom it asks, and what of them.
    `future`: its date may lie after today.
    """

    id: Name
    person: str = ""
    trait: str = ""
    kind: Kind
    section: Name
    when: Condition = "true"
    required: Condition = "true"
    choices: tuple[str, ...] = ()
    prefill: tuple[Prefill, ...] = ()
    checks: tuple[Check, ...] = ()
    rows: tuple["Question", ...] = ()
    least: int | None = None
    most: int | None = None
    unsure: bool = False
    future: bool = False


class Derived(_Model):
    """A fact computed from answers, usable in later conditions."""

    id: Name
    cel: str


class RequiredDocument(_Model):
    """A paper the procedure asks for in some case."""

    id: Name
    when: Condition = "true"
    give: Give = Give.SUBMIT
    original: bool = True
    returned: bool = True
    deferrable: bool = True
    form: bool = False
    most_pages: int = Field(default=20, ge=1)


class NotAsked(_Model):
    """A paper people bring that the law forbids to ask for; its text says why."""

    id: Name
    when: Condition = "true"


class Fee(_Model):
    """One fee line; `amount` is CEL in đồng. `each` sums it over the rows of a question."""

    id: Name
    when: Condition = "true"
    amount: Annotated[str, BeforeValidator(str)]
    each: Name | None = None


class Deadline(_Model):
    """A processing time: the first whose `when` holds applies.

    `rule` is SAME_DAY_15H, WD(n), WD(n)15H, BATCH(day,n) or NONE; see `dossier.workdays`.
    """

    rule: str = Field(pattern=_DEADLINE)
    when: Condition = "true"


class Route(_Model):
    """Which office handles the dossier; the first whose `when` holds applies."""

    office: Name
    when: Condition = "true"


class Section(_Model):
    """A group of questions with one heading on the review screen."""

    id: Name
    icon: str = "file-text"


class QuestionTexts(_Model):
    """Words of a question: the plain question, the official term, a hint, a short form."""

    ask: str
    official: str = ""
    help: str = ""
    short: str = ""
    choices: dict[str, str] = {}
    hints: dict[str, str] = {}
    checks: dict[str, str] = {}


class DocumentTexts(_Model):
    """Words of a required document: its name, why it is needed, where to get it."""

    name: str
    official: str = ""
    why: str = ""
    where: str = ""


class Texts(_Model):
    """All words of a pack in one language."""

    name: str
    official: str
    summary: str
    who: str = ""
    time: str = ""
    fee: str = ""
    exemptions: str = ""
    result: str = ""
    declaration: str
    notice: str = ""
    keywords: tuple[str, ...] = ()
    sections: dict[str, str] = {}
    questions: dict[str, QuestionTexts] = {}
    documents: dict[str, DocumentTexts] = {}
    not_asked: dict[str, str] = {}
    fees: dict[str, str] = {}
    offices: dict[str, str] = {}


class Procedure(_Model):
    """One dated version of a procedure pack."""

    slug: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    code: str
    version: str
    level: Level
    effective_from: date
    effective_to: date | None = None
    last_checked: date
    legal_basis: tuple[str, ...]
    needs_check: tuple[str, ...] = ()
    life_events: tuple[str, ...] = ()
    icon: str = "file-text"
    minutes: int = Field(default=10, ge=1)
    who_files: Name | None = None
    applicant: dict[str, Name] = {}
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    derived: tuple[Derived, ...] = ()
    documents: tuple[RequiredDocument, ...] = ()
    not_asked: tuple[NotAsked, ...] = ()
    fees: tuple[Fee, ...] = ()
    deadlines: tuple[Deadline, ...] = (Deadline(rule="NONE"),)
    routes: tuple[Route, ...] = ()
    texts: dict[str, Texts]

    @property
    def words(self) -> Texts:
        """Vietnamese texts, the language every pack has."""
        return self.texts["vi"]

    @cached_property
    def _by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}

    @override
    def __hash__(self) -> int:
        """One pack version is one value."""
        return hash((self.slug, self.version))

    def question(self, question_id: str) -> Question:
        """The question with this id. Raises KeyError when the pack has none."""
        return self._by_id[question_id]

    def asks(self, question_id: str) -> bool:
        """Whether there is a question with this id."""
        return question_id in self._by_id

    def document(self, document_id: str) -> RequiredDocument:
        """The required document with this id. Raises KeyError when the pack has none."""
        return next(d for d in self.documents if d.id == document_id)

    def in_force(self, day: date) -> bool:
        """Whether this version applies to dossiers received on `day`."""
        return self.effective_from <= day and (
            self.effective_to is None or day <= self.effective_to
        )

    def conditions(self) -> Iterator[tuple[str, str]]:
        """Every condition of the pack with the place it stands at, for checking."""
        for question in self.questions:
            yield f"questions.{question.id}.when", question.when
            yield f"questions.{question.id}.required", question.required
            for prefill in question.prefill:
                yield f"questions.{question.id}.prefill.{prefill.take}", prefill.when
            for check in question.checks:
                yield f"questions.{question.id}.checks.{check.id}", check.cel
        groups: tuple[tuple[str, tuple[Any, ...]], ...] = (
            ("documents", self.documents),
            ("not_asked", self.not_asked),
            ("fees", self.fees),
        )
        for place, items in groups:
            for item in items:
                yield f"{place}.{item.id}.when", item.when
        for deadline in self.deadlines:
            yield f"deadlines.{deadline.rule}.when", deadline.when
        for route in self.routes:
            yield f"routes.{route.office}.when", route.when
