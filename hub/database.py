"""The hub's SQLite file: connections and transactions that survive a power cut."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from hub import durable
from hub.config import HubFailed
from hub.tables import metadata

BUSY_SECONDS = 10
SCHEMA_VERSION = 1
_BEGIN = "begin_statement"


class Database:
    """One SQLite file, WAL and synchronous=FULL. Any thread may read; writers take turns."""

    def __init__(self, path: Path) -> None:
        """Open the file, making it and its tables when there are none. Raises HubFailed."""
        self._turn = threading.Lock()
        self._engine = create_engine(
            f"sqlite:///{path}",
            connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
            hide_parameters=True,
            pool_size=8,
            max_overflow=40,
        )
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _begin)
        try:
            durable.make_empty(path)
            self._make_tables()
        except (OSError, SQLAlchemyError) as problem:
            self._engine.dispose()
            raise HubFailed(
                f"Không mở được cơ sở dữ liệu “{path}”. Kiểm tra quyền ghi và dung lượng đĩa."
            ) from problem

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction, durable once the block is left; undone when it raises."""
        with self._turn, self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view."""
        with self._transaction("BEGIN") as connection:
            yield connection

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        with self._engine.connect() as raw:
            connection = raw.execution_options(**{_BEGIN: begin})
            with connection.begin():
                yield connection

    def _make_tables(self) -> None:
        with self.write() as connection:
            version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            if version not in {0, SCHEMA_VERSION}:
                raise HubFailed("Dữ liệu này do phiên bản mới hơn ghi. Hãy dùng phiên bản mới.")
            metadata.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for line in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {line}").close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))
