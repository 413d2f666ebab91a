"""Where pictures come from: a camera, a video file, an MJPEG address or a folder of pictures."""

from collections.abc import Callable
from pathlib import Path

from typing_extensions import override

from kiosk.journey.ports import Frame, PageSource, SourceLost
from kiosk.scan.opencv import cv2
from kiosk.scan.pictures import PICTURE_SUFFIXES, PictureUnreadable, read_picture
from kiosk.scan.videos import Player, VideoSource

WIDTH, HEIGHT = 1920, 1080
"""Asked of every camera: at 720p the code of an ID card cannot be read (measured)."""
ELSEWHERE = "Có thể dùng tệp ảnh, hoặc bỏ qua bước này và nhờ cán bộ."
SCHEMES = ("http://", "https://", "rtsp://")


class PictureSource(PageSource):
    """Pictures shown one after another: each stays before the camera until `turn`."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self._paths = paths
        self._place = 0
        self._number = 0
        self._shown: Frame | None = None
        self._open = False

    @override
    def start(self) -> None:
        """Begin with the first picture. Raises SourceLost when there is none."""
        if not self._paths:
            raise SourceLost(f"Thư mục ảnh không có ảnh nào. {ELSEWHERE}")
        self._open, self._place, self._shown = True, 0, None

    def turn(self) -> None:
        """Go to the next picture; the last one stays."""
        self._place = min(self._place + 1, len(self._paths) - 1)
        self._shown = None

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
        return Frame(self._shown.pixels, self._shown.width, self._shown.height, self._number)

    @override
    def stop(self) -> None:
        """Put the pictures away."""
        self._open, self._shown = False, None


def open_source(where: str) -> PageSource:
    """The source `where` names: a camera number or device, a file, a folder or an address."""
    path = Path(where)
    if path.is_dir():
        names = (each for each in path.iterdir() if each.suffix.lower() in PICTURE_SUFFIXES)
        return PictureSource(tuple(sorted(names)))
    if path.suffix.lower() in PICTURE_SUFFIXES and path.is_file():
        return PictureSource((path,))
    if where.startswith(SCHEMES):
        return VideoSource(_opener(where), f"Mất hình từ {where}. {ELSEWHERE}")
    if path.is_file():
        return VideoSource(
            _opener(where), f"Không đọc được đoạn phim {path.name}. {ELSEWHERE}", replay=True
        )
    device: str | int = int(where) if where.isdigit() else where
    return VideoSource(
        _camera(device), f"Không thấy máy ảnh {where}. Cắm lại dây máy ảnh. {ELSEWHERE}"
    )


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


def _opener(where: str) -> Callable[[], Player]:
    return lambda: cv2.VideoCapture(where)


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
