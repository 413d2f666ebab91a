"""Every letter of the languages of Vietnam's peoples shows on the screen, in the bundled faces."""

import unicodedata
from pathlib import Path

import pytest
import yaml
from PySide6.QtGui import QFont, QTextLayout

from kiosk.app.config import ASSETS
from kiosk.ui.fonts import FAMILY, register_fonts

ORTHOGRAPHIES = yaml.safe_load(
    (Path(__file__).parent / "orthographies.yaml").read_text(encoding="utf-8")
)
WEIGHTS = (QFont.Weight.Normal, QFont.Weight.Bold)
SURELY_MISSING = "\U00012000"
"""A cuneiform sign."""


def letters(orthography):
    if "letters" in orthography:
        small = orthography["letters"].split()
        return sorted(
            {unicodedata.normalize("NFC", one) for one in (*small, *map(str.upper, small))}
        )
    block = range(ord(orthography["first"]), ord(orthography["last"]) + 1)
    assigned = [chr(code) for code in block if unicodedata.category(chr(code)) != "Cn"]
    return [f"◌{one}" if unicodedata.combining(one) or unicodedata.category(one)[0] == "M" else one
            for one in assigned]  # fmt: skip


def shaped(text, weight):
    """The faces a text is drawn with, and whether each letter of it has a shape."""
    font = QFont(FAMILY)
    font.setWeight(weight)
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = layout.glyphRuns()
    return {run.rawFont().familyName().casefold() for run in runs}, all(
        glyph for run in runs for glyph in run.glyphIndexes()
    )


@pytest.fixture(scope="module")
def families(qapp):
    return {family.casefold() for family in register_fonts(ASSETS / "fonts")}


@pytest.mark.parametrize("weight", WEIGHTS, ids=["plain", "bold"])
@pytest.mark.parametrize("language", sorted(ORTHOGRAPHIES))
def test_every_letter_has_a_shape_in_a_bundled_face(language, weight, families):
    written = letters(ORTHOGRAPHIES[language])
    assert len(written) > 40
    lacking = [
        (letter, faces)
        for letter in written
        for faces, whole in [shaped(letter, weight)]
        if not whole or not faces <= families
    ]
    assert lacking == []


def test_a_letter_no_face_has_is_noticed(families):
    faces, whole = shaped(SURELY_MISSING, QFont.Weight.Normal)
    assert not whole or not faces <= families
