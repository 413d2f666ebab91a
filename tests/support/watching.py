"""Waiting for what a page source shows, as a screen would, but never for ever."""

import time

import pytest

from kiosk.journey.ports import SourceLost
from kiosk.scan.pixels import pixels_of

PATIENCE_S = 20.0


def next_frame(source):
    """The next new frame. Raises SourceLost as the source does."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        frame = source.frame()
        if frame is not None:
            return frame
        source.wait(0.05)
    pytest.fail("neither a picture nor a loss")


def exhaust(source):
    while True:
        next_frame(source)


def lost(source):
    """The sentence of the loss that is coming."""
    with pytest.raises(SourceLost) as loss:
        exhaust(source)
    return str(loss.value)


def level(frame):
    return pixels_of(frame).mean()
