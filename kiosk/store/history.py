"""The hub's history as this kiosk knows it, and what happens when the hub goes back in it."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from dossier import lifecycle
from dossier.lifecycle import State
from dossier.moments import Moment
from dossier.wire import HubEvent
from kiosk.store.tables import cursor as cursors
from kiosk.store.tables import dossiers, hub_events, moves, objects
from kiosk.store.tables import epoch as epochs


def epoch(connection: Connection) -> str:
    """The epoch the cursor belongs to, empty before the first."""
    return connection.execute(select(epochs.c.name)).scalar_one_or_none() or ""


def follow(connection: Connection, name: str, last: int) -> None:
    """Stand at the cursor `last` of the epoch `name`."""
    heard = connection.execute(select(func.max(hub_events.c.number))).scalar_one() or 0
    connection.execute(delete(epochs))
    connection.execute(insert(epochs).values(id=1, name=name, heard=heard))
    connection.execute(delete(cursors))
    connection.execute(insert(cursors).values(id=1, last=last))


def cursor(connection: Connection) -> int:
    """The cursor of the last event applied, 0 before the first."""
    return connection.execute(select(cursors.c.last)).scalar_one_or_none() or 0


def keep_cursor(connection: Connection, last: int) -> None:
    """Go on to `last`."""
    changed = connection.execute(update(cursors).values(last=last))
    if changed.rowcount == 0:
        connection.execute(insert(cursors).values(id=1, last=last))


def recall(connection: Connection, dossier: str, state: State, reason: str, at: Moment) -> None:
    """Queue a received dossier again, as if nothing of it had been sent; its receipt stays."""
    target = lifecycle.recall(state)
    connection.execute(
        update(dossiers)
        .where(dossiers.c.id == dossier)
        .values(state=target.value, reason=reason, attempts=0, next_try=None)
    )
    connection.execute(
        update(objects).where(objects.c.dossier == dossier).values(offset=None, upload=None)
    )
    connection.execute(
        insert(moves).values(dossier=dossier, state=target.value, wall=at.wall.isoformat())
    )


def heard(connection: Connection, event: HubEvent) -> bool:
    """Whether this very event was told in an earlier epoch, under whatever cursor."""
    before = select(epochs.c.heard).scalar_subquery()
    same = select(hub_events.c.number).where(
        hub_events.c.number <= before,
        hub_events.c.dossier == event.dossier,
        hub_events.c.kind == event.kind,
        hub_events.c.at == event.at.isoformat(),
        hub_events.c.data == data_of(event),
    )
    return connection.execute(same.limit(1)).first() is not None


def data_of(event: HubEvent) -> str:
    """What an event carries, as it is stored."""
    return json.dumps(event.data, ensure_ascii=False, sort_keys=True)


def event_of(row: Row[Any]) -> HubEvent:
    """The event in a row."""
    return HubEvent(
        cursor=row.cursor,
        dossier=row.dossier,
        kind=row.kind,
        at=datetime.fromisoformat(row.at),
        data=json.loads(row.data),
    )
