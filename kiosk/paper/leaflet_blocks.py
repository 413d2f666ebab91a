"""The blocks of a leaflet, in large type and one colour, each scaled as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.paper import text, wording
from kiosk.paper.fields import Type, Words, paragraph
from kiosk.paper.fonts import Face
from kiosk.paper.parts import tick
from kiosk.paper.pen import MM, WHITE, Colour, Pen, baseline, set_lines
from kiosk.paper.qr import Qr
from kiosk.paper.sheet import A4, Margins, Sheet
from kiosk.paper.text import Line, Rich

TEAL: Colour = (0.043, 0.310, 0.361)
RED: Colour = (0.639, 0.086, 0.106)
SAND: Colour = (0.957, 0.945, 0.918)
LEAST = 13.0
"""Nothing for the reader is set smaller, in points."""
SHEET = Sheet(A4, Margins.millimetres(15, 16, 20, 16))


@dataclass(frozen=True, slots=True)
class Bring:
    """A paper to bring: its name, and one plain sentence about it."""

    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A question of everybody with one big answer and what else to know about it."""

    title: str
    answer: str
    note: str


def _plain(words: str) -> Rich:
    return text.rich(text.glue(words), Face.SANS)


def _bold(words: str) -> Rich:
    return text.rich(text.glue(words), Face.SANS_BOLD)


def _reading(size: float, leading: float, scale: float) -> Type:
    factor = max(scale, LEAST / size)
    return Type(size * factor, leading * factor)


@dataclass(frozen=True, slots=True)
class Banner:
    """The coloured head from edge to edge."""

    agency: str
    title: str
    subtitle: str
    scale: float

    def _lines(self) -> list[tuple[Line, float, float]]:
        result = []
        for words, size, leading in (
            (_plain(self.agency), 14.4, 20.0),
            (_bold(self.title), 35.0, 46.0),
            (_plain(self.subtitle), 19.0, 26.0),
        ):
            lines = text.wrap(words, size * self.scale, SHEET.measure)
            result += [(line, size * self.scale, leading * self.scale) for line in lines]
        return result

    @property
    def height(self) -> float:
        """Lines and the padding under them; the padding above is the sheet's margin."""
        return sum(leading for _, _, leading in self._lines()) + 6 * MM * self.scale

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the ground and write in white."""
        pen.box((0, 0, SHEET.page[0], top + self.height), 0.0, fill=TEAL)
        for line, size, leading in self._lines():
            pen.text(x, top + baseline(size, leading), line.spans, size, WHITE)
            top += leading


@dataclass(frozen=True, slots=True)
class Heading:
    """A coloured heading with a rule."""

    words: str
    scale: float

    @property
    def height(self) -> float:
        """A line and the rule."""
        return 28 * self.scale

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Write and draw."""
        size = 19.4 * self.scale
        pen.text(x, top + baseline(size, 24 * self.scale), _bold(self.words), size, TEAL)
        pen.line((x, top + self.height), (x + SHEET.measure, top + self.height), 1.8, TEAL)


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper with a box to tick at home."""

    paper: Bring
    scale: float

    @property
    def _side(self) -> float:
        return 7.6 * MM * self.scale

    def _blocks(self) -> tuple[Words, Words]:
        wide = SHEET.measure - self._side - 5 * MM
        name = Type(20 * self.scale, 27 * self.scale)
        note = _reading(14.6, 20.5, self.scale)
        return (
            paragraph(_bold(self.paper.name), wide, name),
            paragraph(_plain(self.paper.note), wide, note),
        )

    @property
    def height(self) -> float:
        """Name and note."""
        return max(self._side, sum(block.height for block in self._blocks()))

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the box and write at its right."""
        tick(pen, x + 0.5, top + 2.6 * self.scale, self._side, checked=False)
        name, note = self._blocks()
        name.draw(pen, x + self._side + 5 * MM, top)
        note.draw(pen, x + self._side + 5 * MM, top + name.height)


@dataclass(frozen=True, slots=True)
class NotNeeded:
    """The red frame of papers people bring for nothing."""

    names: tuple[str, ...]
    scale: float

    @property
    def _type(self) -> Type:
        return _reading(15.6, 21.5, self.scale)

    def _lines(self) -> tuple[Line, ...]:
        words = _plain("; ".join(self.names))
        return text.wrap(words, self._type.size, SHEET.measure - 27 * MM)

    @property
    def height(self) -> float:
        """Heading, lines and padding."""
        return 24 * self.scale + self._type.leading * len(self._lines()) + 5 * MM

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw frame and sign, write the names."""
        pen.box((x, top, SHEET.measure, self.height), 1.4, RED, fill=SAND)
        radius, middle = 6.2 * MM * self.scale, top + self.height / 2
        centre = x + 11 * MM
        pen.circle(centre, middle, radius, 2.6, RED)
        slant = radius * 0.7
        pen.stroke([(centre - slant, middle - slant), (centre + slant, middle + slant)], 2.6, RED)
        left, size = x + 22 * MM, 17 * self.scale
        under = top + 2.5 * MM
        pen.text(left, under + baseline(size, 24 * self.scale), _bold("Không cần mang"), size, RED)
        under += 24 * self.scale
        set_lines(pen, left, under, self._lines(), self._type.size, self._type.leading)


@dataclass(frozen=True, slots=True)
class Cards:
    """Two framed answers side by side, as tall as the taller."""

    cards: tuple[Card, Card]
    scale: float

    @property
    def _wide(self) -> float:
        return (SHEET.measure - 8 * MM) / 2

    def _blocks(self, card: Card) -> list[tuple[Words, Colour]]:
        wide = self._wide - 10 * MM
        title = _reading(14.6, 20, self.scale)
        big = Type(22 * self.scale, 30 * self.scale)
        note = _reading(14.4, 20, self.scale)
        return [
            (paragraph(_bold(card.title), wide, title), TEAL),
            (paragraph(_bold(card.answer), wide, big), (0, 0, 0)),
            (paragraph(_plain(card.note), wide, note), (0, 0, 0)),
        ]

    @property
    def height(self) -> float:
        """The taller card with its padding."""
        highs = (sum(block.height for block, _ in self._blocks(card)) for card in self.cards)
        return max(highs) + 9 * MM * self.scale

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw frames and write answers."""
        for number, card in enumerate(self.cards):
            left = x + number * (self._wide + 8 * MM)
            pen.box((left, top, self._wide, self.height), 1.1, TEAL)
            under = top + 4.5 * MM * self.scale
            for block, colour in self._blocks(card):
                _coloured(pen, left + 5 * MM, under, block, colour)
                under += block.height


def _coloured(pen: Pen, x: float, top: float, block: Words, colour: Colour) -> None:
    for line in block.lines:
        base = top + baseline(block.type.size, block.type.leading)
        pen.text(x, base, line.spans, block.type.size, colour)
        top += block.type.leading


@dataclass(frozen=True, slots=True)
class Help:
    """The QR code, where to come and whom to call."""

    qr: str
    help: str
    where_and_when: str
    hotline: str
    scale: float

    @property
    def _side(self) -> float:
        return 34 * MM * self.scale

    def _blocks(self) -> Sequence[Words]:
        wide = SHEET.measure - self._side - 10 * MM
        return (
            paragraph(_bold(self.help), wide, Type(17 * self.scale, 25 * self.scale)),
            paragraph(_plain(self.where_and_when), wide, _reading(14.4, 20, self.scale)),
        )

    @property
    def height(self) -> float:
        """The taller of code and words."""
        words = sum(block.height for block in self._blocks()) + 38 * self.scale
        return max(self._side, words) + 2 * MM

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the code and write at its right."""
        Qr(self.qr, self._side).draw(pen, x + 1 * MM, top + 1 * MM)
        left = x + self._side + 10 * MM
        for block in self._blocks():
            block.draw(pen, left, top)
            top += block.height
        size = 25 * self.scale
        number = text.rich(wording.phone(self.hotline), Face.SANS_BOLD)
        base = top + 32 * self.scale
        pen.text(left, base, number, size, TEAL)
        after = left + text.measure(number, size) + 4 * MM
        pen.text(after, base, _plain("gọi hỏi, giờ làm việc"), LEAST)
