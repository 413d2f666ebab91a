"""Composes Vietnamese text from key presses: mark keys, Telex or VNI. Pure.

Sources: Telex and VNI as UniKey applies them. The mark keys are our own: they act on the last word.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum

from kiosk.ui.syllable import (
    HATS,
    HORNS,
    PLAIN_OF,
    TONES,
    Letter,
    Rule,
    Word,
    completed,
    marked,
    parse,
    reshaped,
    retoned,
    shapes_of,
    spell,
    tone_of,
    toned,
)


class Mode(StrEnum):
    """How marks are typed: by their own keys, by Telex letters, by VNI digits, or not at all."""

    MARKS = "marks"
    TELEX = "telex"
    VNI = "vni"
    PLAIN = "plain"


LAST_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+(?=\s*$)")
WORD_AT_END = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+$")
COMBINING = "".join(chr(sign) for sign in range(0x300, 0x370))
TELEX_TONES = {"z": 0, "f": 1, "s": 2, "r": 3, "x": 4, "j": 5}
VNI_TONES = {"0": 0, "2": 1, "1": 2, "3": 3, "4": 4, "5": 5}
VNI_HORNED = {"7": "ou", "8": "a"}


def compose(text: str, key: str, mode: Mode = Mode.MARKS, rule: Rule = Rule.OLD) -> str:
    """Return `text` (NFC) after one key press.

    `key` is one character, `backspace`, `space`, a tone (`sac huyen hoi nga nang`), `mu` (â ê ô),
    `moc` (ă ơ ư) or `gach` (đ). Mark keys act on the last word, even after a space. The same mark
    pressed again goes away; a tone that may stand in two places (`hòa`, `hoà`) visits both first.
    """
    text = unicodedata.normalize("NFC", text)
    match key:
        case "backspace":
            return _changed(_shortened(text), WORD_AT_END, lambda word: retoned(word, rule))
        case "space":
            return text if not text or text.endswith(" ") else text + " "
        case "sac" | "huyen" | "hoi" | "nga" | "nang":
            tone = TONES.index(key)
            return _changed(text, LAST_WORD, lambda word: _tone_pressed(word, tone, rule))
        case "mu":
            return _changed(text, LAST_WORD, lambda word: _mark_pressed(word, HATS, rule))
        case "moc":
            return _changed(text, LAST_WORD, lambda word: _mark_pressed(word, HORNS, rule))
        case "gach":
            return _changed(text, LAST_WORD, _stroke_pressed)
        case _:
            return _typed(text, key, mode, rule)


def fold(text: str) -> str:
    """Lower case without marks, for searching: `Tả Mây` and `ta may` are the same.

    Every letter stays one character, so a place in the folded text is a place in the NFC text.
    """
    composed = unicodedata.normalize("NFC", text)
    bare = (unicodedata.normalize("NFD", letter)[0].lower()[0] for letter in composed)
    return "".join("d" if letter == "đ" else letter for letter in bare)


def match_in(text: str, query: str) -> tuple[int, int]:
    """Start and length of `query` in `text`, marks ignored, word beginnings first; (0, 0) if none.

    Places count characters of the NFC text.
    """
    wanted = fold(query.strip())
    folded = fold(text)
    if not wanted:
        return 0, 0
    beginning = re.search(rf"(?<!\w){re.escape(wanted)}", folded)
    place = beginning.start() if beginning else folded.find(wanted)
    return (place, len(wanted)) if place >= 0 else (0, 0)


def _typed(text: str, key: str, mode: Mode, rule: Rule) -> str:
    pressed = unicodedata.normalize("NFC", key)
    found = WORD_AT_END.search(text)
    if found is None:
        return text + pressed
    word = parse(found.group())
    changed: Word | None = None
    if mode is Mode.TELEX:
        changed = _telex(word, pressed, rule)
    elif mode is Mode.VNI:
        changed = _vni(word, pressed, rule)
    if changed is None:
        if not pressed[0].isalpha():
            return text + pressed
        changed = retoned(completed((*word, *parse(pressed))), rule)
    return text[: found.start()] + spell(changed)


def _telex(word: Word, key: str, rule: Rule) -> Word | None:
    """The word after a Telex key, or None when the key is a letter like any other."""
    lower = key.lower()
    if lower in TELEX_TONES:
        return _tone_typed(word, TELEX_TONES[lower], key, rule)
    if lower == "w":
        return _mark_typed(word, HORNS, "aou", key, rule)
    if lower in HATS:
        return _mark_typed(word, HATS, lower, key, rule)
    return _stroke_typed(word, key) if lower == "d" else None


def _vni(word: Word, key: str, rule: Rule) -> Word | None:
    """The word after a VNI digit, or None when the digit is only a digit."""
    if key in VNI_TONES:
        return _tone_typed(word, VNI_TONES[key], key, rule)
    if key in VNI_HORNED:
        return _mark_typed(word, HORNS, VNI_HORNED[key], key, rule)
    if key == "6":
        return _mark_typed(word, HATS, "aeo", key, rule)
    return _stroke_typed(word, key) if key == "9" else None


def _tone_typed(word: Word, tone: int, key: str, rule: Rule) -> Word | None:
    now = tone_of(word)
    if not shapes_of(word) or (tone == 0 and now == 0):
        return None
    if now == tone:
        return (*toned(word, 0, rule), *_letters(key))
    return toned(word, tone, rule)


def _mark_typed(
    word: Word, marks: Mapping[str, str], plain: str, key: str, rule: Rule
) -> Word | None:
    """Put a mark on one of the `plain` vowels; typed again it goes and the key appears."""
    group = shapes_of(word)
    if not any(PLAIN_OF.get(shape, shape) in plain for shape in group):
        return None
    wanted = {one: marks[one] for one in plain}
    shapes = marked(word, marks) if len(wanted) > 1 else _one_marked(group, wanted)
    if shapes == group:
        bare = tuple(_bare(shape, wanted) for shape in group)
        return None if bare == group else (*retoned(reshaped(word, bare), rule), *_letters(key))
    return retoned(reshaped(word, shapes), rule)


def _one_marked(group: tuple[str, ...], marks: Mapping[str, str]) -> tuple[str, ...]:
    """The last vowel that takes this very mark gets it: `aa`, `ee`, `oo`, VNI 8."""
    places = [index for index, shape in enumerate(group) if PLAIN_OF.get(shape, shape) in marks]
    last = places[-1]
    shape = marks[PLAIN_OF.get(group[last], group[last])]
    before = group[:last]
    if shape == "ô" and before[-1:] == ("ư",):
        before = (*before[:-1], "u")
    return (*before, shape, *group[last + 1 :])


def _bare(shape: str, marks: Mapping[str, str]) -> str:
    plain = PLAIN_OF.get(shape, shape)
    return plain if marks.get(plain) == shape else shape


def _stroke_typed(word: Word, key: str) -> Word | None:
    shape = word[0].shape
    if shape == "d":
        return (replace(word[0], shape="đ"), *word[1:])
    if shape == "đ":
        return (replace(word[0], shape="d"), *word[1:], *_letters(key))
    return None


def _letters(key: str) -> Word:
    return parse(key) if key.isalpha() else (Letter(key),)


def _tone_pressed(word: Word, tone: int, rule: Rule) -> Word:
    here = toned(word, tone, rule)
    if tone_of(word) != tone:
        return here
    other = toned(word, tone, Rule.MODERN if rule is Rule.OLD else Rule.OLD)
    return other if word == here != other else toned(word, 0, rule)


def _mark_pressed(word: Word, marks: Mapping[str, str], rule: Rule) -> Word:
    group = shapes_of(word)
    wanted = marked(word, marks)
    if wanted == group:
        wanted = tuple(_bare(shape, marks) for shape in group)
    return retoned(reshaped(word, wanted), rule)


def _stroke_pressed(word: Word) -> Word:
    swaps = {"d": "đ", "đ": "d"}
    for index, letter in enumerate(word):
        if letter.shape in swaps:
            return (*word[:index], replace(letter, shape=swaps[letter.shape]), *word[index + 1 :])
    return word


def _shortened(text: str) -> str:
    """Without its last letter, combining signs included."""
    return text.rstrip(COMBINING)[:-1] if text[-1:] in COMBINING else text[:-1]


def _changed(text: str, where: re.Pattern[str], change: Callable[[Word], Word]) -> str:
    found = where.search(text)
    if found is None:
        return text
    return text[: found.start()] + spell(change(parse(found.group()))) + text[found.end() :]
