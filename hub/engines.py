"""How the hub reaches its two kinds of database: a SQLite file or a PostgreSQL server."""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from hub.config import HubFailed

BUSY_SECONDS = 10
POOL, MORE = 8, 8
"""Connections of one worker to PostgreSQL, which by default takes 100 in all."""
SQLITE, POSTGRESQL = "sqlite", "postgresql"
_BEGIN = "begin_statement"
WRITING = {_BEGIN: "BEGIN IMMEDIATE"}
READING = {SQLITE: {_BEGIN: "BEGIN"}, POSTGRESQL: {"isolation_level": "REPEATABLE READ"}}
"""Execution options of a transaction, by the name of the database's dialect."""


def sqlite(path: Path) -> Engine:
    """One file, WAL and synchronous=FULL: a commit that returned survives a power cut."""
    engine = create_engine(
        f"sqlite:///{path}",
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        hide_parameters=True,
        pool_size=8,
        max_overflow=40,
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def postgresql(address: str) -> Engine:
    """A server, by `postgresql://user@host:port/name`. Raises HubFailed for any other address."""
    wrong = "Địa chỉ cơ sở dữ liệu phải có dạng postgresql://người_dùng@máy:cổng/tên."
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as problem:
        raise HubFailed(wrong) from problem
    if url.drivername not in {POSTGRESQL, f"{POSTGRESQL}+psycopg"}:
        raise HubFailed(wrong)
    return create_engine(
        url.set(drivername=f"{POSTGRESQL}+psycopg"),
        connect_args={"options": "-c synchronous_commit=on -c timezone=UTC"},
        hide_parameters=True,
        pool_size=POOL,
        max_overflow=MORE,
    )


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for line in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {line}").close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))
