"""QR codes for the screen: `image://qr/<the text, percent-encoded>`."""

from urllib.parse import unquote

import segno
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from typing_extensions import override

QUIET_MODULES = 2
DEFAULT_SIZE = 200


class QrProvider(QQuickImageProvider):
    """Draws a QR code in whole pixels per module, centred on white."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    @override
    def requestImage(self, encoded: str, size: QSize, requested: QSize) -> QImage:
        """The picture of the text behind `encoded`; white when there is none."""
        side = requested.width() if requested.width() > 0 else DEFAULT_SIZE
        size.setWidth(side)
        size.setHeight(side)
        return draw(unquote(encoded), side)


def draw(text: str, side: int) -> QImage:
    """A QR picture `side` pixels wide and high, error correction M."""
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    if not text:
        return image
    rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]
    module = max(1, side // (len(rows) + 2 * QUIET_MODULES))
    start = (side - module * len(rows)) // 2
    painter = QPainter(image)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                painter.fillRect(
                    start + x * module, start + y * module, module, module, QColor("#1B2330")
                )
    painter.end()
    return image
