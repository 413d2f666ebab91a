"""Small durable steps on the file system: private folders and files that survive a power cut."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

TEMPORARY = ".part"
_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600


def private_folder(path: Path) -> None:
    """Make a folder, with its parents, that only this user may enter. Raises OSError."""
    made = not path.exists()
    path.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    path.chmod(_PRIVATE_FOLDER)
    if made:
        sync_folder(path.parent)


def write(path: Path, content: bytes) -> None:
    """Put `content` at `path`, wholly or not at all, on disk when this returns. Raises OSError.

    Temporary file, fsync, rename, fsync of the folder: each is needed to survive a power cut.
    """
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}{TEMPORARY}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(temporary, flags, _PRIVATE_FILE), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sweep(folder: Path) -> None:
    """Remove what an interrupted `write` left behind. Raises OSError."""
    for leftover in folder.glob(f"*{TEMPORARY}"):
        leftover.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable. Windows does so itself and offers no such call."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
