"""Reading bar and QR codes: zxing-cpp on every frame, ZBar and retouched copies when thorough."""

import importlib.metadata
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

import zxingcpp
from zxingcpp import Barcode, BarcodeFormat, BarcodeFormats, Binarizer, TextMode

from kiosk.journey.ports import Code, Corners, Frame
from kiosk.scan.pixels import Pixels, grey_of, pixels_of
from kiosk.scan.retouching import retouched
from kiosk.scan.zbar import ZBar, ZBarRead, ZBarUnavailable

FORMATS = BarcodeFormats(
    [
        BarcodeFormat.QRCode,
        BarcodeFormat.MicroQRCode,
        BarcodeFormat.RMQRCode,
        BarcodeFormat.PDF417,
        BarcodeFormat.DataMatrix,
        BarcodeFormat.Aztec,
        BarcodeFormat.Code128,
        BarcodeFormat.Code39,
        BarcodeFormat.EAN13,
    ]
)
"""What stands on ID cards, older papers, passports' slips and receipts."""
WITH_ECI = frozenset(
    ["]Q2", "]Q4", "]Q6", "]d4", "]d5", "]d6", "]L1", "]z3", "]z4", "]z5", "]z9", "]zA", "]zB"]
)
"""AIM identifiers (ISO/IEC 15424) of codes in which an ECI says how their bytes are meant."""


@dataclass(frozen=True, slots=True)
class ReaderHealth:
    """Which readers work: versions, and in `warning` (Vietnamese, may be empty) what is lacking."""

    zxing: str
    zbar: str | None
    warning: str


class ZxingThenZbar:
    """The code reader of the counter. Text is exact: UTF-8 wins over any guess, then NFC.

    Without the zbar library it reads with zxing-cpp alone and says so in `health()`.
    """

    def __init__(self, *, second: bool = True) -> None:
        """`second=False` leaves ZBar out even where it is installed."""
        self._zbar: ZBar | None = None
        self._lacking = "không dùng bộ đọc thứ hai"
        if second:
            try:
                self._zbar = ZBar()
            except ZBarUnavailable as problem:
                self._lacking = str(problem)

    def health(self) -> ReaderHealth:
        """Which readers work now."""
        zxing = importlib.metadata.version("zxing-cpp")
        if self._zbar is not None:
            return ReaderHealth(zxing, self._zbar.version, "")
        words = f"Mã vạch chỉ được đọc bằng một bộ đọc ({self._lacking}); mã mờ có thể khó đọc hơn."
        return ReaderHealth(zxing, None, words)

    def read(self, frame: Frame, *, thorough: bool = False) -> tuple[Code, ...]:
        """The codes in a frame, each once. `thorough` may take half a second when nothing shows."""
        grey = grey_of(pixels_of(frame))
        codes = _by_zxing(grey, 1.0)
        if codes or not thorough:
            return codes
        codes = _by_zxing(grey, 1.0, Binarizer.GlobalHistogram) or self._by_zbar(grey, 1.0)
        if codes:
            return codes
        for copy in retouched(grey):
            codes = _by_zxing(copy.grey, copy.scale) or self._by_zbar(copy.grey, copy.scale)
            if codes:
                return codes
        return ()

    def _by_zbar(self, grey: Pixels, scale: float) -> tuple[Code, ...]:
        if self._zbar is None:
            return ()
        return _once(_zbar_code(read, scale) for read in self._zbar.read(grey))


def _by_zxing(
    grey: Pixels, scale: float, binarizer: Binarizer = Binarizer.LocalAverage
) -> tuple[Code, ...]:
    found = zxingcpp.read_barcodes(
        grey, formats=FORMATS, text_mode=TextMode.Plain, binarizer=binarizer
    )
    doubtful = any(_as_utf8(barcode) not in {None, barcode.text} for barcode in found)
    declaring = _declaring(grey, binarizer) if doubtful else frozenset()
    return _once(
        _zxing_code(barcode, scale, declared=barcode.bytes in declaring) for barcode in found
    )


def _zxing_code(barcode: Barcode, scale: float, *, declared: bool) -> Code:
    place = barcode.position
    points = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    outline = tuple((float(point.x), float(point.y)) for point in points)
    return Code(
        barcode.symbology.name, _zxing_text(barcode, declared=declared), _corners(outline, scale)
    )


def _zxing_text(barcode: Barcode, *, declared: bool) -> str:
    """UTF-8 where the bytes are UTF-8 and the code declares nothing else; else zxing's own reading.

    A code with an ECI that zxing does not know comes out byte by byte, so that nothing is lost.
    """
    text = None if declared and barcode.text else _as_utf8(barcode)
    return text or barcode.text or barcode.bytes.decode("latin-1")


def _as_utf8(barcode: Barcode) -> str | None:
    try:
        return barcode.bytes.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _declaring(grey: Pixels, binarizer: Binarizer) -> frozenset[bytes]:
    """The bytes of those codes that declare their encoding by an ECI (AIM ECI specification).

    Only this text mode of zxing-cpp 3 tells: `symbology_identifier` is the same with and without.
    """
    found = zxingcpp.read_barcodes(
        grey, formats=FORMATS, text_mode=TextMode.HexECI, binarizer=binarizer
    )
    return frozenset(
        barcode.bytes
        for barcode in found
        if bytes.fromhex(barcode.text)[: len("]Q2")].decode("latin-1") in WITH_ECI
    )


def _zbar_code(read: ZBarRead, scale: float) -> Code | None:
    """A code whose bytes are UTF-8; anything else would be a guess and is left unread."""
    try:
        text = read.content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    # ZBar goes round the other way: top left, bottom left, bottom right, top right.
    outline = (read.outline[0], *reversed(read.outline[1:])) if read.outline else ()
    return Code(BarcodeFormat.QRCode.name, text, _corners(outline, scale))


def _corners(outline: tuple[tuple[float, float], ...], scale: float) -> Corners | None:
    if len(outline) != len(("top left", "top right", "bottom right", "bottom left")):
        return None
    first, second, third, fourth = ((x / scale, y / scale) for x, y in outline)
    return first, second, third, fourth


def _once(codes: Iterable[Code | None]) -> tuple[Code, ...]:
    """Each text of a format once, in the order found, as NFC."""
    seen: dict[tuple[str, str], Code] = {}
    for code in codes:
        if code is not None and code.text:
            text = unicodedata.normalize("NFC", code.text)
            seen.setdefault((code.format, text), replace(code, text=text))
    return tuple(seen.values())
