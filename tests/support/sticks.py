"""Sticks of tests: real file systems of a given size that can be pulled out."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CANNOT = "only root may mount a stick"


def can_mount() -> bool:
    """Whether this program may mount file systems."""
    return sys.platform == "linux" and os.geteuid() == 0


@contextmanager
def mounted(place: Path, kilobytes: int) -> Iterator[Path]:
    """An empty stick of that size at `place`, away again at the end."""
    place.mkdir(parents=True)
    _run("mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", place)
    try:
        yield place
    finally:
        while place.is_mount():
            pull_out(place)


def pull_out(place: Path) -> None:
    """The stick is gone from one moment to the next, whoever is writing to it."""
    _run("umount", "-l", place)


def lock(place: Path) -> None:
    """Nothing can be written any more."""
    _run("mount", "-o", "remount,ro", place)


def _run(*words: object) -> None:
    subprocess.run([str(word) for word in words], check=True, capture_output=True, timeout=30)


@contextmanager
def lying(place: Path, kilobytes: int) -> Iterator[Path]:
    """A stick that says it has room for megabytes and fails to keep more than `kilobytes`.

    Writing seems to work; the truth comes out only when it is made to keep what was written.
    """
    image = place.with_name("cells") / "image"
    with mounted(image.parent, kilobytes):
        with image.open("wb") as file:
            file.truncate(40_000_000)
        _run("mkfs.ext4", "-q", "-O", "^has_journal", "-N", "16", image)
        place.mkdir()
        _run("mount", "-o", "loop", image, place)
        try:
            yield place
        finally:
            pull_out(place)
