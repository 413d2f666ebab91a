"""Releases: packs and tables checked, kept by their content and signed, for the kiosks to fetch."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import Connection, func, insert, select

from dossier import listing, packs, tables
from dossier.listing import ListingRefused
from dossier.loading import MAIN, Finding
from dossier.packs import PackFolder
from dossier.procedure import Procedure
from dossier.releases import PROCEDURES, TABLES, Entry, Release, SignedRelease, below, opened
from dossier.seal import digest
from dossier.tables import TableRefused
from dossier.workdays import WorkCalendar, vietnam
from hub import durable
from hub import tables as rows
from hub.config import HubFailed
from hub.database import Database, alone
from hub.keys import HubKeys

_NAME = re.compile(r"[0-9a-f]{64}")


class Releases:
    """Every release of this hub; numbers only grow and nothing is taken back."""

    def __init__(self, database: Database, folder: Path, keys: HubKeys) -> None:
        """Files lie in `folder`. Raises OSError."""
        durable.private_folder(folder)
        self._database = database
        self._folder = folder
        self._keys = keys

    def newest(self) -> tuple[int, bytes] | None:
        """Number and exact bytes of the newest signed list, None before the first."""
        with self._database.read() as connection:
            row = connection.execute(
                select(rows.releases).order_by(rows.releases.c.number.desc()).limit(1)
            ).one_or_none()
        return (row.number, row.signed) if row is not None else None

    def all(self) -> tuple[Release, ...]:
        """Every release, newest first."""
        with self._database.read() as connection:
            found = connection.execute(
                select(rows.releases.c.signed).order_by(rows.releases.c.number.desc())
            ).scalars()
            return tuple(_read(signed) for signed in found)

    def newest_number(self) -> int:
        """The number of the newest release, 0 before the first."""
        with self._database.read() as connection:
            number = connection.execute(select(func.max(rows.releases.c.number))).scalar_one()
        return number or 0

    def pack(self, number: int, slug: str, version: str) -> Procedure | None:
        """A version of a pack as a release holds it, None when that release does not."""
        with self._database.read() as connection:
            signed = connection.execute(
                select(rows.releases.c.signed).where(rows.releases.c.number == number)
            ).scalar_one()
        wanted = tuple(f"{PROCEDURES}{folder}/" for folder in (slug, packs.BLOCKS))
        files = {
            entry.path: self.file(entry.sha256) or b""
            for entry in _read(signed).entries
            if entry.path.startswith(wanted)
        }
        found = (pack for pack in _procedures(files) if pack.version == version)
        return next(found, None)

    def file(self, sha256: str) -> bytes | None:
        """The file with this content, None when no release has it."""
        if not _NAME.fullmatch(sha256):
            return None
        try:
            return (self._folder / sha256).read_bytes()
        except FileNotFoundError:
            return None

    def build(self, files: Mapping[str, bytes], now: datetime) -> tuple[Release, bool]:
        """Make a release of checked files by path, durable before it is shown; whether it is new.

        The newest release comes back when it holds the same. Raises HubFailed naming every fault.
        """
        self._check(files, now)
        for content in files.values():
            durable.write_once(self._folder / digest(content), content)
        with self._database.write() as connection:
            alone(connection, "releases")
            before = _newest(connection)
            release = _release(files, before.number + 1 if before else 1, now)
            if before is not None and before.holds_the_same(release):
                return before, False
            signed = self._keys.sign_release(release).model_dump_json().encode()
            connection.execute(
                insert(rows.releases).values(
                    number=release.number, made_at=now.isoformat(), signed=signed
                )
            )
        return release, True

    def _check(self, files: Mapping[str, bytes], now: datetime) -> None:
        findings = list(faults(files, now))
        if not findings:
            findings = list(self._unmarked(files))
        if findings:
            raise HubFailed("\n".join(map(str, findings)))

    def _unmarked(self, files: Mapping[str, bytes]) -> Iterator[Finding]:
        """Packs that differ from what was released under the same version: dossiers name that."""
        with self._database.read() as connection:
            before = _newest(connection)
        if before is None:
            return
        old = {entry.path: self.file(entry.sha256) or b"" for entry in before.entries}
        known = {_version(pack): pack for pack in _procedures(old)}
        for folder in _folders(files):
            pack = folder.procedure
            if pack is not None and known.get(_version(pack), pack) != pack:
                words = f"changed, but still version {pack.version}: give it a new `version`"
                yield Finding(f"{folder.slug}/{MAIN}", 1, words)


def gathered(procedures: Path, reference: Path) -> dict[str, bytes]:
    """The files of a folder of packs and of a folder of tables, by path in a release.

    Raises HubFailed when one cannot be read.
    """
    found: dict[str, bytes] = {}
    try:
        for start, folder, suffix in (
            (PROCEDURES, procedures, "yaml"),
            (PROCEDURES, procedures, "csv"),
            (TABLES, reference, "json"),
        ):
            for path in sorted(folder.rglob(f"*.{suffix}")):
                found[f"{start}{path.relative_to(folder).as_posix()}"] = path.read_bytes()
    except OSError as problem:
        raise HubFailed(f"Không đọc được “{problem.filename}”: {problem.strerror}.") from problem
    return found


def faults(files: Mapping[str, bytes], now: datetime) -> Iterator[Finding]:
    """Everything that keeps these files from being a release."""
    calendar = vietnam(range(now.year - 1, now.year + 3))
    listed = below(TABLES, files)
    yield from tables.faults(listed)
    try:
        calendar = tables.holidays(listed, calendar)
    except TableRefused:
        calendar = WorkCalendar()
    usable = False
    for take in (listing.sheets, listing.sayings, listing.events):
        try:
            take(below(PROCEDURES, files))
        except ListingRefused as refused:
            yield from refused.findings
    for folder in _folders(files):
        yield from folder.findings
        yield from packs.broken_cases(folder, calendar)
        usable = usable or folder.procedure is not None
    if not usable:
        yield Finding(PROCEDURES, 1, "there is no procedure pack")


def _release(files: Mapping[str, bytes], number: int, now: datetime) -> Release:
    try:
        entries = tuple(
            Entry(path=path, sha256=digest(content), size=len(content))
            for path, content in sorted(files.items())
        )
        return Release(number=number, made_at=now, entries=entries)
    except ValidationError as problem:
        said = "; ".join(f"{error['input']}: {error['msg']}" for error in problem.errors())
        raise HubFailed(f"Không phát hành được các tệp này: {said[:500]}") from problem


def _newest(connection: Connection) -> Release | None:
    signed = connection.execute(
        select(rows.releases.c.signed).order_by(rows.releases.c.number.desc()).limit(1)
    ).scalar_one_or_none()
    return _read(signed) if signed is not None else None


def _read(signed: bytes) -> Release:
    return opened(SignedRelease.model_validate_json(signed))


def _folders(files: Mapping[str, bytes]) -> Iterator[PackFolder]:
    return packs.folders(below(PROCEDURES, files))


def _procedures(files: Mapping[str, bytes]) -> Iterator[Procedure]:
    return (folder.procedure for folder in _folders(files) if folder.procedure is not None)


def _version(procedure: Procedure) -> tuple[str, str]:
    return procedure.slug, procedure.version
