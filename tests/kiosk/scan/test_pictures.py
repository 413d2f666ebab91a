"""Picture files: any usual kind, upright; the rest is told in words that name the file."""

import io
import unicodedata

import numpy as np
import pytest
from PIL import Image

from kiosk.scan.pictures import MAX_BYTES, PictureUnreadable, decode_picture, read_picture
from kiosk.scan.pixels import pixels_of


def encoded(picture: Image.Image, kind: str, **extra) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **extra)
    return target.getvalue()


@pytest.fixture
def halves() -> Image.Image:
    """Left half red, right half blue."""
    rows = np.zeros((40, 60, 3), np.uint8)
    rows[:, :30, 0] = rows[:, 30:, 2] = 200
    return Image.fromarray(rows)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "BMP", "TIFF", "GIF"])
def test_usual_kinds_are_read_as_blue_green_red(halves, kind):
    frame = decode_picture(encoded(halves, kind), "ảnh", number=5)
    assert (frame.width, frame.height, frame.number) == (60, 40, 5)
    pixels = pixels_of(frame).astype(int)
    assert pixels[20, 5, 2] > 150 > pixels[20, 5, 0]
    assert pixels[20, 55, 0] > 150 > pixels[20, 55, 2]


def test_a_telephone_photo_is_turned_upright(halves):
    exif = Image.Exif()
    exif[0x0112] = 6
    frame = decode_picture(encoded(halves, "JPEG", exif=exif, quality=95), "ảnh")
    assert (frame.width, frame.height) == (40, 60)
    assert pixels_of(frame)[5, 20, 2] > 150


def test_what_is_transparent_is_white_paper():
    frame = decode_picture(encoded(Image.new("RGBA", (8, 8), (0, 0, 0, 0)), "PNG"), "ảnh")
    assert (pixels_of(frame) == 255).all()


def test_deep_grey_is_scaled_not_clipped():
    deep = Image.fromarray(np.full((8, 8), 0x8000, np.uint16))
    assert (pixels_of(decode_picture(encoded(deep, "PNG"), "ảnh")) == 0x80).all()


@pytest.mark.parametrize("brightest", [1023, 65535])
def test_deep_grey_of_a_scanner_is_scaled_too(brightest):
    half = ((brightest + 1) // 2).to_bytes(2, "big")
    frame = decode_picture(b"P5\n4 2\n%d\n" % brightest + half * 8, "ảnh.pgm")
    assert np.abs(pixels_of(frame).astype(int) - 0x80).max() <= 1


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
@pytest.mark.parametrize("mode", ["RGBA", "I;16"])
def test_what_is_converted_is_turned_upright_too(kind, mode):
    deep = Image.fromarray(np.full((40, 60), 0x8000, np.uint16))
    picture = deep if mode == "I;16" else Image.new(mode, (60, 40))
    exif = Image.Exif()
    exif[0x0112] = 6
    frame = decode_picture(encoded(picture, kind, exif=exif), "ảnh")
    assert (frame.width, frame.height) == (40, 60)


def test_a_file_too_large_for_the_kiosk_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "phim dài.jpg"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(PictureUnreadable, match=r"phim dài\.jpg.*quá lớn"):
        read_picture(path)


def test_a_name_written_with_marks_apart_is_told_in_whole_letters(tmp_path):
    path = tmp_path / unicodedata.normalize("NFD", "giấy rách.jpg")
    with pytest.raises(PictureUnreadable, match=r"giấy rách\.jpg"):
        read_picture(path)
    path.write_bytes(b"")
    with pytest.raises(PictureUnreadable, match=r"giấy rách\.jpg"):
        read_picture(path)


def test_a_picture_too_large_for_the_kiosk_is_refused_before_it_is_decoded():
    huge = encoded(Image.new("1", (20000, 20000)), "PNG")
    with pytest.raises(PictureUnreadable, match="ảnh lớn"):
        decode_picture(huge, "ảnh lớn")


@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_a_torn_file_is_named(tmp_path, kind, share):
    noise = np.random.default_rng(1).integers(0, 255, (200, 300, 3)).astype(np.uint8)
    content = encoded(Image.fromarray(noise), kind)
    path = tmp_path / "giấy rách.jpg"
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(PictureUnreadable, match=r"giấy rách\.jpg.*vẫn còn nguyên"):
        read_picture(path)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "trống"), (b"Xin ch\xc3\xa0o", "không phải là ảnh"), (b"%PDF-1.7\n", "không phải")],
    ids=["empty", "text", "pdf"],
)
def test_what_is_no_picture_is_named(tmp_path, content, words):
    path = tmp_path / "tệp lạ.png"
    path.write_bytes(content)
    with pytest.raises(PictureUnreadable, match=words) as refusal:
        read_picture(path)
    assert "tệp lạ.png" in str(refusal.value)


def test_a_file_that_is_away_is_named(tmp_path):
    with pytest.raises(PictureUnreadable, match=r"Không mở được tệp “mất\.jpg”"):
        read_picture(tmp_path / "mất.jpg")
