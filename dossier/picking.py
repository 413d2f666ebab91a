"""Picking from a list as people type: without accents, by the start of any word."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dossier.names import fold

_BETWEEN = re.compile(r"[,()\-]")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: its key, its name, and a second line that is searched too."""

    key: str
    label: str
    second: str


def find(words: str, rows: Iterable[Row]) -> tuple[Row, ...]:
    """Rows in which every typed word begins a word; those whose name matches come first."""
    wanted = _words(words)
    ranked = [(_rank(row, wanted), row) for row in rows]
    found = [(rank, row) for rank, row in ranked if rank]
    return tuple(row for _, row in sorted(found, key=lambda item: (-item[0], fold(item[1].label))))


def _rank(row: Row, wanted: list[str]) -> int:
    if not wanted:
        return 1
    if _begins(row.label, wanted):
        return 2
    return int(_begins(f"{row.label} {row.second}", wanted))


def _begins(text: str, wanted: list[str]) -> bool:
    words = _words(text)
    return all(any(word.startswith(part) for word in words) for part in wanted)


def _words(text: str) -> list[str]:
    return _BETWEEN.sub(" ", fold(text)).split()
