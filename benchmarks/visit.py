"""One visit through the real window: taps, memory and delivery, each beside a floor."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from benchmarks.figures import Figure, percentile
from kiosk.app.config import ASSETS, prepare
from kiosk.app.queue import deliver
from kiosk.demo.scene import Scene

TAP_GOAL_MS = 100.0
MEMORY_GOAL_MB = 350.0
DELIVERY_GOAL_S = 2.0


def measure() -> Sequence[Figure]:
    """The visit runs in its own process with a hub beside it, so that its memory is its own.

    The data folder has been used before, and what the camera sees was drawn beforehand.
    """
    with tempfile.TemporaryDirectory(dir="build") as folder, hub_beside(Path(folder)) as data:
        draw(Path(folder))
        seen = _run("visit_run", str(data), folder)
        bare = _run("visit_floor")
    return [
        Figure(
            "tap_to_next_question",
            round(percentile(seen["taps_ms"], 0.95), 1),
            "ms p95",
            "one word changing in an empty QML window of the same size",
            round(percentile(bare["taps_ms"], 0.95), 1),
            TAP_GOAL_MS,
            "value",
        ),
        Figure(
            "memory_after_a_visit",
            seen["memory_mb"],
            "MB",
            "empty QML window of the same size",
            bare["memory_mb"],
            MEMORY_GOAL_MB,
            "value",
        ),
        Figure(
            "sealed_to_acknowledged",
            seen["delivery_s"],
            "s",
            "writing the same bytes to the same disk, each file synced",
            seen["write_s"],
            DELIVERY_GOAL_S,
            "value",
        ),
    ]


@contextmanager
def hub_beside(folder: Path) -> Iterator[Path]:
    """A hub as a program of its own and a data folder that has joined it."""
    hub = [sys.executable, "-X", "utf8", "-m", "hub"]
    served = ["--data", str(folder / "hub")]
    process = subprocess.Popen(
        [*hub, "serve", *served, "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    try:
        url = process.stdout.readline().removeprefix("hub on ").strip() if process.stdout else ""
        code = subprocess.run(
            [*hub, "enrol-code", *served], capture_output=True, text=True, check=True
        ).stdout.strip()
        data = folder / "kiosk"
        path = prepare(data)
        text = path.read_text(encoding="utf-8")
        text = text.replace('hub = "embedded"', f'hub = "{url}"')
        path.write_text(
            text.replace('enrolment_code = ""', f'enrolment_code = "{code}"'), encoding="utf-8"
        )
        deliver(data)
        yield data
    finally:
        process.terminate()
        process.wait()


def draw(folder: Path) -> None:
    """What the camera will see, as picture files: a card, then three pages."""
    scene = Scene(ASSETS / "fonts")
    for number, frame in enumerate((scene.card(), *(scene.page(number=n) for n in (1, 2, 3)))):
        pixels = np.frombuffer(frame.pixels, np.uint8).reshape(frame.height, frame.width, 3)
        cv2.imwrite(str(folder / f"seen-{number}.png"), pixels)


def _run(module: str, *what: str) -> dict[str, Any]:
    command = [sys.executable, "-X", "utf8", "-m", f"benchmarks.{module}", *what]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
