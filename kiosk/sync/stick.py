"""A stick: room on it, and files that are on it whole, proven by reading them back, or not at all.

A stick may be full, locked, or pulled out at any moment, and it may say "written" long before it
is. So a file gets its name only after it was read back from the stick itself.
"""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk.journey.ports import KioskError

TEMPORARY = ".part"
PIECE = 1024 * 1024
CLUSTER = 64 * 1024
"""The largest piece of room a usual file system gives away; a file wastes up to this much."""
_BINARY = getattr(os, "O_BINARY", 0)

NO_FOLDER = (
    "Không thấy USB hoặc thư mục “{}”. Xin cắm USB rồi thử lại. Chưa có gì thay đổi trên máy."
)
FULL = "USB không đủ chỗ. Hồ sơ vẫn giữ trên máy. Xin dùng USB khác còn trống rồi chép lại."
LOCKED = (
    "USB đang khóa ghi hoặc máy không được phép ghi vào đó. Hồ sơ vẫn giữ trên máy. "
    "Xin gạt chốt khóa hoặc dùng USB khác rồi chép lại."
)
GONE = (
    "USB đã bị rút ra hoặc bị hỏng khi đang chép. Chưa hồ sơ nào được coi là đã chép, tất cả vẫn "
    "giữ trên máy. Xin cắm lại hoặc dùng USB khác rồi chép lại."
)
UNLIKE = (
    "Đọc lại từ USB thấy khác với bản trên máy: USB có thể đã hỏng. Hồ sơ vẫn giữ trên máy. "
    "Xin dùng USB khác rồi chép lại."
)
UNREADABLE = "Không đọc được tệp “{}” trên USB. Không có gì thay đổi trên máy. Xin thử lại."


class StickFailed(KioskError):
    """The stick did not take or give a file; `str()` says why and that nothing is lost."""


def room(folder: Path) -> int:
    """Bytes a new file may have. Raises StickFailed when there is no such folder."""
    try:
        if not folder.is_dir():
            raise StickFailed(NO_FOLDER.format(folder))
        return max(0, shutil.disk_usage(folder).free - CLUSTER)
    except OSError as problem:
        raise StickFailed(NO_FOLDER.format(folder)) from problem


def clear(folder: Path, pattern: str) -> None:
    """Remove files of ours that were never finished; those that cannot be removed stay."""
    with suppress(OSError):
        for leftover in folder.glob(f"{pattern}{TEMPORARY}"):
            with suppress(OSError):
                leftover.unlink()


def put(path: Path, pieces: Iterable[bytes]) -> int:
    """Write a new file; when this returns it was on the stick, read back and the same. Its size.

    Raises StickFailed; then nothing has the name `path`.
    """
    temporary = path.with_name(path.name + TEMPORARY)
    with _words(), _removed_on_failure(temporary):
        flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC | _BINARY
        with os.fdopen(os.open(temporary, flags, 0o600), "r+b") as file:
            written, size = hashlib.sha256(), 0
            for piece in pieces:
                file.write(piece)
                written.update(piece)
                size += len(piece)
            file.flush()
            os.fsync(file.fileno())
            _forget(file.fileno())
            file.seek(0)
            if hashlib.file_digest(file, "sha256").digest() != written.digest():
                raise StickFailed(UNLIKE)
            known = os.fstat(file.fileno())
        temporary.replace(path)
        _sync_folder(path.parent)
        found = path.stat()
        if (found.st_dev, found.st_ino, found.st_size) != (known.st_dev, known.st_ino, size):
            raise StickFailed(GONE)
    return size


def get(path: Path, limit: int) -> bytes:
    """A file of at most `limit` bytes. Raises StickFailed."""
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as problem:
        raise StickFailed(UNREADABLE.format(path.name)) from problem
    if len(content) > limit:
        raise StickFailed(UNREADABLE.format(path.name))
    return content


def named(place: Path, suffix: str) -> tuple[Path, ...]:
    """The file itself, or those in the folder whose name ends so, by name. Raises StickFailed."""
    try:
        if not place.is_dir():
            return (place,)
        found = tuple(sorted(each for each in place.iterdir() if each.name.endswith(suffix)))
    except OSError as problem:
        raise StickFailed(NO_FOLDER.format(place)) from problem
    return found


def _forget(file: int) -> None:
    """Have the system read the file from the stick again, not from its own memory."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows makes names durable itself and offers no such call
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    except OSError as problem:
        if problem.errno != errno.EINVAL:  # some file systems of sticks cannot; the file is synced
            raise
    finally:
        os.close(opened)


@contextmanager
def _removed_on_failure(temporary: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


@contextmanager
def _words() -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise StickFailed(_WORDS.get(problem.errno or 0, GONE)) from problem


_WORDS = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: LOCKED,
    errno.EACCES: LOCKED,
    errno.EPERM: LOCKED,
}
