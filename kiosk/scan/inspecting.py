"""Pictures looked at one by one, as plain values: what the command line says of them."""

import time
from pathlib import Path
from typing import Any

from dossier.identity import Identity, NotACard, parse_qr
from kiosk.journey.ports import Corners
from kiosk.scan.codes import ZxingThenZbar
from kiosk.scan.finding import find_still
from kiosk.scan.pages import OpenCvPageReader
from kiosk.scan.pictures import PictureUnreadable, read_picture
from kiosk.scan.pixels import pixels_of
from kiosk.scan.shooting import verdict
from kiosk.scan.straightening import straightened

CORNERS = ("tl", "tr", "br", "bl")
_codes = ZxingThenZbar()
_pages = OpenCvPageReader()


def read_codes(path: Path) -> dict[str, Any]:
    """Every code in a picture. Raises PictureUnreadable."""
    started = time.perf_counter()
    found = _codes.read(read_picture(path), thorough=True)
    codes = [{"format": code.format, "text": code.text} for code in found]
    return {"path": str(path), "codes": codes, "ms": _since(started)}


def read_card(path: Path) -> dict[str, Any]:
    """The ID card in a picture. Raises PictureUnreadable."""
    started = time.perf_counter()
    card: Identity | None = None
    warnings: list[str] = []
    for code in _codes.read(read_picture(path), thorough=True):
        try:
            card = parse_qr(code.text)
        except NotACard as problem:
            warnings.append(str(problem))
    if card is not None:
        warnings = [str(warning) for warning in card.warnings]
    return {
        "path": str(path),
        "found": card is not None,
        "card": _told(card) if card is not None else None,
        "warnings": warnings,
        "ms": _since(started),
    }


def find_page(path: Path) -> dict[str, Any]:
    """The outline of the page in a picture, in pixels. Raises PictureUnreadable."""
    started = time.perf_counter()
    picture = pixels_of(read_picture(path))
    outline = find_still(picture)
    corners = outline.corners if outline is not None else None
    page = straightened(picture, corners) if corners is not None else None
    judged = verdict(picture, corners, page)
    return {
        "path": str(path),
        "corners": _named(corners) if corners is not None else None,
        "verdict": judged.value,
        "ms": _since(started),
    }


def scan_page(path: Path, out: Path) -> dict[str, Any]:
    """Straighten the page in a picture into `out`, as JPEG and PDF.

    Raises PictureUnreadable, also when `out` cannot be written.
    """
    started = time.perf_counter()
    page = _pages.scan(read_picture(path))
    jpeg, pdf = out / f"{path.stem}.jpg", out / f"{path.stem}.pdf"
    try:
        out.mkdir(parents=True, exist_ok=True)
        jpeg.write_bytes(page.jpeg)
        pdf.write_bytes(_pages.bind([page.jpeg], path.stem))
    except OSError as problem:
        raise PictureUnreadable(f"Không ghi được vào thư mục {out}.") from problem
    return {
        "path": str(path),
        "jpeg": str(jpeg),
        "pdf": str(pdf),
        "width": page.width,
        "height": page.height,
        "verdict": page.verdict.value,
        "ms": _since(started),
    }


def _told(card: Identity) -> dict[str, Any]:
    return {
        "number": card.number,
        "name": card.name,
        "born": card.born.iso if card.born is not None else None,
        "sex": card.sex,
        "residence": card.residence,
        "issued": card.issued.isoformat() if card.issued is not None else None,
        "kind": card.kind,
        "old_number": card.old_number,
        "extras": list(card.extras),
    }


def _named(corners: Corners) -> dict[str, list[float]]:
    return {name: [round(x, 1), round(y, 1)] for name, (x, y) in zip(CORNERS, corners, strict=True)}


def _since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)
