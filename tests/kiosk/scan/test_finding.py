"""Pages found on every kind of desk, to the pixel where their sides are straight."""

import numpy as np
import pytest

from kiosk.scan.finding import find_live, find_still
from kiosk.scan.opencv import cv2
from kiosk.scan.refining import refined

WIDTH, HEIGHT = 1600, 1200
WHITE, WOOD, SLATE, CREAM, BLUE = (
    (235, 238, 240),
    (40, 90, 140),
    (62, 58, 55),
    (200, 225, 235),
    (150, 90, 60),
)


def desk(colour, seed=5):
    noise = np.random.default_rng(seed)
    grain = cv2.GaussianBlur(noise.normal(0, 20, (HEIGHT, WIDTH, 1)), (0, 0), 5)[..., None]
    return np.full((HEIGHT, WIDTH, 3), colour, np.float32) + grain


def laid(corners, paper=WHITE, on=SLATE):
    """A printed page with these corners on a desk, as a camera would see it."""
    sheet = np.full((1400, 1000, 3), paper, np.uint8)
    for row in range(120, 1300, 60):
        cv2.putText(sheet, "Xin cho 8 chu", (90, row), cv2.FONT_HERSHEY_SIMPLEX, 1.6, (40,) * 3, 3)
    flat = np.array([[0, 0], [1000, 0], [1000, 1400], [0, 1400]], np.float32) - 0.5
    warp = cv2.getPerspectiveTransform(flat, np.asarray(corners, np.float32))
    there = cv2.warpPerspective(np.ones((1400, 1000), np.float32), warp, (WIDTH, HEIGHT))
    seen = cv2.warpPerspective(sheet, warp, (WIDTH, HEIGHT), flags=cv2.INTER_AREA)
    picture = np.where(there[..., None] > 0.5, seen, desk(on))
    picture += np.random.default_rng(9).normal(0, 2.5, picture.shape)
    return np.clip(picture, 0, 255).astype(np.uint8)


def turned(degrees, wide=600, tall=840):
    angle = np.deg2rad(degrees)
    spin = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    corners = np.array([[-wide, -tall], [wide, -tall], [wide, tall], [-wide, tall]]) / 2
    return corners @ spin.T + [WIDTH / 2, HEIGHT / 2]


def off(outline, corners):
    """The distance of every corner from where it should be; the order may begin elsewhere."""
    found = np.array(outline.corners)
    ways = [np.roll(found, turn, axis=0) for turn in range(4)]
    return min((np.linalg.norm(way - corners, axis=1) for way in ways), key=np.max)


@pytest.mark.parametrize("find", [find_live, find_still])
@pytest.mark.parametrize(
    ("paper", "on"),
    [(WHITE, SLATE), (WHITE, WOOD), (CREAM, WOOD), (BLUE, WHITE), (CREAM, BLUE)],
    ids=["white on slate", "white on wood", "cream on wood", "blue on white", "cream on blue"],
)
def test_a_page_is_found_to_the_pixel_on_any_desk(find, paper, on):
    corners = turned(4)
    assert off(find(laid(corners, paper, on)), corners).max() < 2.5


@pytest.mark.parametrize("degrees", [-40, -20, 0, 11, 30])
def test_a_page_may_lie_as_it_likes(degrees):
    corners = turned(degrees)
    assert off(find_live(laid(corners)), corners).max() < 2.5


def test_a_page_seen_from_the_side_is_found():
    corners = np.array([[420, 150], [1180, 180], [1390, 1090], [190, 1050]], float)
    assert off(find_still(laid(corners)), corners).max() < 3


def test_corners_go_round_from_the_top_left():
    (left, top), (right, upper), (far, bottom), (near, lower) = find_live(laid(turned(6))).corners
    assert left < right
    assert near < far
    assert max(top, upper) < min(bottom, lower)


@pytest.mark.parametrize("colour", [SLATE, WOOD, WHITE, BLUE])
def test_a_bare_desk_is_no_page(colour):
    bare = np.clip(desk(colour, seed=3), 0, 255).astype(np.uint8)
    assert find_live(bare) is None
    assert find_still(bare) is None


def test_a_page_that_runs_out_of_the_picture_is_still_found():
    corners = turned(0) + np.array([0, 300])
    outline = find_still(laid(corners))
    assert np.abs(np.array(outline.corners)[:2] - corners[:2]).max() < 6
    assert min(y for _, y in outline.corners[2:]) > HEIGHT - 8


def test_a_guess_some_pixels_off_is_laid_on_the_edges():
    corners = turned(3)
    guess = corners + np.array([[4, -3], [-5, 2], [3, 5], [-4, -4]])
    moved = refined(laid(corners), tuple(map(tuple, guess)), 0.33)
    assert np.linalg.norm(np.array(moved) - corners, axis=1).max() < 1.5


def test_a_bent_side_and_an_even_grey_leave_the_corners_alone():
    corners = turned(0)
    picture = laid(corners)
    arch = np.stack([np.linspace(500, 1100, 60), 180 + 40 * np.linspace(-1, 1, 60) ** 2], axis=1)
    picture[160:230, 480:1120] = SLATE
    cv2.fillPoly(picture, [np.vstack([arch, [[1100, 240], [500, 240]]]).astype(np.int32)], WHITE)
    guess = tuple(map(tuple, np.array([[500.0, 219.0], [1100.0, 219.0], *corners[2:]])))
    moved = np.array(refined(picture, guess, 0.33))
    assert np.abs(moved[:2, 1] - 219).max() < 1
    grey = np.full((HEIGHT, WIDTH, 3), 128, np.uint8)
    assert np.array(refined(grey, guess, 0.33)) == pytest.approx(np.array(guess), abs=1e-6)
