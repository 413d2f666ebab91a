"""Places: today's 34 provinces and 3,321 communes, and the old three-level addresses of cards."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from dossier.names import fold
from dossier.picking import Row, find

_KINDS = (
    "tinh", "thanh pho", "quan", "huyen", "thi xa", "thi tran", "dac khu", "phuong", "xa",
    "tp", "tx", "tt", "q", "h", "p", "x", "t",
)  # fmt: skip
_PREFIX = re.compile(rf"^(?:{'|'.join(_KINDS)})[. ]\s*(?=\S)")
_COMMUNE = re.compile(r"(?:xa|phuong|thi tran|dac khu|tt|p|x)[. ]\s*(?=\S)")
_DISTRICT = re.compile(r"(?:quan|huyen|thi xa|thanh pho|tp|tx|q|h)[. ]\s*(?=\S)")
_DASH = re.compile(r"\s*[-–—]\s*")
_LEADING_ZEROS = re.compile(r"\b0+(?=\d)")
_PROVINCES_ALSO_WRITTEN = {
    "hcm": "ho chi minh",
    "tphcm": "ho chi minh",
    "thua thien hue": "hue",
}
"""Thừa Thiên Huế became the city of Huế on 2025-01-01 (Resolution 175/2024/QH15)."""
_SPLIT_DISTRICTS = {("hue", "hue"): ("thuan hoa", "phu xuan")}
"""Districts the table of former units only knows in parts: the city of Huế before 2025-01-01
(Resolution 1314/NQ-UBTVQH15)."""
_COUNTRY = "viet nam"
_PARTS = 3


def bare(name: str) -> str:
    """A unit's name folded and without its kind: “Xã Tả Van” and “ta van” are the same."""
    folded = fold(name)
    return _PREFIX.sub("", folded) or folded


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune, ward or special zone; `former` are the names of units merged into it."""

    code: str
    province: str
    kind: str
    name: str
    former: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """Where an old address lies today; `detail` is what stood before the commune."""

    province: str
    commune: str
    detail: str


class Units:
    """The table of units, searched as people type."""

    def __init__(
        self,
        provinces: Mapping[str, str],
        communes: Sequence[Commune],
        former: Mapping[str, Sequence[str]],
    ) -> None:
        """`former` maps `ward|district|province`, each `bare`, to commune codes."""
        self._provinces = dict(provinces)
        self._communes = {commune.code: commune for commune in communes}
        self._former = former
        self._districts = {tuple(name.split("|")[1:]) for name in former}
        self._present: dict[tuple[str, str], list[str]] = defaultdict(list)
        for commune in communes:
            province = bare(provinces[commune.province])
            for name in (commune.name, f"{commune.kind} {commune.name}"):
                self._present[_spelt(name), province].append(commune.code)

    @classmethod
    def from_json(cls, units: Mapping[str, Any], former: Mapping[str, Any]) -> "Units":
        """Build from the parsed tables `units.json` and `former_units.json`."""
        communes = [
            Commune(code, province, kind, name, tuple(merged))
            for code, province, kind, name, merged in units["communes"]
        ]
        return cls(dict(units["provinces"]), communes, former)

    def province_name(self, code: str) -> str:
        """“Tỉnh Lào Cai”, "" for an unknown code."""
        return self._provinces.get(code, "")

    def commune(self, code: str) -> Commune | None:
        """The commune with this code."""
        return self._communes.get(code)

    def full_name(self, code: str) -> str:
        """“Xã Tả Van, Tỉnh Lào Cai”; the code itself when unknown."""
        commune = self._communes.get(code)
        if commune is None:
            return code
        return f"{commune.kind} {commune.name}, {self._provinces[commune.province]}"

    def find_provinces(self, words: str) -> tuple[Row, ...]:
        """Provinces matching the words, all for none."""
        return find(words, (Row(code, name, "") for code, name in self._provinces.items()))

    def find_communes(self, province: str, words: str) -> tuple[Row, ...]:
        """Communes of a province by their own or former names."""
        return find(words, self._rows(province))

    def match_old_address(self, text: str) -> tuple[PlaceMatch, ...]:
        """Today's communes an address printed on a card may mean; several when a ward was split.

        None rather than a guess when the address names a district but no ward that is known, even
        where a commune of today has the name of that district.
        """
        parts = _parts(text)
        if len(parts) <= 1:
            return ()
        spelt = [_spelt(part) for part in parts[-_PARTS:]]
        spelt[-1] = _province(spelt[-1])
        if _COMMUNE.match(spelt[-2]):
            codes = self._today(spelt)
            if codes:
                return self._matches(codes, parts[:-2])
        if len(parts) >= _PARTS:
            for key in _former_keys(spelt):
                if key in self._former:
                    return self._matches(self._former[key], parts[:-_PARTS])
            if not _COMMUNE.match(spelt[-2]) and (bare(spelt[-2]), spelt[-1]) in self._districts:
                return ()
        return self._matches(self._today(spelt), parts[:-2])

    def _today(self, spelt: Sequence[str]) -> Sequence[str]:
        """Codes of the communes that stand last but one, before their province."""
        *before, commune, province = spelt
        whole = self._present.get((commune, province), ())
        if _COMMUNE.match(commune):
            return whole or self._present.get((bare(commune), province), ())
        if _DISTRICT.match(commune):
            return whole
        return () if any(_COMMUNE.match(part) for part in before) else whole

    def _matches(self, codes: Sequence[str], detail: Sequence[str]) -> tuple[PlaceMatch, ...]:
        return tuple(
            PlaceMatch(self._communes[code].province, code, ", ".join(detail)) for code in codes
        )

    def _rows(self, province: str) -> Iterator[Row]:
        for commune in self._communes.values():
            if commune.province == province:
                before = f"Trước là {', '.join(commune.former)}" if commune.former else ""
                yield Row(commune.code, f"{commune.kind} {commune.name}", before)


def _parts(text: str) -> list[str]:
    """What stands between commas, without a full stop at the end and without the country."""
    parts = [part.strip() for part in text.strip().removesuffix(".").split(",") if part.strip()]
    return parts[:-1] if parts and fold(parts[-1]) == _COUNTRY else parts


def _spelt(part: str) -> str:
    """Folded, with dashes, apostrophes and the numbers of wards written as the tables do."""
    folded = _DASH.sub(" - ", fold(part).replace("’", "'"))
    return _LEADING_ZEROS.sub("", folded)


def _province(spelt: str) -> str:
    name = bare(spelt)
    return _PROVINCES_ALSO_WRITTEN.get(name, name)


def _former_keys(parts: Sequence[str]) -> Iterator[str]:
    """Keys of the former units an old address may mean.

    The table takes a kind off names that only begin like one: “Tịnh Biên” stands there as “bien”.
    """
    names = [dict.fromkeys((bare(part), bare(bare(part)))) for part in parts]
    for split in [_SPLIT_DISTRICTS.get((district, parts[-1]), ()) for district in [*names[-2]]]:
        names[-2].update(dict.fromkeys(split))
    return ("|".join(choice) for choice in product(*names))
