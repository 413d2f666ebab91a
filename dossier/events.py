"""What can happen during a visit, as frozen facts.

A visit is the fold of its events; nothing else about it is stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, TypeAlias

from dossier.moments import Moment
from dossier.provenance import Actor, Source
from dossier.values import Value, freeze, thaw


@dataclass(frozen=True, slots=True)
class VisitStarted:
    """A citizen chose a procedure; the pack version in force is fixed from here on."""

    kind: ClassVar[str] = "visit_started"
    procedure: str
    version: str


@dataclass(frozen=True, slots=True)
class CardRead:
    """An ID card was read; `payload` is its code's text, kept only in the encrypted store."""

    kind: ClassVar[str] = "identity_read"
    payload: str
    source: Source = Source.CARD_QR


@dataclass(frozen=True, slots=True)
class CardConfirmed:
    """The citizen said the card data shown are theirs."""

    kind: ClassVar[str] = "identity_confirmed"


@dataclass(frozen=True, slots=True)
class CardRejected:
    """“Not me”: the card data are forgotten and the card is asked for again."""

    kind: ClassVar[str] = "identity_rejected"


@dataclass(frozen=True, slots=True)
class CardSkipped:
    """The visit goes on without a card, with the reason."""

    kind: ClassVar[str] = "identity_skipped"
    reason: str


@dataclass(frozen=True, slots=True)
class Consented:
    """The privacy notice `text_version` was shown and agreed to (Law 91/2025/QH15, Art 9)."""

    kind: ClassVar[str] = "consented"
    text_version: str


@dataclass(frozen=True, slots=True)
class EarlierFound:
    """Earlier dossiers of the card's holder name these people (`dossier.earlier`)."""

    kind: ClassVar[str] = "earlier_found"
    value: Value


@dataclass(frozen=True, slots=True)
class EarlierChosen:
    """Of those people the citizen wants these taken over, by role; () for none."""

    kind: ClassVar[str] = "earlier_chosen"
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """A question got a value."""

    kind: ClassVar[str] = "answered"
    question: str
    value: Value
    source: Source
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class PageAdded:
    """A page of a required document is durable in the blob store."""

    kind: ClassVar[str] = "page_added"
    document: str
    sha256: str
    size: int
    media_type: str
    verdict: str = "good"


@dataclass(frozen=True, slots=True)
class PageRemoved:
    """A page was discarded (retaken)."""

    kind: ClassVar[str] = "page_removed"
    document: str
    sha256: str


@dataclass(frozen=True, slots=True)
class DocumentFinished:
    """All pages of the document are in."""

    kind: ClassVar[str] = "document_finished"
    document: str


@dataclass(frozen=True, slots=True)
class DocumentDeferred:
    """The document will come later, with the reason (not at hand, camera lost, ...)."""

    kind: ClassVar[str] = "document_deferred"
    document: str
    reason: str


@dataclass(frozen=True, slots=True)
class MissingAccepted:
    """The citizen saw these missing items and chose to file and bring them later."""

    kind: ClassVar[str] = "missing_accepted"
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """The declaration was agreed to and signed; the ink is stored as a blob (SVG path)."""

    kind: ClassVar[str] = "signed"
    declaration: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Moved:
    """The screen went to a step the citizen chose (Back, or "change" on the review)."""

    kind: ClassVar[str] = "moved"
    step: str


@dataclass(frozen=True, slots=True)
class OfficerCalled:
    """The citizen asked for an officer."""

    kind: ClassVar[str] = "officer_called"
    step: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """The dossier became immutable; from here only its lifecycle moves."""

    kind: ClassVar[str] = "sealed"
    dossier: str
    digest: str
    receipt_number: str


@dataclass(frozen=True, slots=True)
class SlipPrinted:
    """The intake slip was printed (or saved, when there is no printer)."""

    kind: ClassVar[str] = "slip_printed"
    sha256: str
    printer: str


@dataclass(frozen=True, slots=True)
class OriginalReturned:
    """The citizen ticked that the original paper is back in their hand."""

    kind: ClassVar[str] = "original_returned"
    document: str


@dataclass(frozen=True, slots=True)
class Parked:
    """The visit was put away, encrypted, to be resumed with its code."""

    kind: ClassVar[str] = "parked"
    reason: str


@dataclass(frozen=True, slots=True)
class Resumed:
    """A parked visit was taken up again."""

    kind: ClassVar[str] = "resumed"


@dataclass(frozen=True, slots=True)
class VisitEnded:
    """The visit is over (`done`, or `discarded` before sealing at the citizen's wish)."""

    kind: ClassVar[str] = "visit_ended"
    outcome: str


Event: TypeAlias = (
    VisitStarted
    | CardRead
    | CardConfirmed
    | CardRejected
    | CardSkipped
    | Consented
    | EarlierFound
    | EarlierChosen
    | Answered
    | PageAdded
    | PageRemoved
    | DocumentFinished
    | DocumentDeferred
    | MissingAccepted
    | Signed
    | Moved
    | OfficerCalled
    | Sealed
    | SlipPrinted
    | OriginalReturned
    | Parked
    | Resumed
    | VisitEnded
)

_KINDS: dict[str, type[Event]] = {kind.kind: kind for kind in Event.__args__}
_FIELDS = {kind.kind: tuple(field.name for field in fields(kind)) for kind in Event.__args__}


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as it stands in the journal: its place, moment, actor and link of the chain."""

    visit: str
    sequence: int
    moment: Moment
    actor: Actor
    event: Event
    link: str


def to_json(event: Event) -> dict[str, Any]:
    """Plain JSON form of an event; `kind` names its class."""
    body = {name: thaw(getattr(event, name)) for name in _FIELDS[event.kind]}
    return {"kind": event.kind, **body}


def from_json(data: Mapping[str, Any]) -> Event:
    """Rebuild an event. Raises ValueError for an unknown kind or wrong fields."""
    body = dict(data)
    kind = _KINDS.get(str(body.pop("kind", "")))
    if kind is None:
        raise ValueError(f"unknown event {data.get('kind')!r}")
    try:
        if "source" in body:
            body["source"] = Source(body["source"])
        if "value" in body:
            body["value"] = freeze(body["value"])
        for listed in {"missing", "roles"} & body.keys():
            body[listed] = tuple(body[listed])
        return kind(**body)
    except (TypeError, ValueError) as problem:
        raise ValueError(f"event {kind.kind}: {problem}") from problem
