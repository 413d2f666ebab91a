"""What the outbox and the line look like from a screen: frozen values of the ports."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from dossier.lifecycle import State
from dossier.moments import Moment
from kiosk.journey.forecasts import Forecast


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What the seal puts in the outbox: the exact document bytes and the ciphertext names."""

    id: str
    receipt_number: str
    lookup_code: str
    digest: str
    document: bytes = field(repr=False)
    sealed_at: Moment


@dataclass(frozen=True, slots=True)
class Delivery:
    """A dossier in the outbox as the screen and the delivery loop see it.

    `exported_at` is when it was last put on a stick, None when it never was; `deleted_at` when its
    content was deleted from this machine; `hold` why that must not happen, "" without a legal hold.
    """

    id: str
    receipt_number: str
    lookup_code: str
    digest: str
    state: State
    reason: str
    sealed_at: datetime
    procedure: str
    applicant: str
    objects: int
    objects_done: int
    bytes_total: int
    bytes_sent: int
    attempts: int
    next_try: datetime | None
    official_code: str | None
    due: datetime | None
    exported_at: datetime | None = None
    deleted_at: datetime | None = None
    hold: str = ""


@dataclass(frozen=True, slots=True)
class Queued:
    """A dossier's place in the queue: `number` counts the order of sealing, from 1."""

    number: int
    id: str
    state: State


@dataclass(frozen=True, slots=True)
class Backlog:
    """What the line still has to carry: dossiers on their way, and ciphertext bytes unsent."""

    dossiers: int
    unsent: int


class Line(StrEnum):
    """The honest connection strip."""

    UNKNOWN = "unknown"
    ONLINE = "online"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class LineStatus:
    """State of the line, in words when something is wrong, and how much still waits.

    `forecast` says how long that will take; None when nothing can go over the line.
    """

    line: Line
    words: str
    waiting: int
    forecast: Forecast | None = None
