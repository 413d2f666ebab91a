"""What happened to dossiers at the hub, in the order it was committed."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Literal, TypeAlias

from sqlalchemy import Connection, insert, select

from dossier.wire import HubEvent, HubEvents
from hub.database import Database
from hub.tables import dossiers, events

PAGE = 200
"""Events in one answer at most."""

Kind: TypeAlias = Literal[
    "received", "code_assigned", "state_changed", "supplement_requested", "refused"
]


def append(
    connection: Connection, dossier: str, kind: Kind, at: datetime, data: Mapping[str, str]
) -> None:
    """Write an event down in the transaction of what it tells about."""
    device = select(dossiers.c.device).where(dossiers.c.id == dossier).scalar_subquery()
    connection.execute(
        insert(events).values(
            device=device,
            dossier=dossier,
            kind=kind,
            at=at.isoformat(),
            data=json.dumps(dict(data), ensure_ascii=False),
        )
    )


def after(database: Database, device: str, since: int) -> HubEvents:
    """The next page of a device's events after the cursor `since`."""
    with database.read() as connection:
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
    return HubEvents(events=told, next=told[-1].cursor if told else since)
