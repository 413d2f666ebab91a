"""Countries by ISO 3166-1 code with Vietnamese names (CLDR); neighbours first."""

from collections.abc import Mapping

from dossier.names import fold
from dossier.picking import Row, find

NEAREST = ("VN", "LA", "CN", "KH")
ALSO_CALLED = {
    "AU": "Úc",
    "CZ": "Tiệp Khắc",
    "GB": "Anh, Anh Quốc",
    "HK": "Hương Cảng",
    "IT": "Ý",
    "KH": "Miên, Cao Miên",
    "KP": "Bắc Hàn, Bắc Triều Tiên",
    "KR": "Nam Hàn, Đại Hàn",
    "LA": "Ai Lao",
    "MM": "Miến Điện",
    "RU": "Liên bang Nga",
    "TH": "Thái",
    "US": "Mỹ",
}
"""What people say for the name of a country."""


class Countries:
    """The table of countries."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """`names` maps codes to Vietnamese names."""
        self._names = dict(names)

    def name(self, code: str) -> str:
        """The name of a country, its code when unknown."""
        return self._names.get(code, code)

    def find(self, words: str) -> tuple[Row, ...]:
        """Countries matching the words; for none, Vietnam and its neighbours come first."""
        found = find(words, (self._row(code) for code in self._names))
        if words.strip():
            said = fold(words)
            return tuple(sorted(found, key=lambda row: said not in _called(row.key)))
        near = [Row(code, self.name(code), "") for code in NEAREST if code in self._names]
        return (*near, *(row for row in found if row.key not in NEAREST))

    def _row(self, code: str) -> Row:
        also = ALSO_CALLED.get(code, "")
        return Row(code, self._names[code], f"{also} ({code})" if also else code)


def _called(code: str) -> set[str]:
    return {fold(name) for name in ALSO_CALLED.get(code, "").split(", ")}
