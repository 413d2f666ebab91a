"""Outline icons of assets/icons, coloured at run time: `image://icon/<name>/<rrggbb>/<stroke>`."""

import re
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer
from typing_extensions import override

NAME = re.compile(r"[a-z0-9-]+")
COLOUR = re.compile(r"[0-9a-f]{6}|[0-9a-f]{8}")
DEFAULT_SIZE = 48
OPAQUE_DIGITS = 8


class IconProvider(QQuickImageProvider):
    """Draws an icon at exactly the size asked for; an unknown name gives an empty picture."""

    def __init__(self, folder: Path) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._folder = folder

    @override
    def requestImage(self, icon: str, size: QSize, requested: QSize) -> QImage:
        """The picture for `<name>/<rrggbb or aarrggbb>/<stroke width>`."""
        name, colour, stroke = [*icon.split("/"), "", ""][:3]
        width = requested.width() if requested.width() > 0 else DEFAULT_SIZE
        height = requested.height() if requested.height() > 0 else width
        size.setWidth(width)
        size.setHeight(height)
        return draw(self._source(name), colour, stroke, QSize(width, height))

    def has(self, name: str) -> bool:
        """Whether there is an icon of this name."""
        return bool(self._source(name))

    def _source(self, name: str) -> str:
        return source(self._folder, name)


@lru_cache(maxsize=512)
def source(folder: Path, name: str) -> str:
    """The SVG text of an icon, "" when there is none."""
    path = folder / f"{name}.svg"
    return path.read_text(encoding="utf-8") if NAME.fullmatch(name) and path.is_file() else ""


def draw(svg: str, colour: str, stroke: str, size: QSize) -> QImage:
    """Draw an outline icon in one colour (hex digits, alpha first when eight)."""
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    if not svg:
        return image
    digits = colour.lower() if COLOUR.fullmatch(colour.lower()) else "000000"
    opacity = int(digits[:2], 16) / 255 if len(digits) == OPAQUE_DIGITS else 1.0
    text = svg.replace("currentColor", f"#{digits[-6:]}")
    if re.fullmatch(r"\d+(\.\d+)?", stroke):
        text = re.sub(r'stroke-width="[^"]*"', f'stroke-width="{stroke}"', text)
    painter = QPainter(image)
    painter.setOpacity(opacity)
    QSvgRenderer(QByteArray(text.encode())).render(painter)
    painter.end()
    return image
