"""The band that carries the paper's number and its QR code."""

from dataclasses import dataclass

from kiosk.paper import text
from kiosk.paper.fields import Type
from kiosk.paper.fonts import Face
from kiosk.paper.parts import shrunk_to_fit
from kiosk.paper.pen import BLACK, GREY, MM, WHITE, Pen, baseline, set_lines
from kiosk.paper.qr import Qr
from kiosk.paper.text import Rich


@dataclass(frozen=True, slots=True)
class NumberBand:
    """The paper's number in a frame with its QR code.

    A single thick frame with a black tag means the number is the counter's own; a double frame
    with an outlined tag means the hub's code. The difference is one of shape and words, so it
    survives black-and-white copying.
    """

    qr: Qr
    caption: str
    number: str
    tag: str
    official: bool
    sentence: Rich
    small: str
    measure: float
    type: Type

    @property
    def height(self) -> float:
        """QR and its quiet zone."""
        return self.qr.side + 6.9 * MM

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw frame, code, tag, number and sentence."""
        self._frame(pen, x, top)
        quiet = (self.height - self.qr.side) / 2
        self.qr.draw(pen, x + quiet, top + quiet)
        left = x + self.qr.side + 2 * quiet + 0.6 * MM
        right = x + self.measure - 3 * MM
        size = self.type.size
        self._tag(pen, right, top + 2.2 * MM)
        pen.text(left, top + 5.2 * MM, text.rich(self.caption, Face.SANS), size * 0.94)
        big = shrunk_to_fit(self.number, Face.SANS_BOLD, size * 1.95, right - left)
        base = top + 5.2 * MM + size * 1.95 * 0.94
        pen.text(left, base, text.rich(self.number, Face.SANS_BOLD), big)
        small = size * 0.84
        lines = text.wrap(self.sentence, small, right - left)
        set_lines(pen, left, base + 0.42 * size, lines, small, small * 1.44)
        last = top + self.height - quiet * 0.55
        pen.text(left, last, text.rich(self.small, Face.SANS), size * 0.78, GREY)

    def _frame(self, pen: Pen, x: float, top: float) -> None:
        if not self.official:
            pen.box((x + 0.75, top + 0.75, self.measure - 1.5, self.height - 1.5), 1.5)
            return
        pen.box((x + 0.3, top + 0.3, self.measure - 0.6, self.height - 0.6), 0.6)
        pen.box((x + 2.4, top + 2.4, self.measure - 4.8, self.height - 4.8), 0.9)

    def _tag(self, pen: Pen, right: float, top: float) -> None:
        size = self.type.size * 0.76
        spans = text.rich(self.tag, Face.SANS_BOLD)
        wide, high = text.measure(spans, size) + 7.2, size * 1.62
        area = (right - wide, top, wide, high)
        if self.official:
            pen.box(area, 0.9)
        else:
            pen.box(area, 0.0, fill=BLACK)
        colour = BLACK if self.official else WHITE
        pen.text(right - wide + 3.6, top + baseline(size, high), spans, size, colour)
