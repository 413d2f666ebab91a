"""What the counter knows before anybody comes: packs, units, countries, groups, working days.

It comes from sources, newest first: releases of the hub, and last what was shipped with the
program. Whatever cannot be used of one comes from the next, so a broken update takes nothing away.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from dossier import listing, packs, tables
from dossier.catalogue import Catalogue
from dossier.life_events import LifeEvent
from dossier.listing import ListingRefused
from dossier.loading import Finding
from dossier.packs import PackFolder
from dossier.places import Units
from dossier.procedure import Procedure
from dossier.releases import PROCEDURES, TABLES, below
from dossier.search import NOTHING_SAID, Sayings
from dossier.sheets import Sheet
from dossier.tables import TableRefused
from dossier.workdays import WorkCalendar, vietnam
from kiosk.app.pack_loading import PackReader
from kiosk.journey.wording import Wording

SHIPPED = 0
"""The number of what came with the program."""
Version = tuple[str, str]
"""Slug and version of a pack."""
Table = TypeVar("Table")
Listing = TypeVar("Listing")


class Source:
    """Files of one release by path; read when they are first asked for.

    `left_out` names what of it was found unfit, with the reason: folders of packs and tables.
    """

    def __init__(
        self,
        number: int,
        read: Callable[[], Mapping[str, bytes]],
        left_out: Mapping[str, str] = MappingProxyType({}),
        packs_of: PackReader = packs.folders,
    ) -> None:
        self.number = number
        self.left_out = left_out
        self._read = read
        self._packs_of = packs_of

    @cached_property
    def folders(self) -> Mapping[str, PackFolder]:
        """Its packs by the name of their folder; those left out carry the reason."""
        found = self._packs_of(below(PROCEDURES, self._files))
        return {folder.slug: self._judged(folder) for folder in found}

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Its information sheets. Raises ListingRefused."""
        return listing.sheets(below(PROCEDURES, self._files))

    @cached_property
    def sayings(self) -> Sayings:
        """Its list of sayings. Raises ListingRefused."""
        return listing.sayings(below(PROCEDURES, self._files))

    @cached_property
    def events(self) -> tuple[LifeEvent, ...]:
        """What brings people to the counter. Raises ListingRefused."""
        return listing.events(below(PROCEDURES, self._files))

    @cached_property
    def hard_terms(self) -> Mapping[str, str]:
        """Its list of words hard to understand. Raises ListingRefused."""
        return listing.hard_terms(below(PROCEDURES, self._files))

    def listing_faults(self) -> Iterator[Finding]:
        """Why its sheets and its lists of words and life events cannot be used."""
        for take in (
            lambda: self.sheets,
            lambda: self.sayings,
            lambda: self.events,
            lambda: self.hard_terms,
        ):
            try:
                take()
            except ListingRefused as refused:
                yield from refused.findings

    @cached_property
    def tables(self) -> Mapping[str, bytes]:
        """Its tables by file name."""
        return below(TABLES, self._files)

    @cached_property
    def _files(self) -> Mapping[str, bytes]:
        return self._read()

    def _judged(self, folder: PackFolder) -> PackFolder:
        why = self.left_out.get(f"{PROCEDURES}{folder.slug}")
        if why is None or folder.procedure is None:
            return folder
        return PackFolder(folder.slug, folder.files, None, (Finding(folder.slug, 1, why),))


@dataclass(frozen=True, slots=True)
class Reference:
    """The reference data of a counter. What was refused is named in `refused`.

    `origins` tells the number of the release each pack and table came from.
    """

    catalogue: Catalogue
    refused: tuple[Finding, ...]
    wording: Wording
    calendar: WorkCalendar
    origins: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def units(self) -> Units:
        """Provinces and communes."""
        return self.wording.units

    def unit_name(self, code: str) -> str:
        """Name of a province or commune by its code, "" when unknown."""
        commune = self.units.commune(code)
        if commune is not None:
            return f"{commune.kind} {commune.name}"
        return self.units.province_name(code)


def read_reference(
    assets: Path,
    procedures: Path,
    today: date,
    releases: Sequence[Source] = (),
    wanted: Collection[Version] = (),
    packs_of: PackReader = packs.folders,
) -> Reference:
    """Read all tables and packs; working days are known for this year and the two after.

    `wanted` are pack versions open visits stand on: they are found in older releases if need be.
    """
    reading = _Reading((*releases, shipped(assets, procedures, packs_of)))
    offered = reading.packs()
    known = vietnam(range(today.year - 1, today.year + 3))
    return Reference(
        catalogue=Catalogue.of(
            offered,
            reading.kept(offered, wanted),
            reading.listed(lambda source: source.sheets, ()),
            reading.listed(lambda source: source.sayings, NOTHING_SAID),
            reading.listed(lambda source: source.events, ()),
        ),
        wording=Wording(
            reading.table(tables.UNITS, tables.units),
            reading.table(tables.COUNTRIES, tables.countries),
            reading.table(tables.ETHNIC_GROUPS, tables.ethnic_groups),
        ),
        calendar=reading.table(tables.HOLIDAYS, lambda files: tables.holidays(files, known)),
        refused=tuple(reading.findings),
        origins=reading.origins,
    )


def shipped(assets: Path, procedures: Path, packs_of: PackReader = packs.folders) -> Source:
    """What came with the program."""

    def read() -> dict[str, bytes]:
        packed = {
            f"{PROCEDURES}{name}": text for name, text in _contents(procedures, "yaml", "csv")
        }
        return packed | {
            f"{TABLES}{name}": text for name, text in _contents(assets / "tables", "json")
        }

    return Source(SHIPPED, read, packs_of=packs_of)


def read_packs(procedures: Path) -> Iterator[PackFolder]:
    """Every pack below a folder, by slug; a broken one comes with its findings."""
    return packs.folders(dict(_contents(procedures, "yaml")))


class _Reading:
    """Takes every thing from the newest source that has it in good order."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources
        self.findings: list[Finding] = []
        self.origins: dict[str, int] = {}

    def packs(self) -> list[Procedure]:
        """The newest source says which packs there are; a broken one comes from before."""
        newest, *older = self._sources
        found = []
        for name, folder in newest.folders.items():
            self.findings += folder.findings
            for source in (newest, *older):
                good = source.folders.get(name)
                if good is not None and good.procedure is not None:
                    found.append(good.procedure)
                    self.origins[f"{PROCEDURES}{name}"] = source.number
                    break
        return found

    def kept(self, offered: Sequence[Procedure], wanted: Collection[Version]) -> list[Procedure]:
        """Versions no longer offered that somebody still stands on."""
        lacking = set(wanted) - {_version(procedure) for procedure in offered}
        found = []
        for source in self._sources if lacking else ():
            for procedure in (folder.procedure for folder in source.folders.values()):
                if procedure is not None and _version(procedure) in lacking:
                    lacking.remove(_version(procedure))
                    found.append(procedure)
                    self.origins["@".join(_version(procedure))] = source.number
        return found

    def listed(self, take: Callable[[Source], Listing], nothing: Listing) -> Listing:
        """Sheets, sayings or life events of the newest source that has them in good order."""
        for source in self._sources:
            try:
                return take(source)
            except ListingRefused as refused:
                self.findings += refused.findings
        return nothing

    def table(self, name: str, make: Callable[[Mapping[str, bytes]], Table]) -> Table:
        """The newest good table. Raises TableRefused when even the shipped one is broken."""
        *releases, last = self._sources
        for source in releases:
            try:
                found = make(source.tables)
            except TableRefused as refused:
                self.findings.append(refused.finding)
            else:
                self.origins[f"{TABLES}{name}"] = source.number
                return found
        self.origins[f"{TABLES}{name}"] = last.number
        return make(last.tables)


def _version(procedure: Procedure) -> Version:
    return procedure.slug, procedure.version


def _contents(folder: Path, *suffixes: str) -> Iterator[tuple[str, bytes]]:
    for path in sorted(path for suffix in suffixes for path in folder.rglob(f"*.{suffix}")):
        yield path.relative_to(folder).as_posix(), path.read_bytes()
