"""Retouched copies of a picture in which a code that was missed may become readable.

The order is by codes gained per millisecond on the public photo sets; see `benchmarks/scan.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.scan.opencv import cv2
from kiosk.scan.pixels import Pixels, as_pixels

ENLARGE_UP_TO = 1500
"""Long side in pixels up to which doubling a picture is worth its time."""
HALVE_FROM = 1000


@dataclass(frozen=True, slots=True)
class Retouched:
    """A grey copy; dividing its coordinates by `scale` gives those of the original."""

    grey: Pixels
    scale: float = 1.0


def retouched(grey: Pixels) -> Iterator[Retouched]:
    """Yield copies from cheap to dear: contrast, sharpness, size, threshold, inversion."""
    long_side = max(grey.shape)
    yield Retouched(_sharpened(grey, 2.0, 1.5))
    if long_side <= ENLARGE_UP_TO:
        doubled = _resized(grey, 2.0)
        yield Retouched(_sharpened(doubled, 4.0, 2.0), 2.0)
        yield Retouched(doubled, 2.0)
    yield Retouched(_evened(grey))
    yield Retouched(_thresholded(grey))
    if long_side >= HALVE_FROM:
        yield Retouched(_resized(grey, 0.5), 0.5)
    yield Retouched(_resized(grey, 0.75), 0.75)
    yield Retouched(as_pixels(cv2.GaussianBlur(grey, (0, 0), 1.2)))
    if long_side <= ENLARGE_UP_TO:
        yield Retouched(as_pixels(cv2.fastNlMeansDenoising(grey, None, 12, 5, 11)))
    yield Retouched(as_pixels(cv2.bitwise_not(_evened(grey))))


def _sharpened(grey: Pixels, sigma: float, amount: float) -> Pixels:
    soft = cv2.GaussianBlur(grey, (0, 0), sigma)
    return as_pixels(cv2.addWeighted(grey, 1 + amount, soft, -amount, 0))


def _resized(grey: Pixels, factor: float) -> Pixels:
    way = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    return as_pixels(cv2.resize(grey, None, fx=factor, fy=factor, interpolation=way))


def _evened(grey: Pixels) -> Pixels:
    return as_pixels(cv2.createCLAHE(3.0, (8, 8)).apply(grey))


def _thresholded(grey: Pixels) -> Pixels:
    return as_pixels(
        cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 51, 7)
    )
