"""Epochs: how it comes out that this hub was put back to an older state of its data.

A hub restored from a backup cannot know what it lost; its kiosks can. Each start begins an epoch
with a random name. A kiosk tells which epoch and cursor it stands at, and a place this database
cannot have told it of was in a history that is lost.
"""

import secrets
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from hub.database import Database, alone, upsert
from hub.tables import epochs, events, serials

BLOCK = 10_000
"""Official codes of the day skipped when the hub went back: more than an agency takes in a day.

Codes given after the backup may be on citizens' slips already; none may be given again.
"""


def begin(database: Database, at: datetime, *, went_back: bool = False) -> None:
    """Begin an epoch; with `went_back` the codes of the day go on in a new block."""
    with database.write() as connection:
        alone(connection, "epochs")
        if went_back:
            _skip_block(connection, at)
        _begin(connection, at, went_back=went_back or _told(connection))


def current(connection: Connection) -> str:
    """The name of the epoch, empty before the first."""
    newest = select(epochs.c.id).order_by(epochs.c.number.desc()).limit(1)
    return connection.execute(newest).scalar_one_or_none() or ""


def rewind(connection: Connection, epoch: str, cursor: int) -> int | None:
    """Where a kiosk at `cursor` of `epoch` must go back to; None when it stands well.

    Before its first epoch a kiosk names none.
    """
    if not epoch:
        return None
    number = connection.execute(
        select(epochs.c.number).where(epochs.c.id == epoch)
    ).scalar_one_or_none()
    if number is None:
        return 0
    ends = select(epochs.c.after).where(epochs.c.number > number).order_by(epochs.c.number).limit(1)
    end = connection.execute(ends).scalar_one_or_none()
    if end is None:
        end = _latest(connection)
    return None if cursor <= end else int(end)


def notice(database: Database, epoch: str, cursor: int, at: datetime) -> None:
    """A kiosk stands where this history never was: go on in an epoch that says so, once."""
    with database.write() as connection:
        alone(connection, "epochs")
        newest = select(epochs.c.went_back).order_by(epochs.c.number.desc()).limit(1)
        known = connection.execute(newest).scalar_one_or_none()
        if rewind(connection, epoch, cursor) is not None and not known:
            _skip_block(connection, at)
            _begin(connection, at, went_back=True)


def skip_past(connection: Connection, day: str, serial: int) -> None:
    """No code of `day` (ISO) up to `serial` is given from now on."""
    row = upsert(connection, serials).values(day=day, last=serial)
    connection.execute(row.on_conflict_do_nothing(index_elements=[serials.c.day]))
    connection.execute(
        update(serials).where(serials.c.day == day, serials.c.last < serial).values(last=serial)
    )


def _begin(connection: Connection, at: datetime, *, went_back: bool) -> None:
    connection.execute(
        insert(epochs).values(
            id=secrets.token_hex(8),
            after=_latest(connection),
            at=at.isoformat(),
            went_back=went_back,
        )
    )


def _told(connection: Connection) -> bool:
    """Whether somebody said that the hub went back, and nothing happened since."""
    newest = select(epochs).order_by(epochs.c.number.desc()).limit(1)
    row = connection.execute(newest).one_or_none()
    return row is not None and bool(row.went_back) and row.after == _latest(connection)


def _skip_block(connection: Connection, at: datetime) -> None:
    day = at.date().isoformat()
    of_day = select(serials.c.last).where(serials.c.day == day)
    last = connection.execute(of_day).scalar_one_or_none() or 0
    skip_past(connection, day, (last // BLOCK + 1) * BLOCK)


def _latest(connection: Connection) -> int:
    return connection.execute(select(func.max(events.c.cursor))).scalar_one() or 0
