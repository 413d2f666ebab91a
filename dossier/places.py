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
        self._present: dict[tuple[str, str], list[str]] = defaultdict(list)
        for commune in communes:
            province = bare(provinces[commune.province])
            for name in (commune.name, f"{commune.kind} {commune.name}"):
                self._present[fold(name), province].append(commune.code)

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
        """Today's communes an address printed on a card may mean; several when a ward was split."""
        parts = [part.strip() for part in text.split(",") if part.strip()]
        if len(parts) >= _PARTS:
            for key in _former_keys(parts[-_PARTS:]):
                if key in self._former:
                    return self._matches(self._former[key], parts[:-_PARTS])
        if len(parts) > 1:
            for name in (fold(parts[-2]), bare(parts[-2])):
                codes = self._present.get((name, bare(parts[-1])))
                if codes is not None:
                    return self._matches(codes, parts[:-2])
        return ()

    def _matches(self, codes: Sequence[str], detail: Sequence[str]) -> tuple[PlaceMatch, ...]:
        return tuple(
            PlaceMatch(self._communes[code].province, code, ", ".join(detail)) for code in codes
        )

    def _rows(self, province: str) -> Iterator[Row]:
        for commune in self._communes.values():
            if commune.province == province:
                before = f"Trước là {', '.join(commune.former)}" if commune.former else ""
                yield Row(commune.code, f"{commune.kind} {commune.name}", before)


def _former_keys(parts: Sequence[str]) -> Iterator[str]:
    """Keys of the former units an old address may mean.

    The table takes a kind off names that only begin like one: “Tịnh Biên” stands there as “bien”.
    """
    names = [dict.fromkeys((bare(part), bare(bare(part)))) for part in parts]
    return ("|".join(choice) for choice in product(*names))
