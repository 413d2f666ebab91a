"""Taking in a USB parcel: verified to its last byte, then through the same doors as the line.

Every step can be repeated: a dossier already known, in part or whole or received, is completed or
answered with the receipt it has. A parcel whose import broke off is imported again.
"""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from dossier import parcel
from dossier.parcel import Letter, Opened, Opening, ParcelRefused
from dossier.receipt_parcel import MAX_EVENTS, ReceiptParcel, RefusedDossier
from dossier.wire import HubEvent, SignedReceipt
from hub import durable, events, parcel_log
from hub.bringing import OBJECT, Bringing, Source
from hub.config import HubFailed
from hub.devices import Device
from hub.folder_lock import FolderLock
from hub.keys import NotForUs
from hub.problems import Refused
from hub.upstream import Upstream

UNKNOWN = (
    "Gói hồ sơ này do một máy chưa đăng ký hoặc đã bị ngừng dùng làm ra, hoặc chữ ký không đúng. "
    "Chưa nhận phần nào. Xin kiểm tra máy ở quầy có đăng ký với hệ thống này không."
)
NOT_FOR_US = (
    "Gói hồ sơ này dành cho một hệ thống tiếp nhận khác nên không mở được. Chưa nhận phần nào. "
    "Xin mang USB đến đúng nơi tiếp nhận của quầy."
)
BUSY = "Đang nhập một gói hồ sơ khác. Xin chờ xong rồi nhập gói này."
_KINDS = {UNKNOWN: "parcel-signature", NOT_FOR_US: "parcel-recipient"}

Outcome = SignedReceipt | RefusedDossier


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a parcel: each dossier's receipt number and refusal ("": received).

    `name` is what the parcel was called by its kiosk; `answer` are the signed receipts to bring
    back, `repeated` says that the parcel was imported before.
    """

    name: str
    device: str
    sequence: int
    repeated: bool
    outcomes: tuple[tuple[str, str], ...]
    answer: bytes = field(repr=False)


def take_in(upstream: Upstream, file: BinaryIO) -> TakenIn:
    """Take in what a parcel holds and sign for what is received; durable when this returns.

    Raises Refused when nothing can be taken from it or it cannot be read any further, OSError when
    this hub's own disk fails; then what was received before stays so and a repeat goes on.
    """
    source = Source(file)
    try:
        with _alone(upstream) as folder:
            opened, device = _head(upstream, source)
            letter = _letter(upstream, source, opened, device)
            repeated = parcel_log.enter(upstream, opened)
            places = parcel.places(opened, letter.manifest)
            bringing = Bringing(upstream, device, source, places, folder)
            outcomes = [bringing.dossier(one) for one in letter.dossiers]
    except ParcelRefused as problem:
        words = str(problem)
        kind = _KINDS.get(words, "bad-parcel")
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, words, kind=kind) from problem
    told = _told(upstream, opened, letter, outcomes)
    day = letter.manifest.made_at.date()
    return TakenIn(
        name=parcel.file_name(device.kiosk, day, opened.opening.sequence),
        device=device.device,
        sequence=opened.opening.sequence,
        repeated=repeated,
        outcomes=tuple(
            (one.document.receipt_number, _refusal(outcome))
            for one, outcome in zip(letter.dossiers, outcomes, strict=True)
        ),
        answer=upstream.keys.sign(told).model_dump_json().encode(),
    )


def _head(upstream: Upstream, source: Source) -> tuple[Opened, Device]:
    """The head of a parcel and the device that signed it. Raises ParcelRefused."""

    def genuine(opening: Opening, message: bytes, signature: bytes) -> None:
        device = upstream.devices.find(opening.device)
        if device is None:
            raise ParcelRefused(UNKNOWN)
        try:
            Ed25519PublicKey.from_public_bytes(device.public_key).verify(signature, message)
        except InvalidSignature as problem:
            raise ParcelRefused(UNKNOWN) from problem

    opened = parcel.read_head(source, genuine)
    device = upstream.devices.find(opened.opening.device)
    if device is None:  # revoked a moment ago
        raise ParcelRefused(UNKNOWN)
    return opened, device


def _letter(upstream: Upstream, source: Source, opened: Opened, device: Device) -> Letter:
    """The letter, once every object behind it is known to be whole. Raises ParcelRefused."""
    plain = io.BytesIO()
    try:
        upstream.keys.open(io.BytesIO(parcel.read_letter(source, opened)), plain)
    except NotForUs as problem:
        raise ParcelRefused(NOT_FOR_US) from problem
    letter = parcel.open_letter(opened.opening, plain.getvalue())
    if letter.manifest.kiosk != device.kiosk:
        raise ParcelRefused(parcel.CHANGED)
    parcel.check_objects(source, letter.manifest.objects)
    return letter


def _told(
    upstream: Upstream, opened: Opened, letter: Letter, outcomes: Sequence[Outcome]
) -> ReceiptParcel:
    since = letter.manifest.since
    happened = _events(upstream, opened.opening.device, since)
    return ReceiptParcel(
        device=opened.opening.device,
        sequence=opened.opening.sequence,
        parcel=opened.digest,
        receipts=tuple(one for one in outcomes if isinstance(one, SignedReceipt)),
        refused=tuple(one for one in outcomes if isinstance(one, RefusedDossier)),
        since=since,
        events=happened,
        next=happened[-1].cursor if happened else since,
    )


def _events(upstream: Upstream, device: str, since: int) -> tuple[HubEvent, ...]:
    found: tuple[HubEvent, ...] = ()
    while len(found) < MAX_EVENTS:
        page = events.after(upstream.database, device, found[-1].cursor if found else since)
        if not page.events:
            break
        found += page.events
    return found


def _refusal(outcome: Outcome) -> str:
    return outcome.reason if isinstance(outcome, RefusedDossier) else ""


@contextmanager
def _alone(upstream: Upstream) -> Iterator[Path]:
    """One import at a time, whichever program does it; what a broken one left is removed."""
    folder = upstream.config.data / "parcels"
    durable.private_folder(folder)
    try:
        lock = FolderLock(folder / "lock")
    except HubFailed as problem:
        raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, BUSY, kind="parcel-busy") from problem
    try:
        for leftover in folder.glob(f"{OBJECT}*"):
            leftover.unlink()
        yield folder
    finally:
        lock.release()
