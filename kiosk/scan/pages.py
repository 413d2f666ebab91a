"""The page reader of the counter: finds, straightens and binds pages."""

from collections.abc import Sequence

from typing_extensions import override

from kiosk.journey.ports import Corners, Frame, PageReader, PageView, ScannedPage, Verdict
from kiosk.scan.binding import bound
from kiosk.scan.finding import find_live, find_still
from kiosk.scan.opencv import cv2
from kiosk.scan.pixels import Pixels, pixels_of
from kiosk.scan.shooting import verdict
from kiosk.scan.straightening import evenly_lit, straightened

QUALITY = 85
"""JPEG quality of the page kept at the counter; smaller copies are made for slow lines."""


class OpenCvPageReader(PageReader):
    """Pages by contours and lines."""

    @override
    def find(self, frame: Frame) -> PageView:
        """Where the page is in a live frame and whether it may be shot."""
        picture = pixels_of(frame)
        outline = find_live(picture)
        corners = outline.corners if outline is not None else None
        page = straightened(picture, corners) if corners is not None else None
        return PageView(corners, verdict(picture, corners, page))

    @override
    def scan(self, frame: Frame, corners: Corners | None = None) -> ScannedPage:
        """The page straightened and evenly lit; the whole frame when no page is found."""
        picture = pixels_of(frame)
        if corners is None:
            outline = find_still(picture)
            corners = outline.corners if outline is not None else None
        page = straightened(picture, corners) if corners is not None else picture
        judged = verdict(picture, corners, page) if corners is not None else Verdict.NO_PAGE
        flat = evenly_lit(page)
        return ScannedPage(_jpeg(flat), flat.shape[1], flat.shape[0], judged)

    @override
    def bind(self, pages: Sequence[bytes], title: str) -> bytes:
        """One PDF of JPEG pages in order, their bytes unchanged; the same pages, the same bytes."""
        return bound(pages, title)


def _jpeg(page: Pixels) -> bytes:
    done, content = cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    if not done:
        raise ValueError("OpenCV cannot encode a page")
    return bytes(content)
