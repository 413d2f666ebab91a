"""Whether a data folder and a database are one hub's: files without a row in it are swept away."""

import secrets
from pathlib import Path

from sqlalchemy import insert, select

from hub import durable
from hub.config import HubFailed
from hub.database import Database, alone
from hub.tables import hubs

NAME = "hub.id"


def check(database: Database, folder: Path, objects: Path) -> None:
    """Raise HubFailed unless both bear the same id, or neither holds anything yet. OSError.

    The folder is marked first, so that only a folder without objects may meet an unmarked database.
    """
    with database.write() as connection:
        alone(connection, "belonging")
        known = connection.execute(select(hubs.c.id)).scalar_one_or_none()
        marked = _read(folder / NAME)
        if known is None and (marked is None or not any(objects.iterdir())):
            marked = marked or _mark(database, folder)
            connection.execute(insert(hubs).values(id=marked))
        elif known is None or known != marked:
            raise _strangers(folder)


def _mark(database: Database, folder: Path) -> str:
    if database.served and (folder / "hub.db").exists():
        raise _strangers(folder)
    durable.write_once(folder / NAME, secrets.token_hex(16).encode())
    return (folder / NAME).read_text()


def _read(path: Path) -> str | None:
    return path.read_text() if path.exists() else None


def _strangers(folder: Path) -> HubFailed:
    return HubFailed(
        f"Thư mục dữ liệu “{folder}” và cơ sở dữ liệu không thuộc cùng một hệ thống tiếp nhận. "
        "Hãy kiểm tra --data và --database; chưa có gì bị thay đổi."
    )
