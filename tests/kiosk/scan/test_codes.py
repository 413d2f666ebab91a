"""Codes are read to the letter, whatever way their text was put into bytes."""

import unicodedata

import numpy as np
import pytest
import segno
import zxingcpp

from kiosk.journey.ports import Frame
from kiosk.scan.codes import ZxingThenZbar
from kiosk.scan.opencv import cv2
from kiosk.scan.pixels import frame_of, pixels_of

TRAPS = (
    "Đặng",
    "Nữ",
    "Lê A Tuấn",
    "001099000013||Đặng A Lựu|01021999|Nữ|Thôn Mẫu, Xã Thử, Huyện Mẫu|15082022",
    "Nguyễn Thị Mẫu|Ấp Thử, Phường Ễ Ỗ Ữ Ự Ẵ Ặ Ỹ",
    "Ngô Ánh",
)
"""Texts that ZBar, left to guess, takes for Shift-JIS, Big5 or Latin-1, and the hardest letters."""


def drawn(code: segno.QRCode, module: int = 6) -> Frame:
    dark = np.array([list(row) for row in code.matrix], np.uint8)
    squares = np.kron(1 - np.pad(dark, 4), np.ones((module, module), np.uint8)) * 255
    return frame_of(squares)


def printed(barcode_format, content, **extra) -> Frame:
    symbol = zxingcpp.create_barcode(content, barcode_format, **extra)
    return frame_of(np.pad(np.array(symbol.to_image(scale=4)), 30, constant_values=255))


@pytest.fixture(scope="module")
def reader() -> ZxingThenZbar:
    return ZxingThenZbar()


def texts(reader, frame, *, thorough=True):
    return [code.text for code in reader.read(frame, thorough=thorough)]


@pytest.mark.parametrize("text", TRAPS)
@pytest.mark.parametrize("declared", [False, True], ids=["raw bytes", "declared as UTF-8"])
def test_vietnamese_is_read_to_the_letter(reader, text, declared):
    code = segno.make_qr(text, encoding="utf-8", mode="byte", eci=declared, error="m")
    assert texts(reader, drawn(code), thorough=False) == [text]


@pytest.mark.parametrize("text", TRAPS)
def test_the_second_reader_never_guesses_an_encoding(text):
    """ZBar alone: zxing is passed over by asking the wrapped reader itself."""
    both = ZxingThenZbar()
    if both.health().zbar is None:
        pytest.skip("zbar is not installed")
    code = segno.make_qr(text, encoding="utf-8", mode="byte", eci=False, error="m")
    picture = cv2.cvtColor(pixels_of(drawn(code)), cv2.COLOR_BGR2GRAY)
    assert [found.text for found in both._by_zbar(picture, 1.0)] == [text]


@pytest.mark.parametrize("text", ["Nguyá»…n Thá»‹ Máº«u", "Ã©", "Â° £ ñ"])
def test_what_was_garbled_before_it_was_printed_is_not_mended_by_guessing(reader, text):
    """Letters of Latin-1 that look like UTF-8 read wrongly are still what the code says."""
    code = segno.make_qr(text, encoding="utf-8", mode="byte", error="m")
    assert texts(reader, drawn(code)) == [text]


@pytest.mark.parametrize("kind", ["QRCode", "Aztec", "DataMatrix", "PDF417"])
def test_every_kind_of_code_that_declares_its_encoding_is_believed(reader, kind):
    """Latin-1 bytes that would be UTF-8 too, declared as Latin-1 (ECI 3)."""
    declared = printed(getattr(zxingcpp.BarcodeFormat, kind), "Ã© Nam", eci="ISO-8859-1")
    assert texts(reader, declared) == ["Ã© Nam"]
    silent = printed(getattr(zxingcpp.BarcodeFormat, kind), "Ã© Nam")
    assert texts(reader, silent) == ["é Nam"]


def test_declared_and_silent_codes_side_by_side_are_each_read_their_way(reader):
    declared = pixels_of(drawn(segno.make_qr("Lan", encoding="utf-16-be", mode="byte", eci=True)))
    silent = pixels_of(drawn(segno.make_qr("Ngô", encoding="utf-8", mode="byte", error="m")))
    wide = np.full((max(len(declared), len(silent)), 900, 3), 255, np.uint8)
    wide[: len(declared), : declared.shape[1]] = declared
    wide[: len(silent), 450 : 450 + silent.shape[1]] = silent
    assert sorted(texts(reader, frame_of(wide))) == ["Lan", "Ngô"]


@pytest.mark.parametrize(
    ("text", "encoding"), [("Ngo Mau", "utf-16-be"), ("Ã©", "windows-1252"), ("点茗", "shift-jis")]
)
def test_a_declared_encoding_wins_over_bytes_that_would_be_utf8(reader, text, encoding):
    code = segno.make_qr(text, encoding=encoding, mode="byte", eci=True, error="m")
    assert texts(reader, drawn(code)) == [text]


def test_marks_written_apart_come_out_as_one_letter(reader):
    apart = unicodedata.normalize("NFD", "Nguyễn Thị Mẫu")
    code = segno.make_qr(apart, encoding="utf-8", mode="byte", error="m")
    assert texts(reader, drawn(code)) == ["Nguyễn Thị Mẫu"]


def test_a_code_that_declares_another_encoding_is_believed(reader):
    code = segno.make_qr("Crème brûlée", encoding="iso-8859-1", mode="byte", eci=True, error="m")
    assert texts(reader, drawn(code)) == ["Crème brûlée"]


def test_bytes_that_are_not_utf8_are_not_lost(reader):
    code = segno.make_qr("Crème brûlée", encoding="iso-8859-1", mode="byte", eci=False, error="m")
    assert texts(reader, drawn(code)) == ["Crème brûlée"]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (zxingcpp.BarcodeFormat.Code128, "KH-2026-000017"),
        (zxingcpp.BarcodeFormat.PDF417, "CMND 012345678"),
        (zxingcpp.BarcodeFormat.DataMatrix, "H.01-2026"),
    ],
    ids=["Code128", "PDF417", "DataMatrix"],
)
def test_codes_of_older_papers_are_read(reader, kind, content):
    (code,) = reader.read(printed(kind, content))
    assert (code.format, code.text) == (kind.name, content)


def test_one_code_seen_is_told_once_and_two_are_told_apart(reader):
    one = pixels_of(drawn(segno.make_qr("một", error="m")))
    other = pixels_of(drawn(segno.make_qr("hai", error="m")))
    assert texts(reader, frame_of(np.hstack([one, one]))) == ["một"]
    assert sorted(texts(reader, frame_of(np.hstack([one, other])))) == ["hai", "một"]


@pytest.mark.parametrize("turn", [None, cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180])
def test_a_code_is_read_whichever_way_up(reader, card_frame, turn):
    picture = pixels_of(card_frame)
    turned = picture if turn is None else np.ascontiguousarray(cv2.rotate(picture, turn))
    (text,) = texts(reader, frame_of(turned), thorough=False)
    assert text.startswith("010198000017||Lò Thị Mẫu|")


def test_corners_are_those_of_the_code_even_when_a_copy_was_read(reader):
    """A quarter of the size and blurred: only an enlarged, sharpened copy can be read."""
    text = "Thôn Mẫu, Xã Thử, Huyện Mẫu, Tỉnh Lào Cai"
    clear = pixels_of(drawn(segno.make_qr(text, encoding="utf-8", error="l"), 8))
    desk = np.full((700, 900, 3), 255, np.uint8)
    desk[100 : 100 + clear.shape[0], 200 : 200 + clear.shape[1]] = clear
    small = cv2.resize(desk, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    frame = frame_of(np.ascontiguousarray(cv2.GaussianBlur(small, (0, 0), 1.0)))
    assert texts(reader, frame, thorough=False) == []
    (code,) = reader.read(frame, thorough=True)
    assert code.text == text
    (left, top), _, (right, bottom), _ = code.corners
    quiet = 4 * 8 / 4
    assert (left, top) == pytest.approx((50 + quiet, 25 + quiet), abs=3)
    side = clear.shape[0] / 4
    assert (right, bottom) == pytest.approx((50 + side - quiet, 25 + side - quiet), abs=3)


def test_without_the_second_reader_it_says_what_is_lacking():
    health = ZxingThenZbar(second=False).health()
    assert health.zbar is None
    assert "một bộ đọc" in health.warning
    assert ZxingThenZbar(second=False).read(drawn(segno.make_qr("một")))[0].text == "một"


def test_a_bare_desk_says_nothing(reader, bare_desk):
    assert reader.read(bare_desk, thorough=True) == ()
