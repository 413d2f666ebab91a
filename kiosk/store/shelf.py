"""The shelf: releases of the hub and their files in a folder, each name standing for its content.

Every step is a file put in place whole, so a power cut leaves the old standing or the new one. One
program writes (the one that delivers), any may read.
"""

from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from pydantic import AwareDatetime, ValidationError

from dossier.releases import Entry, Release, ReleaseRefused, SignedRelease, opened
from dossier.seal import digest
from dossier.wire import Message
from kiosk.journey.ports import StoreFailed
from kiosk.store import durable, wording

FILES, STANDING, NOTE = "files", "standing.json", "note.txt"
_LIST = ".release.json"


class Standing(Message):
    """Which releases stand, newest first; what of the newest ones was found unfit, and why.

    `left_out` maps numbers to folders of packs and reasons; `findings` are for the officer.
    """

    format: str = "standing/1"
    numbers: tuple[int, ...] = ()
    since: AwareDatetime | None = None
    left_out: Mapping[int, Mapping[str, str]] = {}
    findings: tuple[str, ...] = ()


class Shelf:
    """One folder of releases; it is made when something is first put there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files = folder / FILES

    def standing(self) -> Standing:
        """What stands; nothing when none ever did or the note of it cannot be read."""
        try:
            return Standing.model_validate_json(self.stamp())
        except ValidationError:
            return Standing()

    def stamp(self) -> bytes:
        """Other bytes whenever another release stands."""
        try:
            return (self._folder / STANDING).read_bytes()
        except OSError:
            return b""

    def stand(self, standing: Standing) -> None:
        """Let these releases stand from now on, at once and for good. Raises StoreFailed."""
        self._write(self._folder / STANDING, standing.model_dump_json().encode())

    def signed(self, number: int) -> SignedRelease | None:
        """The signed list of a release, None when it is not here or cannot be read."""
        try:
            return SignedRelease.model_validate_json(self._list(number).read_bytes())
        except (OSError, ValidationError):
            return None

    def keep(self, number: int, signed: SignedRelease) -> None:
        """Put the signed list of a release here. Raises StoreFailed."""
        self._write(self._list(number), signed.model_dump_json().encode())

    def content(self, entry: Entry) -> bytes:
        """The bytes of a file. Raises StoreFailed when they are gone or not what they were."""
        try:
            found = (self._files / entry.sha256).read_bytes()
        except OSError as problem:
            raise StoreFailed(wording.of_disk(problem)) from problem
        if digest(found) != entry.sha256:
            raise StoreFailed(wording.BROKEN_DISK)
        return found

    def holds(self, entry: Entry) -> bool:
        """Whether the file is here, unchanged."""
        try:
            self.content(entry)
        except StoreFailed:
            return False
        return True

    def contents(self, release: Release) -> dict[str, bytes]:
        """All files of a release by path. Raises StoreFailed."""
        return {entry.path: self.content(entry) for entry in release.entries}

    def put(self, content: bytes) -> None:
        """Put a file here under its hash. Raises StoreFailed."""
        self._write(self._files / digest(content), content)

    def prune(self, numbers: Collection[int]) -> None:
        """Remove all but these releases and their files. Raises StoreFailed."""
        needed: set[str] = set()
        for number in numbers:
            signed = self.signed(number)
            with suppress(ReleaseRefused):
                needed |= {entry.sha256 for entry in opened(signed).entries} if signed else set()
        try:
            for path in self._folder.glob(f"*{_LIST}"):
                if path not in {self._list(number) for number in numbers}:
                    path.unlink(missing_ok=True)
            for path in self._files.glob("*"):
                if path.name not in needed:
                    path.unlink(missing_ok=True)
            durable.sweep(self._folder)
        except OSError as problem:
            raise StoreFailed(wording.of_disk(problem)) from problem

    def note(self, words: str) -> None:
        """Say how the last look for a release went, "" for well. Raises StoreFailed."""
        if words != self.noted():
            self._write(self._folder / NOTE, words.encode())

    def noted(self) -> str:
        """How the last look for a release went."""
        try:
            return (self._folder / NOTE).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return ""

    def _list(self, number: int) -> Path:
        return self._folder / f"{number}{_LIST}"

    def _write(self, path: Path, content: bytes) -> None:
        try:
            durable.private_folder(path.parent)
            durable.write(path, content)
        except OSError as problem:
            raise StoreFailed(wording.of_disk(problem)) from problem
