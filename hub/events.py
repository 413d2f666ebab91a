"""What happened to dossiers at the hub, in the order it was committed."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Literal, TypeAlias

from sqlalchemy import Connection, insert, select

from dossier.wire import HubEvent, HubEvents
from hub import epochs
from hub.database import Database, alone
from hub.tables import dossiers, events

PAGE = 200
"""Events in one answer at most."""

Kind: TypeAlias = Literal[
    "received", "code_assigned", "state_changed", "supplement_requested", "refused"
]


def append(
    connection: Connection, dossier: str, kind: Kind, at: datetime, data: Mapping[str, str]
) -> None:
    """Write an event down in the transaction of what it tells about.

    A device's events are committed in the order of their cursors: until this transaction ended no
    other may take the next one, or a reader would pass over an event that becomes visible late.
    """
    device = connection.execute(
        select(dossiers.c.device).where(dossiers.c.id == dossier)
    ).scalar_one()
    alone(connection, f"events {device}")
    connection.execute(
        insert(events).values(
            device=device,
            dossier=dossier,
            kind=kind,
            at=at.isoformat(),
            data=json.dumps(dict(data), ensure_ascii=False),
        )
    )


def after(database: Database, device: str, since: int, epoch: str = "") -> HubEvents:
    """The next page of a device's events after the cursor `since`, as it stood in `epoch`."""
    with database.read() as connection:
        present = epochs.current(connection)
        rewind = epochs.rewind(connection, epoch, since)
        if rewind is not None:
            return HubEvents(events=(), next=since, epoch=present, rewind=rewind)
        rows = connection.execute(
            select(events)
            .where(events.c.device == device, events.c.cursor > since)
            .order_by(events.c.cursor)
            .limit(PAGE)
        ).all()
    told = tuple(
        HubEvent(
            cursor=row.cursor,
            dossier=row.dossier,
            kind=row.kind,
            at=datetime.fromisoformat(row.at),
            data=json.loads(row.data),
        )
        for row in rows
    )
    return HubEvents(events=told, next=told[-1].cursor if told else since, epoch=present)
