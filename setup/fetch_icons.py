"""Regenerates assets/icons from the Tabler outline set: the names listed in setup/icons.txt.

`python -m setup.fetch_icons`. Files are copied unchanged, with the set's MIT licence.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from setup.npm import Package, unpack

HERE = Path(__file__).resolve().parent
ICONS = HERE.parent / "assets" / "icons"
TABLER = Package(
    "@tabler/icons",
    "3.51.0",
    "sha512-0pinvPZz7YeX+OSfxuEAbnEPWbocVXW5iU8h5lh41pYG8sZuQfpWECC980lxOT0clGIcNGn8xsBr+zKaRGdA/g==",
)


def wanted() -> list[str]:
    """The icon names of setup/icons.txt, in alphabetical order."""
    lines = (HERE / "icons.txt").read_text(encoding="utf-8").splitlines()
    return sorted({name for line in lines if not line.startswith("#") for name in line.split()})


def main() -> None:
    ICONS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        package = unpack(TABLER, Path(folder))
        outline = package / "icons" / "outline"
        absent = [name for name in wanted() if not (outline / f"{name}.svg").exists()]
        if absent:
            sys.exit(f"setup/icons.txt names icons the set does not have: {', '.join(absent)}")
        for old in ICONS.glob("*.svg"):
            old.unlink()
        for name in wanted():
            shutil.copyfile(outline / f"{name}.svg", ICONS / f"{name}.svg")
        shutil.copyfile(package / "LICENSE", ICONS / "LICENSE.txt")


if __name__ == "__main__":
    main()
