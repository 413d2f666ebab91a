"""How the hub reaches its two kinds of database: a SQLite file or a PostgreSQL server."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from hub.config import HubFailed

BUSY_SECONDS = 10
POOL, MORE = 6, 4
"""Connections of one worker to PostgreSQL, twice; by default it takes 100 from everybody."""
SQLITE, POSTGRESQL = "sqlite", "postgresql"
_BEGIN = "begin_statement"
WRITING = {_BEGIN: "BEGIN IMMEDIATE"}
"""Execution options of a transaction that never has to wait for its turn in the middle."""

_SERVED: dict[str, Any] = {
    "connect_args": {"options": "-c synchronous_commit=on -c timezone=UTC"},
    "hide_parameters": True,
    "pool_size": POOL,
    "max_overflow": MORE,
}


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
    return create_engine(url.set(drivername=f"{POSTGRESQL}+psycopg"), **_SERVED)


def at_once(engine: Engine) -> Engine:
    """To the same database; every statement is a transaction of its own with nothing around it."""
    if engine.dialect.name == SQLITE:
        return engine  # begins nothing unless told to
    return create_engine(
        engine.url, **_SERVED, isolation_level="AUTOCOMMIT", pool_reset_on_return=None
    )


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for line in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {line}").close()


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if _BEGIN in options:
        connection.exec_driver_sql(options[_BEGIN])
