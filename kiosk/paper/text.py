"""Words on paper: cleaning, binding what must not break, and breaking lines.

A no-break space binds two words of one line; it is drawn as a plain space, so copied text is clean.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from kiosk.paper import fonts
from kiosk.paper.fonts import Face

BOUND = "\u00a0"
STAY = 3
"""Words a line keeps when a short last line takes some from it."""
SHORT_TAIL = 0.2
"""A last line under this part of the measure pulls words down from the line above."""

_GAP = f"[ {BOUND}]"
_BINDINGS = tuple(
    re.compile(f"({before}){_GAP}(?={after})")
    for before, after in (
        (r"\d", r"(?:giờ|phút|ngày|tháng|năm|bộ|bản|trang|tờ|đồng|đ|km|mm)\b"),
        (r"\b(?:giờ|ngày|tháng)", r"\d"),
        (r"\bnăm", r"\d{4}"),
        (r"\b(?i:mục|điều|khoản|số|quầy)", r"\d"),
        (r"\bthứ", r"(?:Hai|Ba|Tư|Năm|Sáu|Bảy)\b"),
        (r"\bChủ", r"nhật\b"),
        (r"\d", r"\d{3}\b|\*{3,4}"),
        (r"\*{3,4}", r"\d"),
        ("", "[×·–]"),
        ("×", ""),
    )
)


def clean(text: str) -> str:
    """NFC text on one line: white space collapsed, control and format characters gone."""
    return re.sub(r" {2,}", " ", _composed(text)).strip()


def _composed(text: str) -> str:
    spaced = re.sub(r"[\t\r\n\v\f\u2028\u2029]", " ", unicodedata.normalize("NFC", text))
    kept = (letter for letter in spaced if unicodedata.category(letter) not in _UNPRINTED)
    return unicodedata.normalize("NFC", "".join(kept))


_UNPRINTED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def glue(text: str) -> str:
    """Clean `text` and bind dates, hours, sums and numbered things, so that no line breaks them."""
    bound = clean(text)
    for pattern in _BINDINGS:
        bound = pattern.sub(rf"\1{BOUND}", bound)
    return bound


def bind(text: str) -> str:
    """Clean `text` and let no line break it at all."""
    return clean(text).replace(" ", BOUND)


def bind_parts(address: str, longest: int = 26) -> str:
    """Bind the words inside each short comma-separated part, so `xã Nậm Mẫu` stays together."""
    parts = [part.strip() for part in clean(address).split(",")]
    return ", ".join(bind(part) if len(part) <= longest else part for part in parts)


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one face."""

    text: str
    face: Face


Rich = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A set line: its spans and its width in points."""

    spans: Rich
    width: float


def rich(text: str, face: Face) -> Rich:
    """One span of composed letters, with everything the face cannot show replaced."""
    return (Span(fonts.printable(_composed(text), face), face),)


def marked(text: str, plain: Face, strong: Face) -> Rich:
    """Spans of a sentence of ours whose `*strong*` parts are set in the second face."""
    parts = text.split("*")
    return tuple(
        rich(part, face)[0]
        for part, face in zip(parts, (plain, strong) * len(parts), strict=False)
        if part
    )


def measure(spans: Iterable[Span], size: float) -> float:
    """Width of spans in points."""
    return sum(fonts.width(shown(span.text), span.face, size) for span in spans)


def shown(text: str) -> str:
    """Text as drawn: bindings become spaces."""
    return text.replace(BOUND, " ")


Token = tuple[Span, ...]


@lru_cache(maxsize=4_000)
def wrap(spans: Rich, size: float, measure_: float, first: float | None = None) -> tuple[Line, ...]:
    """Break spans into lines no wider than `measure_` points (the first: `first`).

    A word wider than a whole line is cut between letters. A short last line takes words from the
    line above. Empty text makes no line.
    """
    lines: list[list[Token]] = [[]]
    room = first if first is not None else measure_
    used = 0.0
    for token in _tokens(spans, size, measure_):
        gap = fonts.width(" ", token[0].face, size) if lines[-1] else 0.0
        needed = measure(token, size)
        if used + gap + needed > room + 0.01 and (lines[-1] or room < measure_):
            lines.append([])
            used, gap, room = 0.0, 0.0, measure_
        lines[-1].append(token)
        used += gap + needed
    if lines == [[]]:
        return ()
    _feed_tail(lines, size, measure_)
    return tuple(_set(line, size) for line in lines)


def _feed_tail(lines: list[list[Token]], size: float, measure_: float) -> None:
    if len(lines) == 1:
        return
    above, tail = lines[-2], lines[-1]
    for _ in range(3):
        if _set(tail, size).width >= SHORT_TAIL * measure_ or len(above) <= STAY:
            return
        moved = [above[-1], *tail]
        if _set(moved, size).width > measure_:
            return
        above.pop()
        tail.insert(0, moved[0])


def _set(tokens: Sequence[Token], size: float) -> Line:
    joined: list[Span] = []
    for number, token in enumerate(tokens):
        pieces = list(token)
        if number:
            face = joined[-1].face if joined[-1].face == pieces[0].face else pieces[0].face
            pieces = [Span(" ", face), *pieces]
        for piece in pieces:
            if joined and joined[-1].face == piece.face:
                joined[-1] = Span(joined[-1].text + shown(piece.text), piece.face)
            else:
                joined.append(Span(shown(piece.text), piece.face))
    return Line(tuple(joined), measure(joined, size))


def _tokens(spans: Rich, size: float, longest: float) -> list[Token]:
    tokens: list[list[Span]] = []
    open_token = False
    for span in spans:
        for number, piece in enumerate(span.text.split(" ")):
            if number:
                open_token = False
            if piece:
                if not open_token:
                    tokens.append([])
                tokens[-1].append(Span(piece, span.face))
                open_token = True
    return [part for token in tokens for part in _cut(tuple(token), size, longest)]


def _cut(token: Token, size: float, longest: float) -> list[Token]:
    if measure(token, size) <= longest:
        return [token]
    parts: list[list[Span]] = [[]]
    used = 0.0
    for span in token:
        for letter in _letters(span.text):
            needed = fonts.width(shown(letter), span.face, size)
            if used + needed > longest and parts[-1]:
                parts.append([])
                used = 0.0
            if parts[-1] and parts[-1][-1].face == span.face:
                parts[-1][-1] = Span(parts[-1][-1].text + letter, span.face)
            else:
                parts[-1].append(Span(letter, span.face))
            used += needed
    return [tuple(part) for part in parts]


def _letters(text: str) -> list[str]:
    letters: list[str] = []
    for letter in text:
        if letters and unicodedata.combining(letter):
            letters[-1] += letter
        else:
            letters.append(letter)
    return letters


@lru_cache(maxsize=4_000)
def balance(spans: Rich, size: float, measure_: float) -> tuple[Line, ...]:
    """Break spans into the fewest lines `measure_` allows, as even in width as they can be.

    No word is cut for the sake of evenness.
    """
    best = wrap(spans, size, measure_)
    low = max((measure(token, size) for token in _tokens(spans, size, measure_)), default=0.0)
    high = measure_
    while high - low > 1.0:
        middle = (low + high) / 2
        tried = wrap(spans, size, middle)
        if len(tried) <= len(best) and all(line.width <= middle for line in tried):
            best, high = tried, middle
        else:
            low = middle
    return best


@contextmanager
def setting() -> Iterator[None]:
    """Set one paper: the faces are there, and nothing a citizen said is remembered afterwards."""
    fonts.load()
    try:
        yield
    finally:
        for remembered in (wrap, balance, fonts.width, fonts.printable):
            remembered.cache_clear()
