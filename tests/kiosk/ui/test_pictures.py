"""Icons, QR codes and the camera picture, read back pixel by pixel."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QRawFont
from pytestqt.qtbot import QtBot

from kiosk.journey.ports import Frame, SourceLost
from kiosk.ui import icons, qr_picture
from kiosk.ui.camera import CameraFeed
from kiosk.ui.engine import ASSETS
from kiosk.ui.fonts import FAMILY, FontsMissing, register_fonts
from kiosk.ui.preview import CameraPreview, picture
from kiosk.ui.syllable import TONE_SIGNS, VOWELS

TEXT = "https://hoso.example/tra?ma=MB-2026-000123"


pytestmark = pytest.mark.usefixtures("qapp")


def pixels(image: QImage) -> np.ndarray:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8)
    return rows.reshape(grey.height(), grey.bytesPerLine())[:, : grey.width()].copy()


def opaque(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


class TestIcons:
    def test_an_icon_is_drawn_in_its_colour_at_its_size(self) -> None:
        size = QSize()
        provider = icons.IconProvider(ASSETS / "icons")
        image = provider.requestImage("check/a61b24/2", size, QSize(64, 64))
        assert (image.width(), image.height()) == (size.width(), size.height()) == (64, 64)
        assert opaque(image) == {"#a61b24"}

    def test_eight_digits_begin_with_the_opacity(self) -> None:
        provider = icons.IconProvider(ASSETS / "icons")
        image = provider.requestImage("check/80a61b24/2", QSize(), QSize(64, 64))
        assert not opaque(image)
        assert max(image.pixelColor(x, 32).alpha() for x in range(64)) in range(120, 136)

    def test_a_wider_stroke_draws_more(self) -> None:
        svg = icons.source(ASSETS / "icons", "check")
        thin, thick = (icons.draw(svg, "000000", width, QSize(64, 64)) for width in ("1", "4"))
        assert sum(self.covered(thick)) > 2 * sum(self.covered(thin))

    @staticmethod
    def covered(image: QImage) -> Iterator[bool]:
        for x in range(64):
            for y in range(64):
                yield image.pixelColor(x, y).alpha() > 127

    @pytest.mark.parametrize("name", ["no-such-icon", "../../README", "", "a/b"])
    def test_an_unknown_name_gives_an_empty_picture(self, name: str) -> None:
        provider = icons.IconProvider(ASSETS / "icons")
        image = provider.requestImage(f"{name}/000000/2", QSize(), QSize(16, 16))
        assert not opaque(image)
        assert not provider.has(name)


class TestQrCodes:
    def drawn(self, encoded: str, side: int) -> QImage:
        return qr_picture.QrProvider().requestImage(encoded, QSize(), QSize(side, side))

    @pytest.mark.parametrize("text", [TEXT, "Hồ sơ số 12, Xã Mẫu"])
    def test_a_reader_reads_what_was_asked_for(self, text: str) -> None:
        found, *_ = cv2.QRCodeDetector().detectAndDecode(pixels(self.drawn(quote(text), 240)))
        assert found == text

    def test_nothing_gives_white(self) -> None:
        assert pixels(self.drawn("", 60)).min() == 255

    def test_modules_are_whole_pixels_with_a_quiet_zone(self) -> None:
        rows = pixels(qr_picture.draw(TEXT, 200))
        assert set(np.unique(rows)) == {rows.min(), 255}
        dark = np.argwhere(rows < 128)
        assert dark.min() >= 8
        assert dark.max() < 192


class OneFrame:
    """A page source that always has the same frame, until it is lost."""

    def __init__(self, frame: Frame) -> None:
        self.current = frame
        self.lost = False

    def start(self) -> None:
        pass

    def stop(self) -> None:
        pass

    def frame(self) -> Frame | None:
        if self.lost:
            raise SourceLost("Máy ảnh đã bị rút dây.")
        return self.current


def halves(width: int = 80, height: int = 40) -> Frame:
    """A frame that is blue on the left and red on the right."""
    rows = np.zeros((height, width, 3), np.uint8)
    rows[:, : width // 2] = (255, 0, 0)
    rows[:, width // 2 :] = (0, 0, 255)
    return Frame(memoryview(rows.tobytes()), width, height, 1)


class TestCameraPicture:
    def test_a_frame_is_a_picture_of_the_same_colours(self) -> None:
        frame = halves()
        image = picture(frame)
        assert image.pixelColor(5, 5).name() == "#0000ff"
        assert image.pixelColor(75, 35).name() == "#ff0000"

    def test_the_newest_frame_is_drawn_whole_and_centred(self, qtbot: QtBot) -> None:
        feed = CameraFeed(OneFrame(halves()))
        preview = CameraPreview()
        preview.setSize(QSizeF(400, 400))
        preview.setProperty("feed", feed)
        with qtbot.waitSignal(feed.arrived):
            feed.watch(lambda _: None)
        assert preview.property("frameWidth") == 80
        assert preview.property("pictureArea") == QRectF(0, 100, 400, 200)
        canvas = QImage(400, 400, QImage.Format.Format_RGB32)
        canvas.fill(QColor("#00ff00"))
        painter = QPainter(canvas)
        preview.paint(painter)
        painter.end()
        assert canvas.pixelColor(50, 200).name() == "#0000ff"
        assert canvas.pixelColor(350, 200).name() == "#ff0000"
        assert canvas.pixelColor(200, 50).name() == "#00ff00"
        feed.release()

    def test_a_lost_camera_leaves_no_picture(self, qtbot: QtBot) -> None:
        source = OneFrame(halves())
        feed = CameraFeed(source)
        preview = CameraPreview()
        preview.setProperty("feed", feed)
        with qtbot.waitSignal(feed.arrived):
            feed.watch(lambda _: None)
        source.lost = True
        with qtbot.waitSignal(feed.changed):
            pass
        assert feed.property("lost") == "Máy ảnh đã bị rút dây."
        assert preview.property("frameWidth") == 0
        feed.release()

    def test_a_view_without_a_feed_shows_nothing_and_does_not_mind(self) -> None:
        feed = CameraFeed(OneFrame(halves()))
        preview = CameraPreview()
        preview.setProperty("feed", feed)
        preview.setProperty("feed", None)
        feed.arrived.emit()
        assert preview.property("frameWidth") == 0


def test_a_folder_without_the_screens_letters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FontsMissing, match="Be Vietnam Pro"):
        register_fonts(tmp_path)


def test_the_fonts_have_every_vietnamese_letter() -> None:
    assert FAMILY in register_fonts(ASSETS / "fonts")
    face = QRawFont.fromFont(QFont(FAMILY))
    letters = {
        unicodedata.normalize("NFC", vowel + sign) for vowel in VOWELS for sign in TONE_SIGNS
    }
    assert not [one for one in letters | {"đ", "Đ", "₫"} if not face.supportsCharacter(ord(one))]
