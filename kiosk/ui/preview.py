"""The live camera picture: a painted item, drawn by the software renderer like everything else."""

from PySide6.QtCore import Property, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem
from typing_extensions import override

from kiosk.journey.ports import Frame
from kiosk.ui.camera import CameraFeed

QML_IMPORT_NAME = "Kiosk.Items"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class CameraPreview(QQuickPaintedItem):
    """Shows the newest frame of a feed, whole and centred, with rounded corners."""

    feedChanged = Signal()
    radiusChanged = Signal()
    pictureChanged = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._feed: CameraFeed | None = None
        self._frame: Frame | None = None
        self._image = QImage()
        self._area = QRectF()
        self._radius = 0.0
        self.setAntialiasing(True)
        self.widthChanged.connect(self._place)
        self.heightChanged.connect(self._place)

    def _get_feed(self) -> QObject | None:
        return self._feed

    def _set_feed(self, feed: QObject | None) -> None:
        if feed is self._feed:
            return
        if self._feed is not None:
            self._feed.arrived.disconnect(self._look)
        self._feed = feed if isinstance(feed, CameraFeed) else None
        if self._feed is not None:
            self._feed.arrived.connect(self._look)
        self._look()
        self.feedChanged.emit()

    feed = Property(QObject, _get_feed, _set_feed, notify=feedChanged)

    def _get_radius(self) -> float:
        return self._radius

    def _set_radius(self, radius: float) -> None:
        if radius != self._radius:
            self._radius = radius
            self.radiusChanged.emit()
            self.update()

    radius = Property(float, _get_radius, _set_radius, notify=radiusChanged)

    def _get_frame_width(self) -> int:
        return self._image.width()

    frameWidth = Property(int, _get_frame_width, notify=pictureChanged)

    def _get_frame_height(self) -> int:
        return self._image.height()

    frameHeight = Property(int, _get_frame_height, notify=pictureChanged)

    def _get_picture_area(self) -> QRectF:
        return self._area

    pictureArea = Property(QRectF, _get_picture_area, notify=pictureChanged)

    @override
    def paint(self, painter: QPainter) -> None:
        """Draw the frame scaled into its area."""
        if self._image.isNull():
            return
        outline = QPainterPath()
        outline.addRoundedRect(self.boundingRect(), self._radius, self._radius)
        painter.setClipPath(outline)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self._area, self._image)

    def _look(self) -> None:
        frame = self._feed.frame if self._feed is not None else None
        before = self._image.size()
        self._frame = frame  # the picture below borrows these bytes
        self._image = picture(frame) if frame is not None else QImage()
        if self._image.size() != before:
            self._place()
        self.update()

    def _place(self) -> None:
        whole = self.boundingRect()
        size = self._image.size().scaled(whole.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        self._area = QRectF(
            (whole.width() - size.width()) / 2,
            (whole.height() - size.height()) / 2,
            size.width(),
            size.height(),
        )
        self.pictureChanged.emit()


def picture(frame: Frame) -> QImage:
    """A QImage over the frame's own bytes; the frame must outlive it."""
    return QImage(
        frame.pixels,
        frame.width,
        frame.height,
        3 * frame.width,
        QImage.Format.Format_BGR888,
    )
