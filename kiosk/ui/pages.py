"""Thumbnails of kept pages, decrypted when drawn and never cached."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider
from typing_extensions import override

from kiosk.journey.ports import StoreFailed

FALLBACK = QSize(150, 212)


class PageProvider(QQuickImageProvider):
    """`image://page/<sha256>`: the page as a small picture; blank when its blob is gone."""

    def __init__(self, picture: Callable[[str], bytes]) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._picture = picture

    @override
    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:
        """Decode one page at the size asked for."""
        wanted = FALLBACK if requestedSize.isEmpty() else requestedSize
        try:
            image = QImage.fromData(self._picture(id))
        except StoreFailed:
            image = QImage(wanted, QImage.Format.Format_RGB32)
            image.fill(Qt.GlobalColor.lightGray)
        return image.scaled(
            wanted,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
