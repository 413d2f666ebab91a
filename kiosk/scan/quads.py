"""Four-cornered shapes: order, size, and the regular ones among many."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Quads: TypeAlias = NDArray[np.float32]
"""(n, 4, 2): corners as x, y in the order top left, top right, bottom right, bottom left."""

SMALLEST_ANGLE_SINE = 0.5
"""Perspective of a page on a desk keeps corners between 30° and 150°."""


def in_order(quads: Quads) -> Quads:
    """Every quad clockwise from its top-left corner (the one nearest the origin in x + y)."""
    centre = quads.mean(axis=1, keepdims=True)
    away = quads - centre
    around = np.argsort(np.arctan2(away[:, :, 1], away[:, :, 0]), axis=1)
    turned = np.take_along_axis(quads, around[:, :, None], axis=1)
    first = turned.sum(axis=2).argmin(axis=1)
    places = (first[:, None] + np.arange(4)[None, :]) % 4
    return np.take_along_axis(turned, places[:, :, None], axis=1)


def areas(quads: Quads) -> NDArray[np.float32]:
    """Area of every quad in square pixels (shoelace)."""
    x, y = quads[:, :, 0], quads[:, :, 1]
    twice = (x * np.roll(y, -1, axis=1) - y * np.roll(x, -1, axis=1)).sum(axis=1)
    return np.asarray(np.abs(twice) / 2, np.float32)


def sides(quads: Quads) -> NDArray[np.float32]:
    """Length of the top, right, bottom and left side of every quad in pixels."""
    return np.asarray(np.linalg.norm(np.roll(quads, -1, axis=1) - quads, axis=2), np.float32)


def regular(quads: Quads) -> NDArray[np.bool_]:
    """Which quads are convex and could be a rectangle seen in perspective."""
    along = np.roll(quads, -1, axis=1) - quads
    back = np.roll(along, 1, axis=1)
    cross = back[:, :, 0] * along[:, :, 1] - back[:, :, 1] * along[:, :, 0]
    length = np.linalg.norm(along, axis=2)
    with np.errstate(divide="ignore", invalid="ignore"):
        sine = cross / (length * np.roll(length, 1, axis=1))
        opposite = length / np.roll(length, 2, axis=1)
    stretched = (opposite > 1 / 3).all(axis=1)
    return np.asarray(((sine > SMALLEST_ANGLE_SINE).all(axis=1)) & stretched, np.bool_)
