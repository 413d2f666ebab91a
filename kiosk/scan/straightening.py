"""From a page seen askew to an upright page in even light."""

import numpy as np

from kiosk.journey.ports import Corners
from kiosk.scan.opencv import cv2
from kiosk.scan.pixels import Pixels, as_pixels
from kiosk.scan.proportions import proportion

LONGEST = 2339
"""Pixels of a straightened page's long side at most: A4 at 200 dpi."""
PAPER_WHITE = 245.0
"""Lightness blank paper is brought to; white would hide the page's own edges and stamps' tint."""
MOST_GAIN = 4.0
"""Deep shadow is lifted no more than this, or its noise would look like print."""
SHADE_AT = 64
"""Light changes slowly: it is estimated on a picture this many pixels wide."""


def straightened(picture: Pixels, corners: Corners) -> Pixels:
    """The page inside the corners as a rectangle of its true shape, no smaller than it was seen."""
    seen = np.asarray(corners, np.float32)
    width = max(_length(seen[0], seen[1]), _length(seen[3], seen[2]))
    height = max(_length(seen[0], seen[3]), _length(seen[1], seen[2]))
    shape = proportion(corners, picture.shape[1], picture.shape[0])
    width, height = max(width, height * shape), max(height, width / shape)
    scale = min(1.0, LONGEST / max(width, height, 1.0))
    wide, tall = max(1, round(width * scale)), max(1, round(height * scale))
    flat = np.asarray(
        [[0, 0], [wide - 1, 0], [wide - 1, tall - 1], [0, tall - 1]], dtype=np.float32
    )
    warp = cv2.getPerspectiveTransform(seen, flat)
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return as_pixels(
        cv2.warpPerspective(picture, warp, (wide, tall), flags=way, borderMode=cv2.BORDER_REPLICATE)
    )


def evenly_lit(page: Pixels) -> Pixels:
    """Shadow and lamp taken out: every channel divided by the paper's own brightness around it."""
    light = _paper_light(page)
    gain = np.clip(PAPER_WHITE / np.maximum(light, 1.0), 1.0, MOST_GAIN)
    return as_pixels(np.clip(page.astype(np.float32) * gain, 0, 255).astype(np.uint8))


def _paper_light(page: Pixels) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Brightness of blank paper everywhere: ink is grown over, then smoothed away."""
    height, width = page.shape[:2]
    small = cv2.resize(
        page, (SHADE_AT, max(1, round(SHADE_AT * height / width))), interpolation=cv2.INTER_AREA
    )
    blank = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    smooth = cv2.GaussianBlur(cv2.medianBlur(blank, 5), (0, 0), 3)
    grey = smooth.max(axis=2).astype(np.float32)
    return np.asarray(
        cv2.resize(grey, (width, height), interpolation=cv2.INTER_LINEAR), np.float32
    )[:, :, None]


def _length(
    one: np.ndarray[tuple[int, ...], np.dtype[np.float32]],
    other: np.ndarray[tuple[int, ...], np.dtype[np.float32]],
) -> float:
    return float(np.hypot(*(one - other)))
