"""When a window drew, and how much memory its process holds."""

import time

import psutil
from PySide6.QtQuick import QQuickWindow


class Frames:
    """When each frame of a window was swapped, in seconds."""

    def __init__(self, window: QQuickWindow) -> None:
        self.times: list[float] = []
        window.frameSwapped.connect(self._swapped)

    def after(self, moment: float) -> float | None:
        """The first frame after a moment."""
        return next((at for at in self.times if at > moment), None)

    def _swapped(self) -> None:
        self.times.append(time.perf_counter())


def memory_mb() -> float:
    """Resident memory of this process in MiB."""
    return round(int(psutil.Process().memory_info().rss) / 2**20, 1)
