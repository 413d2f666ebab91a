"""Power cuts: the file system is shut down under the programs, and what was not flushed is gone.

`xfs_io -x -c shutdown` drops everything not yet on disk, on ext4 as on XFS. It needs root, loop
devices and both file systems' programs; it cannot model a disk that lies about flushing.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.faults.holding import Found, check_both, check_kiosk
from tests.faults.killing import Place

MEGABYTES = {"ext4": 96, "xfs": 300}
PROGRAMS = ("mount", "umount", "xfs_io", "mkfs.ext4", "mkfs.xfs")
CUTS_OF_A_DISK = 5
LONGEST_S = 2.0


def unable() -> str:
    """Why power cannot be cut here, "" when it can."""
    absent = [name for name in PROGRAMS if shutil.which(name) is None]
    if absent:
        return f"not installed: {', '.join(absent)}"
    if os.geteuid() != 0:
        return "mounting needs root"
    if not Path("/dev/loop-control").exists():
        return "no loop devices"
    return ""


class Disk:
    """A file system of its own in a file, whose power can be cut."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.image, self.at = folder / "image", folder / "disk"
        self.at.mkdir()
        with self.image.open("wb") as file:
            file.truncate(MEGABYTES[kind] * 1024 * 1024)
        _run(f"mkfs.{kind}", "-q", str(self.image))
        self._options = "loop,nouuid" if kind == "xfs" else "loop"
        self._cuts = 0
        self.mounted = False

    def mount(self) -> None:
        """Mount it; the file system replays its own log."""
        _run("mount", "-o", self._options, str(self.image), str(self.at))
        self.mounted = True

    def cut(self) -> None:
        """Drop what was not flushed; nothing can be written from here on."""
        _run("xfs_io", "-x", "-c", "shutdown", str(self.at))

    def turn_read_only(self) -> None:
        """What ext4 does to itself after an error (`errors=remount-ro`), with files open or not."""
        _run("mount", "-o", "remount,abort", str(self.at))

    def power_on(self) -> None:
        """Mount what is on the disk after a cut.

        A copy of it: another mount namespace made meanwhile (`ip netns exec`) would keep the dead
        file system alive, and mounting the same image would give it back, dead as it is.
        """
        self.unmount()
        self._cuts += 1
        dead, self.image = self.image, self.image.with_name(f"image-{self._cuts}")
        _run("cp", "--sparse=always", str(dead), str(self.image))
        dead.unlink()
        self.mount()

    def unmount(self) -> None:
        """Unmount it and let go of its loop device."""
        if self.mounted:
            _run("umount", str(self.at))
            self.mounted = False


@contextmanager
def a_disk(kind: str) -> Iterator[Disk]:
    """A mounted disk, gone afterwards whatever happened."""
    with tempfile.TemporaryDirectory() as folder:
        disk = Disk(Path(folder), kind)
        disk.mount()
        try:
            yield disk
        finally:
            disk.unmount()


def cut_rounds(kind: str, rounds: int, seed: int) -> dict[str, Any]:
    """So many power cuts under the kiosk and the hub; the counts of everything found wrong."""
    found, began = Found(), time.monotonic()
    for first in range(0, rounds, CUTS_OF_A_DISK):
        numbers = range(first, min(rounds, first + CUTS_OF_A_DISK))
        with a_disk(kind) as disk:
            place = Place(disk.at)
            try:
                for number in numbers:
                    found.add(told(_cut(disk, place, seed, number), seed, number))
                found.add(told(place.arrive(), seed, numbers[-1]))
            finally:
                place.stop_all()
    return {
        "fault": f"power cut, {kind}",
        "rounds": rounds,
        "lost": len(found.lost),
        "duplicated": len(found.duplicated),
        "corrupt": len(found.corrupt),
        "said_during_cut_and_gone": len(found.late),
        "seconds": round(time.monotonic() - began, 1),
        "seed": seed,
    }


# Only what was said before the cut began counts: a machine without power says nothing more, while
# here a commit under way may still return.
def _cut(disk: Disk, place: Place, seed: int, number: int) -> Found:
    chance = random.Random(f"power/{seed}/{number}")
    place.start(chance.getrandbits(40))
    place.running["app"].hear(chance.randint(1, 120), chance.uniform(0.1, LONGEST_S))
    gone = time.monotonic()
    disk.cut()
    heard = place.stop_all()
    said = [one for one in heard if one["at"] < gone]
    disk.power_on()
    found = check_kiosk(place.kiosk, said)
    late = check_kiosk(place.kiosk, [one for one in heard if one["at"] >= gone])
    found.late += late.lost
    found.add(check_both(place.kiosk, place.hub, delivered=False))
    return found


def told(found: Found, seed: int, number: int) -> Found:
    """The same, said on stderr when something is wrong."""
    if found:
        sys.stderr.write(f"power cut, seed {seed} round {number}: {found}\n")
    return found


def _run(*words: str) -> None:
    done = subprocess.run(words, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, f"{words}: {done.stderr}"
