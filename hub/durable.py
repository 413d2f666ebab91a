"""Small durable steps on the file system: private folders and files that survive a power cut."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
_BINARY = getattr(os, "O_BINARY", 0)


class NotOnDisk(OSError):
    """Bytes written to a file never reached the disk, and no later fsync would tell.

    After a failed fsync Linux takes the pages for clean: the next fsync succeeds without them.
    """


def private_folder(path: Path) -> None:
    """Make a folder, with its parents, that only this user may enter. Raises OSError."""
    path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    path.chmod(PRIVATE_FOLDER)
    sync_folder(path.parent)


def write_once(path: Path, content: bytes) -> None:
    """Put `content` at `path` wholly, on disk when this returns, unless something is there.

    Of two programs doing so at once one wins and the other changes nothing. Raises OSError.
    """
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
    try:
        with os.fdopen(os.open(temporary, flags, PRIVATE_FILE), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            path.hardlink_to(temporary)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def write_over(path: Path, content: bytes) -> None:
    """Put `content` at `path` wholly, whatever was there, on disk when it returns. Raises OSError.

    Works on sticks too, whose file systems know no links.
    """
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
    try:
        with os.fdopen(os.open(temporary, flags, PRIVATE_FILE), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def empty(folder: Path) -> None:
    """Remove the files of a folder. Raises OSError."""
    for file in folder.iterdir():
        file.unlink()


def make_empty(path: Path) -> None:
    """Make an empty private file if there is none; its name is on disk after. Raises OSError."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | _BINARY, PRIVATE_FILE))
    sync_folder(path.parent)


def synced_size(path: Path) -> int | None:
    """Bytes of a file that are on disk for good, None without the file.

    Raises NotOnDisk, or another OSError when the file cannot be opened.
    """
    try:
        opened = os.open(path, os.O_RDWR | _BINARY)
    except FileNotFoundError:
        return None
    try:
        sync(opened)
        return os.fstat(opened).st_size
    finally:
        os.close(opened)


def sync(opened: int) -> None:
    """Make what was written to an open file durable. Raises NotOnDisk."""
    try:
        os.fsync(opened)
    except OSError as problem:
        raise NotOnDisk(problem.errno, problem.strerror) from problem


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable. Windows does so itself and offers no such call."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
