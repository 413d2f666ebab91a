"""The eight faces papers are set in, embedded from `assets/fonts`, and what they can show.

Official papers use Noto Serif for text and data and Noto Sans for machine things (numbers, table
heads, captions); rolls and leaflets use Noto Sans only.
"""

import unicodedata
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from threading import Lock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont


class Face(StrEnum):
    """A face; the value is the name of its file without `.ttf`."""

    SERIF = "NotoSerif-Regular"
    SERIF_BOLD = "NotoSerif-Bold"
    SERIF_ITALIC = "NotoSerif-Italic"
    SERIF_BOLD_ITALIC = "NotoSerif-BoldItalic"
    SANS = "NotoSans-Regular"
    SANS_BOLD = "NotoSans-Bold"
    SANS_ITALIC = "NotoSans-Italic"
    SANS_BOLD_ITALIC = "NotoSans-BoldItalic"


class FontsMissing(Exception):
    """A font file is not where it should be; `str()` is a plain Vietnamese sentence."""


FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
UNKNOWN = "?"
"""Printed in place of a letter that no face has, so that a loss is seen."""

_registering = Lock()


def load(folder: Path = FONTS) -> None:
    """Register the faces found in `folder`, once. Raises FontsMissing."""
    with _registering:
        known = set(pdfmetrics.getRegisteredFontNames())
        for face in Face:
            if face.value in known:
                continue
            try:
                font = TTFont(face.value, str(folder / f"{face.value}.ttf"))
            except (TTFError, OSError) as problem:
                raise FontsMissing(
                    f"Máy thiếu tệp chữ {face.value}.ttf nên chưa in được giấy."
                    " Xin báo người phụ trách máy cài lại bộ chữ."
                ) from problem
            pdfmetrics.registerFont(font)


@lru_cache(maxsize=20_000)
def width(text: str, face: Face, size: float) -> float:
    """Advance width of `text` in points."""
    return float(pdfmetrics.stringWidth(text, face.value, size))


@lru_cache(maxsize=4_000)
def printable(text: str, face: Face) -> str:
    """`text` with every letter the face lacks replaced by its base letters or by `UNKNOWN`."""
    glyphs = pdfmetrics.getFont(face.value).face.charToGlyph
    return "".join(
        letter if ord(letter) in glyphs else _stand_in(letter, glyphs) for letter in text
    )


def _stand_in(letter: str, glyphs: dict[int, int]) -> str:
    if unicodedata.combining(letter):
        return ""
    plain = "".join(
        part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part)
    )
    shown = all(ord(part) in glyphs for part in plain)
    return unicodedata.normalize("NFC", plain) if plain and shown else UNKNOWN
