"""The steps of a visit, derived from what is unresolved; never listed by hand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from dossier import missing
from dossier.documents import required
from dossier.earlier import EarlierPerson
from dossier.procedure import Question
from dossier.provenance import Proposal
from kiosk.journey.visit import Visit


@dataclass(frozen=True, slots=True)
class WhoFiles:
    """Who is filing for whom: the pack's first question, asked before the card."""

    id: ClassVar[str] = "who"
    question: Question


@dataclass(frozen=True, slots=True)
class ShowCard:
    """Hold the ID card in front of the camera."""

    id: ClassVar[str] = "card"


@dataclass(frozen=True, slots=True)
class ConfirmCard:
    """Are these data yours?"""

    id: ClassVar[str] = "card_confirm"


@dataclass(frozen=True, slots=True)
class Notice:
    """What is collected, why, and the consent."""

    id: ClassVar[str] = "notice"


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Which people of the citizen's earlier dossiers here shall be used again."""

    id: ClassVar[str] = "earlier"
    people: tuple[EarlierPerson, ...]


@dataclass(frozen=True, slots=True)
class ConfirmSection:
    """Proposed values of one section shown together: confirm, don't retype."""

    section: str
    proposals: tuple[Proposal, ...]

    @property
    def id(self) -> str:
        """As `Moved` events store it."""
        return f"confirm:{self.section}"


@dataclass(frozen=True, slots=True)
class Ask:
    """One question on one screen, with what is proposed for it."""

    question: Question
    proposal: Proposal | None

    @property
    def id(self) -> str:
        """As `Moved` events store it."""
        return f"ask:{self.question.id}"


@dataclass(frozen=True, slots=True)
class Capture:
    """Photograph one required document."""

    document: str

    @property
    def id(self) -> str:
        """As `Moved` events store it."""
        return f"capture:{self.document}"


@dataclass(frozen=True, slots=True)
class Checklist:
    """What is complete and what is missing."""

    id: ClassVar[str] = "checklist"


@dataclass(frozen=True, slots=True)
class Review:
    """Everything on one page; agree and sign."""

    id: ClassVar[str] = "review"


@dataclass(frozen=True, slots=True)
class Done:
    """Sealed: the number, the slip, the originals, the three honest states."""

    id: ClassVar[str] = "done"


Step: TypeAlias = (
    WhoFiles
    | ShowCard
    | ConfirmCard
    | Notice
    | TakeOver
    | ConfirmSection
    | Ask
    | Capture
    | Checklist
    | Review
    | Done
)
Proposals: TypeAlias = Mapping[str, Proposal]


def resolved_and_open(visit: Visit, proposals: Proposals) -> Iterator[tuple[Step, bool]]:
    """Every step of the visit as it stands, in order, with whether it is resolved.

    Answered questions come one by one, so each can be gone back to; open ones that share a section
    and have proposals come as one confirmation.
    """
    filing = visit.filing
    if visit.sealed is not None:
        yield Done(), False
        return
    who = filing.procedure.who_files
    if who is not None:
        yield WhoFiles(filing.procedure.question(who)), who in filing.answers
    yield ShowCard(), filing.identity is not None or bool(visit.card_skipped)
    if filing.identity is not None:
        yield ConfirmCard(), visit.card_confirmed
    yield Notice(), bool(filing.consent)
    if visit.earlier:
        yield TakeOver(visit.earlier), visit.earlier_chosen
    yield from _questions(visit, proposals)
    for need in required(filing):
        if need.to_capture:
            yield Capture(need.document.id), need.complete or bool(need.deferred)
    gaps = {gap.id for gap in missing.of(filing)}
    accepted = filing.accepted_missing
    yield Checklist(), accepted is not None and gaps <= accepted
    yield Review(), False


def current(visit: Visit, proposals: Proposals) -> Step:
    """The step to show: the one looked back at, else the first open one."""
    looked_at = _looked_at(visit, proposals)
    if looked_at is not None:
        return looked_at
    return _first_open(visit, proposals)


def before(visit: Visit, proposals: Proposals) -> Step | None:
    """The step Back leads to, None at the first one and after sealing.

    From a question opened out of a section's confirmation, Back leads to that confirmation.
    """
    here = current(visit, proposals).id
    earlier = None
    for step, _ in resolved_and_open(visit, proposals):
        if step.id == here:
            return earlier
        earlier = step
    return _first_open(visit, proposals)


def _first_open(visit: Visit, proposals: Proposals) -> Step:
    return next(step for step, done in resolved_and_open(visit, proposals) if not done)


def _looked_at(visit: Visit, proposals: Proposals) -> Step | None:
    if visit.step is None or visit.sealed is not None:
        return None
    for step, _ in resolved_and_open(visit, proposals):
        if visit.step == step.id:
            return step
    for question in visit.filing.visible:
        if visit.step == f"ask:{question.id}":
            return Ask(question, proposals.get(question.id))
    return None


def _questions(visit: Visit, proposals: Proposals) -> Iterator[tuple[Step, bool]]:
    filing = visit.filing
    confirmed: set[str] = set()
    for question in filing.visible:
        if question.id == filing.procedure.who_files:
            continue
        proposal = proposals.get(question.id)
        if proposal is not None and question.section in confirmed:
            continue
        offered = tuple(
            proposals[other.id]
            for other in filing.unanswered
            if other.section == question.section and other.id in proposals
        )
        if proposal is not None and len(offered) > 1:
            confirmed.add(question.section)
            yield ConfirmSection(question.section, offered), False
        else:
            yield Ask(question, proposal), question not in filing.unanswered
