"""The screen's typefaces, registered from assets/fonts."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

FAMILY = "Be Vietnam Pro"
FALLBACKS = ("Noto Sans", "Noto Sans Khmer", "Noto Sans Tai Viet", "Noto Sans Cham")
"""Letters of highland languages, then scripts of their own."""
FACES = ("BeVietnamPro-*.ttf", "NotoSans*-*.ttf")


class FontsMissing(Exception):
    """The folder holds no face of the screen's family."""


def register_fonts(folder: Path) -> tuple[str, ...]:
    """Load the faces in `folder`; letters Be Vietnam Pro lacks (ĕ ŏ ƀ ក ꪀ) come from Noto.

    Needs a QGuiApplication. Returns the families found; raises FontsMissing without the main one.
    """
    families: set[str] = set()
    for pattern in FACES:
        for face in sorted(folder.glob(pattern)):
            number = QFontDatabase.addApplicationFont(str(face))
            families.update(QFontDatabase.applicationFontFamilies(number) if number >= 0 else ())
    if FAMILY not in families:
        raise FontsMissing(f"Không thấy phông chữ {FAMILY} trong {folder}")
    QFont.insertSubstitutions(FAMILY, FALLBACKS)
    return tuple(sorted(families))
