"""Deleting personal content for good, with a record that says so and cannot be quietly altered.

The record and the blanked rows are one transaction; the files it names are removed after it and the
record then says so. A kill in between is finished by the next run.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from dossier.lifecycle import State
from dossier.moments import Moment
from dossier.values import canonical
from dossier.wire import Receipt, SignedReceipt
from kiosk.journey.ports import StoreFailed
from kiosk.journey.retention import Kept, Remains
from kiosk.store import wording
from kiosk.store.blobs import FileBlobs
from kiosk.store.database import Database
from kiosk.store.holding import SqlHolds
from kiosk.store.tables import deletions, dossiers, events, hub_events, moves, objects, visits

_FILES = ("page_added", "signed")
"""Kinds of events that name a file of the blob store."""
_RECORD = ("visit", "dossier", "kind", "since", "deleted_at", "events", "files", "head")


@dataclass(frozen=True, slots=True)
class Deletion:
    """One record: what was deleted, why it could be, and when. It holds nothing personal."""

    visit: str
    dossier: str | None
    kind: Kept
    since: datetime
    deleted_at: datetime
    events: int
    files: int


class SqlPurge:
    """Deletes what somebody else has decided to delete."""

    def __init__(self, database: Database, blobs: FileBlobs, holds: SqlHolds) -> None:
        self._database = database
        self._blobs = blobs
        self._holds = holds

    def remains(self) -> tuple[Remains, ...]:
        """All personal content that is not on its way, longest here first."""
        reasons = self._holds.reasons()
        gone = select(deletions.c.visit)
        received_at = (
            select(func.max(moves.c.wall))
            .where(moves.c.dossier == dossiers.c.id, moves.c.state == State.ACKNOWLEDGED.value)
            .scalar_subquery()
        )
        done = (State.ACKNOWLEDGED.value, State.PURGEABLE.value)
        received = select(
            dossiers.c.visit, dossiers.c.id, dossiers.c.receipt_number, received_at.label("since")
        ).where(
            dossiers.c.state.in_(done),
            dossiers.c.receipt.is_not(None),
            dossiers.c.visit.not_in(gone),
        )
        unsealed = select(visits.c.id, visits.c.state, visits.c.last).where(
            visits.c.id.not_in(select(dossiers.c.visit)), visits.c.id.not_in(gone)
        )
        with self._database.read() as connection:
            found = [
                Remains(
                    row.visit,
                    Kept.RECEIVED,
                    datetime.fromisoformat(row.since),
                    row.id,
                    row.receipt_number,
                    reasons.get(row.id, ""),
                )
                for row in connection.execute(received)
            ]
            for row in connection.execute(unsealed):
                kind = Kept.ENDED if row.state == "ended" else Kept.LEFT
                found.append(Remains(row.id, kind, datetime.fromisoformat(row.last)))
        return tuple(sorted(found, key=lambda each: each.since))

    def hub_time(self) -> datetime | None:
        """The newest time the hub told in anything it signed or said, None before the first."""
        with self._database.read() as connection:
            texts = connection.execute(
                select(dossiers.c.receipt).where(dossiers.c.receipt.is_not(None))
            ).scalars()
            told = [_received_at(text) for text in texts]
            told += [
                datetime.fromisoformat(at)
                for at in connection.execute(select(func.max(hub_events.c.at))).scalars()
                if at is not None
            ]
        return max(told, default=None)

    def purge(self, remains: Remains, moment: Moment) -> Deletion:
        """Delete the content and keep a record. Raises StoreFailed, and nothing is half deleted.

        Refused for a dossier without the hub's receipt or under a hold, whatever the caller thinks.
        """
        with self._database.write() as connection:
            self._refuse_kept(connection, remains)
            files = _files(connection, remains)
            record = _record(connection, remains, moment, files)
            _blank(connection, remains, moment)
        self.finish()
        return _deletion(record)

    def finish(self) -> None:
        """Remove the files of recorded deletions that are still there. Raises StoreFailed."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(deletions.c.number, deletions.c.left_over).where(deletions.c.left_over != "")
            ).all()
        for row in rows:
            for name in row.left_over.splitlines():
                self._blobs.remove(name)
            with self._database.write() as connection:
                mine = deletions.c.number == row.number
                connection.execute(update(deletions).where(mine).values(left_over=""))
        if rows:
            self._database.fold()

    def deletions(self) -> tuple[Deletion, ...]:
        """Every record in order. Raises StoreFailed when their chain does not hold."""
        with self._database.read() as connection:
            ordered = select(deletions).order_by(deletions.c.number)
            rows = [dict(row) for row in connection.execute(ordered).mappings()]
            heads = {row.id: row.link for row in connection.execute(select(visits)).all()}
        previous = ""
        for row in rows:
            if row["link"] != _link(previous, row) or heads.get(row["visit"]) != row["head"]:
                raise StoreFailed(wording.CHAIN_BROKEN)
            previous = row["link"]
        return tuple(_deletion(row) for row in rows)

    def _refuse_kept(self, connection: Connection, remains: Remains) -> None:
        row = connection.execute(
            select(dossiers.c.id, dossiers.c.state, dossiers.c.receipt).where(
                dossiers.c.visit == remains.visit
            )
        ).one_or_none()
        sealed = None if row is None else row.id
        done = {State.ACKNOWLEDGED.value, State.PURGEABLE.value}
        received = row is not None and row.receipt is not None and row.state in done
        if sealed != remains.dossier or (sealed is not None and not received):
            raise StoreFailed(wording.STILL_NEEDED)
        if sealed in self._holds.reasons():
            raise StoreFailed(wording.HELD)


def _files(connection: Connection, remains: Remains) -> Sequence[str]:
    """Names of the files only this visit knows."""
    of_visit = events.c.kind.in_(_FILES) & (events.c.visit == remains.visit)
    bodies = connection.execute(select(events.c.body).where(of_visit)).scalars()
    pages = {str(json.loads(body)["sha256"]) for body in bodies}
    mine = select(objects.c.sealed_sha256).where(objects.c.dossier == remains.dossier)
    sealed = set(connection.execute(mine).scalars())
    return sorted(name for name in pages | sealed if not _used_elsewhere(connection, name, remains))


def _used_elsewhere(connection: Connection, name: str, remains: Remains) -> bool:
    others = (
        events.c.kind.in_(_FILES)
        & (events.c.visit != remains.visit)
        & events.c.body.contains(name, autoescape=True)
    )
    in_visit = connection.execute(select(events.c.visit).where(others).limit(1)).first()
    other = (objects.c.sealed_sha256 == name) & (objects.c.dossier != remains.dossier)
    in_dossier = connection.execute(select(objects.c.dossier).where(other).limit(1)).first()
    return in_visit is not None or in_dossier is not None


def _record(
    connection: Connection, remains: Remains, moment: Moment, files: Sequence[str]
) -> dict[str, object]:
    of_visit = events.c.visit == remains.visit
    count = connection.execute(select(func.count()).where(of_visit)).scalar_one()
    head = connection.execute(select(visits.c.link).where(visits.c.id == remains.visit))
    newest = select(deletions.c.link).order_by(deletions.c.number.desc()).limit(1)
    record: dict[str, object] = {
        "visit": remains.visit,
        "dossier": remains.dossier,
        "kind": remains.kind.value,
        "since": remains.since.isoformat(),
        "deleted_at": moment.wall.isoformat(),
        "events": count,
        "files": len(files),
        "head": head.scalar_one(),
    }
    previous = connection.execute(newest).scalar_one_or_none() or ""
    chained = {**record, "left_over": "\n".join(files), "link": _link(previous, record)}
    connection.execute(insert(deletions).values(chained))
    return record


def _blank(connection: Connection, remains: Remains, moment: Moment) -> None:
    connection.execute(delete(events).where(events.c.visit == remains.visit))
    connection.execute(update(visits).where(visits.c.id == remains.visit).values(state="ended"))
    if remains.dossier is None:
        return
    connection.execute(
        update(dossiers)
        .where(dossiers.c.id == remains.dossier)
        .values(
            document=b"",
            applicant="",
            applicant_number=None,
            reason="",
            state=State.PURGEABLE.value,
        )
    )
    connection.execute(
        insert(moves).values(
            dossier=remains.dossier, state=State.PURGEABLE.value, wall=moment.wall.isoformat()
        )
    )
    for table in (objects, hub_events):
        connection.execute(delete(table).where(table.c.dossier == remains.dossier))


def _link(previous: str, record: Mapping[str, Any]) -> str:
    """Hex SHA-256 joining a record to the one before it."""
    told = {name: record[name] for name in _RECORD}
    return hashlib.sha256(canonical({"previous": previous, **told})).hexdigest()


def _deletion(record: Mapping[str, Any]) -> Deletion:
    return Deletion(
        visit=record["visit"],
        dossier=record["dossier"],
        kind=Kept(record["kind"]),
        since=datetime.fromisoformat(record["since"]),
        deleted_at=datetime.fromisoformat(record["deleted_at"]),
        events=record["events"],
        files=record["files"],
    )


def _received_at(receipt: str) -> datetime:
    signed = SignedReceipt.model_validate_json(receipt)
    return Receipt.model_validate_json(signed.receipt).received_at
