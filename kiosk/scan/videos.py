"""Moving pictures, read on a thread of their own so that nobody ever waits for a camera."""

import atexit
import time
import weakref
from collections.abc import Callable
from threading import Condition, Event, Thread
from typing import Any, Protocol

from typing_extensions import override

from kiosk.journey.ports import Frame, PageSource, SourceLost
from kiosk.scan.opencv import cv2
from kiosk.scan.pixels import as_pixels, frame_of

STALLED_S = 3.0
"""A stream that sent nothing for so long is lost: cameras send at least 5 frames a second."""
SLOWEST_OPENING_S = 15.0
"""The longest a camera may take to send its first frame (Windows Media Foundation: 12 s)."""
MOST_MISSED = 3
"""Reads in a row without a picture after which a camera is gone; one torn picture is nothing."""
ONCE_OVER = 2
"""A film that gives nothing right after it was wound back cannot be played."""
USUAL_RATE = 25.0


class Player(Protocol):
    """What we use of `cv2.VideoCapture`."""

    def isOpened(self) -> bool: ...  # noqa: N802  (OpenCV's name)
    def read(self) -> tuple[bool, Any]: ...
    def get(self, propId: int, /) -> float: ...  # noqa: N803
    def set(self, propId: int, value: float, /) -> bool: ...  # noqa: N803
    def release(self) -> None: ...


class VideoSource(PageSource):
    """A camera, stream or file. `words` is the sentence when it gives no picture.

    `replay` plays a file at its own rate, over and over. `now` is a clock in seconds.
    """

    def __init__(
        self,
        opened: Callable[[], Player],
        words: str,
        *,
        replay: bool = False,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._opened = opened
        self._words = words
        self._replay = replay
        self._now = now
        self._news = Condition()
        self._newest: Frame | None = None
        self._seen_at = 0.0
        self._first = True
        self._lost = False
        self._ending = Event()
        self._ending.set()
        self._thread: Thread | None = None
        self._number = 0

    @override
    def start(self) -> None:
        """Open the source on its own thread; its loss is told by `frame`."""
        self.stop()
        ending, before = Event(), self._thread
        with self._news:
            self._ending = ending
            self._newest, self._lost, self._first = None, False, True
            self._seen_at = self._now()
        self._thread = Thread(
            target=self._play, args=(ending, before), name="page-source", daemon=True
        )
        self._thread.start()
        _PLAYING.add(self)

    @override
    def frame(self) -> Frame | None:
        """The newest frame, None when none is new or nothing was started. Raises SourceLost."""
        with self._news:
            newest, self._newest = self._newest, None
            if newest is None and not self._ending.is_set():
                patience = SLOWEST_OPENING_S if self._first else STALLED_S
                self._lost = self._lost or self._now() - self._seen_at > patience
            lost = newest is None and self._lost
            if lost:
                self._ending.set()
        if lost:
            raise SourceLost(self._words)
        return newest

    def wait(self, seconds: float = 1.0) -> None:
        """Wait until there is news, at most so long."""
        with self._news:
            if self._newest is None and not self._lost:
                self._news.wait(seconds)

    @override
    def stop(self) -> None:
        """Let the source go; its thread ends after the read it is in."""
        with self._news:
            self._ending.set()
            self._newest, self._lost = None, False

    def let_go(self) -> None:
        """Stop, and wait until the thread has let the camera go."""
        self.stop()
        if self._thread is not None:
            self._thread.join(SLOWEST_OPENING_S)

    def _play(self, ending: Event, before: Thread | None) -> None:
        if before is not None:
            # A camera opens for one reader at a time: the last one must have let it go.
            before.join(SLOWEST_OPENING_S)
        if ending.is_set():
            return
        try:
            player = self._opened()
        except cv2.error:
            self._give_up(ending)
            return
        try:
            if player.isOpened():
                pause = 1 / (player.get(cv2.CAP_PROP_FPS) or USUAL_RATE) if self._replay else 0.0
                self._read_on(player, ending, pause)
            self._give_up(ending)
        except cv2.error:
            self._give_up(ending)
        finally:
            player.release()

    def _read_on(self, player: Player, ending: Event, pause: float) -> None:
        missed = 0
        while not ending.wait(pause) if pause else not ending.is_set():
            good, picture = player.read()
            if good and picture is not None:
                missed = 0
                self._show(frame_of(as_pixels(picture)), ending)
                continue
            missed += 1
            if missed >= (ONCE_OVER if self._replay else MOST_MISSED):
                return
            if self._replay:
                player.set(cv2.CAP_PROP_POS_FRAMES, 0)

    def _show(self, frame: Frame, ending: Event) -> None:
        with self._news:
            if ending.is_set():
                return
            self._number += 1
            self._newest = Frame(frame.pixels, frame.width, frame.height, self._number)
            self._seen_at, self._first = self._now(), False
            self._news.notify_all()

    def _give_up(self, ending: Event) -> None:
        with self._news:
            if not ending.is_set():
                self._lost = True
                self._news.notify_all()


_PLAYING: "weakref.WeakSet[VideoSource]" = weakref.WeakSet()


@atexit.register
def _let_all_go() -> None:
    """A program that ended while OpenCV is inside a camera would be aborted by it."""
    for source in list(_PLAYING):
        source.let_go()
