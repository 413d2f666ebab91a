"""Time from the start of the process to the first frame, beside an empty QML window."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figures import Figure

ROUNDS = 7
GOAL = 3.0
SIZE = "1080x1920"


def measure() -> Sequence[Figure]:
    """Alternate both, so that noise hits them alike; medians of seven."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        _start("kiosk", data)
        times: dict[str, list[float]] = {"kiosk": [], "empty": []}
        for _ in range(ROUNDS):
            for what, found in times.items():
                found.append(_start(what, data))
    return [
        Figure(
            "first_frame",
            round(statistics.median(times["kiosk"]), 3),
            "s",
            "empty QML window of the same size",
            round(statistics.median(times["empty"]), 3),
            GOAL,
        )
    ]


def _start(what: str, data: Path) -> float:
    """Seconds from spawning Python to the first frame swapped."""
    command = [sys.executable, "-m", "benchmarks.window", what, SIZE, str(data)]
    started = time.time()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1]) - started
