"""Reference tables from the bytes of their files, checked to the last row before they are used."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from dossier.countries import Countries
from dossier.ethnic_groups import EthnicGroups
from dossier.loading import Finding
from dossier.places import Units
from dossier.workdays import WorkCalendar

UNITS, FORMER = "units.json", "former_units.json"
COUNTRIES, ETHNIC_GROUPS, HOLIDAYS = "countries.json", "ethnic_groups.json", "holidays.json"
FILES = frozenset({UNITS, FORMER, COUNTRIES, ETHNIC_GROUPS, HOLIDAYS})

Table = TypeVar("Table")


class TableRefused(ValueError):
    """A table that cannot be used, with the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


def units(files: Mapping[str, bytes]) -> Units:
    """Provinces and communes with their former names. Raises TableRefused."""
    return _made(UNITS, lambda: _units(files))


def countries(files: Mapping[str, bytes]) -> Countries:
    """Countries by code. Raises TableRefused."""
    return _made(COUNTRIES, lambda: Countries(_countries(files)))


def ethnic_groups(files: Mapping[str, bytes]) -> EthnicGroups:
    """Ethnic groups by key. Raises TableRefused."""
    return _made(ETHNIC_GROUPS, lambda: EthnicGroups(_groups(files)))


def holidays(files: Mapping[str, bytes], known: WorkCalendar) -> WorkCalendar:
    """The calendar with the rows of the table, which win. Raises TableRefused."""
    return _made(HOLIDAYS, lambda: known.with_table(_parsed(files, HOLIDAYS)))


def faults(files: Mapping[str, bytes]) -> Iterator[Finding]:
    """Why tables cannot be used; names no table has are faults too."""
    for name in sorted(files.keys() - FILES):
        yield Finding(name, 1, "no table has this name")
    makers: tuple[Callable[[Mapping[str, bytes]], object], ...] = (
        units,
        countries,
        ethnic_groups,
        lambda found: holidays(found, WorkCalendar()),
    )
    for make in makers:
        try:
            make(files)
        except TableRefused as refused:
            yield refused.finding


def _made(name: str, make: Callable[[], Table]) -> Table:
    try:
        return make()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        words = f"the table cannot be used: {type(problem).__name__} {problem}"
        raise TableRefused(Finding(name, 1, words)) from problem


def _units(files: Mapping[str, bytes]) -> Units:
    former = {str(key): _names(codes) for key, codes in _parsed(files, FORMER).items()}
    made = Units.from_json(_parsed(files, UNITS), former)
    lost = {code for codes in former.values() for code in codes if made.commune(code) is None}
    if lost:
        raise ValueError(f"{FORMER} names communes {UNITS} lacks: {', '.join(sorted(lost)[:5])}")
    if not made.find_provinces(""):
        raise ValueError("no province")
    return made


def _countries(files: Mapping[str, bytes]) -> dict[str, str]:
    named = dict(_parsed(files, COUNTRIES).items())
    _names([*named.values()])
    if "VN" not in named:
        raise ValueError("no row VN")
    return named


def _groups(files: Mapping[str, bytes]) -> dict[str, tuple[str, ...]]:
    groups = {key: _names(names) for key, names in _parsed(files, ETHNIC_GROUPS).items()}
    if not groups or not all(groups.values()):
        raise ValueError("no group, or one without a name")
    return groups


def _names(raw: Any) -> tuple[str, ...]:  # noqa: ANN401  (JSON, checked here)
    if not isinstance(raw, list) or not all(isinstance(name, str) and name for name in raw):
        raise ValueError(f"{raw!r} is no list of names")
    return tuple(raw)


def _parsed(files: Mapping[str, bytes], name: str) -> Any:  # noqa: ANN401  (JSON; each table checks)
    if name not in files:
        raise ValueError(f"{name} is missing")
    return json.loads(files[name])
