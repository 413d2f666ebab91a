"""Whether a page may be shot: what is wrong with it, most urgent first.

Darkness and noise are looked at before blur: a dark noisy page measures as sharp (benchmarked;
re-blur ratio of Crete et al. 2007 on the strongest edges separates best of six measures).
"""

import numpy as np

from kiosk.journey.ports import Corners, Verdict
from kiosk.scan.opencv import cv2
from kiosk.scan.pixels import Pixels, as_pixels, grey_of
from kiosk.scan.quads import areas

DARK = 60.0
"""Median lightness of a page below which print drowns in noise."""
SMALLEST_SHARE = 0.12
"""Share of the frame below which print of 10 points is under 8 pixels high at 1080p."""
FULL_HD = 1920 * 1080
"""Pictures with more pixels than this show the same print in a smaller share."""
MARGIN = 3.0
"""A corner nearer than this many pixels to the frame's edge is cut off."""
SHARP = 1.75
"""Re-blur ratio between blurred (1.2-1.3) and sharp (3.2) pages."""
GLARE_LIGHT = 252
GLARE_SHARE = 0.03
"""A burnt-out spot larger than this share of the page hides words."""
LOOKED_AT = 900
"""Long side in pixels at which sharpness is measured."""


def verdict(picture: Pixels, corners: Corners | None, page: Pixels | None) -> Verdict:
    """Judge a found page; `page` is its straightened picture, needed when corners are given."""
    if corners is None or page is None:
        return Verdict.NO_PAGE
    height, width = picture.shape[:2]
    grey = grey_of(page)
    if float(np.median(grey)) < DARK:
        return Verdict.TOO_DARK
    if _cut(corners, width, height):
        return Verdict.CUT_CORNER
    seen = float(areas(np.asarray([corners], np.float32))[0])
    if seen < SMALLEST_SHARE * min(width * height, FULL_HD):
        return Verdict.TOO_SMALL
    if sharpness(grey) < SHARP:
        return Verdict.BLURRED
    if _burnt(grey) > GLARE_SHARE:
        return Verdict.GLARE
    return Verdict.GOOD


def sharpness(grey: Pixels) -> float:
    """How much the strongest edges lose when blurred once more: 1 nothing, 3 a lot."""
    scale = min(1.0, LOOKED_AT / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    calm = cv2.GaussianBlur(small, (0, 0), 0.8)
    edges = _gradient(as_pixels(calm))
    softer = _gradient(as_pixels(cv2.GaussianBlur(calm, (0, 0), 2.0)))
    strong = edges >= np.quantile(edges, 0.97)
    return float(edges[strong].mean() / max(float(softer[strong].mean()), 1e-3))


def _gradient(grey: Pixels) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    across = cv2.Sobel(grey, cv2.CV_32F, 1, 0)
    down = cv2.Sobel(grey, cv2.CV_32F, 0, 1)
    return np.asarray(cv2.magnitude(across, down), np.float32)


def _cut(corners: Corners, width: int, height: int) -> bool:
    return any(
        x < MARGIN or y < MARGIN or x > width - 1 - MARGIN or y > height - 1 - MARGIN
        for x, y in corners
    )


def _burnt(grey: Pixels) -> float:
    """Share of the page in the largest burnt-out spot that stands out from paper around it."""
    if float(np.median(grey)) >= GLARE_LIGHT - 12:
        return 0.0
    burnt = as_pixels(np.where(grey >= GLARE_LIGHT, 255, 0))
    count, _, stats, _ = cv2.connectedComponentsWithStats(burnt)
    if count < 2:  # noqa: PLR2004  (only the background)
        return 0.0
    return float(stats[1:, cv2.CC_STAT_AREA].max() / grey.size)
