"""ZBar as second reader of QR codes, in binary mode so that it never guesses a text encoding.

pyzbar 0.1.9 cannot ask for binary mode (NaturalHistoryMuseum/pyzbar#82), and without it ZBar takes
Vietnamese UTF-8 for Shift-JIS or Latin-1 in 9.6 % of ID cards. So the scanner is driven here
through pyzbar's own wrapper, with config 4 (`ZBAR_CFG_BINARY` of zbar.h, since ZBar 0.23.1).
"""

import threading
from ctypes import byref, c_char_p, c_uint, c_void_p, cast, string_at
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from kiosk.scan.pixels import Pixels

_CFG_ENABLE = 0
_CFG_BINARY = 4
_FOURCC_Y800 = 0x30303859
_CORNERS = 4

Points = tuple[tuple[float, float], ...]


class ZBarUnavailable(RuntimeError):
    """The zbar library is not installed, or too old to read bytes unharmed; `str()` says which."""


@dataclass(frozen=True, slots=True)
class ZBarRead:
    """The bytes of one QR code and the points of its outline, in pixels."""

    content: bytes
    outline: Points


class ZBar:
    """One ZBar scanner set to QR codes in binary mode. Safe from several threads, one at a time."""

    def __init__(self) -> None:
        """Load the library. Raises ZBarUnavailable."""
        self._wrapper = _load()
        self._lock = threading.Lock()
        self._scanner = self._wrapper.zbar_image_scanner_create()
        configure = self._wrapper.zbar_image_scanner_set_config
        qr = self._wrapper.ZBarSymbol.QRCODE
        for symbol in self._wrapper.ZBarSymbol:
            configure(self._scanner, symbol, _CFG_ENABLE, 0)
        configure(self._scanner, qr, _CFG_ENABLE, 1)
        if configure(self._scanner, qr, _CFG_BINARY, 1) != 0:
            self.close()
            raise ZBarUnavailable(f"ZBar {self.version} quá cũ, cần bản 0.23.1 trở lên")

    @property
    def version(self) -> str:
        """Version of the library, such as `0.23.92`."""
        parts = c_uint(), c_uint(), c_uint()
        # Three numbers since 0.23: pyzbar's own prototype passes two and lets ZBar write astray.
        self._wrapper.load_libzbar().zbar_version(*(byref(part) for part in parts))
        return ".".join(str(part.value) for part in parts)

    def read(self, grey: Pixels) -> tuple[ZBarRead, ...]:
        """The QR codes of a grey picture."""
        zbar = self._wrapper
        height, width = grey.shape
        content = grey.tobytes()
        with self._lock:
            image = zbar.zbar_image_create()
            try:
                zbar.zbar_image_set_format(image, _FOURCC_Y800)
                zbar.zbar_image_set_size(image, width, height)
                zbar.zbar_image_set_data(
                    image, cast(c_char_p(content), c_void_p), len(content), None
                )
                zbar.zbar_scan_image(self._scanner, image)
                return tuple(self._symbols(image))
            finally:
                zbar.zbar_image_destroy(image)

    def close(self) -> None:
        """Free the scanner; reading is over."""
        scanner, self._scanner = self._scanner, None
        if scanner is not None:
            self._wrapper.zbar_image_scanner_destroy(scanner)

    def _symbols(self, image: Any) -> list[ZBarRead]:  # noqa: ANN401  (a ctypes pointer)
        zbar, found = self._wrapper, []
        symbol = zbar.zbar_image_first_symbol(image)
        while symbol:
            content = string_at(
                zbar.zbar_symbol_get_data(symbol), zbar.zbar_symbol_get_data_length(symbol)
            )
            size = zbar.zbar_symbol_get_loc_size(symbol)
            outline = tuple(
                (
                    float(zbar.zbar_symbol_get_loc_x(symbol, place)),
                    float(zbar.zbar_symbol_get_loc_y(symbol, place)),
                )
                for place in range(size)
            )
            found.append(ZBarRead(content, outline if size == _CORNERS else ()))
            symbol = zbar.zbar_symbol_next(symbol)
        return found


def _load() -> ModuleType:
    try:
        from pyzbar import wrapper
    except (ImportError, OSError) as problem:
        raise ZBarUnavailable("chưa cài thư viện zbar (gói libzbar0)") from problem
    module: ModuleType = wrapper
    return module
