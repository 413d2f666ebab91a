"""Bringing a database to this program's tables, whatever version made it."""

from pathlib import Path

from sqlalchemy import Connection, inspect

from hub.config import HubFailed

MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = max(path.name[1:5] for path in (MIGRATIONS / "versions").glob("v[0-9]*.py"))
"""The newest migration: a database that stands there needs none, and Alembic is not loaded."""
FIRST = "0001"
UNVERSIONED, VERSIONED = 1, 2
"""`PRAGMA user_version` of SQLite files made before there were migrations, and of all since."""
_NEWER = "Dữ liệu này do phiên bản mới hơn ghi. Hãy dùng phiên bản mới."


def migrate(connection: Connection) -> None:
    """Run what is missing in the caller's transaction. Raises HubFailed for a newer database."""
    if _version(connection) == HEAD:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        if _made_before_migrations(connection):
            command.stamp(config, FIRST)
        command.upgrade(config, "head")
    except CommandError as problem:
        raise HubFailed(_NEWER) from problem
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA user_version = {VERSIONED}")


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    text = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return str(text) if text is not None else None


def _made_before_migrations(connection: Connection) -> bool:
    if connection.dialect.name != "sqlite":
        return False
    marked = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if marked not in {0, UNVERSIONED, VERSIONED}:
        raise HubFailed(_NEWER)
    return bool(marked == UNVERSIONED)
