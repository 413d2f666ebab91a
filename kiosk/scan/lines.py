"""Page candidates from straight lines: LSD segments grouped into two directions, crossed."""

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from kiosk.scan.opencv import cv2
from kiosk.scan.pixels import Pixels
from kiosk.scan.quads import Quads

LINES_PER_DIRECTION = 9
SHORTEST = 0.04
"""Segments below this share of the long side are letters."""
_A_PAIR = 2
Lines = NDArray[np.float32]


def from_lines(channels: tuple[Pixels, ...]) -> Quads:
    """Quads whose sides lie on the longest lines of the channels; not yet judged."""
    height, width = channels[0].shape
    segments = np.concatenate([_segments(channel) for channel in channels])
    along = np.abs(segments[:, 2:] - segments[:, :2])
    flat = along[:, 0] >= along[:, 1]
    turned = segments[~flat][:, [1, 0, 3, 2]]
    across = _longest(segments[flat], (width, height))
    upright = _longest(turned, (height, width))[:, [1, 0, 2]]
    if len(across) < _A_PAIR or len(upright) < _A_PAIR:
        return np.empty((0, 4, 2), np.float32)
    quads = _crossings(across, upright)
    margin = 0.05 * max(height, width)
    inside = (quads > -margin) & (quads < np.array([width + margin, height + margin]))
    return np.asarray(quads[inside.all(axis=(1, 2))], np.float32)


def _segments(channel: Pixels) -> Lines:
    found = cv2.createLineSegmentDetector().detect(channel)[0]
    # OpenCV 5 answers (n, 4), OpenCV 4 (n, 1, 4), both None for an empty picture.
    lines = np.asarray(found if np.size(found) > 1 else [], np.float32).reshape(-1, 4)
    length = np.hypot(lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1])
    return np.asarray(lines[length > SHORTEST * max(channel.shape)], np.float32)


def _longest(segments: Lines, size: tuple[int, int]) -> Lines:
    """The lines carrying most segment length, as (a, b, c) with ax + by + c = 0; flat ones in.

    Segments lie on one line when they meet the left and right quarter of the picture at the same
    heights.
    """
    width, height = size
    left, right = 0.25 * width, 0.75 * width
    slope = (segments[:, 3] - segments[:, 1]) / (segments[:, 2] - segments[:, 0])
    heights = np.stack(
        [segments[:, 1] + slope * (place - segments[:, 0]) for place in (left, right)], axis=1
    )
    length = np.abs(segments[:, 2] - segments[:, 0])
    near = 0.012 * max(width, height)
    lines: list[tuple[float, float, float]] = []
    while len(lines) < LINES_PER_DIRECTION and len(length):
        together = (np.abs(heights[:, None] - heights[None]) < near).all(axis=2)
        best = int((together * length[None]).sum(axis=1).argmax())
        members = together[best]
        one, two = np.average(heights[members], axis=0, weights=length[members])
        lines.append((one - two, right - left, left * two - right * one))
        heights, length = heights[~members], length[~members]
    return np.array(lines, np.float32).reshape(-1, 3)


def _crossings(across: Lines, upright: Lines) -> Quads:
    meet = np.cross(across[:, None], upright[None])
    with np.errstate(divide="ignore", invalid="ignore"):
        points = meet[:, :, :2] / meet[:, :, 2:]
    flat = np.array(list(combinations(range(len(across)), 2)))
    up = np.array(list(combinations(range(len(upright)), 2)))
    rows, columns = np.repeat(flat, len(up), axis=0), np.tile(up, (len(flat), 1))
    corners = [
        points[rows[:, 0], columns[:, 0]],
        points[rows[:, 0], columns[:, 1]],
        points[rows[:, 1], columns[:, 1]],
        points[rows[:, 1], columns[:, 0]],
    ]
    quads = np.stack(corners, axis=1)
    return np.asarray(quads[np.isfinite(quads).all(axis=(1, 2))], np.float32)
