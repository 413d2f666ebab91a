"""Rows of the outbox as the screen and the delivery loop see them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, case, func, select

from dossier.lifecycle import State
from kiosk.journey.ports import Backlog, Delivery
from kiosk.store.tables import deletions, dossiers, holds, moves, objects

GOING = tuple(
    state.value
    for state in (State.SEALED, State.EXPORTED, State.ANNOUNCED, State.UPLOADING, State.COMPLETE)
)


def read(connection: Connection, wanted: ColumnElement[bool]) -> tuple[Delivery, ...]:
    """The dossiers `wanted` picks, in the order of sealing, with what went out of each."""
    offset = func.coalesce(objects.c.offset, 0)
    sums = (
        select(
            objects.c.dossier,
            func.count().label("objects"),
            func.sum(case((offset >= objects.c.size, 1), else_=0)).label("objects_done"),
            func.sum(objects.c.size).label("bytes_total"),
            func.sum(func.min(offset, objects.c.size)).label("bytes_sent"),
        )
        .where(objects.c.dossier.in_(select(dossiers.c.id).where(wanted)))
        .group_by(objects.c.dossier)
        .subquery()
    )
    exported = (
        select(func.max(moves.c.wall))
        .where(moves.c.dossier == dossiers.c.id, moves.c.state == State.EXPORTED.value)
        .scalar_subquery()
        .label("exported_at")
    )
    deleted = (
        select(deletions.c.deleted_at)
        .where(deletions.c.dossier == dossiers.c.id)
        .scalar_subquery()
        .label("deleted_at")
    )
    hold = (
        select(holds.c.reason)
        .where(holds.c.dossier == dossiers.c.id, holds.c.lifted_at.is_(None))
        .order_by(holds.c.number.desc())
        .limit(1)
        .scalar_subquery()
        .label("hold")
    )
    columns: list[ColumnElement[Any]] = [
        column for column in dossiers.c if column.name not in {"document", "receipt"}
    ]
    columns += [column for column in sums.c if column.name != "dossier"]
    columns += [exported, deleted, hold]
    rows = connection.execute(
        select(*columns)
        .outerjoin_from(dossiers, sums, sums.c.dossier == dossiers.c.id)
        .where(wanted)
        .order_by(dossiers.c.number)
    ).all()
    return tuple(_delivery(row) for row in rows)


def backlog(connection: Connection) -> Backlog:
    """Dossiers the line is to carry, and the ciphertext bytes of theirs the hub lacks."""
    going = dossiers.c.state.in_(GOING)
    unsent = objects.c.size - func.min(func.coalesce(objects.c.offset, 0), objects.c.size)
    lacking = objects.c.dossier.in_(select(dossiers.c.id).where(going))
    counted = connection.execute(select(func.count()).where(going)).scalar_one()
    left = connection.execute(select(func.sum(unsent)).where(lacking)).scalar_one()
    return Backlog(counted, left or 0)


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        id=row.id,
        receipt_number=row.receipt_number,
        lookup_code=row.lookup_code,
        digest=row.digest,
        state=State(row.state),
        reason=row.reason,
        sealed_at=datetime.fromisoformat(row.sealed_at),
        procedure=row.procedure,
        applicant=row.applicant,
        objects=row.objects or 0,
        objects_done=row.objects_done or 0,
        bytes_total=row.bytes_total or 0,
        bytes_sent=row.bytes_sent or 0,
        attempts=row.attempts,
        next_try=_moment(row.next_try),
        official_code=row.official_code,
        due=_moment(row.due),
        exported_at=_moment(row.exported_at),
        deleted_at=_moment(row.deleted_at),
        hold=row.hold or "",
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text is not None else None


def filed_by(connection: Connection, number: str, limit: int) -> tuple[bytes, ...]:
    """The newest documents of the applicant with this personal number, newest first."""
    mine = select(dossiers.c.document).where(dossiers.c.applicant_number == number)
    rows = connection.execute(mine.order_by(dossiers.c.number.desc()).limit(limit))
    return tuple(bytes(document) for document in rows.scalars())
