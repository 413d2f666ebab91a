"""Lines drawn over a screen: ink of a finger, the outline of a page.

A painted item because the software renderer clips those; it draws a QtQuick Shape right over
whatever lies around a clipping item.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Property, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem
from typing_extensions import override

QML_IMPORT_NAME = "Kiosk.Items"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Strokes(QQuickPaintedItem):
    """`lines` are lists of points, each a point or [x, y] in pixels of the item."""

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Any] = []
        self._colour = QColor(Qt.GlobalColor.black)
        self._thickness = 4.0
        self.setAntialiasing(True)

    def _get_lines(self) -> list[Any]:
        return self._lines

    def _set_lines(self, lines: list[Any]) -> None:
        self._lines = lines
        self._redraw()

    lines = Property(list, _get_lines, _set_lines, notify=changed)

    def _get_colour(self) -> QColor:
        return self._colour

    def _set_colour(self, colour: QColor) -> None:
        self._colour = colour
        self._redraw()

    colour = Property(QColor, _get_colour, _set_colour, notify=changed)

    def _get_thickness(self) -> float:
        return self._thickness

    def _set_thickness(self, thickness: float) -> None:
        self._thickness = thickness
        self._redraw()

    thickness = Property(float, _get_thickness, _set_thickness, notify=changed)

    @override
    def paint(self, painter: QPainter) -> None:
        """Draw every line with round ends; a single point is a dot."""
        painter.setPen(
            QPen(
                self._colour,
                self._thickness,
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.RoundCap,
                Qt.PenJoinStyle.RoundJoin,
            )
        )
        for line in self._lines:
            points = [point_of(point) for point in line]
            if len(points) == 1:
                painter.drawPoint(points[0])
            elif points:
                painter.drawPolyline(QPolygonF(points))

    def _redraw(self) -> None:
        self.changed.emit()
        self.update()


def point_of(point: QPointF | Sequence[float]) -> QPointF:
    """A point as QML hands it over: its own type, or a list of two numbers."""
    return point if isinstance(point, QPointF) else QPointF(point[0], point[1])
