"""Receipts: minting the official code and vouching for a dossier, once and for ever."""

from collections.abc import Sequence
from datetime import date
from http import HTTPStatus

from pydantic import ValidationError
from sqlalchemy import Connection, insert, select

from dossier.codes import day_and_serial, official_code
from dossier.wire import DossierDocument, MissingObject, Receipt, ReceivedObject, SignedReceipt
from hub import epochs, events
from hub.config import HubConfig
from hub.database import Database, alone, upsert
from hub.problems import Refused
from hub.tables import receipts, serials
from hub.uploads import absent
from hub.upstream import Upstream


def find(database: Database, dossier: str) -> bytes | None:
    """The exact bytes of the signed receipt of a dossier."""
    with database.read() as connection:
        return _known(connection, dossier)


def issue(
    upstream: Upstream, document: DossierDocument, digest: str, former: Receipt | None = None
) -> bytes:
    """Vouch for a verified dossier: code, receipt and events in one transaction.

    The bytes of the signed receipt come back, the same ones however often this is called. `former`
    is the receipt this hub gave before it lost the dossier: it holds again, code and all. Raises
    Refused: 409 when an upload was given up since it was verified, 422 when another dossier was
    given the former code.
    """
    with upstream.database.write() as connection:
        alone(connection, f"dossier {document.id}")
        known = _known(connection, document.id)
        if known is not None:
            return known
        lacks = absent(connection, document)
        if lacks:
            raise incomplete(lacks)
        if former is not None:
            _reserve(connection, former.official_code)
        receipt = former or _receipt(connection, upstream.config, document, digest)
        at, code = receipt.received_at, receipt.official_code
        signed = upstream.keys.sign(receipt).model_dump_json().encode()
        connection.execute(
            insert(receipts).values(
                dossier=document.id, official_code=code, signed=signed, received_at=at.isoformat()
            )
        )
        events.append(connection, document.id, "received", at, {})
        events.append(connection, document.id, "code_assigned", at, {"official_code": code})
    return signed


def former(
    upstream: Upstream, document: DossierDocument, digest: str, presented: bytes
) -> Receipt | None:
    """The receipt a kiosk shows at commit, None when it shows none.

    Raises Refused (422) unless this hub signed it for exactly this dossier.
    """
    if not presented.strip():
        return None
    try:
        signed = SignedReceipt.model_validate_json(presented)
        receipt = Receipt.model_validate_json(signed.receipt)
    except ValidationError as problem:
        raise _not_ours() from problem
    vouched = sorted((item.object, item.sha256) for item in receipt.objects)
    ours = sorted((item.id, item.sealed_sha256) for item in document.objects)
    same = (receipt.dossier, receipt.digest, vouched) == (document.id, digest, ours)
    if not same or upstream.keys.sign(receipt) != signed:
        raise _not_ours()
    return receipt


def incomplete(lacks: Sequence[MissingObject]) -> Refused:
    """The refusal (409) that lists what must be sent."""
    detail = "Hệ thống chưa có đủ giấy tờ của hồ sơ này."
    return Refused(HTTPStatus.CONFLICT, detail, kind="incomplete", missing=lacks)


def _known(connection: Connection, dossier: str) -> bytes | None:
    return connection.execute(
        select(receipts.c.signed).where(receipts.c.dossier == dossier)
    ).scalar_one_or_none()


def _receipt(
    connection: Connection, config: HubConfig, document: DossierDocument, digest: str
) -> Receipt:
    at = config.now()
    code = official_code(config.agency_code, at.date(), _next_serial(connection, at.date()))
    return Receipt(
        dossier=document.id,
        digest=digest,
        kiosk=document.kiosk,
        receipt_number=document.receipt_number,
        official_code=code,
        received_at=at,
        objects=tuple(
            ReceivedObject(object=sealed.id, sha256=sealed.sealed_sha256)
            for sealed in document.objects
        ),
    )


def _reserve(connection: Connection, code: str) -> None:
    """Keep a code that was given before from being given again."""
    given = day_and_serial(code)
    if given is not None:
        day, serial = given
        epochs.skip_past(connection, day.isoformat(), serial)
    taken = select(receipts.c.dossier).where(receipts.c.official_code == code)
    if connection.execute(taken).first() is not None:
        detail = f"Mã hồ sơ {code} đã được cấp cho một hồ sơ khác sau khi khôi phục dữ liệu."
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, detail, kind="code-taken")


def _not_ours() -> Refused:
    detail = "Giấy xác nhận gửi kèm không phải do hệ thống này ký cho hồ sơ này."
    return Refused(HTTPStatus.UNPROCESSABLE_ENTITY, detail, kind="receipt")


def _next_serial(connection: Connection, day: date) -> int:
    row = upsert(connection, serials).values(day=day.isoformat(), last=1)
    counted = row.on_conflict_do_update(
        index_elements=[serials.c.day], set_={"last": serials.c.last + 1}
    ).returning(serials.c.last)
    return int(connection.execute(counted).scalar_one())
