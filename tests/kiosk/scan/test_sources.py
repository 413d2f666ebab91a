"""Cameras, films, addresses and folders, all behind one door that never waits."""

import re
import threading
import time
import unicodedata

import numpy as np
import pytest

from kiosk.journey.ports import SourceLost
from kiosk.scan.opencv import cv2
from kiosk.scan.sources import PictureSource, look_once, open_source
from kiosk.scan.videos import STALLED_S
from tests.sims.mjpeg_camera import MjpegCamera
from tests.support.watching import PATIENCE_S, level, lost, next_frame


def flat(level, size=(48, 64)):
    return np.full((*size, 3), level, np.uint8)


def jpeg(level):
    return cv2.imencode(".jpg", flat(level))[1].tobytes()


@pytest.fixture
def opened():
    """`open_source`, with everything stopped at the end and no thread left behind."""
    sources = []

    def open_one(where):
        source = open_source(str(where))
        sources.append(source)
        return source

    yield open_one
    for source in sources:
        source.stop()
    for thread in threading.enumerate():
        if thread.name == "page-source":
            thread.join(PATIENCE_S)
            assert not thread.is_alive()


# --- folders and pictures ---------------------------------------------------------------------


def test_a_folder_shows_its_pictures_by_name_each_until_turned(tmp_path, opened):
    for name, grey in (("b.png", 90), ("a.png", 30), ("c.PNG", 200)):
        cv2.imwrite(str(tmp_path / name), flat(grey))
    (tmp_path / "ghi chú.txt").write_text("không phải ảnh", encoding="utf-8")
    source = opened(tmp_path)
    assert source.frame() is None
    source.start()
    first, again = source.frame(), source.frame()
    assert (level(first), level(again)) == (30, 30)
    assert first.number < again.number
    seen = []
    for _ in range(3):
        source.turn()
        seen.append(level(source.frame()))
    assert seen == [90, 200, 200]
    source.show(0)
    assert level(source.frame()) == 30
    with pytest.raises(IndexError):
        source.show(3)
    source.stop()
    assert source.frame() is None


def test_an_empty_folder_is_lost_until_a_picture_comes(tmp_path, opened):
    source = opened(tmp_path)
    with pytest.raises(SourceLost, match="Không có ảnh nào"):
        source.start()
    cv2.imwrite(str(tmp_path / "a.png"), flat(77))
    source.start()
    assert level(source.frame()) == 77


def test_what_a_memory_stick_hides_is_no_picture(tmp_path, opened):
    cv2.imwrite(str(tmp_path / "a.png"), flat(30))
    (tmp_path / "._a.png").write_bytes(b"\x00\x05\x16\x07\x00\x02")
    (tmp_path / "album.jpg").mkdir()
    source = opened(tmp_path)
    source.start()
    assert level(source.frame()) == 30
    source.turn()
    assert level(source.frame()) == 30


def test_there_is_nothing_to_turn_before_the_first_picture(tmp_path, opened):
    source = opened(tmp_path)
    source.turn()
    cv2.imwrite(str(tmp_path / "a.png"), flat(30))
    source.start()
    assert level(source.frame()) == 30


def test_a_folder_that_went_away_while_open_shows_nothing_more(tmp_path, opened):
    folder = tmp_path / "thẻ nhớ"
    folder.mkdir()
    cv2.imwrite(str(folder / "a.png"), flat(30))
    source = opened(folder)
    source.start()
    source.frame()
    (folder / "a.png").unlink()
    folder.rmdir()
    with pytest.raises(SourceLost, match="thẻ nhớ"):
        source.start()
    assert source.frame() is None


def test_a_folder_that_went_away_is_named(tmp_path, opened):
    folder = tmp_path / unicodedata.normalize("NFD", "thẻ nhớ")
    folder.mkdir()
    source = opened(folder)
    folder.rmdir()
    with pytest.raises(SourceLost, match="thẻ nhớ"):
        source.start()


def test_a_torn_picture_is_named_and_may_be_mended(tmp_path, opened):
    path = tmp_path / "rách.jpg"
    path.write_bytes(jpeg(90)[:100])
    source = opened(path)
    source.start()
    for _ in range(2):
        with pytest.raises(SourceLost, match=r"rách\.jpg"):
            source.frame()
    path.write_bytes(jpeg(90))
    source.start()
    assert level(source.frame()) == pytest.approx(90, abs=2)


def test_a_picture_that_is_not_there_is_named(tmp_path, opened):
    source = opened(tmp_path / "không có.jpg")
    source.start()
    with pytest.raises(SourceLost, match=r"không có\.jpg"):
        source.frame()


def test_no_pictures_at_all_are_told():
    with pytest.raises(SourceLost):
        PictureSource().start()


# --- films ------------------------------------------------------------------------------------


@pytest.fixture
def film(tmp_path):
    path = tmp_path / "phim.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 50.0, (64, 48))
    for grey in (40, 120, 200):
        writer.write(flat(grey))
    writer.release()
    return path


def test_a_film_is_played_over_and_over(film, opened):
    source = opened(film)
    source.start()
    frames = [next_frame(source) for _ in range(7)]
    assert {round(level(frame) / 40) for frame in frames} == {1, 3, 5}
    numbers = [frame.number for frame in frames]
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("content", [b"", b"RIFF torn", b"Xin ch\xc3\xa0o"], ids=str)
def test_what_is_no_film_is_named(tmp_path, opened, content, capfd):
    path = tmp_path / "phim hỏng.avi"
    path.write_bytes(content)
    source = opened(path)
    source.start()
    assert "phim hỏng.avi" in lost(source)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("where", ["", "không có gì", "phim.mp4"])
def test_what_is_not_there_is_told(where, opened, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    source = opened(where)
    source.start()
    assert f"“{where}”" in lost(source)


def test_a_film_named_with_marks_apart_is_told_in_whole_letters(tmp_path, opened):
    path = tmp_path / unicodedata.normalize("NFD", "phim hỏng.avi")
    path.write_bytes(b"RIFF torn")
    source = opened(path)
    source.start()
    assert "phim hỏng.avi" in lost(source)


def test_looking_once_gives_one_frame_or_the_loss(film):
    assert look_once(str(film)).width == 64
    with pytest.raises(SourceLost):
        look_once(str(film.with_suffix(".mp4")))


# --- streams ----------------------------------------------------------------------------------


def test_an_mjpeg_stream_is_seen(opened):
    with MjpegCamera([jpeg(60), jpeg(180)]) as camera:
        source = opened(camera.url)
        source.start()
        first = next_frame(source)
        assert (first.width, first.height) == (64, 48)
        seen = {round(level(next_frame(source)) / 60) for _ in range(12)}
        assert seen == {1, 3}
        source.stop()
        assert source.frame() is None


def test_a_stream_that_falls_silent_is_lost_and_may_be_started_again(opened):
    with MjpegCamera([jpeg(60)]) as camera:
        source = opened(camera.url)
        source.start()
        next_frame(source)
        camera.fall_silent()
        began = time.monotonic()
        assert camera.url in lost(source)
        assert time.monotonic() - began < STALLED_S + 2
        camera.send_again()
        source.start()
        assert next_frame(source).number > 1
        assert camera.viewers == 2


def test_a_camera_that_hangs_up_is_lost_at_once(opened, capfd):
    with MjpegCamera([jpeg(60)]) as camera:
        source = opened(camera.url)
        source.start()
        next_frame(source)
    assert "Mất hình" in lost(source)
    assert capfd.readouterr() == ("", "")


def test_a_camera_that_refuses_is_lost_until_it_lets_us_in(opened, capfd):
    with MjpegCamera([jpeg(60)]) as camera:
        camera.hang_up()
        source = opened(camera.url)
        source.start()
        assert camera.url in lost(source)
        camera.send_again()
        source.start()
        assert round(level(next_frame(source)) / 60) == 1
    assert capfd.readouterr() == ("", "")


# --- cameras ----------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["97", "/dev/video97"])
def test_a_camera_that_is_not_plugged_in_is_told_and_nothing_is_printed(where, opened, capfd):
    source = opened(where)
    source.start()
    assert re.match(f"Không thấy máy ảnh {where}", lost(source))
    assert capfd.readouterr() == ("", "")
