"""One visit through the real window: taps, memory and delivery, each beside a floor."""

import json
import subprocess
import sys
from collections.abc import Sequence

from benchmarks.figures import Figure, percentile

TAP_GOAL_MS = 100.0
MEMORY_GOAL_MB = 350.0
DELIVERY_GOAL_S = 2.0


def measure() -> Sequence[Figure]:
    """Run the visit in its own process, so that its memory is its own."""
    command = [sys.executable, "-m", "benchmarks.visit_process"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seen = json.loads(done.stdout.splitlines()[-1])
    floor = subprocess.run([*command, "--floor"], capture_output=True, text=True, check=True)
    bare = json.loads(floor.stdout.splitlines()[-1])
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
