"""Countries by ISO 3166-1 code with Vietnamese names (CLDR); neighbours first."""

from collections.abc import Mapping

from dossier.picking import Row, find

NEAREST = ("VN", "LA", "CN", "KH")


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
        found = find(words, (Row(code, name, code) for code, name in self._names.items()))
        if words.strip():
            return found
        near = [Row(code, self.name(code), "") for code in NEAREST if code in self._names]
        return (*near, *(row for row in found if row.key not in NEAREST))
