"""The pictures a demo leaves behind: one PNG per screen, in the order they were seen."""

from pathlib import Path

from PySide6.QtQuick import QQuickWindow


class Album:
    """Photographs the window into a folder."""

    def __init__(self, folder: Path, window: QQuickWindow) -> None:
        """Start anew: pictures of an earlier demo are removed."""
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("[0-9][0-9]-*.png"):
            old.unlink()
        self._folder = folder
        self._window = window
        self._count = 0

    def take(self, name: str) -> None:
        """Save what the window shows now as `NN-name.png`."""
        self._count += 1
        plain = "".join(letter if letter.isalnum() else "-" for letter in name)
        path = self._folder / f"{self._count:02d}-{plain}.png"
        if not self._window.grabWindow().save(str(path)):
            raise OSError(f"cannot write {path}")
