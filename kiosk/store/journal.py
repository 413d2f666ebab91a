"""The journal: every event of every visit, chained, durable when the call returns."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update
from typing_extensions import override

from dossier import events as happened
from dossier.events import Event, Recorded
from dossier.moments import Moment
from dossier.provenance import Actor
from dossier.values import canonical
from kiosk.journey.ports import Journal, OpenVisit, Outgoing, StoreFailed
from kiosk.store import outgoing_rows, wording
from kiosk.store.database import Database
from kiosk.store.tables import deletions, events, serials, visits

OPEN, PARKED, SEALED, ENDED = "open", "parked", "sealed", "ended"

# Built once: an answer is committed while a citizen waits.
_HEAD = select(visits.c.state, visits.c.sequence, visits.c.link).where(
    visits.c.id == bindparam("visit")
)
_ADD_VISIT, _ADD_EVENT = insert(visits), insert(events)
_MOVE_VISIT = (
    update(visits)
    .where(visits.c.id == bindparam("visit"))
    .values({name: bindparam(name) for name in ("state", "last", "sequence", "link")})
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
        self._last: _Head | None = None

    @override
    def append(self, visit: str, event: Event, moment: Moment, actor: Actor) -> Recorded:
        """Add one event to the end of the visit's chain. Raises StoreFailed."""
        with self._database.write() as connection:
            recorded, head = self._append(connection, visit, event, moment, actor)
        self._last = head
        return recorded

    @override
    def seal(
        self, visit: str, event: Event, moment: Moment, actor: Actor, outgoing: Outgoing
    ) -> Recorded:
        """Add the event and the outbox row: both or neither. Raises StoreFailed."""
        with self._database.write() as connection:
            recorded, head = self._append(connection, visit, event, moment, actor)
            outgoing_rows.add(connection, visit, outgoing)
        self._last = head
        return recorded

    def _append(
        self, connection: Connection, visit: str, event: Event, moment: Moment, actor: Actor
    ) -> tuple[Recorded, _Head]:
        """The head of the visit at hand is remembered: only the screen writes visits.

        Should another program have written it all the same, the tables refuse the sequence, and
        the next try reads the head anew.
        """
        last, self._last = self._last, None
        if last is None or last.visit != visit:
            row = connection.execute(_HEAD, {"visit": visit}).one_or_none()
            last = _Head(visit, *row) if row is not None else _Head(visit)
        return _append(connection, last, event, moment, actor)

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
        """The time of what was recorded or deleted last over all visits, None in a new store."""
        known = func.coalesce(events.c.corrected, events.c.wall)
        newest = select(known).order_by(events.c.number.desc()).limit(1)
        deleted = select(deletions.c.deleted_at).order_by(deletions.c.number.desc()).limit(1)
        with self._database.read() as connection:
            found = (connection.execute(each).scalar_one_or_none() for each in (newest, deleted))
            return max((datetime.fromisoformat(wall) for wall in found if wall), default=None)


def _is_purged(connection: Connection, visit: str) -> bool:
    record = select(deletions.c.number).where(deletions.c.visit == visit)
    return connection.execute(record).one_or_none() is not None


def _append(
    connection: Connection, last: _Head, event: Event, moment: Moment, actor: Actor
) -> tuple[Recorded, _Head]:
    """Write what will be read back: the link is over exactly that."""
    visit = last.visit
    body = canonical(happened.to_json(event)).decode()
    event = happened.from_json(json.loads(body))
    moment = replace(moment, boot_seconds=float(moment.boot_seconds))
    sequence = last.sequence + 1
    link = happened.link(last.link, visit, sequence, moment, actor, event)
    head = _Head(visit, _state(last.state, event), sequence, link)
    wall = moment.wall.isoformat()
    now = {"state": head.state, "last": wall, "sequence": sequence, "link": link}
    if last.sequence == 0:
        procedure = event.procedure if isinstance(event, happened.VisitStarted) else ""
        connection.execute(_ADD_VISIT, {**now, "id": visit, "procedure": procedure})
    else:
        connection.execute(_MOVE_VISIT, {**now, "visit": visit})
    connection.execute(
        _ADD_EVENT,
        {
            "visit": visit,
            "sequence": sequence,
            "wall": wall,
            "boot_id": moment.boot_id,
            "boot_seconds": moment.boot_seconds,
            "corrected": moment.corrected.isoformat() if moment.corrected else None,
            "role": actor.role,
            "name": actor.name,
            "kind": event.kind,
            "body": body,
            "link": link,
        },
    )
    return Recorded(visit, sequence, moment, actor, event, link), head


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
        wanted = happened.link(previous, one.visit, sequence, one.moment, one.actor, one.event)
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
