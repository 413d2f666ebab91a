"""The rows a seal puts in the outbox, written in the transaction of its event."""

from sqlalchemy import Connection, insert

from dossier.lifecycle import State
from dossier.wire import DossierDocument
from kiosk.journey.ports import Outgoing
from kiosk.store.tables import dossiers, moves, objects


def add(connection: Connection, visit: str, outgoing: Outgoing) -> None:
    """Queue a sealed dossier. A second one with the same id or number is refused by the tables."""
    document = DossierDocument.model_validate_json(outgoing.document)
    wall = outgoing.sealed_at.right.isoformat()
    connection.execute(
        insert(dossiers).values(
            id=outgoing.id,
            visit=visit,
            receipt_number=outgoing.receipt_number,
            lookup_code=outgoing.lookup_code,
            digest=outgoing.digest,
            document=outgoing.document,
            sealed_at=wall,
            procedure=document.procedure.name,
            applicant=document.applicant.name,
            applicant_number=document.applicant.number or None,
            due=document.due.isoformat() if document.due else None,
            state=State.SEALED.value,
            reason="",
            attempts=0,
        )
    )
    connection.execute(
        insert(moves).values(dossier=outgoing.id, state=State.SEALED.value, wall=wall)
    )
    rows = [
        {
            "dossier": outgoing.id,
            "object": sealed.id,
            "size": sealed.sealed_size,
            "sealed_sha256": sealed.sealed_sha256,
        }
        for sealed in document.objects
    ]
    if rows:
        connection.execute(insert(objects), rows)
