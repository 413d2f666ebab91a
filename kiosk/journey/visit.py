"""A visit: the frozen fold of its events, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from dossier import events as happened
from dossier.catalogue import Catalogue
from dossier.earlier import EarlierPerson
from dossier.events import Event, Recorded
from dossier.filing import Filing, Page, Signature
from dossier.identity import NotACard, parse_qr
from dossier.provenance import Answer


@dataclass(frozen=True, slots=True)
class Visit:
    """Where one citizen's visit stands. `step` is set while they look back at an earlier step."""

    id: str
    filing: Filing
    card_confirmed: bool = False
    card_skipped: str = ""
    earlier: tuple[EarlierPerson, ...] = ()
    earlier_chosen: bool = False
    step: str | None = None
    sealed: happened.Sealed | None = None
    printed: str = ""
    returned: frozenset[str] = frozenset()
    parked: bool = False
    ended: str = ""
    sequence: int = 0
    link: str = ""


class BrokenVisit(ValueError):
    """The stored events do not make a visit."""


def fold(recorded: Iterable[Recorded], catalogue: Catalogue) -> Visit:
    """Rebuild a visit from its journal. Raises BrokenVisit when the first event is not a start."""
    items = iter(recorded)
    first = next(items, None)
    if first is None or not isinstance(first.event, happened.VisitStarted):
        raise BrokenVisit("the journal of this visit does not begin with its start")
    visit = start(first, catalogue)
    for item in items:
        visit = apply(visit, item)
    return visit


def start(recorded: Recorded, catalogue: Catalogue) -> Visit:
    """The visit right after its first event."""
    event = recorded.event
    if not isinstance(event, happened.VisitStarted):
        raise BrokenVisit("a visit begins with its start")
    procedure = catalogue.version(event.procedure, event.version)
    filing = Filing(procedure, today=_day(recorded))
    return Visit(recorded.visit, filing, sequence=recorded.sequence, link=recorded.link)


def apply(visit: Visit, recorded: Recorded) -> Visit:
    """The visit after one more event; anything but looking back clears the step looked at."""
    moved = replace(_move(visit, recorded), sequence=recorded.sequence, link=recorded.link)
    if isinstance(recorded.event, _KEEPS_STEP):
        return moved
    return replace(moved, step=None)


_KEEPS_STEP = (
    happened.Moved,
    happened.PageAdded,
    happened.PageRemoved,
    happened.OfficerCalled,
    happened.Parked,
    happened.Resumed,
)


def _move(visit: Visit, recorded: Recorded) -> Visit:
    match recorded.event:
        case happened.Moved(step=step):
            return replace(visit, step=step)
        case happened.Sealed() as sealed:
            return replace(visit, sealed=sealed)
        case happened.SlipPrinted(printer=printer):
            return replace(visit, printed=printer)
        case happened.OriginalReturned(document=document):
            return replace(visit, returned=visit.returned | {document})
        case happened.Parked():
            return replace(visit, parked=True)
        case happened.Resumed():
            return replace(visit, parked=False)
        case happened.VisitEnded(outcome=outcome):
            return replace(visit, ended=outcome)
        case _:
            return _move_card(visit, recorded)


def _move_card(visit: Visit, recorded: Recorded) -> Visit:
    filing = visit.filing
    match recorded.event:
        case happened.CardRead(payload=payload):
            try:
                identity = parse_qr(payload)
            except NotACard:
                return visit
            return replace(_forgetting(visit), filing=filing.identify(identity), card_skipped="")
        case happened.CardConfirmed():
            return replace(visit, card_confirmed=True)
        case happened.CardRejected():
            return replace(_forgetting(visit), filing=filing.identify(None))
        case happened.CardSkipped(reason=reason):
            visit = _forgetting(visit)
            return replace(visit, filing=filing.identify(None), card_skipped=reason)
        case happened.EarlierFound(value=tuple() as value):
            found = tuple(EarlierPerson.from_json(one) for one in value)
            return replace(visit, earlier=found, earlier_chosen=False)
        case happened.EarlierChosen(roles=roles):
            chosen = tuple(one for one in visit.earlier if one.role in roles)
            return replace(visit, filing=filing.take_over(chosen), earlier_chosen=True)
        case event:
            return replace(visit, filing=_move_filing(filing, event, recorded))


def _forgetting(visit: Visit) -> Visit:
    """What went with the card before is gone."""
    return replace(visit, card_confirmed=False, earlier=(), earlier_chosen=False)


def _move_filing(filing: Filing, event: Event, recorded: Recorded) -> Filing:
    match event:
        case happened.Answered(question=question, value=value, source=source, confirmed=confirmed):
            answer = Answer(value, source, recorded.actor, recorded.moment.right, confirmed)
            return filing.answer(question, answer)
        case happened.PageAdded():
            page = Page(event.sha256, event.size, event.media_type, event.verdict)
            return filing.attach(event.document, page)
        case happened.PageRemoved(document=document, sha256=sha256):
            return filing.detach(document, sha256)
        case happened.DocumentFinished(document=document):
            return filing.finish(document)
        case happened.DocumentDeferred(document=document, reason=reason):
            return filing.defer(document, reason)
        case happened.Consented(text_version=text_version):
            return filing.agree(text_version)
        case happened.MissingAccepted(missing=missing):
            return filing.accept_missing(frozenset(missing))
        case happened.Signed(declaration=declaration, sha256=sha256, size=size):
            return filing.sign(Signature(declaration, sha256, size))
        case _:
            return filing


def _day(recorded: Recorded) -> date:
    return recorded.moment.right.date()
