"""Frames as arrays and back, without copying."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kiosk.journey.ports import Frame
from kiosk.scan.opencv import cv2

Pixels: TypeAlias = NDArray[np.uint8]
"""8-bit picture: (height, width, 3) in BGR order, or (height, width) for grey."""

_GREY, _BGRA = 2, 4


def pixels_of(frame: Frame) -> Pixels:
    """The frame's picture as a BGR array over the same memory."""
    return np.frombuffer(frame.pixels, np.uint8).reshape(frame.height, frame.width, 3)


def frame_of(pixels: Pixels, number: int = 1) -> Frame:
    """A frame over the array's memory; grey and BGRA pictures are converted to BGR first."""
    if pixels.ndim == _GREY:
        pixels = as_pixels(cv2.cvtColor(pixels, cv2.COLOR_GRAY2BGR))
    elif pixels.shape[2] == _BGRA:
        pixels = as_pixels(cv2.cvtColor(pixels, cv2.COLOR_BGRA2BGR))
    height, width = pixels.shape[:2]
    return Frame(np.ascontiguousarray(pixels).reshape(-1).data, width, height, number)


def grey_of(pixels: Pixels) -> Pixels:
    """The picture's lightness as one 8-bit channel."""
    return as_pixels(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY))


def as_pixels(picture: object) -> Pixels:
    """What OpenCV returned, typed as 8-bit pixels; copies only when it is something else."""
    return np.asarray(picture, dtype=np.uint8)


def shrunk(pixels: Pixels, long_side: int) -> tuple[Pixels, float]:
    """The picture with its long side at most `long_side` pixels, and the scale that was applied."""
    height, width = pixels.shape[:2]
    scale = min(1.0, long_side / max(height, width))
    if scale == 1.0:
        return pixels, scale
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return as_pixels(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)), scale
