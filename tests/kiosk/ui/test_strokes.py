"""Lines are drawn where they belong and nowhere else, also when the screen is paged away."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from kiosk.ui.engine import furnish
from kiosk.ui.strokes import point_of
from kiosk.ui.window import application

SCENE = """
import QtQuick
import Kiosk.Items
Window {
    width: 200; height: 200; visible: true; color: "white"
    Item {
        clip: true; width: 200; height: 100
        Strokes {
            y: -50; width: 200; height: 200; colour: "#ff0000"; thickness: 10
            lines: [[[20, 100], [180, 100]], [Qt.point(100, 120), Qt.point(100, 190)], [[40, 130]]]
        }
    }
}
"""


@pytest.fixture
def picture():
    application(["strokes", "-platform", "offscreen"])
    engine = QQmlApplicationEngine()
    furnish(engine)
    engine.loadData(SCENE.encode())
    window = engine.rootObjects()[0]
    assert isinstance(window, QQuickWindow)
    grabbed = window.grabWindow()
    window.close()
    engine.deleteLater()
    return grabbed


def is_red(picture, x, y):
    colour = QColor(picture.pixel(x, y))
    return colour.red() > 200 and colour.green() < 80


def test_lines_and_dots_are_drawn_inside_and_clipped_outside(picture):
    assert is_red(picture, 100, 50)
    assert is_red(picture, 100, 90)
    assert is_red(picture, 40, 80)
    assert not any(is_red(picture, 100, y) for y in range(101, 200))
    assert not is_red(picture, 100, 20)


def test_points_come_in_two_forms():
    assert point_of([1.0, 2.0]) == point_of(QPointF(1, 2)) == QPointF(1, 2)
