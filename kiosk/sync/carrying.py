"""Carrying out one decided action against the hub. Runs on a worker; writes nothing down."""

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from dossier.seal import digest
from dossier.wire import (
    DossierDocument,
    DossierStatus,
    HubEvents,
    MissingObject,
    SealedObject,
    SignedReceipt,
)
from kiosk.journey.ports import BlobDamaged, BlobStore, Keys, Outbox, StoreFailed
from kiosk.sync import events, reconciling
from kiosk.sync.client import HubClient
from kiosk.sync.delivering import Action, Announce, Ask, Commit, Gap, Probe, Pull, Send
from kiosk.sync.errors import (
    FileDamaged,
    NotOurHub,
    OtherContent,
    OtherReceipt,
    Rejected,
    SyncError,
    TryLater,
    Unexpected,
)
from kiosk.sync.trusting import trusted
from kiosk.sync.uploads import FILES, FRESH, Piece, Place, Uploads

logger = logging.getLogger(__name__)

Report = Callable[[Place], None]


@dataclass(frozen=True, slots=True)
class Told:
    """What the hub holds: the objects in full, and the gaps."""

    dossier: str
    whole: tuple[SealedObject, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """An object is at the hub in full."""

    dossier: str
    sealed: SealedObject
    address: str | None


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A receipt that has been verified."""

    dossier: str
    receipt: SignedReceipt
    official_code: str


@dataclass(frozen=True, slots=True)
class Pulled:
    """Events of the hub and the cursor to ask from next; and received dossiers it lost."""

    page: HubEvents
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reached:
    """The hub is there."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The action did not work; `place` is the last we know of the upload it was about."""

    error: SyncError
    place: Place | None = None


Outcome: TypeAlias = Told | Sent | Acknowledged | Pulled | Reached | Failed


class Carrier:
    """Turns an action into exchanges with the hub and their verified outcome."""

    def __init__(self, client: HubClient, outbox: Outbox, blobs: BlobStore, keys: Keys) -> None:
        self._client = client
        self._uploads = Uploads(client)
        self._outbox = outbox
        self._blobs = blobs
        self._keys = keys

    def carry(self, action: Action, gap: Gap | None, report: Report) -> Outcome:
        """Do it. Never raises: whatever goes wrong comes back as Failed, with words.

        `gap` is the object a Send is about; `report` hears where its upload stands.
        """
        try:
            if isinstance(action, Send) and gap is not None:
                return self._send(action.dossier, gap, report)
            return self._simple(action)
        except SyncError as error:
            return Failed(error)
        except StoreFailed as error:
            return Failed(TryLater(str(error)))
        except Exception as error:  # noqa: BLE001 - shown in words and retried, never lost
            return Failed(unexpected(error))

    def _simple(self, action: Action) -> Outcome:
        match action:
            case Announce(dossier):
                content = self._outbox.document(dossier)
                return self._told(content, self._client.put_dossier(dossier, content))
            case Ask(dossier):
                content = self._outbox.document(dossier)
                return self._told(content, self._client.dossier_status(dossier))
            case Commit(dossier):
                return self._commit(dossier)
            case Pull():
                self._client.keep_time()
                page = events.pull(self._client, self._outbox)
                return Pulled(page, reconciling.lost(self._client, self._outbox, page))
            case Probe():
                self._client.health()
                return Reached()
            case Send():
                raise TypeError("a send needs the object it is about")

    def _send(self, dossier: str, gap: Gap, report: Report) -> Outcome:
        place = gap.place

        def moved(offset: int, address: str | None) -> None:
            nonlocal place
            place = Place(address or place.address, offset)
            report(place)

        try:
            content = self._content(gap.sealed)
            self._uploads.send(Piece(dossier, gap.sealed), content, place, moved)
        except SyncError as error:
            return Failed(error, replace(place, certain=False))
        return Sent(dossier, gap.sealed, place.address)

    def _content(self, sealed: SealedObject) -> bytes:
        try:
            content = self._blobs.get(sealed.sealed_sha256)
        except BlobDamaged as error:
            raise FileDamaged(sealed.title) from error
        if len(content) != sealed.sealed_size or digest(content) != sealed.sealed_sha256:
            raise FileDamaged(sealed.title)
        return content

    def _commit(self, dossier: str) -> Outcome:
        content = self._outbox.document(dossier)
        answer = self._client.commit(dossier, self._outbox.receipt(dossier))
        if isinstance(answer, SignedReceipt):
            return self._acknowledged(answer, content)
        return _told(DossierDocument.model_validate_json(content), answer)

    def _told(self, content: bytes, status: DossierStatus) -> Outcome:
        if status.digest != digest(content):
            raise OtherContent
        if status.state == "rejected":
            raise Rejected("")
        if status.receipt is not None:
            return self._acknowledged(status.receipt, content)
        return _told(DossierDocument.model_validate_json(content), status.missing)

    def _acknowledged(self, receipt: SignedReceipt, content: bytes) -> Acknowledged:
        inside = trusted(receipt, content, self._keys)
        if self._outbox.receipt(inside.dossier) not in {None, receipt}:
            raise OtherReceipt
        return Acknowledged(inside.dossier, receipt, inside.official_code)


def unexpected(error: Exception) -> Unexpected:
    """Words for a failure nobody foresaw; its kind and places are logged, never its values."""
    places = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{place.name}:{place.lineno}" for place in reversed(places))
    logger.error("unexpected %s in %s", type(error).__name__, where)
    return Unexpected(type(error).__name__)


def _told(document: DossierDocument, missing: tuple[MissingObject, ...]) -> Told:
    """Match the hub's list with ours. Raises NotOurHub when it names what we never sealed."""
    ours = {sealed.id: sealed for sealed in document.objects}
    gaps = []
    for lack in missing:
        sealed = ours.pop(lack.object, None)
        if sealed is None or not 0 <= lack.offset <= sealed.sealed_size:
            raise NotOurHub
        gaps.append(Gap(sealed, _place(lack)))
    return Told(document.id, tuple(ours.values()), tuple(gaps))


def _place(lack: MissingObject) -> Place:
    if lack.upload is None:
        return FRESH
    name = lack.upload.rstrip("/").rpartition("/")[2]
    return Place(f"{FILES}/{name}", lack.offset, certain=True)
