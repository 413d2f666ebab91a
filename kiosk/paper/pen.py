"""A pen over one PDF: points from the top left corner of the page, the same bytes every time."""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from reportlab.pdfgen.canvas import Canvas

from kiosk.paper import fonts
from kiosk.paper.fonts import Face
from kiosk.paper.text import Line, Rich, measure, shown

Colour = tuple[float, float, float]
BLACK: Colour = (0, 0, 0)
WHITE: Colour = (1, 1, 1)
GREY: Colour = (0.33, 0.33, 0.33)
DOTS: Colour = (0.45, 0.45, 0.45)
SHADE: Colour = (0.941, 0.941, 0.941)
INK: Colour = (0.08, 0.16, 0.42)

DOT_STEP = 2.1
"""From dot to dot of a field line, in points."""

MM = 72 / 25.4
"""Points in a millimetre."""

Rectangle = tuple[float, float, float, float]
"""Left, top, width, height in points."""


class Pen:
    """Draws on the pages of one PDF; `bytes_` ends it."""

    def __init__(self, page: tuple[float, float], title: str, author: str, subject: str) -> None:
        fonts.load()
        self._file = io.BytesIO()
        self._height = page[1]
        self._canvas = Canvas(
            self._file,
            pagesize=page,
            invariant=1,
            pageCompression=1,
            initialFontName=Face.SANS.value,
            lang="vi-VN",
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setSubject(subject)
        self._canvas.setCreator("kiosk")

    def text(self, x: float, base: float, spans: Rich, size: float, colour: Colour = BLACK) -> None:
        """Write spans from `x` on the baseline `base`."""
        if not spans:
            return
        writing = self._canvas.beginText(x, self._height - base)
        writing.setFillColorRGB(*colour)
        for span in spans:
            writing.setFont(span.face.value, size)
            writing.textOut(shown(span.text))
        self._canvas.drawText(writing)

    def right(
        self, x: float, base: float, spans: Rich, size: float, colour: Colour = BLACK
    ) -> None:
        """Write spans so that they end at `x`."""
        self.text(x - measure(spans, size), base, spans, size, colour)

    def centre(
        self, x: float, base: float, spans: Rich, size: float, colour: Colour = BLACK
    ) -> None:
        """Write spans around `x`."""
        self.text(x - measure(spans, size) / 2, base, spans, size, colour)

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        thick: float = 0.5,
        colour: Colour = BLACK,
    ) -> None:
        """Draw a straight line."""
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.setLineWidth(thick)
        self._canvas.line(start[0], self._height - start[1], end[0], self._height - end[1])

    def dotted(self, left: float, right: float, y: float) -> None:
        """Draw the round dots of a field line; nothing when there is no room for two dots."""
        if right - left < DOT_STEP:
            return
        with self._kept():
            self._canvas.setLineCap(1)
            self._canvas.setDash([0, DOT_STEP])
            self.line((left, y), (right, y), 0.75, DOTS)

    def dashed(self, left: float, right: float, y: float) -> None:
        """Draw a dashed rule for rolls: black, because thin grey vanishes in thermal print."""
        with self._kept():
            self._canvas.setDash([3, 1.8])
            self.line((left, y), (right, y), 0.8)

    def box(
        self,
        area: Rectangle,
        thick: float = 0.5,
        colour: Colour = BLACK,
        fill: Colour | None = None,
    ) -> None:
        """Draw a rectangle; `thick` 0 leaves its edge away."""
        left, top, wide, high = area
        self._canvas.setLineWidth(thick)
        self._canvas.setStrokeColorRGB(*colour)
        if fill is not None:
            self._canvas.setFillColorRGB(*fill)
        self._canvas.rect(
            left,
            self._height - top - high,
            wide,
            high,
            stroke=int(thick > 0),
            fill=int(fill is not None),
        )

    def circle(self, x: float, y: float, radius: float, thick: float, colour: Colour) -> None:
        """Draw an empty circle."""
        self._canvas.setLineWidth(thick)
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.circle(x, self._height - y, radius)

    def stroke(
        self, points: Sequence[tuple[float, float]], thick: float, colour: Colour = BLACK
    ) -> None:
        """Draw a line through points with round ends."""
        with self._kept():
            self._canvas.setLineCap(1)
            self._canvas.setLineJoin(1)
            self._canvas.setLineWidth(thick)
            self._canvas.setStrokeColorRGB(*colour)
            path = self._canvas.beginPath()
            path.moveTo(points[0][0], self._height - points[0][1])
            for x, y in points[1:]:
                path.lineTo(x, self._height - y)
            self._canvas.drawPath(path)

    def fill(self, areas: Iterable[Rectangle]) -> None:
        """Fill rectangles in black as one path, so that no hairlines show between them."""
        path = self._canvas.beginPath()
        for left, top, wide, high in areas:
            path.rect(left, self._height - top - high, wide, high)
        self._canvas.setFillColorRGB(*BLACK)
        self._canvas.drawPath(path, stroke=0, fill=1)

    @contextmanager
    def shrunk(self, x: float, y: float, factor: float) -> Iterator[None]:
        """Draw smaller around the point (`x`, `y`)."""
        with self._kept():
            self._canvas.translate(x, self._height - y)
            self._canvas.scale(factor, factor)
            self._canvas.translate(-x, -(self._height - y))
            yield

    @contextmanager
    def _kept(self) -> Iterator[None]:
        self._canvas.saveState()
        yield
        self._canvas.restoreState()

    def turn(self) -> None:
        """End the page."""
        self._canvas.showPage()

    def bytes_(self) -> bytes:
        """End the file and return it."""
        self._canvas.save()
        return self._file.getvalue()


def set_lines(
    pen: Pen,
    x: float,
    top: float,
    lines: Sequence[Line],
    size: float,
    leading: float,
    *,
    centred_in: float | None = None,
) -> float:
    """Write lines under each other, centred in a width if given; return where they end."""
    for line in lines:
        base = top + baseline(size, leading)
        if centred_in is None:
            pen.text(x, base, line.spans, size)
        else:
            pen.centre(x + centred_in / 2, base, line.spans, size)
        top += leading
    return top


def baseline(size: float, leading: float) -> float:
    """How far under the top of a line its baseline lies.

    Noto sits high: 0.74 em up to a capital's top, so the optical middle is near 0.36 em.
    """
    return leading / 2 + 0.36 * size
