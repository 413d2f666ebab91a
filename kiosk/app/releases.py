"""Releases at this counter: taken up when they are good, used, and told in words."""

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from dossier import packs, tables
from dossier.events import VisitStarted
from dossier.releases import PROCEDURES as PACKS_BELOW
from dossier.releases import TABLES as TABLES_BELOW
from dossier.releases import (
    Entry,
    Release,
    ReleaseRefused,
    SignedRelease,
    below,
    opened,
    to_sign,
)
from dossier.tables import TableRefused
from dossier.workdays import WorkCalendar, vietnam
from kiosk.app.config import ASSETS, PROCEDURES
from kiosk.app.pack_loading import PackReader
from kiosk.app.reference import SHIPPED, Reference, Source, Version, read_reference
from kiosk.journey.ports import Clock, Journal, Keys, KioskError, StoreFailed
from kiosk.store.shelf import Shelf, Standing

FOLDER = "releases"
KEPT = 3
"""So many releases stay in any case: the one at work, the one before, and one for good measure."""
NO_PACK = (
    "Bản cập nhật {number} không có gói thủ tục nào dùng được nên không dùng. "
    "Quầy vẫn chạy bản đang có. Xin báo người phụ trách hệ thống tiếp nhận."
)
DAMAGED = (
    "Bản cập nhật {number} lưu trên máy bị hỏng hoặc không đúng chữ ký. "
    "Quầy chạy bản trước đó và sẽ tự lấy lại."
)


class Releases:
    """What stands on the shelf, judged with the hub's key; holds nothing in memory."""

    def __init__(
        self,
        data: Path,
        keys: Keys,
        journal: Journal,
        clock: Clock,
        packs_of: PackReader = packs.folders,
        procedures: Path = PROCEDURES,
    ) -> None:
        """`procedures` holds the packs that came with the program."""
        self.shelf = Shelf(data / FOLDER)
        self._packs_of = packs_of
        self._procedures = procedures
        self._keys = keys
        self._journal = journal
        self._clock = clock

    # --- as fetching sees it ------------------------------------------------------------------

    def newest(self) -> Release | None:
        """The newest release of our hub that ever stood here."""
        return next(self._standing(), None)

    def holds(self, entry: Entry) -> bool:
        """Whether a file is here, unchanged."""
        return self.shelf.holds(entry)

    def put(self, content: bytes) -> None:
        """Keep a file. Raises StoreFailed."""
        self.shelf.put(content)

    def note(self, words: str) -> None:
        """Remember how the last look went. Raises StoreFailed."""
        self.shelf.note(words)

    def take_up(self, signed: SignedRelease, release: Release) -> None:
        """Check a release whose files are here, then let it stand. Raises KioskError.

        Packs that are not fit are left out with the reason: those at work before stay at work.
        """
        files = self.shelf.contents(release)
        left_out = dict(self._unfit(files))
        source = Source(release.number, lambda: files, left_out)
        good = [folder for folder in source.folders.values() if folder.procedure is not None]
        if not good:
            raise KioskError(NO_PACK.format(number=release.number))
        before = self.shelf.standing()
        older = [made for made in self._standing() if made.number < release.number]
        reference = self._read((source, *self._sources(older, before)))
        used = set(reference.origins.values())
        numbers = [release.number, *(made.number for made in islice(older, KEPT - 1))]
        numbers += [made.number for made in older[KEPT - 1 :] if made.number in used]
        self.shelf.keep(release.number, signed)
        self.shelf.stand(
            Standing(
                numbers=tuple(numbers),
                since=self._clock.now().wall,
                left_out={
                    release.number: left_out,
                    **{number: why for number, why in before.left_out.items() if number in numbers},
                },
                findings=tuple(str(finding) for finding in reference.refused),
            )
        )
        self.shelf.prune(numbers)

    # --- as the counter sees it ---------------------------------------------------------------

    def reference(self) -> Reference:
        """What the counter works with: the newest release that is whole, else what came before."""
        standing = self.shelf.standing()
        return self._read(tuple(self._sources(list(self._standing()), standing)))

    def told(self) -> dict[str, Any]:
        """What is at work and what is wrong, as plain values."""
        standing, newest = self.shelf.standing(), self.newest()
        reference = self.reference()
        at_work = max(reference.origins.values(), default=SHIPPED)
        findings = [str(finding) for finding in reference.refused]
        if standing.numbers and at_work != standing.numbers[0]:
            findings.append(DAMAGED.format(number=standing.numbers[0]))
        return {
            "release": at_work,
            "made_at": newest.made_at.isoformat() if newest and newest.number == at_work else None,
            "since": standing.since.isoformat() if standing.since and at_work else None,
            "origins": dict(reference.origins),
            "findings": findings,
            "last_look": self.shelf.noted(),
        }

    # --- tools --------------------------------------------------------------------------------

    def _standing(self) -> Iterator[Release]:
        """Releases that stand and are our hub's, newest first."""
        for number in self.shelf.standing().numbers:
            signed = self.shelf.signed(number)
            release = self._genuine(signed) if signed is not None else None
            if release is not None and release.number == number:
                yield release

    def _genuine(self, signed: SignedRelease) -> Release | None:
        if not self._keys.hub_signed(to_sign(signed.release), signed.signature, signed.key_id):
            return None
        with suppress(ReleaseRefused):
            return opened(signed)
        return None

    def _sources(self, releases: list[Release], standing: Standing) -> Iterator[Source]:
        """Releases that can be read from the disk whole."""
        for release in releases:
            try:
                files = self.shelf.contents(release)
            except StoreFailed:
                continue
            left_out = standing.left_out.get(release.number, {})
            yield Source(release.number, partial(_same, files), left_out, self._packs_of)

    def _read(self, sources: tuple[Source, ...]) -> Reference:
        today = self._clock.now().right.date()
        return read_reference(
            ASSETS, self._procedures, today, sources, self._wanted(), self._packs_of
        )

    def _wanted(self) -> set[Version]:
        """Pack versions open visits stand on."""
        found = set()
        for visit in self._journal.open_visits():
            with suppress(StoreFailed):
                first = self._journal.events(visit.id)[0].event
                if isinstance(first, VisitStarted):
                    found.add((first.procedure, first.version))
        return found

    def _unfit(self, files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
        """Folders of packs whose golden cases do not come out, with the first reason."""
        calendar = self._calendar(files)
        for folder in packs.folders(below(PACKS_BELOW, files)):
            for finding in packs.broken_cases(folder, calendar):
                yield f"{PACKS_BELOW}{folder.slug}", f"{finding.file}: {finding.message}"
                break

    def _calendar(self, files: dict[str, bytes]) -> WorkCalendar:
        year = self._clock.now().right.year
        known = vietnam(range(year - 1, year + 3))
        try:
            return tables.holidays(below(TABLES_BELOW, files), known)
        except TableRefused:
            return known


def _same(files: dict[str, bytes]) -> dict[str, bytes]:
    return files
