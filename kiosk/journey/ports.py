"""The ports of a visit: one Protocol per volatile thing, at most ten.

Adapters live in scan, store, sync and paper; fakes in tests/support pass the same contract tests.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from dossier.catalogue import Listed
from dossier.events import Event, Recorded
from dossier.lifecycle import State
from dossier.moments import Moment
from dossier.provenance import Actor
from dossier.wire import DossierDocument, HubEvent, SignedReceipt
from kiosk.journey.deliveries import Backlog as Backlog
from kiosk.journey.deliveries import Delivery as Delivery
from kiosk.journey.deliveries import Line as Line
from kiosk.journey.deliveries import LineStatus as LineStatus
from kiosk.journey.deliveries import Outgoing as Outgoing
from kiosk.journey.deliveries import Queued as Queued
from kiosk.journey.settings import Settings as Settings

Corner = tuple[float, float]
Corners = tuple[Corner, Corner, Corner, Corner]
"""Top-left, top-right, bottom-right, bottom-left in pixels of the frame."""


class KioskError(Exception):
    """Base of every failure a port reports; `str()` is a plain Vietnamese sentence."""


class Clock(Protocol):
    """Reads the three clocks."""

    def now(self) -> Moment: ...


# --- eyes -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture: 8-bit BGR rows without padding, `number` counts up per source."""

    pixels: memoryview = field(repr=False)
    width: int
    height: int
    number: int


class SourceLost(KioskError):
    """The camera (or file, or stream) gave no picture; `str()` says what happened in words."""


class PageSource(Protocol):
    """A camera index, video file, MJPEG URL or picture folder behind one door.

    `frame()` returns the newest picture, or None when none is new since the last call; it never
    blocks. It raises SourceLost when the device is gone; `start()` may be called again to retry.
    """

    def start(self) -> None: ...
    def frame(self) -> Frame | None: ...
    def stop(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Code:
    """A decoded bar or QR code; `text` is NFC, `format` is zxing's name (`QRCode`, `Code128`)."""

    format: str
    text: str
    corners: Corners | None = None


class CodeReader(Protocol):
    """Reads codes in a frame. `thorough` spends more time (still photo or every Nth frame)."""

    def read(self, frame: Frame, *, thorough: bool = False) -> tuple[Code, ...]: ...


class Verdict(StrEnum):
    """What is wrong with a page picture, most urgent first; GOOD means shoot."""

    NO_PAGE = "no_page"
    TOO_DARK = "too_dark"
    CUT_CORNER = "cut_corner"
    TOO_SMALL = "too_small"
    BLURRED = "blurred"
    GLARE = "glare"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class PageView:
    """Where the page is in a frame and whether it may be shot."""

    corners: Corners | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A straightened, light-flattened page as JPEG, with its verdict at capture."""

    jpeg: bytes = field(repr=False)
    width: int
    height: int
    verdict: Verdict


class PageReader(Protocol):
    """Finds, straightens and binds pages.

    `bind` makes one PDF of JPEG pages in order. `scan` with `corners=None` finds them itself and
    falls back to the whole frame.
    """

    def find(self, frame: Frame) -> PageView: ...
    def scan(self, frame: Frame, corners: Corners | None = None) -> ScannedPage: ...
    def bind(self, pages: Sequence[bytes], title: str) -> bytes: ...


# --- memory -----------------------------------------------------------------------------------


class StoreFailed(KioskError):
    """Something could not be made durable (disk full, read-only, I/O error); nothing was lost."""


class BlobDamaged(StoreFailed):
    """A paper is gone from the disk or no longer what it was: trying again cannot help."""


class AlreadyRunning(KioskError):
    """Another kiosk holds this data directory."""


class ClockWentBack(KioskError):
    """The wall clock stands before the last recorded event."""


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """A visit nobody ended yet; a sealed one stays open until the citizen has slip and papers."""

    id: str
    procedure: str
    last: datetime
    parked: bool


class Journal(Protocol):
    """Durable, hash-chained events. Every call has been fsynced when it returns.

    All raise StoreFailed when the event could not be made durable.
    """

    def append(self, visit: str, event: Event, moment: Moment, actor: Actor) -> Recorded: ...
    def seal(
        self, visit: str, event: Event, moment: Moment, actor: Actor, outgoing: Outgoing
    ) -> Recorded:
        """Append the event and the outbox row in one transaction."""
        ...

    def events(self, visit: str) -> tuple[Recorded, ...]: ...
    def open_visits(self) -> tuple[OpenVisit, ...]: ...
    def next_serial(self) -> int:
        """The next receipt serial of this kiosk: durable, never given twice, gaps allowed."""
        ...


class BlobStore(Protocol):
    """Files kept encrypted at rest, named by the SHA-256 of their plain bytes.

    `put` returns the hash only after file and folder are fsynced. `get` raises BlobDamaged when
    the blob is gone or does not match its hash. Age ciphertexts go in as they are
    (`sealed=True`), so disk, wire and stick carry the same bytes.
    """

    def put(self, content: bytes, *, sealed: bool = False) -> str: ...
    def get(self, sha256: str) -> bytes: ...
    def remove(self, sha256: str) -> None: ...


class Outbox(Protocol):
    """The durable queue of sealed dossiers; only sync moves it, only a receipt completes a row."""

    def pending(self) -> tuple[Delivery, ...]:
        """Undelivered dossiers, oldest first."""
        ...

    def queued(self, states: Collection[State], after: int, limit: int) -> tuple[Queued, ...]:
        """At most `limit` dossiers in these states sealed after number `after`, oldest first."""
        ...

    def waiting(self) -> int:
        """How many dossiers are neither delivered nor rejected."""

    def backlog(self) -> Backlog:
        """What the line still has to carry; what a person must look at first is not in it."""
        ...

    def deliveries(self, limit: int = 200) -> tuple[Delivery, ...]:
        """The newest `limit` dossiers in any state, newest first."""
        ...

    def delivery(self, dossier: str) -> Delivery | None: ...
    def filed_by(self, number: str, limit: int) -> tuple[bytes, ...]:
        """The newest sealed documents whose applicant has this personal number, newest first."""
        ...

    def by_receipt(self, receipt_number: str) -> Delivery | None: ...
    def document(self, dossier: str) -> bytes: ...
    def moves(self, dossier: str) -> tuple[tuple[State, datetime], ...]:
        """Every state the dossier went through, in order, with its wall time."""
        ...

    def move(self, dossier: str, state: State, reason: str, moment: Moment) -> None: ...
    def progress(
        self, dossier: str, sealed_object: str, offset: int, upload: str | None
    ) -> None: ...
    def uploads(self, dossier: str) -> Mapping[str, tuple[int, str | None]]:
        """Known offset and upload address per object id."""
        ...

    def postpone(self, dossier: str, until: datetime, reason: str) -> None: ...
    def acknowledge(
        self, dossier: str, receipt: SignedReceipt, official_code: str, moment: Moment
    ) -> None: ...
    def receipt(self, dossier: str) -> SignedReceipt | None: ...
    def next_parcel(self) -> int:
        """The number of the next USB parcel: durable, never given twice, gaps allowed."""
        ...

    def cursor(self) -> int: ...
    def epoch(self) -> str: ...
    def follow(self, epoch: str, cursor: int) -> None: ...
    def recall(self, dossier: str, reason: str, moment: Moment) -> None: ...
    def apply(self, events: Sequence[HubEvent], cursor: int) -> None:
        """Store hub events and the new cursor in one transaction; official fields: the hub wins."""
        ...

    def hub_events(self, dossier: str) -> tuple[HubEvent, ...]: ...


# --- keys, line, paper ------------------------------------------------------------------------


class Keys(Protocol):
    """The device's identity and the hub's public keys; private keys never leave the adapter."""

    @property
    def enrolled(self) -> bool: ...
    @property
    def device(self) -> str: ...
    def sign(self, message: bytes) -> bytes:
        """Ed25519 signature (64 bytes) by the device key."""

    def seal_for_hub(self, content: bytes) -> bytes:
        """Age ciphertext only the hub can open. Raises KioskError when not enrolled."""
        ...

    def receipt_is_genuine(self, receipt: SignedReceipt) -> bool: ...
    def hub_signed(self, message: bytes, signature: str, key_id: str) -> bool: ...


class Transport(Protocol):
    """The delivery loop as the screen sees it: nudged, never awaited."""

    def nudge(self) -> None: ...
    def status(self) -> LineStatus: ...
    def watch(self, changed: Callable[[], None]) -> None:
        """Call `changed` (from the loop's thread) after every change of status or delivery."""
        ...


@dataclass(frozen=True, slots=True)
class Printed:
    """Where a paper went: bytes, and the printer's name or the saved file."""

    pdf: bytes = field(repr=False)
    where: str


class PrinterFailed(KioskError):
    """No slip came out; the number on the screen stays valid."""


class Printer(Protocol):
    """Prints intake slips and leaflets, the same paper for the same thing."""

    def slip(self, document: DossierDocument, official_code: str | None) -> Printed: ...
    def leaflet(self, listed: Listed) -> Printed: ...
