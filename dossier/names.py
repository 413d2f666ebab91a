"""Names of people: NFC, letters of Vietnam's languages, parts; and folding for search."""

import re
import unicodedata
from dataclasses import dataclass

_MARKS = "'’‘ʼ`´-‐‑."
"""Apostrophes, hyphens and the dot, also in the signs keyboards and old papers use for them."""

_LONG = 25
_NAMELESS = ("chưa đặt tên", "chưa có tên", "không tên", "không có")


@dataclass(frozen=True, slots=True)
class NameParts:
    """Họ, chữ đệm, tên; a single word is a given name alone."""

    family: str
    middle: str
    given: str


def tidy(text: str) -> str:
    """NFC with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def problems_with_name(text: str) -> tuple[list[str], list[str]]:
    """Errors that block and soft notes about a name.

    Digits and signs are refused (Civil Code 2015, Art 26); apostrophe, hyphen and dot of highland
    and foreign names pass with a note.
    """
    name = tidy(text)
    if not any(letter.isalpha() for letter in name):
        return ["Tên cần có chữ cái."], []
    if name.casefold() in _PLACEHOLDERS:
        return ["Cần tên thật để ghi vào giấy. Chưa có tên thì cất hồ sơ, quay lại sau."], []
    for letter in name:
        known = letter.isalpha() or unicodedata.category(letter) == "Mn"
        if not known and letter != " " and letter not in _MARKS:
            return [f"Tên không được có “{letter}”, chỉ có chữ cái."], []
    notes = []
    if any(mark in name for mark in _MARKS):
        notes.append("Tên có dấu nháy, gạch hoặc chấm: xin xem lại cho đúng giấy.")
    if len(name) > _LONG:
        notes.append("Tên khá dài, xin xem lại.")
    return [], notes


def split(text: str) -> NameParts:
    """First word, the words between, last word: a proposal for portals that want parts."""
    words = tidy(text).split()
    if len(words) <= 1:
        return NameParts("", "", "".join(words))
    return NameParts(words[0], " ".join(words[1:-1]), words[-1])


def fold(text: str) -> str:
    """Lower case without marks, đ as d: what searching compares."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    bare = "".join(letter for letter in decomposed if unicodedata.category(letter) != "Mn")
    return re.sub(r"\s+", " ", bare).strip()


_PLACEHOLDERS = frozenset({*_NAMELESS, *map(fold, _NAMELESS)})
"""With all marks or with none: “Khổng Cơ” folds to the same letters and is a name."""
