"""Intake of sealed documents, and what the hub holds of each."""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Literal

from pydantic import ValidationError
from sqlalchemy import Connection, select, update

from dossier.receipts import WrongReceiptNumber, parse
from dossier.seal import digest
from dossier.wire import DossierDocument, DossierStatus, MissingObject, SignedReceipt
from hub import receipts
from hub.database import alone, upsert
from hub.devices import Device
from hub.problems import Refused
from hub.tables import dossiers
from hub.upstream import Upstream

MAX_OBJECTS = 200


@dataclass(frozen=True, slots=True)
class Held:
    """A dossier as announced."""

    document: DossierDocument = field(repr=False)
    digest: str
    device: str
    refusal: str | None


def announce(
    upstream: Upstream, device: Device, dossier: str, content: bytes
) -> tuple[DossierStatus, bool]:
    """Keep an announced document; where it stands now and whether it is new. Raises Refused."""
    document, new = _kept(upstream, device, dossier, content)
    if not new:
        return status(upstream, held(upstream, device, dossier)), False
    lacks = tuple(
        MissingObject(object=sealed.id, upload=None, offset=0) for sealed in document.objects
    )
    state: Literal["announced", "complete"] = "announced" if lacks else "complete"
    return DossierStatus(id=dossier, digest=digest(content), state=state, missing=lacks), True


def accept(upstream: Upstream, device: Device, dossier: str, content: bytes) -> bool:
    """Keep an announced document; whether it is new. Raises Refused."""
    return _kept(upstream, device, dossier, content)[1]


def _kept(
    upstream: Upstream, device: Device, dossier: str, content: bytes
) -> tuple[DossierDocument, bool]:
    document = _document(content)
    if document.id != dossier or document.kiosk != device.kiosk:
        detail = "Hồ sơ mang số khác hoặc thuộc quầy khác với nơi gửi."
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, detail, kind="wrong-dossier")
    misfit = upstream.packs.misfit(document)
    if misfit is not None:
        detail = f"Hồ sơ không khớp với thủ tục đã phát hành: {misfit}."
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, detail, kind="bad-answers")
    mine = (digest(content), device.device)
    with upstream.database.write() as connection:
        row = {
            "id": dossier,
            "device": device.device,
            "digest": mine[0],
            "document": content,
            "receipt_number": document.receipt_number,
            "announced_at": upstream.config.now().isoformat(),
        }
        _refuse_used_number(connection, document)
        new_only = upsert(connection, dossiers).on_conflict_do_nothing().returning(dossiers.c.id)
        new = connection.execute(new_only, row).one_or_none() is not None
    if not new and mine != _known(upstream, dossier):
        detail = "Hệ thống đã có một hồ sơ khác mang cùng số."
        raise Refused(HTTPStatus.CONFLICT, detail, kind="other-content")
    return document, new


def _refuse_used_number(connection: Connection, document: DossierDocument) -> None:
    """A receipt number belongs to one dossier and its revisions.

    A kiosk put back to an older disk image counts again: two citizens would hold one number.
    """
    alone(connection, f"number {document.receipt_number}")
    others = connection.execute(
        select(dossiers.c.document).where(
            dossiers.c.receipt_number == document.receipt_number, dossiers.c.id != document.id
        )
    ).scalars()
    firsts = [DossierDocument.model_validate_json(other).parent is None for other in others]
    if document.parent is None and any(firsts):
        detail = (
            f"Số biên nhận {document.receipt_number} đã thuộc về một hồ sơ khác. "
            "Máy quầy này có thể đã bị khôi phục từ bản sao cũ."
        )
        raise Refused(HTTPStatus.CONFLICT, detail, kind="number-taken")


def held(upstream: Upstream, device: Device, dossier: str) -> Held:
    """A dossier of this device. Raises Refused (404) for others' and unknown ones alike."""
    with upstream.database.read() as connection:
        row = connection.execute(
            select(dossiers).where(dossiers.c.id == dossier, dossiers.c.device == device.device)
        ).one_or_none()
    if row is None:
        detail = "Hệ thống chưa có hồ sơ này."
        raise Refused(HTTPStatus.NOT_FOUND, detail, kind="unknown-dossier")
    document = DossierDocument.model_validate_json(row.document)
    return Held(document, row.digest, row.device, row.refusal)


def missing(upstream: Upstream, document: DossierDocument) -> tuple[MissingObject, ...]:
    """What the hub lacks of a dossier's objects, by bytes held."""
    lacks = (upstream.uploads.lacking(document.id, sealed) for sealed in document.objects)
    return tuple(lack for lack in lacks if lack is not None)


def status(upstream: Upstream, holding: Held) -> DossierStatus:
    """Where a dossier stands; one such answer rebuilds a kiosk that lost its own state."""
    document = holding.document
    signed = receipts.find(upstream.database, document.id)
    receipt = None if signed is None else SignedReceipt.model_validate_json(signed)
    lacks = () if receipt else missing(upstream, document)
    return DossierStatus(
        id=document.id,
        digest=holding.digest,
        state="acknowledged" if receipt
        else "rejected" if holding.refusal is not None
        else "announced" if lacks
        else "complete",
        missing=lacks,
        receipt=receipt,
    )  # fmt: skip


def reject(upstream: Upstream, dossier: str, reason: str) -> None:
    """Remember that these bytes can never be received; only a new revision can."""
    with upstream.database.write() as connection:
        connection.execute(update(dossiers).where(dossiers.c.id == dossier).values(refusal=reason))


def _known(upstream: Upstream, dossier: str) -> tuple[str, str]:
    with upstream.database.read() as connection:
        row = connection.execute(
            select(dossiers.c.digest, dossiers.c.device).where(dossiers.c.id == dossier)
        ).one()
    return row.digest, row.device


def _document(content: bytes) -> DossierDocument:
    try:
        document = DossierDocument.model_validate_json(content)
        parse(document.receipt_number)
    except (ValidationError, WrongReceiptNumber) as problem:
        detail = "Nội dung hồ sơ không đúng mẫu mà hệ thống đọc được."
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, detail, kind="bad-document") from problem
    names = {sealed.id for sealed in document.objects}
    if len(names) != len(document.objects) or len(names) > MAX_OBJECTS:
        detail = "Danh sách giấy tờ của hồ sơ bị trùng hoặc quá dài."
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, detail, kind="bad-document")
    return document
