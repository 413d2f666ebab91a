"""The journal: every event of every visit, chained, durable when the call returns."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update
from typing_extensions import override

from dossier import events as happened
from dossier.events import Event, Recorded
from dossier.moments import Moment
from dossier.provenance import Actor
from dossier.values import canonical
from kiosk.journey.ports import Journal, OpenVisit, Outgoing, StoreFailed
from kiosk.store import outgoing_rows, wording
from kiosk.store.database import Database
from kiosk.store.tables import events, serials, visits

OPEN, PARKED, SEALED, ENDED = "open", "parked", "sealed", "ended"


class SqlJournal(Journal):
    """Events of visits in the encrypted database. Sequences begin at 1 in every visit."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @override
    def append(self, visit: str, event: Event, moment: Moment, actor: Actor) -> Recorded:
        """Add one event to the end of the visit's chain. Raises StoreFailed."""
        with self._database.write() as connection:
            return _append(connection, visit, event, moment, actor)

    @override
    def seal(
        self, visit: str, event: Event, moment: Moment, actor: Actor, outgoing: Outgoing
    ) -> Recorded:
        """Add the event and the outbox row: both or neither. Raises StoreFailed."""
        with self._database.write() as connection:
            recorded = _append(connection, visit, event, moment, actor)
            outgoing_rows.add(connection, visit, outgoing)
            return recorded

    @override
    def events(self, visit: str) -> tuple[Recorded, ...]:
        """All events of the visit in order, () for an unknown one.

        Raises StoreFailed when the chain does not hold: nothing is built on a mended history.
        """
        with self._database.read() as connection:
            head = connection.execute(select(visits).where(visits.c.id == visit)).one_or_none()
            rows = connection.execute(
                select(events).where(events.c.visit == visit).order_by(events.c.sequence)
            ).all()
        if head is None and not rows:
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
        """Visits neither ended nor sealed, the one touched last first."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(visits).where(visits.c.state.in_((OPEN, PARKED)))
            ).all()
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

    def last_wall(self) -> datetime | None:
        """Wall time of the event recorded last over all visits, None in a new store."""
        with self._database.read() as connection:
            wall = connection.execute(
                select(events.c.wall).order_by(events.c.number.desc()).limit(1)
            ).scalar_one_or_none()
        return datetime.fromisoformat(wall) if wall is not None else None


def _append(
    connection: Connection, visit: str, event: Event, moment: Moment, actor: Actor
) -> Recorded:
    """Write what will be read back: the link is over exactly that."""
    body = canonical(happened.to_json(event)).decode()
    event = happened.from_json(json.loads(body))
    moment = replace(moment, boot_seconds=float(moment.boot_seconds))
    head = connection.execute(select(visits).where(visits.c.id == visit)).one_or_none()
    sequence = head.sequence + 1 if head is not None else 1
    previous = head.link if head is not None else ""
    link = happened.link(previous, visit, sequence, moment, actor, event)
    wall = moment.wall.isoformat()
    if head is None:
        procedure = event.procedure if isinstance(event, happened.VisitStarted) else ""
        changed: dict[str, Any] = {"id": visit, "procedure": procedure}
        statement: Any = insert(visits)
    else:
        changed = {}
        statement = update(visits).where(visits.c.id == visit)
    state = _state(head.state if head is not None else OPEN, event)
    connection.execute(
        statement.values(**changed, state=state, last=wall, sequence=sequence, link=link)
    )
    connection.execute(
        insert(events).values(
            visit=visit,
            sequence=sequence,
            wall=wall,
            boot_id=moment.boot_id,
            boot_seconds=moment.boot_seconds,
            role=actor.role,
            name=actor.name,
            kind=event.kind,
            body=body,
            link=link,
        )
    )
    return Recorded(visit, sequence, moment, actor, event, link)


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
        moment=Moment(datetime.fromisoformat(row.wall), row.boot_id, row.boot_seconds),
        actor=Actor(row.role, row.name),
        event=happened.from_json(json.loads(row.body)),
        link=row.link,
    )
