"""Papers for 80 mm rolls: blocks under each other on a strip of computed height, and its raster.

A roll prints black dots only: no grey, rules of at least 0.7 pt, nothing under 7.2 pt.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
from PIL import Image

from kiosk.paper import text
from kiosk.paper.fields import Type
from kiosk.paper.fonts import Face
from kiosk.paper.parts import shrunk_to_fit, tick
from kiosk.paper.pen import MM, WHITE, Pen, baseline
from kiosk.paper.qr import Qr, on_dots
from kiosk.paper.sheet import Block
from kiosk.paper.text import Line, Rich

STRIP = 72 * MM
"""Printed width of an 80 mm roll."""
DOTS = 576
"""Printer dots across the strip, 8 in a millimetre (203 dpi)."""
DOT = STRIP / DOTS
EDGE = 1 * MM
WIDE = STRIP - 2 * EDGE
ROUNDING = 1e-6
"""pdfium rounds sizes up: without this, a float a hair too large adds a row and stretches all."""
THRESHOLD = 150
"""Grey levels under this become black; no dither, so that letters keep their edges."""

ROW = Type(9.4, 13.0)
NOTE = Type(8.4, 12.0)
SMALL = Type(7.4, 10.2)


@dataclass(frozen=True, slots=True)
class Centred:
    """Even centred lines."""

    spans: Rich
    type: Type

    @property
    def _lines(self) -> tuple[Line, ...]:
        return text.balance(self.spans, self.type.size, WIDE)

    @property
    def height(self) -> float:
        """Leading times lines."""
        return len(self._lines) * self.type.leading

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Write the lines."""
        for number, line in enumerate(self._lines):
            base = top + number * self.type.leading + baseline(self.type.size, self.type.leading)
            pen.centre(x + WIDE / 2, base, line.spans, self.type.size)


@dataclass(frozen=True, slots=True)
class Pair:
    """A label at the left, its value at the right; a long label or value takes lines of its own."""

    label: Rich
    value: Rich
    type: Type = ROW

    def _lines(self) -> list[tuple[Rich, Rich]]:
        size = self.type.size
        taken = text.measure(self.value, size) + 2 * MM if self.value else 0.0
        labels = [line.spans for line in text.wrap(self.label, size, WIDE)]
        if taken > WIDE or (labels and text.measure(labels[-1], size) + taken > WIDE):
            values = [line.spans for line in text.wrap(self.value, size, WIDE - 4 * MM)]
            return [*((label, ()) for label in labels), *(((), value) for value in values)]
        return [*((label, ()) for label in labels[:-1]), (labels[-1] if labels else (), self.value)]

    @property
    def height(self) -> float:
        """Leading times lines."""
        return len(self._lines()) * self.type.leading

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Write label and value."""
        for number, (label, value) in enumerate(self._lines()):
            base = top + number * self.type.leading + baseline(self.type.size, self.type.leading)
            pen.text(x, base, label, self.type.size)
            pen.right(x + WIDE, base, value, self.type.size)


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph set left, with a tick box to fill in if `boxed`."""

    spans: Rich
    type: Type = NOTE
    boxed: bool = False

    @property
    def _indent(self) -> float:
        return 5.6 * MM if self.boxed else 0.0

    @property
    def _lines(self) -> tuple[Line, ...]:
        return text.wrap(self.spans, self.type.size, WIDE - self._indent)

    @property
    def height(self) -> float:
        """Leading times lines."""
        return len(self._lines) * self.type.leading

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Write the lines."""
        side = 0.92 * self.type.size
        if self.boxed:
            tick(pen, x + 0.6, top + (self.type.leading - side) / 2 + 0.4, side, checked=False)
        for number, line in enumerate(self._lines):
            base = top + number * self.type.leading + baseline(self.type.size, self.type.leading)
            pen.text(x + self._indent, base, line.spans, self.type.size)


@dataclass(frozen=True, slots=True)
class Bar:
    """White words on a black bar: the state at a glance."""

    words: str
    size: float = 11.5

    @property
    def height(self) -> float:
        """A line and its padding."""
        return 7 * MM

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the bar."""
        pen.box((x, top, WIDE, self.height), 0.0, fill=(0, 0, 0))
        size = shrunk_to_fit(self.words, Face.SANS_BOLD, self.size, WIDE - 4 * MM)
        base = top + baseline(size, self.height)
        pen.centre(x + WIDE / 2, base, text.rich(self.words, Face.SANS_BOLD), size, WHITE)


@dataclass(frozen=True, slots=True)
class Cut:
    """A rule across the strip with room around it."""

    dashed: bool = True

    @property
    def height(self) -> float:
        """The room."""
        return 2 * MM

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the rule."""
        middle = top + self.height / 2
        if self.dashed:
            pen.dashed(x, x + WIDE, middle)
        else:
            pen.line((x, middle), (x + WIDE, middle), 1.2)


@dataclass(frozen=True, slots=True)
class Space:
    """Empty paper."""

    height: float

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw nothing."""


@dataclass(frozen=True, slots=True)
class CodeAlone:
    """A QR code in the middle, `about` points wide."""

    content: str
    about: float

    @property
    def qr(self) -> Qr:
        """The code in whole printer dots."""
        return on_dots(self.content, self.about, DOT)

    @property
    def height(self) -> float:
        """The code and its quiet zone."""
        return self.qr.height + 7 * MM

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the code on a dot boundary."""
        left = round((x + (WIDE - self.qr.side) / 2) / DOT) * DOT
        self.qr.draw(pen, left, round((top + 3.5 * MM) / DOT) * DOT)


@dataclass(frozen=True, slots=True)
class CodeBeside:
    """A QR code at the left with notes at its right."""

    content: str
    about: float
    notes: tuple[tuple[Rich, Type], ...]

    @property
    def qr(self) -> Qr:
        """The code in whole printer dots."""
        return on_dots(self.content, self.about, DOT)

    def _lines(self) -> list[tuple[Rich, Type]]:
        wide = WIDE - self.qr.side - 5 * MM
        return [
            (line.spans, type_)
            for spans, type_ in self.notes
            for line in text.wrap(spans, type_.size, wide)
        ]

    @property
    def height(self) -> float:
        """The taller of code and notes, and the quiet zone."""
        notes = sum(type_.leading for _, type_ in self._lines())
        return max(self.qr.height, notes) + 3 * MM

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the code and write the notes."""
        left = round((x + 1 * MM) / DOT) * DOT
        self.qr.draw(pen, left, round((top + 1.5 * MM) / DOT) * DOT)
        under = top + (self.height - sum(type_.leading for _, type_ in self._lines())) / 2
        for spans, type_ in self._lines():
            base = under + baseline(type_.size, type_.leading)
            pen.text(x + self.qr.side + 4 * MM, base, spans, type_.size)
            under += type_.leading


def strip(blocks: Sequence[Block], title: str, author: str, subject: str) -> bytes:
    """One PDF page as wide as the strip and as long as its blocks."""
    height = sum(block.height for block in blocks) + 4 * MM
    height = (int(height / DOT) + 1) * DOT
    pen = Pen((STRIP, height), title, author, subject)
    top = 2 * MM
    for block in blocks:
        block.draw(pen, EDGE, top)
        top += block.height
    pen.turn()
    return pen.bytes_()


def raster(pdf: bytes) -> bytes:
    """The strip as a PNG of one bit a dot, `DOTS` wide, for printers that take pictures."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        scale = DOTS / page.get_width() * (1 - ROUNDING)
        grey = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    finally:
        document.close()
    black = grey.point([0 if level < THRESHOLD else 255 for level in range(256)]).convert(
        "1", dither=Image.Dither.NONE
    )
    file = io.BytesIO()
    black.save(file, format="PNG", optimize=True)
    return file.getvalue()
