"""A camera read on a thread of its own, played here by the test's hand."""

import subprocess
import sys
import time
from threading import Condition, Event

import numpy as np
import pytest
from typing_extensions import override

from kiosk.journey.ports import SourceLost
from kiosk.scan.opencv import cv2
from kiosk.scan.videos import SLOWEST_OPENING_S, STALLED_S, Player, VideoSource
from tests.support.watching import PATIENCE_S, level, lost, next_frame


def flat(level, size=(48, 64)):
    return np.full((*size, 3), level, np.uint8)


class Camera(Player):
    """A `cv2.VideoCapture` that gives what the test hands it, and waits while it has nothing."""

    def __init__(self, *, present=True, failing=False):
        self.present = present
        self.failing = failing
        self.released = Event()
        self._given = []
        self._change = Condition()

    def give(self, *pictures):
        with self._change:
            self._given += pictures
            self._change.notify_all()

    @override
    def isOpened(self):
        return self.present

    @override
    def read(self):
        if self.failing:
            raise cv2.error("the driver fell over")
        with self._change:
            assert self._change.wait_for(lambda: self._given, timeout=PATIENCE_S)
            # None once is a torn picture; None at the end is a camera that has gone.
            last = len(self._given) == 1 and self._given[0] is None
            picture = None if last else self._given.pop(0)
        return picture is not None, picture

    @override
    def get(self, propId, /):
        return 0.0

    @override
    def set(self, propId, value, /):
        return True

    @override
    def release(self):
        self.released.set()


class Hand:
    """A clock that stands until it is moved."""

    def __init__(self):
        self.seconds = 100.0

    def __call__(self):
        return self.seconds


def watched(*cameras, now=time.monotonic):
    waiting = list(cameras)
    return VideoSource(lambda: waiting.pop(0), "Không thấy máy ảnh.", now=now)


def test_nothing_is_said_before_the_start():
    source = watched(now=Hand())
    assert source.frame() is None


def test_only_the_newest_picture_counts_and_only_once():
    camera = Camera()
    source = watched(camera)
    source.start()
    camera.give(flat(10), flat(20), flat(30), None)
    assert camera.released.wait(PATIENCE_S)
    frame = source.frame()
    assert (level(frame), frame.number) == (30, 3)
    with pytest.raises(SourceLost):
        source.frame()


def test_a_torn_picture_between_sound_ones_is_passed_over():
    camera = Camera()
    source = watched(camera)
    source.start()
    camera.give(flat(10), None, None, flat(20), None, None, flat(30), None)
    assert camera.released.wait(PATIENCE_S)
    frame = source.frame()
    assert (level(frame), frame.number) == (30, 3)


def test_a_camera_may_take_its_time_to_open_but_not_to_go_on():
    camera, now = Camera(), Hand()
    source = watched(camera, now=now)
    source.start()
    now.seconds += SLOWEST_OPENING_S
    assert source.frame() is None
    camera.give(flat(10))
    assert level(next_frame(source)) == 10
    now.seconds += STALLED_S
    assert source.frame() is None
    now.seconds += 0.1
    for _ in range(2):
        with pytest.raises(SourceLost, match="Không thấy máy ảnh"):
            source.frame()
    camera.give(flat(99))
    assert camera.released.wait(PATIENCE_S)
    with pytest.raises(SourceLost):
        source.frame()


@pytest.mark.parametrize("trouble", [{"present": False}, {"failing": True}], ids=str)
def test_a_camera_that_fails_is_lost_and_let_go(trouble):
    broken, sound = Camera(**trouble), Camera()
    source = watched(broken, sound)
    source.start()
    assert lost(source) == "Không thấy máy ảnh."
    assert broken.released.wait(PATIENCE_S)
    sound.give(flat(50))
    source.start()
    assert level(next_frame(source)) == 50
    sound.give(None)


def test_a_camera_is_let_go_before_it_is_opened_again():
    first, second = Camera(), Camera()
    order = []

    def opening():
        order.append("after" if first.released.is_set() else "before")
        return first if len(order) == 1 else second

    source = VideoSource(opening, "Không thấy máy ảnh.")
    source.start()
    first.give(flat(10))
    next_frame(source)
    source.stop()
    source.start()
    assert source.frame() is None
    first.give(flat(11))
    second.give(flat(20))
    assert level(next_frame(source)) == 20
    assert order == ["before", "after"]
    second.give(None)


SLOW_CAMERA = """
import select
from threading import Event
from kiosk.scan.videos import VideoSource

READING = Event()

class Slow:
    def isOpened(self): return True
    def get(self, name): return 0.0
    def set(self, name, value): return False
    def read(self):
        READING.set()
        select.select([], [], [], 0.3)
        return False, None
    def release(self): print("released", flush=True)

camera = VideoSource(Slow, "x")
camera.start()
while not READING.wait(1): pass
"""


def test_a_program_ends_only_once_its_cameras_are_let_go():
    ended = subprocess.run(
        [sys.executable, "-c", SLOW_CAMERA], capture_output=True, text=True, timeout=60, check=True
    )
    assert ended.stdout == "released\n"
