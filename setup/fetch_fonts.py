"""Regenerates assets/fonts: Be Vietnam Pro and scripts as published, Noto cut to paper letters.

`python -m setup.fetch_fonts`. The cut keeps Latin with Vietnamese and the highland letters
(Ê Đê, Gia Rai, Ba Na: ĕ ŏ ŭ ĭ ƀ), combining marks, punctuation, super- and subscripts; it drops
hinting, which print and the screen's own rasteriser do not use. Same input, same bytes.
"""

import shutil
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from setup.npm import Package, unpack

FONTS = Path(__file__).resolve().parents[1] / "assets" / "fonts"

BE_VIETNAM_PRO = Package(
    "@expo-google-fonts/be-vietnam-pro",
    "0.4.1",
    "sha512-4o2bsqU1zcC6NZf5FRYB+7gE49waNWYOGc5c5qLfPgrSqqr61hS2Bz4TVPgxudO038tLydSyPxV8e79g8j5DpQ==",
)
NOTO_SANS = Package(
    "@expo-google-fonts/noto-sans",
    "0.4.2",
    "sha512-zYD8G2ijWLxqmquoQgghNh/x9p0yxWwArD0oxO1oXY1qx5vOd4t0Kbhnu/Cx8RTy08OgA8RtxuULZFaXwVPnPw==",
)
NOTO_SERIF = Package(
    "@expo-google-fonts/noto-serif",
    "0.4.2",
    "sha512-1xvAYegrtpCuPPunSyhvhV9FHWEzCWjikEoUJkvHt+WWvt+h7lKr+vkXNpqwFQM4W3KjXOccfLd5s04xLMjjDQ==",
)

SCRIPTS = {
    "NotoSansKhmer": Package(
        "@expo-google-fonts/noto-sans-khmer",
        "0.4.3",
        "sha512-vBG7J/w4j+tPTPA53a43zb/s/K3AjHRTDbEG4omn/xs4dThknBh4aVRJ4zwROLy7OeZnhQPDkGRUEPAi8C/btg==",
    ),
    "NotoSansTaiViet": Package(
        "@expo-google-fonts/noto-sans-tai-viet",
        "0.4.1",
        "sha512-ZCSX6pX6edJQihrC0YYI2/hhxdFvaFe0xMc4EwxJrXW6kdj1PsRxBXDqldiq3AOqTvdI/KLDNWTjeov8kEbg9A==",
    ),
    "NotoSansCham": Package(
        "@expo-google-fonts/noto-sans-cham",
        "0.4.1",
        "sha512-X6aSp+mGmXC50KqXwSAbeQ92FgjpGkRtVFPyy78sXDDOwV6UbwfS9rvAQeumiBQK2JoixEyxLMnpPO52FvG+3A==",
    ),
}
"""Scripts of their own: Khmer, Thái (Tai Viet), Chăm."""

SCREEN_WEIGHTS = {
    "400Regular": "Regular",
    "500Medium": "Medium",
    "600SemiBold": "SemiBold",
    "700Bold": "Bold",
    "800ExtraBold": "ExtraBold",
}
PAPER_STYLES = {
    "400Regular": "Regular",
    "700Bold": "Bold",
    "400Regular_Italic": "Italic",
    "700Bold_Italic": "BoldItalic",
}
PAPER_LETTERS = (
    *range(0x0020, 0x007F),  # Latin
    *range(0x00A0, 0x0180),  # Latin-1 and Extended-A: Vietnamese, highland and European letters
    *(0x0180, 0x0243),  # ƀ Ƀ of Ba Na and Ê Đê
    *(0x01A0, 0x01A1, 0x01AF, 0x01B0),  # ơ ư
    *range(0x01CD, 0x01DD),  # pinyin
    *range(0x0218, 0x021C),  # Romanian
    *(0x02BC, 0x02C6, 0x02C7, *range(0x02D8, 0x02DE)),  # spacing marks
    *range(0x0300, 0x0332),  # combining marks
    *range(0x1EA0, 0x1EFA),  # Vietnamese
    *range(0x2000, 0x2070),  # punctuation
    *range(0x2070, 0x20A0),  # super- and subscripts
    0x20AB,  # đồng
    0x20AC,
    0x2116,
    0x2122,
    0x2212,
    0x25CC,
)


def copy_screen_faces(folder: Path) -> None:
    """Copy the weights of Be Vietnam Pro the screen uses, with their licence."""
    for published, name in SCREEN_WEIGHTS.items():
        face = folder / published / f"BeVietnamPro_{published}.ttf"
        shutil.copyfile(face, FONTS / f"BeVietnamPro-{name}.ttf")
    shutil.copyfile(folder / "LICENSE_FONT", FONTS / "BeVietnamPro-OFL.txt")


def copy_script_face(folder: Path, family: str) -> None:
    """Copy the plain face of a script, whole, with its licence."""
    face = folder / "400Regular" / f"{family}_400Regular.ttf"
    shutil.copyfile(face, FONTS / f"{family}-Regular.ttf")
    shutil.copyfile(folder / "LICENSE_FONT", FONTS / f"{family}-OFL.txt")


def cut_paper_faces(folder: Path, family: str) -> None:
    """Write the four styles of a Noto family, cut to PAPER_LETTERS, with their licence."""
    for published, name in PAPER_STYLES.items():
        source = folder / published / f"{family}_{published}.ttf"
        cut(source, FONTS / f"{family}-{name}.ttf")
    shutil.copyfile(folder / "LICENSE_FONT", FONTS / f"{family}-OFL.txt")


def cut(source: Path, target: Path) -> None:
    """Write to `target` the face at `source` with only PAPER_LETTERS and no hinting."""
    options = subset.Options(hinting=False, name_IDs=["*"], notdef_outline=True)
    with TTFont(source, recalcTimestamp=False) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=PAPER_LETTERS)
        cutter.subset(font)
        font.save(target)


def main() -> None:
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        copy_screen_faces(unpack(BE_VIETNAM_PRO, Path(folder)))
        cut_paper_faces(unpack(NOTO_SANS, Path(folder)), "NotoSans")
        cut_paper_faces(unpack(NOTO_SERIF, Path(folder)), "NotoSerif")
        for family, package in SCRIPTS.items():
            copy_script_face(unpack(package, Path(folder)), family)


if __name__ == "__main__":
    main()
