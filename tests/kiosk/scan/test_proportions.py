"""A page keeps its true shape however it was tilted before the camera."""

import math

import numpy as np
import pytest

from kiosk.scan.pixels import pixels_of
from kiosk.scan.proportions import proportion
from kiosk.scan.straightening import LONGEST, straightened

WIDTH, HEIGHT = 1920, 1080
A4 = 1 / math.sqrt(2)


def seen(shape, *, nod=0.0, turn=0.0, spin=0.0, lens=1.15):
    """Corners of a page `shape` wide and 1 high, tilted in degrees, before a pinhole camera."""
    page = np.array([[-shape, -1, 0], [shape, -1, 0], [shape, 1, 0], [-shape, 1, 0]]) / 2
    a, b, c = np.deg2rad([nod, turn, spin])
    nodding = np.array([[1, 0, 0], [0, np.cos(a), -np.sin(a)], [0, np.sin(a), np.cos(a)]])
    turning = np.array([[np.cos(b), 0, np.sin(b)], [0, 1, 0], [-np.sin(b), 0, np.cos(b)]])
    spinning = np.array([[np.cos(c), -np.sin(c), 0], [np.sin(c), np.cos(c), 0], [0, 0, 1]])
    there = page @ (spinning @ turning @ nodding).T + [0.1, 0.05, 3.2 * lens]
    points = there[:, :2] / there[:, 2:] * lens * WIDTH + [(WIDTH - 1) / 2, (HEIGHT - 1) / 2]
    return tuple((float(x), float(y)) for x, y in points)


@pytest.mark.parametrize("shape", [A4, 1 / A4, 85.6 / 53.98, 1.25])
@pytest.mark.parametrize(
    "tilt",
    [{}, {"nod": 25}, {"turn": -25}, {"nod": 30, "turn": 20, "spin": 4}, {"nod": -40, "turn": 8}],
    ids=str,
)
def test_the_shape_of_a_tilted_page_is_known_within_two_percent(shape, tilt):
    assert proportion(seen(shape, **tilt), WIDTH, HEIGHT) == pytest.approx(shape, rel=0.02)


@pytest.mark.parametrize("lens", [0.8, 1.15, 1.6])
def test_a_lens_is_found_from_the_corners(lens):
    corners = seen(1.25, nod=35, turn=-30, lens=lens)
    assert proportion(corners, WIDTH, HEIGHT) == pytest.approx(1.25, rel=0.02)


def test_two_pixels_of_doubt_about_corners_do_little_harm():
    rng = np.random.default_rng(3)
    for _ in range(40):
        corners = np.array(seen(A4, nod=20, spin=3)) + rng.uniform(-2, 2, (4, 2))
        assert proportion(tuple(map(tuple, corners)), WIDTH, HEIGHT) == pytest.approx(A4, rel=0.05)


@pytest.mark.parametrize(
    "corners",
    [
        ((0, 0), (100, 0), (100, 0), (0, 0)),
        ((5, 5), (5, 5), (5, 5), (5, 5)),
        ((0, 0), (100, 100), (100, 0), (0, 100)),
        ((0, 0), (50, 50), (100, 100), (10, 90)),
    ],
    ids=["flat", "one point", "crossed", "three in line"],
)
def test_corners_dragged_into_nonsense_still_give_a_picture(corners, page_frame):
    page = straightened(pixels_of(page_frame), corners)
    assert 0 < page.shape[0] <= LONGEST
    assert 0 < page.shape[1] <= LONGEST
