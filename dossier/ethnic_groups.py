"""The 54 ethnic groups and free words for the groups people call by other names."""

from collections.abc import Mapping, Sequence

from dossier.picking import Row, find


class EthnicGroups:
    """The table of ethnic groups: key, official name, other spellings and local names."""

    def __init__(self, groups: Mapping[str, Sequence[str]]) -> None:
        """`groups` maps a key to its name followed by other names."""
        self._groups = {key: tuple(names) for key, names in groups.items()}

    def name(self, key: str) -> str:
        """The official name; words that are no key are a group's own name, kept literally."""
        names = self._groups.get(key)
        return names[0] if names else key

    def find(self, words: str) -> tuple[Row, ...]:
        """Groups matching the words by any of their names."""
        rows = (Row(key, names[0], ", ".join(names[1:])) for key, names in self._groups.items())
        return find(words, rows) if words.strip() else tuple(rows)
