"""What the counter knows before anybody comes: packs, units, countries, groups, working days."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dossier import cases, loading
from dossier.catalogue import Catalogue
from dossier.countries import Countries
from dossier.ethnic_groups import EthnicGroups
from dossier.loading import Finding, PackRefused
from dossier.places import Units
from dossier.procedure import Procedure
from dossier.workdays import WorkCalendar, vietnam
from kiosk.journey.wording import Wording

BLOCKS = "blocks"
MAIN = "procedure.yaml"


@dataclass(frozen=True, slots=True)
class PackFolder:
    """One folder of a procedure pack as read: the procedure, or why it was refused."""

    slug: str
    files: Mapping[str, str]
    procedure: Procedure | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """The reference data of a counter. A refused pack is left out and named in `refused`."""

    catalogue: Catalogue
    refused: tuple[Finding, ...]
    wording: Wording
    calendar: WorkCalendar

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


def read_reference(assets: Path, procedures: Path, today: date) -> Reference:
    """Read all tables and packs; working days are known for this year and the two after."""
    tables = assets / "tables"
    folders = tuple(read_packs(procedures))
    calendar = vietnam(range(today.year - 1, today.year + 3))
    return Reference(
        catalogue=Catalogue.of(f.procedure for f in folders if f.procedure is not None),
        refused=tuple(finding for folder in folders for finding in folder.findings),
        wording=Wording(
            Units.from_json(_table(tables / "units.json"), _table(tables / "former_units.json")),
            Countries(_table(tables / "countries.json")),
            EthnicGroups(_table(tables / "ethnic_groups.json")),
        ),
        calendar=calendar.with_table(_table(tables / "holidays.json")),
    )


def read_packs(procedures: Path) -> Iterator[PackFolder]:
    """Every pack below a folder, by slug; a broken one comes with its findings."""
    blocks = _texts(procedures / BLOCKS)
    for folder in sorted(path.parent for path in procedures.glob(f"*/{MAIN}")):
        files: dict[str, str] = {}
        try:
            files = _texts(folder)
            yield PackFolder(folder.name, files, loading.load(files, blocks), ())
        except PackRefused as refused:
            findings = tuple(_in_folder(folder.name, finding) for finding in refused.findings)
            yield PackFolder(folder.name, files, None, findings)
        except UnicodeDecodeError as problem:
            finding = Finding(f"{folder.name}/{MAIN}", 1, f"không phải chữ UTF-8: {problem.reason}")
            yield PackFolder(folder.name, files, None, (finding,))


def broken_cases(folder: PackFolder, calendar: WorkCalendar) -> Iterator[Finding]:
    """Golden cases of a pack that do not come out as written."""
    if folder.procedure is None:
        return
    for name, case in loading.cases(folder.files).items():
        lacking = sorted({"received", "answers", "expect"} - case.keys())
        if lacking:
            words = f"the case has no {', '.join(lacking)}"
            yield Finding(f"{folder.slug}/{name}", 1, words)
            continue
        for difference in cases.differences(folder.procedure, case, calendar):
            yield Finding(f"{folder.slug}/{name}", 1, difference)


def _in_folder(slug: str, finding: Finding) -> Finding:
    return Finding(f"{slug}/{finding.file}", finding.line, finding.message)


def _texts(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.yaml"))
    }


def _table(path: Path) -> Any:  # noqa: ANN401  (JSON; the table's own class checks its shape)
    return json.loads(path.read_text(encoding="utf-8"))
