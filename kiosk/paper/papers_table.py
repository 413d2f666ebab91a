"""The table of papers handed in: rows that break between pages under a repeated head."""

from dataclasses import dataclass

from kiosk.paper import text
from kiosk.paper.fields import Type
from kiosk.paper.fonts import Face
from kiosk.paper.parts import tick
from kiosk.paper.pen import MM, SHADE, Pen, baseline, set_lines
from kiosk.paper.sheet import Item
from kiosk.paper.text import Line

PAD = 1.1 * MM
"""Between a cell's edge and its text, sideways."""
ABOVE, BELOW = 1.5, 1.9
"""Over and under the lines of a row, in points: Noto sits high in its line."""
MOST_LINES = 14
"""A name of more lines goes on in a further row, so that a row always fits a page."""
GRID, FRAME = 0.5, 0.9
TICK = 0.93
"""Side of a tick box for a text size of 1."""
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as the slip lists it; `pages` None prints a dash (only shown, not counted)."""

    name: str
    original: bool
    copy: bool
    shown: bool
    pages: int | None
    handling: str


HEADS = ("TT", "Tên giấy tờ", "Bản chính", "Bản sao", "Xuất trình", "Số trang", "Xử lý bản chính")
Columns = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The shaded head of the table."""

    columns: Columns
    type: Type

    @property
    def _cells(self) -> tuple[tuple[Line, ...], ...]:
        return tuple(
            text.balance(text.rich(head, Face.SANS_BOLD), self.type.size * 0.82, wide - 6)
            for head, wide in zip(HEADS, self.columns, strict=True)
        )

    @property
    def height(self) -> float:
        """The tallest head."""
        return max(map(len, self._cells)) * self.type.size * 1.16 + ABOVE + BELOW

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the shade, the words and the frame's upper edge."""
        whole = sum(self.columns)
        pen.box((x, top, whole, self.height), 0.0, fill=SHADE)
        leading, left = self.type.size * 1.16, x
        for lines, wide in zip(self._cells, self.columns, strict=True):
            start = top + (self.height - len(lines) * leading) / 2
            set_lines(pen, left, start, lines, self.type.size * 0.82, leading, centred_in=wide)
            left += wide
        _uprights(pen, x, top, self.height, self.columns)
        pen.line((x - FRAME / 2, top), (x + whole + FRAME / 2, top), FRAME)
        pen.line((x, top + self.height), (x + whole, top + self.height), GRID)


@dataclass(frozen=True, slots=True)
class Row:
    """One paper, or the further lines of a very long name (`number` empty)."""

    number: str
    name: tuple[Line, ...]
    paper: Paper | None
    columns: Columns
    type: Type
    closed: bool

    @property
    def _handling(self) -> tuple[Line, ...]:
        words = text.rich(text.glue(self.paper.handling if self.paper else ""), Face.SERIF)
        return text.balance(words, self.type.size * 0.92, self.columns[-1] - 2)

    @property
    def height(self) -> float:
        """The taller of name and handling."""
        return max(len(self.name), len(self._handling), 1) * self._leading + ABOVE + BELOW

    @property
    def _leading(self) -> float:
        return self.type.size * 1.34

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the cells, tick boxes and the lines around them."""
        size, leading = self.type.size, self._leading
        centres = [x + sum(self.columns[:i]) + wide / 2 for i, wide in enumerate(self.columns)]
        middle = top + ABOVE + (self.height - ABOVE - BELOW) / 2
        base = middle - leading / 2 + baseline(size, leading)
        pen.centre(centres[0], base, text.rich(self.number, Face.SERIF), size)
        start = middle - len(self.name) * leading / 2
        set_lines(pen, x + self.columns[0] + PAD, start, self.name, size, leading)
        if self.paper is not None:
            self._marks(pen, self.paper, centres, middle)
            pages = NOTHING if self.paper.pages is None else str(self.paper.pages)
            pen.centre(centres[5], base, text.rich(pages, Face.SERIF), size)
            left, lines = x + sum(self.columns[:-1]), self._handling
            start, wide = middle - len(lines) * leading / 2, self.columns[-1]
            set_lines(pen, left, start, lines, size * 0.92, leading, centred_in=wide)
        _uprights(pen, x, top, self.height, self.columns)
        if self.closed:
            low = top + self.height
            pen.line((x, low), (x + sum(self.columns), low), GRID)

    def _marks(self, pen: Pen, paper: Paper, centres: list[float], middle: float) -> None:
        side = TICK * self.type.size
        for centre, checked in zip(
            centres[2:5], (paper.original, paper.copy, paper.shown), strict=True
        ):
            tick(pen, centre - side / 2, middle - side / 2, side, checked=checked)


def _uprights(pen: Pen, x: float, top: float, height: float, columns: Columns) -> None:
    at = x
    for wide in columns[:-1]:
        at += wide
        pen.line((at, top), (at, top + height), GRID)
    for edge in (x, x + sum(columns)):
        pen.line((edge, top), (edge, top + height), FRAME)


def table(papers: tuple[Paper, ...], columns: Columns, type_: Type, *, group: str) -> list[Item]:
    """Items of the table; the head and the first row are in `group`."""
    head = Head(columns, type_)
    items = [Item(head, head=head, group=group)]
    for number, paper in enumerate(papers, start=1):
        lines = text.wrap(
            text.rich(text.glue(paper.name), Face.SERIF), type_.size, columns[1] - 2 * PAD
        )
        pieces = [lines[at : at + MOST_LINES] for at in range(0, len(lines), MOST_LINES)] or [()]
        for place, piece in enumerate(pieces):
            first = place == 0
            row = Row(
                str(number) if first else "",
                piece,
                paper if first else None,
                columns,
                type_,
                closed=place + 1 == len(pieces),
            )
            items.append(Item(row, head=head, rule=FRAME, group=group if len(items) == 1 else ""))
    return items
