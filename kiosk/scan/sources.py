"""Where pictures come from: a camera, a video file, an MJPEG address or a folder of pictures."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from typing_extensions import override

from kiosk.journey.ports import Frame, PageSource, SourceLost
from kiosk.scan.opencv import cv2
from kiosk.scan.pictures import PICTURE_SUFFIXES, PictureUnreadable, read_picture
from kiosk.scan.videos import STALLED_S, Player, VideoSource

WIDTH, HEIGHT = 1920, 1080
"""Asked of every camera: at 720p the code of an ID card cannot be read (measured)."""
ELSEWHERE = (
    "Những gì đã làm vẫn còn nguyên. Có thể dùng tệp ảnh, hoặc bỏ qua bước này và nhờ cán bộ."
)
DEVICES = ("/dev/",)
OPENING_S = 5.0
"""The longest an address may take to answer."""
SCHEMES = ("http://", "https://", "rtsp://")


class PictureSource(PageSource):
    """Pictures as if each lay before the camera, until `turn` or `show` puts another there."""

    def __init__(self, paths: Iterable[Path] = (), *, folder: Path | None = None) -> None:
        """Show `paths` in their order, or what `folder` holds by name at every start."""
        self._paths = tuple(paths)
        self._folder = folder
        self._place = 0
        self._number = 0
        self._shown: Frame | None = None
        self._open = False

    @override
    def start(self) -> None:
        """Begin with the first picture. Raises SourceLost, showing nothing, when there is none."""
        self.stop()
        if self._folder is not None:
            self._paths = _pictures_in(self._folder)
        if not self._paths:
            raise SourceLost(f"Không có ảnh nào để xem. {ELSEWHERE}")
        self._open, self._place, self._shown = True, 0, None

    def turn(self) -> None:
        """Go to the next picture; the last one stays, and where there is none nothing happens."""
        if self._paths:
            self.show(min(self._place + 1, len(self._paths) - 1))

    def show(self, place: int) -> None:
        """Put the picture at `place` (from 0) before the camera. Raises IndexError."""
        if not 0 <= place < len(self._paths):
            raise IndexError(place)
        self._place, self._shown = place, None

    @override
    def frame(self) -> Frame | None:
        """The picture at hand as a new frame. Raises SourceLost when its file is torn."""
        if not self._open:
            return None
        if self._shown is None:
            try:
                self._shown = read_picture(self._paths[self._place])
            except PictureUnreadable as problem:
                raise SourceLost(str(problem)) from problem
        self._number += 1
        return replace(self._shown, number=self._number)

    @override
    def stop(self) -> None:
        """Put the pictures away."""
        self._open, self._shown = False, None


def open_source(where: str) -> PageSource:
    """The source `where` names: a camera number or device, a file, a folder or an address.

    Nothing is opened yet; what is wrong with it is told by `start` and `frame`.
    """
    path = Path(where)
    if where.isdigit() or where.startswith(DEVICES):
        device = int(where) if where.isdigit() else where
        words = f"Không thấy máy ảnh {where}. Cắm lại dây máy ảnh. {ELSEWHERE}"
        return VideoSource(_camera(device), words)
    if where.startswith(SCHEMES):
        return VideoSource(_stream(where), f"Mất hình từ {where}. {ELSEWHERE}")
    if where and path.is_dir():
        return PictureSource(folder=path)
    if path.suffix.lower() in PICTURE_SUFFIXES:
        return PictureSource((path,))
    words = f"Không đọc được đoạn phim “{_told(path)}”. {ELSEWHERE}"
    return VideoSource(lambda: cv2.VideoCapture(where), words, replay=True)


def look_once(where: str) -> Frame:
    """One frame of a source. Raises SourceLost."""
    source = open_source(where)
    source.start()
    try:
        while True:
            frame = source.frame()
            if frame is not None:
                return frame
            if isinstance(source, VideoSource):
                source.wait()
    finally:
        source.stop()


def _pictures_in(folder: Path) -> tuple[Path, ...]:
    try:
        return tuple(sorted(each for each in folder.iterdir() if _is_picture(each)))
    except OSError as problem:
        words = f"Không mở được thư mục ảnh “{_told(folder)}”. {ELSEWHERE}"
        raise SourceLost(words) from problem


def _told(path: Path) -> str:
    """A file's name in whole letters; sticks from a Mac have their marks apart."""
    return unicodedata.normalize("NFC", path.name)


def _is_picture(path: Path) -> bool:
    """By its name; `._a.jpg` beside `a.jpg` is what a Mac leaves on a memory stick."""
    shown = not path.name.startswith(".")
    return shown and path.suffix.lower() in PICTURE_SUFFIXES and path.is_file()


def _stream(address: str) -> Callable[[], Player]:
    """With limits, or FFmpeg holds on to a dead line for half a minute."""
    limits = [
        *(cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, round(OPENING_S * 1000)),
        *(cv2.CAP_PROP_READ_TIMEOUT_MSEC, round(STALLED_S * 1000)),
    ]
    return lambda: cv2.VideoCapture(address, cv2.CAP_FFMPEG, limits)


def _camera(device: str | int) -> Callable[[], Player]:
    """MJPG before the size: without it a USB 2 camera gives 1080p at 5 frames a second."""

    def opened() -> Player:
        camera = cv2.VideoCapture(device)
        camera.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        camera.set(cv2.CAP_PROP_FRAME_WIDTH, WIDTH)
        camera.set(cv2.CAP_PROP_FRAME_HEIGHT, HEIGHT)
        camera.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        return camera

    return opened
