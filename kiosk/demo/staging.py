"""What stands before the demo's camera: rendered by default, or the pictures given."""

from collections.abc import Callable

from kiosk.journey.ports import Frame

Held = Callable[[], Frame]
"""Something a visitor can hold before the camera; pictured when it is held up."""


class Stage:
    """A camera (PageSource) before which things are held up; it sees nothing until then."""

    def __init__(self) -> None:
        self._shown: Frame | None = None
        self._open = False
        self._number = 0

    def show(self, held: Held) -> None:
        """Hold something before the camera from now on."""
        self._shown = held()

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
