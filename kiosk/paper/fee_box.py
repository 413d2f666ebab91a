"""The box of sums and of what has become of the money."""

from dataclasses import dataclass

from kiosk.paper import fonts, text
from kiosk.paper.fields import Type
from kiosk.paper.fonts import Face
from kiosk.paper.parts import shrunk_to_fit
from kiosk.paper.pen import MM, Pen, baseline, set_lines
from kiosk.paper.text import Line


@dataclass(frozen=True, slots=True)
class FeeBox:
    """Sums at the left, what has become of the money at the right."""

    lines: tuple[tuple[str, str], ...]
    total: tuple[str, str]
    state: str
    sentence: str
    measure: float
    type: Type

    @property
    def _split(self) -> float:
        return self.measure * 0.54

    @property
    def _small(self) -> Type:
        return Type(self.type.size * 0.92, self.type.leading * 0.86)

    def _rows(self) -> list[tuple[tuple[Line, ...], str]]:
        room = self._split - 5 * MM
        rows = []
        for label, amount in self.lines:
            taken = fonts.width(amount, Face.SERIF, self.type.size) + 2 * MM
            spans = text.rich(text.glue(label), Face.SERIF)
            rows.append((text.wrap(spans, self.type.size, room - taken), amount))
        return rows

    def _sentence(self) -> tuple[Line, ...]:
        spans = text.rich(text.glue(self.sentence), Face.SERIF)
        return text.wrap(spans, self._small.size, self.measure - self._split - 4.2 * MM)

    def _sizes(self) -> tuple[float, float]:
        count = sum(max(1, len(lines)) for lines, _ in self._rows()) + 1
        left = count * self.type.leading * 0.92
        right = self.type.leading * 1.1 + len(self._sentence()) * self._small.leading
        return left, right

    @property
    def height(self) -> float:
        """The taller side with its padding."""
        return max(self._sizes()) + 2.4 * MM

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the frame, the sums and the state of payment."""
        pen.box((x + 0.45, top, self.measure - 0.9, self.height), 0.9)
        pen.line((x + self._split, top), (x + self._split, top + self.height), 0.5)
        self._sums(pen, x + 2 * MM, top + (self.height - self._sizes()[0]) / 2)
        left, size = x + self._split + 2.1 * MM, self.type.size
        under = top + (self.height - self._sizes()[1]) / 2
        base = under + baseline(size, self.type.leading * 1.1)
        state = shrunk_to_fit(
            self.state, Face.SANS_BOLD, size * 1.02, self.measure - self._split - 4.2 * MM
        )
        pen.text(left, base, text.rich(self.state, Face.SANS_BOLD), state)
        under += self.type.leading * 1.1
        set_lines(pen, left, under, self._sentence(), self._small.size, self._small.leading)

    def _sums(self, pen: Pen, left: float, top: float) -> None:
        size, leading = self.type.size, self.type.leading * 0.92
        right = left + self._split - 5 * MM
        for lines, amount in self._rows():
            end = set_lines(pen, left, top, lines, size, leading)
            end = max(end, top + leading)
            base = end - leading + baseline(size, leading)
            pen.right(right, base, text.rich(amount, Face.SERIF), size)
            top = end
        pen.line((left, top), (right, top), 0.7)
        base = top + baseline(size, leading)
        pen.text(left, base, text.rich(self.total[0], Face.SERIF_BOLD), size)
        pen.right(right, base, text.rich(self.total[1], Face.SERIF_BOLD), size)
