"""Text as touches: which keys of our keyboard make it, letter by letter and mark by mark."""

import unicodedata
from collections.abc import Iterator

MARKS = {
    "\u0300": "Dấu huyền",
    "\u0301": "Dấu sắc",
    "\u0309": "Dấu hỏi",
    "\u0303": "Dấu ngã",
    "\u0323": "Dấu nặng",
    "\u0302": "Dấu mũ",
    "\u0306": "Dấu móc",
    "\u031b": "Dấu móc",
}
SHAPES = ("\u0302", "\u0306", "\u031b")
SPACE = "dấu cách"
SHIFT = "Chữ hoa"
DIGITS = "Số và dấu câu"
LETTERS = "Bàn phím chữ"


def keys_of(character: str) -> Iterator[str]:
    """The letter key in lower case, then its shape and tone keys."""
    parts = unicodedata.normalize("NFD", character.lower())
    base, marks = parts[0], parts[1:]
    if base == "đ":
        yield from ("d", "Dấu gạch")
    else:
        yield base
    yield from (MARKS[mark] for mark in sorted(marks, key=lambda mark: mark not in SHAPES))


def on_letters(character: str) -> bool:
    """Whether the character stands on the page of letters."""
    return character.isalpha()
