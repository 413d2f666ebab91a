"""QR codes as one vector path, sized in whole printer dots."""

from dataclasses import dataclass

import segno

from kiosk.paper.pen import Pen, Rectangle


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code with `side` points of modules, no quiet zone of its own.

    Upper-case text of `0-9A-Z $%*+-./:` is packed in alphanumeric mode (ISO/IEC 18004, 7.4.4),
    which makes a smaller code. Papers use error level M, rolls Q.
    """

    content: str
    side: float
    error: str = "m"

    @property
    def height(self) -> float:
        """The side."""
        return self.side

    @property
    def modules(self) -> tuple[tuple[bool, ...], ...]:
        """Rows of dark modules."""
        code = segno.make_qr(self.content, error=self.error, boost_error=False)
        return tuple(tuple(bool(dark) for dark in row) for row in code.matrix)

    @property
    def count(self) -> int:
        """Modules per side."""
        return len(self.modules)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Fill runs of dark modules from the corner (`x`, `top`)."""
        modules = self.modules
        unit = self.side / len(modules)
        areas: list[Rectangle] = []
        for number, row in enumerate(modules):
            start = 0
            while start < len(row):
                end = start
                while end < len(row) and row[end]:
                    end += 1
                if end > start:
                    area = (x + start * unit, top + number * unit, (end - start) * unit, unit)
                    areas.append(area)
                start = end + 1
        pen.fill(areas)


def on_dots(content: str, about: float, dot: float, error: str = "q") -> Qr:
    """A code near `about` points wide whose modules are whole printer dots of `dot` points."""
    count = Qr(content, about, error).count
    return Qr(content, max(1, round(about / count / dot)) * dot * count, error)
