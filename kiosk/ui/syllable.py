"""Letters, vowel groups and tone marks of Vietnamese words. Pure.

Source: the spelling rules of Vietnamese; the tone of an open oa, oe, uy stands on the first vowel
by the old rule (`hòa, thúy`) and on the second by the modern one (`hoà, thuý`).
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

TONES = ("", "huyen", "sac", "hoi", "nga", "nang")
TONE_SIGNS = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
VOWELS = "aăâeêioôơuưy"
HATS: Mapping[str, str] = {"a": "â", "e": "ê", "o": "ô"}
HORNS: Mapping[str, str] = {"a": "ă", "o": "ơ", "u": "ư"}
PLAIN_OF = {marked: plain for shapes in (HATS, HORNS) for plain, marked in shapes.items()}
GLIDES = frozenset({"qu", "gi"})
OPEN_TONE_MOVES = frozenset({"oa", "oe", "uy"})
NUCLEI = "â ă ê ô ơ ư âu ây êu iê iêu oă ôi ơi uâ uây uê uô uôi uơ ưa ươ ươi ươu ưi ưu uyê yê yêu"
MARKED_NUCLEI = frozenset(NUCLEI.split())
TRIPLE = 3
CHARACTER = re.compile(r".[\u0300-\u036f]*", re.DOTALL)


class Rule(StrEnum):
    """Where the tone of an open oa, oe, uy stands."""

    OLD = "old"
    MODERN = "modern"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: its lower-case shape without tone, its tone (index of TONES), its case."""

    shape: str
    tone: int = 0
    upper: bool = False

    @property
    def text(self) -> str:
        """The letter as NFC text."""
        whole = unicodedata.normalize("NFC", self.shape + TONE_SIGNS[self.tone])
        return whole.upper() if self.upper else whole


Word = tuple[Letter, ...]
TONED = {
    unicodedata.normalize("NFC", vowel + sign): (vowel, tone)
    for vowel in VOWELS
    for tone, sign in enumerate(TONE_SIGNS)
}


def parse(word: str) -> Word:
    """Split a word into letters; combining signs stay with their letter."""
    letters = []
    for character in CHARACTER.findall(unicodedata.normalize("NFC", word)):
        lower = character.lower()
        shape, tone = TONED.get(lower, (lower, 0))
        letters.append(Letter(shape, tone, upper=character != lower))
    return tuple(letters)


def spell(word: Sequence[Letter]) -> str:
    """The word as NFC text."""
    return "".join(letter.text for letter in word)


def nucleus(word: Word) -> tuple[int, int]:
    """Start and end of the last vowel group; the u of `qu-` and the i of `gi-` are not in it."""
    end = len(word)
    while end and word[end - 1].shape not in VOWELS:
        end -= 1
    start = end
    while start and word[start - 1].shape in VOWELS:
        start -= 1
    glides = start and end - start > 1 and word[start - 1].shape + word[start].shape in GLIDES
    return (start + 1 if glides else start), end


def tone_of(word: Word) -> int:
    """The tone the last vowel group carries."""
    start, end = nucleus(word)
    return max((letter.tone for letter in word[start:end]), default=0)


def toned(word: Word, tone: int, rule: Rule) -> Word:
    """The word with exactly this tone, on the letter the rule says."""
    start, end = nucleus(word)
    if start == end:
        return word
    place = start + _tone_place(word, start, end, rule)
    return tuple(
        replace(letter, tone=tone if index == place else 0) if start <= index < end else letter
        for index, letter in enumerate(word)
    )


def retoned(word: Word, rule: Rule) -> Word:
    """The tone moved to where it belongs now that the word has changed."""
    start, _ = nucleus(word)
    glide = start and word[start - 1].tone
    if glide:
        word = (
            *word[: start - 1],
            replace(word[start - 1], tone=0),
            replace(word[start], tone=word[start - 1].tone),
            *word[start + 1 :],
        )
    tone = tone_of(word)
    return toned(word, tone, rule) if tone else word


def completed(word: Word) -> Word:
    """`ưo` and `uơ` followed by another letter are `ươ`: nobody types both horns on purpose."""
    start, end = nucleus(word)
    group = "".join(letter.shape for letter in word[start:end])
    if group[:2] in {"ưo", "uơ"} and start + 2 < len(word):
        return reshaped(word, ("ư", "ơ"))
    return word


def shapes_of(word: Word) -> tuple[str, ...]:
    """The letters of the last vowel group without tones."""
    start, end = nucleus(word)
    return tuple(letter.shape for letter in word[start:end])


def reshaped(word: Word, shapes: Sequence[str]) -> Word:
    """The word with the first letters of its vowel group replaced, tones and case kept."""
    start, _ = nucleus(word)
    changed = tuple(
        replace(letter, shape=shape) for letter, shape in zip(word[start:], shapes, strict=False)
    )
    return word[:start] + changed + word[start + len(changed) :]


def marked(word: Word, marks: Mapping[str, str]) -> tuple[str, ...]:
    """The vowel group with the hat or horn on the vowels that take it; unchanged when none does."""
    start, end = nucleus(word)
    plain = tuple(PLAIN_OF.get(letter.shape, letter.shape) for letter in word[start:end])
    closed = end < len(word)
    if marks is HORNS and plain[:2] == ("u", "o") and (closed or len(plain) > len("uo")):
        return ("ư", "ơ", *plain[2:])
    options = [
        (*plain[:index], marks[shape], *plain[index + 1 :])
        for index, shape in enumerate(plain)
        if shape in marks
    ]
    usual = [option for option in options if "".join(option) in MARKED_NUCLEI]
    if usual and not (closed and usual[0] == ("ư", "a")):
        return usual[0]
    return options[-1] if options else plain


def _tone_place(word: Word, start: int, end: int, rule: Rule) -> int:
    group = "".join(letter.shape for letter in word[start:end])
    horned = [index for index, shape in enumerate(group) if shape in PLAIN_OF]
    if horned:
        return horned[-1]
    if len(group) >= TRIPLE:
        return 1
    moves = rule is Rule.MODERN and group in OPEN_TONE_MOVES
    return 1 if len(group) > 1 and (end < len(word) or moves) else 0
