"""What every page reader and every code reader does."""

import cv2
import numpy as np
import pytest
import segno

from kiosk.journey.ports import Code, Frame, Verdict
from kiosk.scan.codes import ZxingThenZbar
from kiosk.scan.pages import OpenCvPageReader
from kiosk.scan.pixels import frame_of
from tests.support.booth import CARD
from tests.support.devices import FakeCodeReader, FakePageReader


def desk_with_a_page() -> Frame:
    """A printed white page, slightly turned, on a dark desk."""
    picture = np.full((1080, 1440, 3), 60, np.uint8)
    page = np.full((900, 640, 3), 235, np.uint8)
    for row in range(80, 840, 36):
        cv2.putText(page, "Cong hoa", (40, row), cv2.FONT_HERSHEY_SIMPLEX, 1, (20, 20, 20), 2)
    corners = np.array([[420, 90], [1050, 110], [1030, 1000], [400, 980]], np.float32)
    flat = np.array([[0, 0], [640, 0], [640, 900], [0, 900]], np.float32)
    turned = cv2.getPerspectiveTransform(flat, corners)
    size = (1440, 1080)
    there = cv2.warpPerspective(np.full_like(page, 255), turned, size)
    seen = cv2.warpPerspective(page, turned, size)
    return frame_of(np.where(there > 127, seen, picture).astype(np.uint8))


def wall() -> Frame:
    return frame_of(np.full((480, 640, 3), 120, np.uint8), 2)


@pytest.fixture(params=["fake", "real"])
def pages(request):
    return FakePageReader() if request.param == "fake" else OpenCvPageReader()


def test_a_good_page_is_found_with_its_corners_in_order(pages):
    view = pages.find(desk_with_a_page())
    assert view.verdict is Verdict.GOOD
    (left, top), (right, upper), (far, bottom), (near, lower) = view.corners
    assert left < right
    assert near < far
    assert top < lower
    assert upper < bottom


def test_without_a_page_there_are_no_corners(pages):
    if isinstance(pages, FakePageReader):
        pages.verdict = Verdict.NO_PAGE
    view = pages.find(wall())
    assert (view.corners, view.verdict) == (None, Verdict.NO_PAGE)


def test_a_page_is_scanned_as_jpeg_with_or_without_corners(pages):
    frame = desk_with_a_page()
    for corners in (pages.find(frame).corners, None):
        page = pages.scan(frame, corners)
        assert page.jpeg.startswith(b"\xff\xd8")
        assert page.jpeg.endswith(b"\xff\xd9")
        assert page.width > 0 < page.height


def test_bound_pages_are_one_pdf_that_carries_them_all_in_order(pages):
    jpegs = [pages.scan(frame, None).jpeg for frame in (desk_with_a_page(), wall())]
    pdf = pages.bind(jpegs, "Giấy chứng sinh")
    assert pdf.startswith(b"%PDF-")
    assert pdf == pages.bind(jpegs, "Giấy chứng sinh") != pages.bind(jpegs[::-1], "Giấy chứng sinh")


def code_frame(number: int, text: str) -> Frame:
    modules = np.array([list(row) for row in segno.make(text, error="m").matrix], np.uint8)
    squares = np.kron(1 - modules, np.ones((6, 6), np.uint8)) * 255
    return frame_of(np.dstack([np.pad(squares, 30, constant_values=255)] * 3), number)


@pytest.fixture(params=["fake", "real"])
def codes(request):
    return FakeCodeReader() if request.param == "fake" else ZxingThenZbar()


@pytest.mark.parametrize("thorough", [False, True])
def test_a_code_is_read_as_text(codes, thorough):
    frame = code_frame(1, CARD)
    if isinstance(codes, FakeCodeReader):
        codes.put(frame, CARD)
    (code,) = codes.read(frame, thorough=thorough)
    assert isinstance(code, Code)
    assert (code.format, code.text) == ("QRCode", CARD)


@pytest.mark.parametrize("thorough", [False, True])
def test_nothing_is_read_where_nothing_is(codes, thorough):
    assert codes.read(wall(), thorough=thorough) == ()
