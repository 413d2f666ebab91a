"""Form fields on dotted lines: label and value, several to a row, long ones flowing on."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.paper import text
from kiosk.paper.fonts import Face
from kiosk.paper.pen import MM, Pen, baseline
from kiosk.paper.sheet import Item
from kiosk.paper.text import Line, Rich

GAP = 3 * MM
"""Between the cells of a row."""
AFTER_LABEL = 0.22
"""Between label and value, besides the space, in em."""


@dataclass(frozen=True, slots=True)
class Type:
    """Size and leading of running text in points."""

    size: float
    leading: float


@dataclass(frozen=True, slots=True)
class Field:
    """A label with its value; an empty value leaves a dotted line to write on.

    `share` is the part of the measure the cell would like when it stands beside others.
    """

    label: str
    value: str
    face: Face = Face.SERIF
    share: float = 1.0

    @property
    def labelled(self) -> Rich:
        """The label with a space after it."""
        return text.rich(f"{self.label}: ", Face.SERIF)

    def start(self, size: float) -> float:
        """Where the value starts, from the left edge of the cell."""
        return text.measure(self.labelled, size) + AFTER_LABEL * size

    @property
    def valued(self) -> Rich:
        """The value, dates and numbers bound."""
        return text.rich(text.glue(self.value), self.face)


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a field line: where it starts and ends, what stands there."""

    left: float
    right: float
    label: Rich
    start: float
    value: Line | None


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One line of field cells with dots under the values."""

    cells: tuple[Cell, ...]
    type: Type

    @property
    def height(self) -> float:
        """One leading."""
        return self.type.leading

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Write the cells and their dots."""
        base = top + baseline(self.type.size, self.type.leading)
        for cell in self.cells:
            pen.text(x + cell.left, base, cell.label, self.type.size)
            start = x + cell.left + cell.start
            pen.dotted(start, x + cell.right, base + 0.22 * self.type.size)
            if cell.value is not None:
                pen.text(start, base, cell.value.spans, self.type.size)


def field_rows(
    fields: Sequence[Field], measure: float, type_: Type, *, space: float = 0.0
) -> list[Item]:
    """Items of one row of fields; cells that do not fit beside each other go under each other.

    No cell but the last is ever broken: it grows to its natural width.
    """
    naturals = [_natural(field, type_.size) for field in fields]
    if len(fields) == 1 or sum(naturals) + GAP * (len(fields) - 1) > measure:
        lines = [line for field in fields for line in _flow(field, 0.0, measure, type_)]
    else:
        lines = [FieldLine(tuple(_row(fields, naturals, measure, type_.size)), type_)]
    return [Item(line, space if number == 0 else 0.0) for number, line in enumerate(lines)]


def _natural(field: Field, size: float) -> float:
    return field.start(size) + text.measure(field.valued, size) + 2.0


def _row(
    fields: Sequence[Field], naturals: Sequence[float], measure: float, size: float
) -> list[Cell]:
    spare = measure - GAP * (len(fields) - 1)
    widths = [
        max(natural, field.share * spare) for field, natural in zip(fields, naturals, strict=True)
    ]
    if sum(widths) > spare:
        left = spare - sum(naturals)
        total = sum(field.share for field in fields)
        widths = [
            natural + left * field.share / total
            for field, natural in zip(fields, naturals, strict=True)
        ]
    cells, at = [], 0.0
    for number, (field, wide) in enumerate(zip(fields, widths, strict=True)):
        right = measure if number + 1 == len(fields) else at + wide
        value = text.Line(field.valued, 0.0) if field.value else None
        cells.append(Cell(at, right, field.labelled, field.start(size), value))
        at += wide + GAP
    return cells


def _flow(field: Field, left: float, measure: float, type_: Type) -> list[FieldLine]:
    start = field.start(type_.size)
    lines = text.wrap(field.valued, type_.size, measure, first=measure - left - start)
    if not lines:
        return [FieldLine((Cell(left, measure, field.labelled, start, None),), type_)]
    first = FieldLine((Cell(left, measure, field.labelled, start, lines[0]),), type_)
    rest = [FieldLine((Cell(0.0, measure, (), 0.0, line),), type_) for line in lines[1:]]
    return [first, *rest]


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph, set left from an indent or centred in a width."""

    lines: tuple[Line, ...]
    type: Type
    indent: float = 0.0
    centred_in: float | None = None

    @property
    def height(self) -> float:
        """Leading times lines."""
        return self.type.leading * len(self.lines)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Write the lines."""
        for number, line in enumerate(self.lines):
            base = top + number * self.type.leading + baseline(self.type.size, self.type.leading)
            if self.centred_in is None:
                pen.text(x + self.indent, base, line.spans, self.type.size)
            else:
                pen.centre(x + self.centred_in / 2, base, line.spans, self.type.size)


def paragraph(spans: Rich, measure: float, type_: Type, *, indent: float = 0.0) -> Words:
    """A paragraph set left."""
    return Words(text.wrap(spans, type_.size, measure - indent), type_, indent)


def centred(spans: Rich, measure: float, type_: Type) -> Words:
    """A paragraph in even centred lines."""
    return Words(text.balance(spans, type_.size, measure), type_, centred_in=measure)
