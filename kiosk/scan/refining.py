"""A page's corners to the pixel: its outline was found in a small picture, four times coarser."""

import numpy as np
from numpy.typing import NDArray

from kiosk.journey.ports import Corners
from kiosk.scan.opencv import cv2
from kiosk.scan.pixels import Pixels

SAMPLES = 80
"""Places along a side at which its edge is looked for."""
ENDS = 0.06
"""Share of a side left out at both ends: corners are bent, and another edge begins there."""
FAINTEST = 8.0
"""Colour difference over one pixel below which there is no edge, only grain."""
STRAIGHT = 0.9
"""Share of samples that must agree: a line through a bent side would cut words at its ends."""
CLOSE = 1.0
"""Pixels within which a sample agrees."""
REACH = 1.5
"""How far, in pixels of the small picture, the outline may be off."""
PARALLEL = 1e-9
SHORTEST = 20.0
"""Pixels below which a side is too short to look at."""


def refined(picture: Pixels, corners: Corners, scale: float) -> Corners:
    """The corners moved to the page's edges; `scale` is that of the picture they were found in.

    A side without a clear straight edge (bent paper, picture border) stays where it was.
    """
    reach = REACH / scale + 2
    seen = np.asarray(corners, np.float64)
    lines = [_line(picture, seen[side], seen[(side + 1) % 4], reach) for side in range(4)]
    moved = []
    for place in range(4):
        point = np.cross(lines[place - 1], lines[place])
        corner = point[:2] / point[2] if abs(point[2]) > PARALLEL else seen[place]
        near = float(np.hypot(*(corner - seen[place]))) <= 2 * reach
        kept = corner if near else seen[place]
        moved.append((float(kept[0]), float(kept[1])))
    return moved[0], moved[1], moved[2], moved[3]


def _line(
    picture: Pixels, start: NDArray[np.float64], end: NDArray[np.float64], reach: float
) -> NDArray[np.float64]:
    """The side from `start` to `end` as a homogeneous line, laid on the edge near it."""
    along = end - start
    length = float(np.hypot(*along))
    same = _through(start, end)
    if length < SHORTEST:
        return same
    outward = np.array([along[1], -along[0]]) / length
    place = np.linspace(ENDS, 1 - ENDS, SAMPLES)
    offset = np.arange(-reach, reach + 0.5, 0.5)
    points = (
        start + place[:, None, None] * along + offset[None, :, None] * outward[None, None, :]
    ).astype(np.float32)
    bands = cv2.remap(
        picture, points[..., 0], points[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    ).astype(np.float32)
    # Neighbours along the side are averaged: print and grain differ, the edge goes on.
    calm = cv2.GaussianBlur(bands, (0, 0), sigmaX=1.5, sigmaY=1.5)
    change = np.linalg.norm(calm[:, 2:] - calm[:, :-2], axis=2)
    strongest = np.where(change.max(axis=1) > FAINTEST, offset[1:-1][change.argmax(axis=1)], np.nan)
    fit = _agreed(place, strongest)
    if fit is None:
        return same
    slope, base = fit
    return _through(start + base * outward, end + (base + slope) * outward)


def _through(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.cross([*one, 1.0], [*other, 1.0]), np.float64)


def _agreed(place: NDArray[np.float64], off: NDArray[np.float64]) -> tuple[float, float] | None:
    """Slope and base of the line most samples agree on; None when too few do."""
    one, two = np.triu_indices(len(place), k=len(place) // 4)
    slopes = (off[two] - off[one]) / (place[two] - place[one])
    bases = off[one] - slopes * place[one]
    miss = np.abs(slopes[:, None] * place[None] + bases[:, None] - off[None])
    agree = miss < CLOSE
    best = agree[int(agree.sum(axis=1).argmax())]
    if best.mean() < STRAIGHT:
        return None
    slope, base = np.polyfit(place[best], off[best], 1)
    return float(slope), float(base)
