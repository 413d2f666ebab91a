"""The true shape of a page seen askew: how wide it is for its height.

Side lengths in the picture foreshorten: a page seen at 45° measures a sixth too short. Four corners
and the camera's middle give the shape back (Zhang & He, Whiteboard scanning and image enhancement,
2007, section 3.2).
"""

import math

import numpy as np
from numpy.typing import NDArray

from kiosk.journey.ports import Corners

CONVERGING = 0.04
"""Sides that meet less than this tell nothing of the lens, which is then taken for a usual one."""
USUAL_LENS = 1.15
"""Focal length in picture widths: webcams have 0.8 (65° wide), document cameras and phones more."""
LENSES = (0.5, 3.0)
"""What cameras have at all; a lens outside means that corners are off and would mislead us."""
MOST = 2.0
"""No page lies so flat before a camera that it looks twice too short."""
TINY = 1e-6
PAPERS = (math.sqrt(2), 85.6 / 53.98)
"""Long to short side of A-sizes (ISO 216) and of cards (ISO/IEC 7810 ID-1)."""
NEAR_PAPER = 0.03
"""So near to a known paper's shape it is that paper: corners are seldom surer."""


def proportion(corners: Corners, width: int, height: int) -> float:
    """Width over height of the page whose corners are seen in a picture of this size."""
    middle = ((width - 1) / 2, (height - 1) / 2)
    seen = (np.asarray(corners, np.float64) - middle) / width
    apparent = _by_sides(seen)
    try:
        shape = _by_perspective(seen)
    except ZeroDivisionError:
        return apparent
    # Corners dragged into no rectangle at all give anything; then the picture's own shape stays.
    return _like_paper(shape) if 1 / MOST < shape / apparent < MOST else apparent


def _by_sides(seen: NDArray[np.float64]) -> float:
    top, right, bottom, left = np.linalg.norm(np.roll(seen, -1, axis=0) - seen, axis=1)
    return max(float(top + bottom), TINY) / max(float(left + right), TINY)


def _by_perspective(seen: NDArray[np.float64]) -> float:
    """From how opposite sides meet; the camera's middle is the origin, its width the unit."""
    # m1 to m4 of the paper: top left, top right, bottom left, bottom right.
    one, two, four, three = np.hstack([seen, np.ones((4, 1))])
    k2 = float(np.cross(one, four) @ three) / float(np.cross(two, four) @ three)
    k3 = float(np.cross(one, four) @ two) / float(np.cross(three, four) @ two)
    across, down = k2 * two - one, k3 * three - one
    lens = np.array([1.0, 1.0, _lens(across, down)])
    return float(np.linalg.norm(across * lens)) / float(np.linalg.norm(down * lens))


def _lens(across: NDArray[np.float64], down: NDArray[np.float64]) -> float:
    """Focal length in picture widths, from both pairs of sides meeting at right angles."""
    if min(abs(across[2]), abs(down[2])) < CONVERGING:
        return USUAL_LENS
    square = -float(across[:2] @ down[:2]) / float(across[2] * down[2])
    lens = math.sqrt(max(square, 0.0))
    return lens if LENSES[0] < lens < LENSES[1] else USUAL_LENS


def _like_paper(shape: float) -> float:
    for paper in PAPERS:
        for known in (paper, 1 / paper):
            if abs(shape / known - 1) < NEAR_PAPER:
                return known
    return shape
