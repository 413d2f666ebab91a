"""What every page source does: the fake, a folder, one picture, a film and a network camera."""

import contextlib
import itertools
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
import pytest

from kiosk.journey.ports import Frame, PageSource, SourceLost
from kiosk.scan.sources import open_source
from kiosk.scan.videos import VideoSource
from tests.sims.mjpeg_camera import MjpegCamera
from tests.support.devices import FakePageSource, a_frame
from tests.support.watching import PATIENCE_S, level

SHADE = 90


def nothing() -> None:
    """What is there to be seen is there without help."""


@dataclass(frozen=True)
class Eye:
    """A source with what it looks at in the test's hand."""

    source: PageSource
    vanish: Callable[[], None]
    """The next start, or what is looked at then, finds nothing."""
    appear: Callable[[], None] = nothing
    """From the next start on everything is there again."""
    pass_by: Callable[[], None] = nothing
    """A new picture comes before the running source."""

    def next_frame(self) -> Frame:
        """The next new picture. Raises SourceLost as the source does."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            self.pass_by()
            frame = self.source.frame()
            if frame is not None:
                return frame
            if isinstance(self.source, VideoSource):
                self.source.wait(0.05)
        pytest.fail("neither a picture nor a loss")

    def look(self) -> Frame:
        """Start, and see. Raises SourceLost, from wherever it comes."""
        self.source.start()
        return self.next_frame()


def picture(size=(48, 64)):
    return np.full((*size, 3), SHADE, np.uint8)


def fake(_):
    source, numbers = FakePageSource(), itertools.count(1)
    gone = SourceLost("Không thấy máy ảnh. Cắm lại dây máy ảnh.")
    yield Eye(
        source,
        vanish=lambda: source.fail_next(gone),
        pass_by=lambda: source.show(a_frame(next(numbers), SHADE)),
    )


def folder(place):
    path = place / "ảnh" / "a.png"
    path.parent.mkdir()
    content = cv2.imencode(".png", picture())[1].tobytes()
    path.write_bytes(content)
    yield Eye(open_source(str(path.parent)), path.unlink, lambda: path.write_bytes(content))


def one_picture(place):
    path = place / "giấy.png"
    content = cv2.imencode(".png", picture())[1].tobytes()
    path.write_bytes(content)
    yield Eye(open_source(str(path)), path.unlink, lambda: path.write_bytes(content))


def film(place):
    path, aside = place / "phim.avi", place / "cất đi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 50.0, (64, 48))
    for _ in range(3):
        writer.write(picture())
    writer.release()
    source = open_source(str(path))

    def vanish():
        source.stop()
        path.rename(aside)

    yield Eye(source, vanish, lambda: aside.rename(path))


def network_camera(_):
    with MjpegCamera([cv2.imencode(".jpg", picture())[1].tobytes()]) as camera:
        yield Eye(open_source(camera.url), camera.hang_up, camera.send_again)


@pytest.fixture(
    params=[fake, folder, one_picture, film, network_camera], ids=lambda kind: kind.__name__
)
def eye(request, tmp_path):
    kind = request.param(tmp_path)
    eye = next(kind)
    yield eye
    eye.source.stop()
    for _ in kind:
        pytest.fail("one eye only")


def test_nothing_is_seen_before_the_start(eye):
    eye.pass_by()
    assert eye.source.frame() is None


def test_a_frame_is_rows_of_three_bytes_without_padding(eye):
    frame = eye.look()
    assert frame.width > 0 < frame.height
    assert frame.pixels.nbytes == frame.width * frame.height * 3
    assert (frame.pixels.ndim, frame.pixels.itemsize) == (1, 1)
    assert frame.pixels.contiguous
    assert level(frame) == pytest.approx(SHADE, abs=3)


def test_numbers_count_up_also_over_a_new_start(eye):
    seen = [eye.look(), eye.next_frame(), eye.next_frame()]
    eye.source.stop()
    seen += [eye.look(), eye.next_frame()]
    numbers = [frame.number for frame in seen]
    assert numbers == sorted(set(numbers))


def test_a_stopped_source_shows_nothing_and_may_be_stopped_again(eye):
    eye.source.stop()
    eye.look()
    for _ in range(2):
        eye.source.stop()
        assert eye.source.frame() is None


def test_starting_a_running_source_goes_on(eye):
    eye.look()
    assert level(eye.look()) == pytest.approx(SHADE, abs=3)


def test_what_is_away_is_lost_in_words_and_seen_again_once_it_is_back(eye):
    eye.look()
    eye.source.stop()
    eye.vanish()
    with pytest.raises(SourceLost) as loss:
        eye.look()
    said = str(loss.value)
    assert said.endswith(".")
    assert unicodedata.is_normalized("NFC", said)
    eye.appear()
    assert level(eye.look()) == pytest.approx(SHADE, abs=3)


def test_after_a_start_that_found_nothing_no_old_picture_is_shown(eye):
    eye.look()
    eye.vanish()
    with pytest.raises(SourceLost):
        eye.look()
    # Still lost is as good as silent; only a picture, or another error, would be wrong.
    with contextlib.suppress(SourceLost):
        assert eye.source.frame() is None
