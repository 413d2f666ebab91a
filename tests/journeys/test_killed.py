"""A visit killed ten times with SIGKILL goes on at the same screen and is delivered once."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.kiosk_window import open_kiosk

pytestmark = [pytest.mark.window, pytest.mark.hub, pytest.mark.fault]

KILLS = 10
ROOT = Path(__file__).resolve().parents[2]


class VisitingProcess:
    """A kiosk process and what it said."""

    def __init__(self, data: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", "tests.support.visiting_process", str(data)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        self._said = self._process.stdout

    def next(self) -> dict[str, object] | None:
        """The next step it stands at, None when it ended."""
        line = self._said.readline()
        return json.loads(line) if line else None

    def kill(self) -> None:
        self._process.kill()
        self.end()

    def end(self) -> int:
        code = self._process.wait()
        self._said.close()
        return code


def test_a_visit_survives_ten_kills(data):
    seed = random.randrange(10**6)
    dice = random.Random(seed)
    last: dict[str, object] | None = None
    for kill in range(KILLS):
        process = VisitingProcess(data)
        stands = process.next()
        assert stands is not None, (seed, kill)
        _assert_goes_on(last, stands, seed)
        for _ in range(dice.randint(1, 4)):
            said = process.next()
            if said is None or "done" in said:
                break
            stands = said
        last = stands
        process.kill()
    process = VisitingProcess(data)
    stands = process.next()
    assert stands is not None
    _assert_goes_on(last, stands, seed)
    while stands is not None and "done" not in stands:
        stands = process.next()
    assert process.end() == 0, seed
    assert stands is not None, seed
    with open_kiosk(data) as kiosk:
        deliveries = kiosk.counter.store.outbox.deliveries()
        assert [delivery.receipt_number for delivery in deliveries] == [stands["done"]], seed
        assert deliveries[0].official_code, seed
        assert not kiosk.counter.desk.busy


def _assert_goes_on(before: dict[str, object] | None, now: dict[str, object], seed: int) -> None:
    """The step said last, or one the visitor reached before the kill; nothing is missing."""
    if before is None:
        assert now["answers"] == 0
        return
    assert now["answers"] >= before["answers"], (seed, before, now)
    assert now["pages"] >= before["pages"], (seed, before, now)
    if (now["answers"], now["pages"]) == (before["answers"], before["pages"]):
        same_screen = now["step"] == before["step"]
        assert same_screen or not str(now["step"]).startswith("ask:"), (seed, before, now)
