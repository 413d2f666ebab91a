"""Parts official papers share: masthead, tick box, signatures."""

from dataclasses import dataclass

from kiosk.paper import text
from kiosk.paper.fields import Type
from kiosk.paper.fonts import Face
from kiosk.paper.pen import INK, MM, Pen, baseline, set_lines
from kiosk.paper.text import Line

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
SMALLEST_NUMBER = 0.85
"""How far the number line may shrink to stay one line, of the masthead's size."""
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def shrunk_to_fit(content: str, face: Face, size: float, measure: float) -> float:
    """The largest size in steps of 0.1, at most `size`, at which `content` fits in one line."""
    wide = text.measure(text.rich(content, face), 1.0)
    if wide * size <= measure:
        return size
    return int(measure / wide * 10) / 10 or 0.1


@dataclass(frozen=True, slots=True)
class Masthead:
    """State and agency at the head of an official paper.

    Arrangement of Decree 30/2020/ND-CP, annex I: agency left with a rule of a third to a half of
    its line, state and motto right with a rule of the motto's width; number and date on one line.
    """

    parent: str
    agency: str
    number: str
    place_and_date: str
    measure: float
    size: float

    @property
    def _columns(self) -> tuple[float, float]:
        right = self.measure * 0.555
        return self.measure - right - 3 * MM, right

    @property
    def _leading(self) -> float:
        return self.size * 1.46

    @property
    def _agency(self) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        left, _ = self._columns
        parent = text.rich(text.clean(self.parent), Face.SERIF)
        own = text.rich(text.clean(self.agency), Face.SERIF_BOLD)
        return text.balance(parent, self.size, left), text.balance(own, self.size, left)

    @property
    def _under(self) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        left, right = self._columns
        return (
            text.balance(text.rich(self.number, Face.SERIF), self._number_size, left),
            text.balance(text.rich(self.place_and_date, Face.SERIF_ITALIC), self.size, right),
        )

    @property
    def _number_size(self) -> float:
        fitting = shrunk_to_fit(self.number, Face.SERIF, self.size, self._columns[0])
        return max(fitting, SMALLEST_NUMBER * self.size)

    @property
    def height(self) -> float:
        """Agency lines or two state lines, rule, number line."""
        parent, own = self._agency
        under = max(1, *map(len, self._under))
        return self._leading * (max(2, len(parent) + len(own)) + under) + self.size * 0.62

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Write both columns and the line of number and date."""
        left, right = self._columns
        middle = x + self.measure - right / 2
        parent, own = self._agency
        end = set_lines(pen, x, top, parent, self.size, self._leading, centred_in=left)
        end = set_lines(pen, x, end, own, self.size, self._leading, centred_in=left)
        last = (own or parent)[-1].width if own or parent else 0.0
        half = min(last * 0.42, 22 * MM) / 2
        rule = end - self._leading + baseline(self.size, self._leading) + 0.6 * self.size
        pen.line((x + left / 2 - half, rule), (x + left / 2 + half, rule), 0.7)
        self._state(pen, middle, right, top)
        number, dated = self._under
        low = top + self.height - self._leading * max(1, len(number), len(dated))
        set_lines(pen, x, low, number, self._number_size, self._leading, centred_in=left)
        start = x + self.measure - right
        set_lines(pen, start, low, dated, self.size, self._leading, centred_in=right)

    def _state(self, pen: Pen, middle: float, right: float, top: float) -> None:
        size = shrunk_to_fit(STATE, Face.SERIF_BOLD, self.size, right)
        base = top + baseline(self.size, self._leading)
        pen.centre(middle, base, text.rich(STATE, Face.SERIF_BOLD), size)
        motto = text.rich(MOTTO, Face.SERIF_BOLD)
        base += self._leading
        pen.centre(middle, base, motto, size * 1.06)
        half = text.measure(motto, size * 1.06) / 2
        rule = base + 0.46 * size
        pen.line((middle - half, rule), (middle + half, rule), 0.7)


def tick(pen: Pen, x: float, top: float, side: float, *, checked: bool) -> None:
    """A tick box drawn as vectors: Noto has no ballot box."""
    pen.box((x, top, side, side), max(0.7, 0.06 * side))
    if checked:
        points = ((0.2, 0.52), (0.42, 0.76), (0.84, 0.16))
        pen.stroke([(x + a * side, top + b * side) for a, b in points], 0.15 * side)


Strokes = tuple[tuple[tuple[float, float], ...], ...]
"""Pen strokes as points, in any unit, y downwards."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs under which title; without a name the room stays empty for a hand."""

    title: str
    hint: str
    name: str
    ink: Strokes = ()


@dataclass(frozen=True, slots=True)
class Signatures:
    """Signature columns side by side; the block never splits."""

    people: tuple[Signatory, ...]
    measure: float
    type: Type
    room: float

    def _name_lines(self, person: Signatory) -> tuple[Line, ...]:
        wide = self.measure / len(self.people) - 2 * MM
        spans = text.rich(text.clean(person.name), Face.SERIF_BOLD)
        return text.balance(spans, self.type.size, wide)

    @property
    def height(self) -> float:
        """Title, hint, room, name."""
        names = max(len(self._name_lines(person)) for person in self.people)
        return self.type.leading * (2 + max(1, names)) + self.room

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Write each column centred."""
        wide = self.measure / len(self.people)
        size, leading = self.type.size, self.type.leading
        for number, person in enumerate(self.people):
            middle = x + wide * (number + 0.5)
            base = top + baseline(size, leading)
            pen.centre(middle, base, text.rich(person.title, Face.SERIF_BOLD), size)
            hint = text.rich(person.hint, Face.SERIF_ITALIC)
            pen.centre(middle, base + leading, hint, size * 0.96)
            ink_top = top + 2 * leading + 0.08 * self.room
            self._ink(pen, person.ink, (middle - 14 * MM, ink_top, 28 * MM, self.room * 0.84))
            lines = self._name_lines(person)
            left = x + wide * number
            under = top + 2 * leading + self.room
            set_lines(pen, left, under, lines, size, leading, centred_in=wide)

    def _ink(self, pen: Pen, ink: Strokes, area: tuple[float, float, float, float]) -> None:
        points = [point for stroke in ink for point in stroke]
        if not points:
            return
        low_x, low_y = min(x for x, _ in points), min(y for _, y in points)
        wide = max(x for x, _ in points) - low_x
        high = max(y for _, y in points) - low_y
        factor = min(area[2] / max(wide, 1e-6), area[3] / max(high, 1e-6))
        left = area[0] + (area[2] - wide * factor) / 2
        top = area[1] + (area[3] - high * factor) / 2
        for stroke in ink:
            placed = [(left + (x - low_x) * factor, top + (y - low_y) * factor) for x, y in stroke]
            pen.stroke(placed, 0.9, INK)
