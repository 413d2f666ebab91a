"""Where the page is: quickly in a live frame, more carefully in a still picture."""

from dataclasses import dataclass

import numpy as np

from kiosk.journey.ports import Corners
from kiosk.scan.contours import channels, from_contours
from kiosk.scan.judging import Judged, best
from kiosk.scan.lines import from_lines
from kiosk.scan.pixels import Pixels, shrunk
from kiosk.scan.refining import refined

LONG_SIDE = 500
"""Pages are looked for at this size; measured best of 300 to 1280 on the public photo set."""
PAGE_SCORE = 0.52
"""Below this a candidate is furniture: bare desks reach 0.5, cut pages and bad light 0.55."""
SURE_SCORE = 0.6
"""Above this lines are not worth their time, they only agree."""
LINES_ADVANTAGE = 0.05
"""Lines cut bent pages where contours enclose them, so they must win clearly."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A page's corners in pixels of the picture it was found in, and how sure that is (0 to 1)."""

    corners: Corners
    score: float


def find_live(picture: Pixels) -> Outline | None:
    """The page in a live frame: contours only."""
    small, scale = shrunk(picture, LONG_SIDE)
    return _outline(picture, best(small, from_contours(small)), scale)


def find_still(picture: Pixels) -> Outline | None:
    """The page in a still picture: contours, and lines where contours are unsure."""
    small, scale = shrunk(picture, LONG_SIDE)
    page = best(small, from_contours(small))
    if page is None or page.score < SURE_SCORE:
        other = best(small, from_lines(channels(small)))
        if other is not None and (page is None or other.score > page.score + LINES_ADVANTAGE):
            page = other
    return _outline(picture, page, scale)


def _outline(picture: Pixels, page: Judged | None, scale: float) -> Outline | None:
    if page is None or page.score < PAGE_SCORE:
        return None
    # Pixel centres: the middle of small pixel 0 is not pixel 0 of the large picture.
    points = (np.asarray(page.quad, np.float64) + 0.5) / scale - 0.5
    first, second, third, fourth = ((float(x), float(y)) for x, y in points)
    corners = (first, second, third, fourth)
    return Outline(refined(picture, corners, scale), page.score)
