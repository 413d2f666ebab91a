"""Which candidate is the page: edge under every side, another colour outside, and size."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kiosk.scan.opencv import cv2
from kiosk.scan.pixels import Pixels
from kiosk.scan.quads import Quads, areas, in_order, regular

SAMPLES = 28
NEAR, FAR = 2.0, 7.0
"""Distances in pixels (500-pixel picture) at which the colours across a side are compared."""
STEP, CONTRAST = 14.0, 22.0
"""Lab distances that count as a full edge near a side and a full change far from it."""
STEEP = 0.5
"""Share of the far difference that an edge, even one out of focus, shows near the side."""
ON_BORDER = 3.0
MOST_HIDDEN = 2
"""A page with more sides on the border than this fills the picture: nothing is left to find."""
BORDER_CREDIT = 0.45
"""What a side on the picture's border earns: nothing can be seen there."""
SMALLEST_SHARE = 0.04


@dataclass(frozen=True, slots=True)
class Judged:
    """The best candidate and its score from 0 to about 1."""

    quad: NDArray[np.float32]
    score: float


def best(picture: Pixels, candidates: Quads) -> Judged | None:
    """The candidate most like a page in a small picture, or None when none is regular."""
    height, width = picture.shape[:2]
    quads = in_order(candidates) if len(candidates) else candidates
    quads = quads[regular(quads)]
    share = areas(quads) / (height * width)
    quads = quads[share > SMALLEST_SHARE]
    quads = quads[_on_border(quads, width, height).sum(axis=1) <= MOST_HIDDEN]
    if not len(quads):
        return None
    share = areas(quads) / (height * width)
    near, far = _support(picture, quads)
    scores = 0.45 * near.min(axis=1) + 0.15 * near.mean(axis=1)
    scores += 0.2 * far.min(axis=1) + 0.1 * far.mean(axis=1) + 0.1 * np.sqrt(share)
    winner = int(scores.argmax())
    return Judged(quads[winner], float(scores[winner]))


def _support(picture: Pixels, quads: Quads) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """For every side of every quad: how much of an edge lies under it, how much changes across."""
    lab = cv2.cvtColor(cv2.GaussianBlur(picture, (0, 0), 1.0), cv2.COLOR_BGR2LAB)
    colours = np.asarray(lab, np.float32)
    start, end = quads, np.roll(quads, -1, axis=1)
    along = end - start
    length = np.linalg.norm(along, axis=2, keepdims=True)
    inward = np.stack([-along[:, :, 1], along[:, :, 0]], axis=2) / np.maximum(length, 1.0)
    place = np.linspace(0.03, 0.97, SAMPLES, dtype=np.float32)[None, None, :, None]
    points = start[:, :, None] + place * along[:, :, None]
    near = _change(colours, points, inward[:, :, None] * NEAR)
    far = _change(colours, points, inward[:, :, None] * FAR)
    # A slow change of light is not an edge: there the far difference is several times the near one.
    steep = np.clip(near / np.maximum(STEEP * far, 1.0), 0, 1)
    near_side = (np.clip(near / STEP, 0, 1) * steep).mean(axis=2)
    far_side = np.clip(np.median(far, axis=2) / CONTRAST, 0, 1)
    hidden = _on_border(quads, picture.shape[1], picture.shape[0])
    return (
        np.asarray(np.where(hidden, BORDER_CREDIT, near_side), np.float32),
        np.asarray(np.where(hidden, BORDER_CREDIT, far_side), np.float32),
    )


def _change(
    colours: NDArray[np.float32], points: NDArray[np.float32], offset: NDArray[np.float32]
) -> NDArray[np.float32]:
    inside, outside = _at(colours, points + offset), _at(colours, points - offset)
    return np.asarray(np.linalg.norm(inside - outside, axis=-1), np.float32)


def _at(colours: NDArray[np.float32], points: NDArray[np.float32]) -> NDArray[np.float32]:
    height, width = colours.shape[:2]
    x = np.clip(np.rint(points[..., 0]).astype(np.intp), 0, width - 1)
    y = np.clip(np.rint(points[..., 1]).astype(np.intp), 0, height - 1)
    return np.asarray(colours[y, x], np.float32)


def _on_border(quads: Quads, width: int, height: int) -> NDArray[np.bool_]:
    """Which sides run along the border of the picture."""
    following = np.roll(quads, -1, axis=1)
    result = np.zeros(quads.shape[:2], np.bool_)
    for axis, last in ((0, width - 1), (1, height - 1)):
        one, two = quads[:, :, axis], following[:, :, axis]
        result |= (one < ON_BORDER) & (two < ON_BORDER)
        result |= (one > last - ON_BORDER) & (two > last - ON_BORDER)
    return result
