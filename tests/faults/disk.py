"""Disks that fail now and then: a counter and a hub whose reads, writes and fsyncs go wrong."""

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from kiosk.app.queue import deliver as deliver_now
from tests.faults import counter_work as work
from tests.faults import points
from tests.faults.holding import Found, check_both, check_kiosk
from tests.faults.killing import MEMORY, Place, Worker

ROUNDS_OF_A_FOLDER = 5
LONGEST_S = 120.0
TRIES = 2


def disk_rounds(rounds: int, seed: int) -> dict[str, Any]:
    """So many rounds of failing calls; the counts of everything found wrong."""
    found, began, steps, failures = Found(), time.monotonic(), 0, 0
    for first in range(0, rounds, ROUNDS_OF_A_FOLDER):
        with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
            place = _joined(Path(folder))
            for number in range(first, min(rounds, first + ROUNDS_OF_A_FOLDER)):
                chance = random.Random(f"disk/{seed}/{number}")
                said = _file_visits(place, chance.getrandbits(30), found)
                done = [line for line in said if "visit" in line]
                steps, failures = steps + len(done), failures + len(said) - len(done)
                found.add(check_kiosk(place.kiosk, done))
                _deliver(place, chance.getrandbits(30), found)
                found.add(check_both(place.kiosk, place.hub, delivered=False))
                if found:
                    sys.stderr.write(f"disk, seed {seed} round {number}: {found}\n")
            found.add(place.arrive())
    return {
        "fault": "disk",
        "rounds": rounds,
        "steps": steps,
        "said_to_have_failed": failures,
        "lost": len(found.lost),
        "duplicated": len(found.duplicated),
        "corrupt": len(found.corrupt),
        "seconds": round(time.monotonic() - began, 1),
        "seed": seed,
    }


def _joined(folder: Path) -> Place:
    place = Place(folder)
    place.running["hub"] = Worker.run(work.receive, place.hub, place.port)
    deliver_now(place.kiosk)
    place.kill("hub")
    return place


def _file_visits(place: Place, seed: int, found: Found) -> list[dict[str, Any]]:
    run = subprocess.run(
        points.command("tests.faults.disk_work", "counter", place.kiosk, seed),
        capture_output=True,
        encoding="utf-8",
        timeout=LONGEST_S,
        check=False,
    )
    _no_traceback(run.stderr, run.returncode, found)
    return [json.loads(line) for line in run.stdout.splitlines()]


def _deliver(place: Place, seed: int, found: Found) -> None:
    """Deliver to a hub on a bad disk."""
    hub = subprocess.Popen(
        points.command("tests.faults.disk_work", "hub", place.hub, place.port, seed),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert hub.stdout is not None
    assert "url" in hub.stdout.readline()
    try:
        for _ in range(TRIES):
            deliver_now(place.kiosk)
    finally:
        _, stderr = hub.communicate(timeout=LONGEST_S)
    _no_traceback(stderr, hub.returncode, found)


def _no_traceback(stderr: str, code: int, found: Found) -> None:
    if code or "Traceback" in stderr:
        found.corrupt.append(f"ended with {code}: {stderr[-1500:]}")
