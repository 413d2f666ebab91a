"""Page candidates from contours: Canny edges and Otsu regions of four colour channels."""

import numpy as np

from kiosk.scan.opencv import cv2
from kiosk.scan.pixels import Pixels, as_pixels
from kiosk.scan.quads import Quads

SMALLEST_SHARE = 0.04
"""Candidates cover at least this share of the picture."""
PER_MASK = 6
CORNERS = 4


def channels(picture: Pixels) -> tuple[Pixels, ...]:
    """Lightness, green-red, blue-yellow, saturation: a page differs from its desk in one."""
    lab = cv2.cvtColor(picture, cv2.COLOR_BGR2LAB)
    saturation = cv2.cvtColor(picture, cv2.COLOR_BGR2HSV)[:, :, 1]
    split = (*cv2.split(lab), saturation)
    return tuple(as_pixels(cv2.medianBlur(channel, 5)) for channel in split)


def from_contours(picture: Pixels) -> Quads:
    """Quads around the large contours of a small picture (about 500 pixels); not yet judged."""
    found: list[Quads] = []
    for channel in channels(picture):
        level, region = cv2.threshold(channel, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
        found += _around(_edges(channel, level))
        found += _around(_opened(as_pixels(region)))
        found += _around(_opened(as_pixels(cv2.bitwise_not(region))))
    return np.stack(found) if found else np.empty((0, 4, 2), np.float32)


def _edges(channel: Pixels, level: float) -> Pixels:
    edges = cv2.Canny(channel, 0.25 * max(level, 40.0), 0.6 * max(level, 40.0))
    return as_pixels(cv2.dilate(edges, np.ones((3, 3), np.uint8)))


def _opened(region: Pixels) -> Pixels:
    return as_pixels(cv2.morphologyEx(region, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8)))


def _around(mask: Pixels) -> list[Quads]:
    # A frame of background closes contours of pages that reach the border of the picture.
    framed = cv2.copyMakeBorder(mask, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    contours, _ = cv2.findContours(framed, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    least = SMALLEST_SHARE * mask.size
    hulls = [cv2.convexHull(contour) for contour in contours if len(contour) >= CORNERS]
    sized = sorted(
        ((cv2.contourArea(hull), place) for place, hull in enumerate(hulls)), reverse=True
    )
    result = []
    for area, place in sized[:PER_MASK]:
        if area >= least and len(hulls[place]) >= CORNERS:
            quad = cv2.approxPolyN(hulls[place], 4, ensure_convex=True)
            result.append(np.asarray(quad, np.float32).reshape(4, 2) - 1)
    return result
