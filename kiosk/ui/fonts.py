"""The screen's typefaces, registered from assets/fonts."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

FAMILY = "Be Vietnam Pro"
FALLBACK = "Noto Sans"
FACES = ("BeVietnamPro-*.ttf", "NotoSans-*.ttf")


class FontsMissing(Exception):
    """The folder holds no face of the screen's family."""


def register_fonts(folder: Path) -> tuple[str, ...]:
    """Load the faces in `folder`; letters Be Vietnam Pro lacks (ĕ ŏ ƀ) come from Noto Sans.

    Needs a QGuiApplication. Returns the families found; raises FontsMissing without the main one.
    """
    families: set[str] = set()
    for pattern in FACES:
        for face in sorted(folder.glob(pattern)):
            number = QFontDatabase.addApplicationFont(str(face))
            families.update(QFontDatabase.applicationFontFamilies(number) if number >= 0 else ())
    if FAMILY not in families:
        raise FontsMissing(f"Không thấy phông chữ {FAMILY} trong {folder}")
    QFont.insertSubstitution(FAMILY, FALLBACK)
    return tuple(sorted(families))
