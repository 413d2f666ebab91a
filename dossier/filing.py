"""A filing in progress: a frozen value; every change makes a new one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from dossier import conditions
from dossier.answering import is_blank
from dossier.conditions import Fact
from dossier.earlier import EarlierPerson
from dossier.identity import Identity
from dossier.procedure import Procedure, Question
from dossier.provenance import Answer, Source
from dossier.values import Value

_K = TypeVar("_K")
_V = TypeVar("_V")


@dataclass(frozen=True, slots=True)
class Page:
    """One captured page, durable in the blob store under its hash."""

    sha256: str
    size: int
    media_type: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Signature:
    """The ink under the declaration: hash of its SVG blob and the version agreed to."""

    declaration: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Filing:
    """Everything a citizen has given for one procedure so far.

    `today` is the day of reception: conditions, ages and the pack version are judged on it.
    `earlier` are the people of earlier dossiers the citizen wants to take over.
    `accepted_missing` is None until the citizen has seen what is missing and chosen to go on.
    """

    procedure: Procedure
    today: date
    identity: Identity | None = None
    earlier: tuple[EarlierPerson, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    pages: Mapping[str, tuple[Page, ...]] = field(default_factory=lambda: MappingProxyType({}))
    finished: frozenset[str] = frozenset()
    deferred: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    consent: str = ""
    accepted_missing: frozenset[str] | None = None
    signature: Signature | None = None

    def answer(self, question: str, answer: Answer) -> "Filing":
        """Set one answer. The signature falls away: what was signed is no longer what stands."""
        return replace(self, answers=_with(self.answers, question, answer), signature=None)

    def identify(self, identity: Identity | None) -> "Filing":
        """Set or forget the card; what came from a card or by its right is forgotten with it."""
        kept = {
            name: answer
            for name, answer in self.answers.items()
            if not answer.source.value.startswith("card_") and answer.source is not Source.PREVIOUS
        }
        return replace(
            self,
            identity=identity,
            earlier=(),
            answers=MappingProxyType(kept),
            signature=None,
        )

    def take_over(self, earlier: tuple[EarlierPerson, ...]) -> "Filing":
        """Let these people of earlier dossiers be proposed."""
        return replace(self, earlier=earlier)

    def attach(self, document: str, page: Page) -> "Filing":
        """Add a page to a document; a deferral of it is taken back."""
        pages = (*self.pages.get(document, ()), page)
        deferred = {name: why for name, why in self.deferred.items() if name != document}
        return replace(
            self,
            pages=_with(self.pages, document, pages),
            deferred=MappingProxyType(deferred),
            signature=None,
        )

    def detach(self, document: str, sha256: str) -> "Filing":
        """Remove a page; the document is open again."""
        pages = tuple(page for page in self.pages.get(document, ()) if page.sha256 != sha256)
        return replace(
            self,
            pages=_with(self.pages, document, pages),
            finished=self.finished - {document},
            signature=None,
        )

    def finish(self, document: str) -> "Filing":
        """All pages of the document are in."""
        return replace(self, finished=self.finished | {document})

    def defer(self, document: str, reason: str) -> "Filing":
        """The document comes later, with the reason."""
        return replace(self, deferred=_with(self.deferred, document, reason))

    def agree(self, text_version: str) -> "Filing":
        """The privacy notice was agreed to."""
        return replace(self, consent=text_version)

    def accept_missing(self, items: frozenset[str]) -> "Filing":
        """The citizen knows these items are missing and files anyway."""
        return replace(self, accepted_missing=items)

    def sign(self, signature: Signature) -> "Filing":
        """Put ink under the declaration."""
        return replace(self, signature=signature)

    @property
    def values(self) -> dict[str, Value]:
        """Answer values by question, hidden questions included."""
        return {name: answer.value for name, answer in self.answers.items()}

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """What conditions see."""
        return conditions.of(self.procedure).facts(self.values, self.today)

    def holds(self, condition: str) -> bool:
        """Whether a condition of the pack is true now."""
        return conditions.of(self.procedure).holds(condition, self.facts)

    @cached_property
    def visible(self) -> tuple[Question, ...]:
        """The questions that matter now, in order."""
        rules, facts = conditions.of(self.procedure), self.facts
        return tuple(q for q in self.procedure.questions if rules.holds(q.when, facts))

    @cached_property
    def unanswered(self) -> tuple[Question, ...]:
        """Visible questions without an answer, in order; the next question is the first.

        One left empty while it was optional is open again once an answer is required.
        """
        return tuple(q for q in self.visible if self._open(q))

    @cached_property
    def standing(self) -> Mapping[str, Answer]:
        """The answers to visible questions: only these reach fees, proposals and the seal."""
        return MappingProxyType(
            {q.id: self.answers[q.id] for q in self.visible if q.id in self.answers}
        )

    def _open(self, question: Question) -> bool:
        answer = self.answers.get(question.id)
        if answer is None:
            return True
        return is_blank(answer.value) and self.holds(question.required)


def _with(mapping: Mapping[_K, _V], key: _K, value: _V) -> Mapping[_K, _V]:
    return MappingProxyType({**mapping, key: value})
