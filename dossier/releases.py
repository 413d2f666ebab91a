"""A release: the hub's signed list of the packs and tables its kiosks work with.

A file is named by its SHA-256, so a kiosk fetches only those it lacks: that is the whole delta, and
a fetch that broke off goes on where it stood. Numbers only grow; an older number is refused, so
nobody can bring back yesterday's law by repeating yesterday's answer.
"""

import re
from collections.abc import Mapping
from typing import Literal

from pydantic import AwareDatetime, Field, ValidationError, model_validator

from dossier.wire import Message, Sha256

PROCEDURES, TABLES = "procedures/", "tables/"
MAX_FILES = 2_000
MAX_FILE_BYTES = 1_900_000
"""Five times the largest table of today; below what a kiosk takes as one answer."""
MAX_RELEASE_BYTES = 64 * 1024 * 1024
MAX_NUMBER = 2**53 - 1
_SIGNED_FOR = b"mot-cua release\0"
"""Goes before the text when it is signed: no signature over anything else can stand for it."""
_STEP = r"[A-Za-z0-9][A-Za-z0-9_-]*"
_PATH = re.compile(
    rf"procedures/(?:{_STEP}/)+{_STEP}(?:\.{_STEP})*\.yaml|procedures/sheets/{_STEP}\.csv"
    rf"|tables/{_STEP}\.json"
)
_MAX_PATH = 200

NOT_A_RELEASE = (
    "Bản cập nhật thủ tục không đúng dạng nên không dùng. Quầy vẫn chạy bản đang có. "
    "Xin báo người phụ trách hệ thống tiếp nhận."
)
NOT_SIGNED = (
    "Bản cập nhật thủ tục không có chữ ký đúng của hệ thống tiếp nhận nên không dùng. "
    "Quầy vẫn chạy bản đang có. Xin báo người phụ trách hệ thống tiếp nhận."
)


class ReleaseRefused(ValueError):
    """A release nothing may be taken from; `str()` is a sentence."""


class Entry(Message):
    """One file: where it belongs, and the bytes it is, `size` in bytes."""

    path: str = Field(max_length=_MAX_PATH)
    sha256: str = Sha256
    size: int = Field(ge=0, le=MAX_FILE_BYTES)

    @model_validator(mode="after")
    def _stays_inside(self) -> "Entry":
        if not _PATH.fullmatch(self.path):
            raise ValueError("a path of packs or tables only")
        return self


class Release(Message):
    """What `signed` texts hold: every file of one release, by path."""

    format: Literal["release/1"] = "release/1"
    number: int = Field(ge=1, le=MAX_NUMBER)
    made_at: AwareDatetime
    entries: tuple[Entry, ...] = Field(min_length=1, max_length=MAX_FILES)

    @model_validator(mode="after")
    def _adds_up(self) -> "Release":
        paths = [entry.path.lower() for entry in self.entries]
        if len(set(paths)) < len(paths):
            raise ValueError("two files at one path")
        if sum(entry.size for entry in self.entries) > MAX_RELEASE_BYTES:
            raise ValueError("too large in all")
        sizes = {entry.sha256: entry.size for entry in self.entries}
        if any(sizes[entry.sha256] != entry.size for entry in self.entries):
            raise ValueError("one file with two sizes")
        return self

    def holds_the_same(self, other: "Release") -> bool:
        """Whether both list the same files at the same places."""
        return set(self.entries) == set(other.entries)


class SignedRelease(Message):
    """A release with the hub's Ed25519 signature (base64) over `to_sign(release)`."""

    release: str
    signature: str
    key_id: str


def to_sign(text: str) -> bytes:
    """The bytes the hub signs for a release's text."""
    return _SIGNED_FOR + text.encode()


def opened(signed: SignedRelease) -> Release:
    """The release inside; its signature is the caller's to check. Raises ReleaseRefused."""
    try:
        return Release.model_validate_json(signed.release)
    except ValidationError:
        raise ReleaseRefused(NOT_A_RELEASE) from None


def below(start: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files whose path begins with `start` (PROCEDURES or TABLES), by the rest of it."""
    return {
        path.removeprefix(start): content
        for path, content in files.items()
        if path.startswith(start)
    }
