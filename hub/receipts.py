"""Receipts: minting the official code and vouching for a dossier, once and for ever."""

from collections.abc import Sequence
from datetime import date
from http import HTTPStatus

from sqlalchemy import Connection, insert, select

from dossier.codes import official_code
from dossier.wire import DossierDocument, MissingObject, Receipt, ReceivedObject
from hub import events
from hub.database import Database, alone, upsert
from hub.problems import Refused
from hub.tables import receipts, serials
from hub.uploads import absent
from hub.upstream import Upstream


def find(database: Database, dossier: str) -> bytes | None:
    """The exact bytes of the signed receipt of a dossier."""
    with database.read() as connection:
        return _known(connection, dossier)


def issue(upstream: Upstream, document: DossierDocument, digest: str) -> bytes:
    """Vouch for a verified dossier: code, receipt and events in one transaction.

    The bytes of the signed receipt come back, the same ones however often this is called. Raises
    Refused (409) when an upload was given up since it was verified.
    """
    config = upstream.config
    with upstream.database.write() as connection:
        alone(connection, f"dossier {document.id}")
        known = _known(connection, document.id)
        if known is not None:
            return known
        lacks = absent(connection, document)
        if lacks:
            raise incomplete(lacks)
        at = config.now()
        code = official_code(config.agency_code, at.date(), _next_serial(connection, at.date()))
        receipt = Receipt(
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
        signed = upstream.keys.sign(receipt).model_dump_json().encode()
        connection.execute(
            insert(receipts).values(
                dossier=document.id, official_code=code, signed=signed, received_at=at.isoformat()
            )
        )
        events.append(connection, document.id, "received", at, {})
        events.append(connection, document.id, "code_assigned", at, {"official_code": code})
    return signed


def incomplete(lacks: Sequence[MissingObject]) -> Refused:
    """The refusal (409) that lists what must be sent."""
    detail = "Hệ thống chưa có đủ giấy tờ của hồ sơ này."
    return Refused(HTTPStatus.CONFLICT, detail, kind="incomplete", missing=lacks)


def _known(connection: Connection, dossier: str) -> bytes | None:
    return connection.execute(
        select(receipts.c.signed).where(receipts.c.dossier == dossier)
    ).scalar_one_or_none()


def _next_serial(connection: Connection, day: date) -> int:
    row = upsert(connection, serials).values(day=day.isoformat(), last=1)
    counted = row.on_conflict_do_update(
        index_elements=[serials.c.day], set_={"last": serials.c.last + 1}
    ).returning(serials.c.last)
    return int(connection.execute(counted).scalar_one())
