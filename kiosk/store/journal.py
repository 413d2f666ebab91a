"""The journal: every event of every visit, chained, durable when the call returns."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock
from typing import Any

from sqlalchemy import (
    Connection,
    Insert,
    Row,
    Update,
    bindparam,
    func,
    insert,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects import sqlite
from typing_extensions import override

from dossier import chain
from dossier import events as happened
from dossier.events import Event, Recorded
from dossier.moments import Moment
from dossier.provenance import Actor
from dossier.values import canonical
from kiosk.journey.ports import Journal, OpenVisit, Outgoing, StoreFailed
from kiosk.store import outgoing_rows, wording
from kiosk.store.database import Database, Statement
from kiosk.store.tables import deletions, dossiers, events, serials, visits

OPEN, PARKED, SEALED, ENDED = "open", "parked", "sealed", "ended"

_HEAD = select(visits.c.state, visits.c.sequence, visits.c.link).where(
    visits.c.id == bindparam("visit")
)
_TOUCHED = ("last", "sequence", "link")
_MOVED = ("state", *_TOUCHED)
_BEGUN = ("id", "procedure", *_MOVED)
_EVENT = tuple(column.name for column in events.c)


def _text(statement: Insert | Update) -> str:
    """A statement as SQL, made once: an answer is committed while a citizen waits."""
    return str(statement.compile(dialect=sqlite.dialect(paramstyle="named")))


_ADD_VISIT = _text(insert(visits).values({name: bindparam(name) for name in _BEGUN}))
_ADD_EVENT = _text(insert(events).values({name: bindparam(name) for name in _EVENT}))
_OF_VISIT = update(visits).where(visits.c.id == bindparam("visit"))
_MOVE_VISIT = _text(_OF_VISIT.values({name: bindparam(name) for name in _MOVED}))
_TOUCH_VISIT = _text(_OF_VISIT.values({name: bindparam(name) for name in _TOUCHED}))
"""Leaves the state alone: setting it writes its index anew, whatever is set."""
_BEGUN_LAST = select(visits.c.id).order_by(literal_column("rowid").desc()).limit(1)
_NEWEST = (
    select(func.coalesce(events.c.corrected, events.c.wall))
    .where(events.c.visit == _BEGUN_LAST.scalar_subquery())
    .order_by(events.c.sequence.desc())
    .limit(1),
    select(dossiers.c.sealed_at).order_by(dossiers.c.number.desc()).limit(1),
    select(deletions.c.deleted_at).order_by(deletions.c.number.desc()).limit(1),
)


@dataclass(frozen=True, slots=True)
class _Head:
    """The end of a visit's chain."""

    visit: str
    state: str = OPEN
    sequence: int = 0
    link: str = ""


class SqlJournal(Journal):
    """Events of visits in the encrypted database. Sequences begin at 1 in every visit."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._turn = Lock()
        self._last: _Head | None = None

    @override
    def append(self, visit: str, event: Event, moment: Moment, actor: Actor) -> Recorded:
        """Add one event to the end of the visit's chain. Raises StoreFailed."""
        with self._turn:
            last, self._last = self._last, None
            if last is None or last.visit != visit:
                last = self._head(visit)
            recorded, head, statements = _joined(last, event, moment, actor)
            self._database.run(statements)
            self._last = head
        return recorded

    @override
    def seal(
        self, visit: str, event: Event, moment: Moment, actor: Actor, outgoing: Outgoing
    ) -> Recorded:
        """Add the event and the outbox row: both or neither. Raises StoreFailed."""
        with self._turn, self._database.write() as connection:
            self._last = None
            recorded, _, statements = _joined(self._head(visit), event, moment, actor)
            for text, values in statements:
                connection.exec_driver_sql(text, values)
            outgoing_rows.add(connection, visit, outgoing)
        return recorded

    def _head(self, visit: str) -> _Head:
        """The end of a visit's chain; that of the visit at hand is remembered by `append`.

        Only the screen writes visits. Should another program have written it all the same, the
        tables refuse the sequence, and the next try reads the head anew.
        """
        with self._database.read() as connection:
            row = connection.execute(_HEAD, {"visit": visit}).one_or_none()
        return _Head(visit, *row) if row is not None else _Head(visit)

    @override
    def events(self, visit: str) -> tuple[Recorded, ...]:
        """All events of the visit in order, () for one that is unknown or was deleted for good.

        Raises StoreFailed when the chain does not hold: nothing is built on a mended history.
        """
        with self._database.read() as connection:
            head = connection.execute(select(visits).where(visits.c.id == visit)).one_or_none()
            rows = connection.execute(
                select(events).where(events.c.visit == visit).order_by(events.c.sequence)
            ).all()
            purged = not rows and _is_purged(connection, visit)
        if purged or (head is None and not rows):
            return ()
        recorded = _checked(rows)
        last = recorded[-1] if recorded else None
        if head is None or last is None or (head.sequence, head.link) != (last.sequence, last.link):
            raise StoreFailed(wording.CHAIN_BROKEN)
        return recorded

    def verify(self, visit: str) -> None:
        """Check every link of the visit's chain. Raises StoreFailed when one is broken."""
        self.events(visit)

    @override
    def open_visits(self) -> tuple[OpenVisit, ...]:
        """Visits not ended, the one touched last first."""
        with self._database.read() as connection:
            rows = connection.execute(select(visits).where(visits.c.state != ENDED)).all()
        found = [
            OpenVisit(row.id, row.procedure, datetime.fromisoformat(row.last), row.state == PARKED)
            for row in rows
        ]
        return tuple(sorted(found, key=lambda visit: visit.last, reverse=True))

    @override
    def next_serial(self) -> int:
        """The next receipt serial: 1, 2, 3 ..., durable before anybody sees it."""
        with self._database.write() as connection:
            last = connection.execute(select(serials.c.last)).scalar_one_or_none()
            if last is None:
                connection.execute(insert(serials).values(id=1, last=1))
                return 1
            connection.execute(update(serials).values(last=last + 1))
            return int(last) + 1

    def last_time(self) -> datetime | None:
        """When this store was last written to: by the visit begun last, a seal or a deletion.

        None in a new store. What a wrong clock wrote counts until the next of its kind.
        """
        with self._database.read() as connection:
            found = [connection.execute(each).scalar_one_or_none() for each in _NEWEST]
        return max((datetime.fromisoformat(wall) for wall in found if wall), default=None)


def _is_purged(connection: Connection, visit: str) -> bool:
    record = select(deletions.c.number).where(deletions.c.visit == visit)
    return connection.execute(record).one_or_none() is not None


def _joined(
    last: _Head, event: Event, moment: Moment, actor: Actor
) -> tuple[Recorded, _Head, Sequence[Statement]]:
    """The event behind the last one, and what writes it; the link is over what is read back."""
    visit = last.visit
    event = happened.from_json(happened.to_json(event))
    plain = happened.to_json(event)
    if type(moment.boot_seconds) is not float:
        moment = replace(moment, boot_seconds=float(moment.boot_seconds))
    sequence = last.sequence + 1
    link = chain.link(last.link, visit, sequence, moment, actor, plain)
    head = _Head(visit, _state(last.state, event), sequence, link)
    recorded = Recorded(visit, sequence, moment, actor, event, link)
    return recorded, head, (_visit_row(last, head, recorded), _event_row(recorded, plain))


def _visit_row(last: _Head, head: _Head, recorded: Recorded) -> Statement:
    now = {
        "last": recorded.moment.wall.isoformat(),
        "sequence": head.sequence,
        "link": head.link,
    }
    state = {"state": head.state}
    if last.sequence == 0:
        first = recorded.event
        procedure = first.procedure if isinstance(first, happened.VisitStarted) else ""
        return _ADD_VISIT, {**now, **state, "id": head.visit, "procedure": procedure}
    if last.state == head.state:
        return _TOUCH_VISIT, {**now, "visit": head.visit}
    return _MOVE_VISIT, {**now, **state, "visit": head.visit}


def _event_row(recorded: Recorded, plain: Mapping[str, Any]) -> Statement:
    moment = recorded.moment
    return _ADD_EVENT, {
        "visit": recorded.visit,
        "sequence": recorded.sequence,
        "wall": moment.wall.isoformat(),
        "boot_id": moment.boot_id,
        "boot_seconds": moment.boot_seconds,
        "corrected": moment.corrected.isoformat() if moment.corrected else None,
        "role": recorded.actor.role,
        "name": recorded.actor.name,
        "kind": recorded.event.kind,
        "body": canonical(plain).decode(),
        "link": recorded.link,
    }


def _state(state: str, event: Event) -> str:
    match event:
        case happened.VisitEnded():
            return ENDED
        case happened.Sealed() if state != ENDED:
            return SEALED
        case happened.Parked() if state == OPEN:
            return PARKED
        case happened.Resumed() if state == PARKED:
            return OPEN
        case _:
            return state


def _checked(rows: Sequence[Row[Any]]) -> tuple[Recorded, ...]:
    recorded: list[Recorded] = []
    previous = ""
    for sequence, row in enumerate(rows, start=1):
        try:
            one = _recorded(row)
        except (ValueError, TypeError) as problem:
            raise StoreFailed(wording.CHAIN_BROKEN) from problem
        plain = happened.to_json(one.event)
        wanted = chain.link(previous, one.visit, sequence, one.moment, one.actor, plain)
        if one.sequence != sequence or one.link != wanted or row.kind != one.event.kind:
            raise StoreFailed(wording.CHAIN_BROKEN)
        recorded.append(one)
        previous = one.link
    return tuple(recorded)


def _recorded(row: Row[Any]) -> Recorded:
    return Recorded(
        visit=row.visit,
        sequence=row.sequence,
        moment=Moment(
            datetime.fromisoformat(row.wall),
            row.boot_id,
            row.boot_seconds,
            datetime.fromisoformat(row.corrected) if row.corrected is not None else None,
        ),
        actor=Actor(row.role, row.name),
        event=happened.from_json(json.loads(row.body)),
        link=row.link,
    )
