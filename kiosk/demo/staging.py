"""What stands before the demo's camera: rendered by default, or the pictures given."""

from kiosk.journey.ports import Frame


class Stage:
    """A camera (PageSource) before which things are held up; it sees nothing until then."""

    def __init__(self) -> None:
        self._shown: Frame | None = None
        self._open = False
        self._number = 0

    def show(self, frame: Frame) -> None:
        """Hold something before the camera from now on."""
        self._shown = frame

    def start(self) -> None:
        """Open the camera."""
        self._open = True

    def frame(self) -> Frame | None:
        """A new picture of what is held up: cameras go on sending while nothing moves."""
        if not self._open or self._shown is None:
            return None
        self._number += 1
        shown = self._shown
        return Frame(shown.pixels, shown.width, shown.height, self._number)

    def stop(self) -> None:
        """Close the camera."""
        self._open = False
