"""Picture files as frames: checked, upright, and never more than a kiosk can hold."""

import io
import unicodedata
import warnings
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from kiosk.journey.ports import Frame, KioskError
from kiosk.scan.pixels import frame_of

PICTURE_SUFFIXES = frozenset(
    [".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".gif", ".pgm", ".ppm"]
)
MAX_PIXELS = 64_000_000
"""A 64-megapixel telephone photo; decoded it takes 192 MB, the most a kiosk may spend on one."""
MAX_BYTES = 64 * 1024 * 1024

_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF", "PPM")
_NEXT = "Những gì đã làm vẫn còn nguyên. Hãy chọn ảnh khác hoặc chụp lại."


class PictureUnreadable(KioskError):
    """A file is not a picture we can show; `str()` says why and what to do."""


def read_picture(path: Path, number: int = 1) -> Frame:
    """The picture in a file, upright by its EXIF orientation. Raises PictureUnreadable."""
    name = unicodedata.normalize("NFC", path.name)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise PictureUnreadable(f"Tệp ảnh “{name}” quá lớn (trên 64 MB). {_NEXT}")
        content = path.read_bytes()
    except OSError as problem:
        raise PictureUnreadable(f"Không mở được tệp “{name}”. {_NEXT}") from problem
    return decode_picture(content, name, number)


def decode_picture(content: bytes, name: str, number: int = 1) -> Frame:
    """The picture in bytes; `name` stands in the sentence when it cannot be read.

    Raises PictureUnreadable for empty, torn, foreign or oversized pictures.
    """
    if not content:
        raise PictureUnreadable(f"Tệp ảnh “{name}” trống, không có gì bên trong. {_NEXT}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=_FORMATS)
        if picture.width * picture.height > MAX_PIXELS:
            raise PictureUnreadable(
                f"Ảnh “{name}” có quá nhiều điểm ảnh ({picture.width} × {picture.height}). {_NEXT}"
            )
        upright = _eight_bit(ImageOps.exif_transpose(picture))
        rgb = np.asarray(upright.convert("RGB"))
    except UnidentifiedImageError as problem:
        raise PictureUnreadable(f"Tệp “{name}” không phải là ảnh. {_NEXT}") from problem
    except (Image.DecompressionBombError, MemoryError) as problem:
        raise PictureUnreadable(f"Ảnh “{name}” quá lớn. {_NEXT}") from problem
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError) as problem:
        raise PictureUnreadable(
            f"Ảnh “{name}” bị hỏng hoặc chưa được chép đủ. {_NEXT}"
        ) from problem
    return frame_of(np.ascontiguousarray(rgb[:, :, ::-1]), number)


def _eight_bit(picture: Image.Image) -> Image.Image:
    """16-bit grey scaled down, transparency laid on white: Pillow would clip or blacken them.

    Deep PGM files come as 32-bit numbers, which Pillow has brought to the range of 16 bits.
    """
    if picture.mode.startswith("I"):
        sixteen = np.clip(np.asarray(picture), 0, 0xFFFF)
        return Image.fromarray((sixteen >> 8).astype(np.uint8))
    if picture.has_transparency_data:
        layers = picture.convert("RGBA")
        paper = Image.new("RGBA", layers.size, "white")
        paper.alpha_composite(layers)
        return paper
    return picture
