"""The hub's database: transactions that survive a power cut, on SQLite or on PostgreSQL.

On SQLite writers take turns. On PostgreSQL they run side by side, also from several programs: what
must not happen twice at once is done `alone`. `hub.migrations` makes the tables.
"""

import hashlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import Connection, Engine, Table, func, make_url, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from hub import durable, engines
from hub.config import HubFailed
from hub.group_commit import GroupCommit
from hub.migrating import migrate

Upsert: TypeAlias = sqlite.Insert | postgresql.Insert


class Database:
    """One database. Any thread may read; what `write` wrote is durable once its block is left."""

    def __init__(self, place: Path | str) -> None:
        """Open a SQLite file or a `postgresql://` address, making its tables. Raises HubFailed."""
        try:
            self._engine = _engine(place)
        except OSError as problem:
            raise HubFailed(_unusable(place)) from problem
        self._writer = GroupCommit(self._engine) if isinstance(place, Path) else None
        self._at_once = engines.at_once(self._engine)
        try:
            with self.write() as connection:
                alone(connection, "migrations")
                migrate(connection)
        except (OSError, SQLAlchemyError) as problem:
            self.close()
            raise HubFailed(_unusable(place)) from problem
        except HubFailed:
            self.close()
            raise

    @property
    def served(self) -> bool:
        """Whether it is a server's, not a file's."""
        return self._writer is None

    def write(self) -> AbstractContextManager[Connection]:
        """A transaction, durable once the block is left; undone when it raises. Never nested."""
        return self._engine.begin() if self._writer is None else self._writer.write()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """For reading. Each statement sees one moment; two may see different ones."""
        with self._at_once.connect() as connection:
            yield connection

    def close(self) -> None:
        """Let go of the database."""
        if self._writer is not None:
            self._writer.close()
        self._at_once.dispose()
        self._engine.dispose()


def alone(connection: Connection, what: str) -> None:
    """Wait until no other transaction does `what`, and keep others from it until this one ended.

    When this returns, whatever the others committed is seen by the next statement.
    """
    if connection.dialect.name == engines.POSTGRESQL:
        number = int.from_bytes(hashlib.sha256(what.encode()).digest()[:8], signed=True)
        connection.execute(select(func.pg_advisory_xact_lock(number)))


def upsert(connection: Connection, table: Table) -> Upsert:
    """An INSERT that can say what to do `on_conflict_…`, as this database spells it."""
    if connection.dialect.name == engines.POSTGRESQL:
        return postgresql.insert(table)
    return sqlite.insert(table)


def _engine(place: Path | str) -> Engine:
    if isinstance(place, str):
        return engines.postgresql(place)
    durable.make_empty(place)
    return engines.sqlite(place)


def _unusable(place: Path | str) -> str:
    if isinstance(place, Path):
        return f"Không mở được cơ sở dữ liệu “{place}”. Kiểm tra quyền ghi và dung lượng đĩa."
    shown = make_url(place).render_as_string(hide_password=True)
    return f"Không mở được cơ sở dữ liệu “{shown}”. Kiểm tra máy chủ PostgreSQL và địa chỉ."
