"""One PDF of JPEG pages, written by hand so that the pictures go in byte for byte.

General PDF libraries wrap pictures in ASCII85 (a quarter more on a slow line) or stamp the file
with the time. Here the same pages and title always give the same bytes. ISO 32000-1.
"""

import io
from collections.abc import Sequence

from PIL import Image

A4_LONG_SIDE = 841.89
"""Points (1/72 inch): the long side every page is given, its own shape kept."""
_SPACES = {"L": "/DeviceGray", "RGB": "/DeviceRGB"}


def bound(pages: Sequence[bytes], title: str) -> bytes:
    """A PDF showing each JPEG on a page of its own, in order.

    Raises ValueError for no pages at all and for bytes that are not a grey or colour JPEG.
    """
    if not pages:
        raise ValueError("nothing to bind")
    places = [4 + 3 * number for number in range(len(pages))]
    kids = " ".join(f"{place} 0 R" for place in places)
    hexed = (b"\xfe\xff" + title.encode("utf-16-be")).hex().upper()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (vi-VN) >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode("ascii"),
        f"<< /Title <{hexed}> >>".encode("ascii"),
    ]
    for place, jpeg in zip(places, pages, strict=True):
        objects += _page(place, jpeg)
    return _file(objects)


def _page(place: int, jpeg: bytes) -> tuple[bytes, bytes, bytes]:
    """The page object numbered `place`, its drawing and its picture, numbered right after it."""
    width, height, space = _shape(jpeg)
    scale = A4_LONG_SIDE / max(width, height)
    wide, tall = f"{width * scale:.2f}", f"{height * scale:.2f}"
    page = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {wide} {tall}] /Contents {place + 1} 0 R "
        f"/Resources << /XObject << /Page {place + 2} 0 R >> >> >>"
    )
    drawing = f"q {wide} 0 0 {tall} 0 0 cm /Page Do Q".encode("ascii")
    picture = (
        f"/Type /XObject /Subtype /Image /Width {width} /Height {height} "
        f"/ColorSpace {space} /BitsPerComponent 8 /Filter /DCTDecode"
    )
    return page.encode("ascii"), _stream("", drawing), _stream(picture, jpeg)


def _shape(jpeg: bytes) -> tuple[int, int, str]:
    try:
        with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as picture:
            return picture.width, picture.height, _SPACES[picture.mode]
    except (OSError, SyntaxError, KeyError) as problem:
        raise ValueError("a page is not a grey or colour JPEG") from problem


def _stream(entries: str, content: bytes) -> bytes:
    head = f"<< {entries} /Length {len(content)} >>\nstream\n".encode("ascii")
    return head + content + b"\nendstream"


def _file(objects: Sequence[bytes]) -> bytes:
    """Header, numbered objects, table of their places, trailer (ISO 32000-1, 7.5)."""
    written = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    starts = []
    for number, content in enumerate(objects, start=1):
        starts.append(len(written))
        written += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = len(written)
    size = len(objects) + 1
    written += b"xref\n0 %d\n0000000000 65535 f \n" % size
    written += b"".join(b"%010d 00000 n \n" % start for start in starts)
    written += b"trailer\n<< /Size %d /Root 1 0 R /Info 3 0 R >>\n" % size
    written += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(written)
