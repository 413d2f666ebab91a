"""One serving hub per data folder: who may write to an upload is known inside one program only."""

import os
import sys
from pathlib import Path

from hub.config import HubFailed
from hub.durable import PRIVATE_FILE


class FolderLock:
    """Holds a file locked until `release`; the system lets go when the program dies."""

    def __init__(self, path: Path) -> None:
        """Raises HubFailed when another program holds it, OSError when it cannot be made."""
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
        try:
            _lock(self._file)
        except (BlockingIOError, PermissionError) as problem:  # POSIX says one, Windows the other
            os.close(self._file)
            raise HubFailed(
                f"Thư mục dữ liệu “{path.parent}” đang được một hệ thống tiếp nhận khác dùng."
            ) from problem

    def release(self) -> None:
        """Let the next one in. The file stays: removing it would let two in at once."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def _lock(file: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
