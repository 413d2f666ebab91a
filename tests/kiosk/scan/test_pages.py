"""Pages on a desk: found where they lie, judged, straightened upright and bound to the letter."""

import numpy as np
import pypdfium2
import pytest

from kiosk.demo.scene import FRAME_SIZE, PAGE_SIZE, SECOND_PAGE
from kiosk.journey.ports import Verdict
from kiosk.scan.opencv import cv2
from kiosk.scan.pages import OpenCvPageReader
from kiosk.scan.pixels import frame_of, pixels_of


@pytest.fixture(scope="module")
def pages() -> OpenCvPageReader:
    return OpenCvPageReader()


def true_corners():
    """Where the demo lays a page: 92 % of the frame high, its top 3 % narrower, turned by -2°."""
    tall = FRAME_SIZE[1] * 0.92
    wide = tall * PAGE_SIZE[0] / PAGE_SIZE[1]
    corners = np.array([[-wide, -tall], [wide, -tall], [wide, tall], [-wide, tall]]) / 2
    corners[:2, 0] *= 0.97
    angle = np.deg2rad(-2)
    spin = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return corners @ spin.T + [FRAME_SIZE[0] / 2, FRAME_SIZE[1] / 2]


def changed(frame, change):
    return frame_of(np.ascontiguousarray(change(pixels_of(frame))).astype(np.uint8))


def decoded(jpeg):
    return cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)


def reddest(page):
    """The middle of the red seal, as shares of width and height."""
    blue, green, red = (page[:, :, channel].astype(int) for channel in range(3))
    rows, columns = np.nonzero(red - np.maximum(blue, green) > 60)
    low = rows > page.shape[0] * 0.5
    return columns[low].mean() / page.shape[1], rows[low].mean() / page.shape[0]


def test_a_page_is_found_within_two_percent_of_its_width(pages, page_frame):
    view = pages.find(page_frame)
    truth = true_corners()
    off = np.linalg.norm(np.array(view.corners) - truth, axis=1)
    assert off.max() < 0.02 * np.linalg.norm(truth[1] - truth[0])
    assert view.verdict is Verdict.GOOD


def test_a_page_is_scanned_upright_in_its_true_shape(pages, page_frame):
    scanned = pages.scan(page_frame)
    page = decoded(scanned.jpeg)
    assert (scanned.width, scanned.height) == (page.shape[1], page.shape[0])
    assert scanned.width / scanned.height == pytest.approx(PAGE_SIZE[0] / PAGE_SIZE[1], rel=0.01)
    across, down = reddest(page)
    assert across == pytest.approx(900 / PAGE_SIZE[0], abs=0.015)
    assert down == pytest.approx(1500 / PAGE_SIZE[1], abs=0.015)
    assert scanned.verdict is Verdict.GOOD


def test_corners_the_officer_drew_are_kept(pages, page_frame):
    truth = true_corners()
    upper = (*truth[:2], (truth[1] + truth[2]) / 2, (truth[0] + truth[3]) / 2)
    scanned = pages.scan(page_frame, tuple((float(x), float(y)) for x, y in upper))
    assert scanned.width / scanned.height == pytest.approx(2**0.5, rel=0.05)


def test_a_shadow_over_half_the_page_is_taken_out(pages, page_frame):
    shade = np.linspace(0.45, 1.0, FRAME_SIZE[0])[None, :, None]
    page = decoded(pages.scan(changed(page_frame, lambda seen: seen * shade)).jpeg)
    blank = page[page.shape[0] * 8 // 10 :: 7, ::9].max(axis=2)
    left, right = np.percentile(np.array_split(blank, 2, axis=1)[0], 50), np.percentile(blank, 90)
    assert right - left < 12
    assert left > 225


def test_nothing_on_the_desk_is_no_page_and_scans_whole(pages, bare_desk):
    view = pages.find(bare_desk)
    assert (view.corners, view.verdict) == (None, Verdict.NO_PAGE)
    scanned = pages.scan(bare_desk)
    assert (scanned.width, scanned.height) == FRAME_SIZE
    assert scanned.verdict is Verdict.NO_PAGE


DESK = (70, 62, 58)


def smaller(seen):
    """The same desk from more than twice the height."""
    small = cv2.resize(seen, None, fx=0.45, fy=0.45, interpolation=cv2.INTER_AREA)
    return cv2.copyMakeBorder(small, 297, 297, 528, 528, cv2.BORDER_CONSTANT, value=DESK)


def burnt(seen):
    seen = seen.copy()
    cv2.circle(seen, (900, 500), 150, (255, 255, 255), -1)
    return seen


def test_a_page_in_a_large_photo_is_not_called_small(pages, page_frame):
    """48 megapixels, of which the page has more than any screen could show."""
    photo = changed(
        page_frame, lambda seen: cv2.resize(seen, (8944, 5031), interpolation=cv2.INTER_LINEAR)
    )
    assert pages.find(photo).verdict is not Verdict.TOO_SMALL


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        (lambda seen: seen // 6, Verdict.TOO_DARK),
        (lambda seen: seen[80:, :], Verdict.CUT_CORNER),
        (smaller, Verdict.TOO_SMALL),
        (lambda seen: cv2.GaussianBlur(seen, (0, 0), 5), Verdict.BLURRED),
        (lambda seen: burnt(seen * 0.8), Verdict.GLARE),
    ],
    ids=["dark", "cut", "small", "blurred", "glare"],
)
def test_what_is_wrong_with_a_page_is_told(pages, page_frame, change, verdict):
    assert pages.find(changed(page_frame, change)).verdict is verdict


def test_bound_pages_carry_their_bytes_unchanged_in_order(pages, scene, page_frame):
    jpegs = [pages.scan(page_frame).jpeg, pages.scan(scene.page(SECOND_PAGE, 2)).jpeg]
    pdf = pages.bind([*jpegs, jpegs[0]], "Giấy chứng sinh")
    assert pdf == pages.bind([*jpegs, jpegs[0]], "Giấy chứng sinh")
    assert pdf != pages.bind([*jpegs, jpegs[0]], "Giấy khác")
    assert 0 < pdf.index(jpegs[0]) < pdf.index(jpegs[1])
    assert len(pdf) < sum(map(len, jpegs)) + len(jpegs[0]) + 2500
    document = pypdfium2.PdfDocument(pdf)
    try:
        assert len(document) == 3
        assert document.get_metadata_value("Title") == "Giấy chứng sinh"
        assert max(document[0].get_size()) == pytest.approx(841.89, abs=0.01)
        shown = document[1].render(scale=1).to_numpy()
    finally:
        document.close()
    page = decoded(jpegs[1])
    small = cv2.resize(page, shown.shape[1::-1], interpolation=cv2.INTER_AREA)
    assert np.abs(shown.astype(int) - small).mean() < 6


def test_a_grey_page_is_bound_too(pages):
    done, content = cv2.imencode(".jpg", np.full((60, 40), 130, np.uint8))
    document = pypdfium2.PdfDocument(pages.bind([content.tobytes()], ""))
    try:
        assert done
        assert document[0].render(scale=0.1).to_numpy().mean() == pytest.approx(130, abs=3)
    finally:
        document.close()


@pytest.mark.parametrize("parts", [[], [b""], [b"\x89PNG no"], [b"\xff\xd8\xff"]], ids=str)
def test_what_is_no_page_is_not_bound(pages, parts):
    with pytest.raises(ValueError, match=r"bind|JPEG"):
        pages.bind(parts, "Giấy")
