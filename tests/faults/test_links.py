"""Over a bad line, with outages that leave connections dead, everything arrives once.

Real kernel TCP between the real loop and the real hub; the long run is `make bench-link`.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from benchmarks.link.clients import ours, run
from benchmarks.link.line import LineSettings, unable
from benchmarks.link.payload import HUB_DATA, KIOSK_DATA, prepare
from tests.faults.holding import check_both, rows_of

pytestmark = [
    pytest.mark.fault,
    pytest.mark.hub,
    pytest.mark.skipif(bool(unable()), reason=unable() or "a bad line can be made"),
]

HARSH = LineSettings(rate_up=2e6, rate_down=2e6, delay=0.02, loss=0.02, on=7, off=1)
PAPERS = (255_000, 255_000)
DOSSIERS = 3
CAP_S = 60.0
WASTE = 1.6
"""Bytes that may leave the kiosk over those to be delivered: what an outage swallowed is sent
again, what the hub holds is not."""


def test_everything_arrives_once_over_lines_that_come_and_go(tmp_path):
    payload = prepare(tmp_path, [PAPERS] * DOSSIERS)
    lines = {
        f"t{os.getpid()}d": HARSH,
        f"t{os.getpid()}s": replace(HARSH, kill_flows=False, loss=0.05, seed=2),
    }
    assert payload.size * 8 / HARSH.rate_up > 0.85 * HARSH.on, "an outage must come before the end"

    with ThreadPoolExecutor(max_workers=len(lines)) as at_once:
        running = {
            name: at_once.submit(run, ours(), payload, line, name, CAP_S)
            for name, line in lines.items()
        }
        outcomes = {name: each.result() for name, each in running.items()}

    for name, outcome in outcomes.items():
        assert outcome.done_s is not None
        assert outcome.up.lost + outcome.down.lost > 0
        assert outcome.up.in_outage > 0
        assert (outcome.up.dead > 0) is lines[name].kill_flows
        assert outcome.sent < WASTE * payload.size
        kiosk, hub = tmp_path / name / KIOSK_DATA, tmp_path / name / HUB_DATA
        assert not check_both(kiosk, hub, delivered=True)
        assert len(rows_of(hub, "SELECT dossier FROM receipts")) == DOSSIERS
        objects = rows_of(hub, "SELECT dossier, object FROM uploads")
        assert len(objects) == len(set(objects)) == DOSSIERS * len(PAPERS)
        assert len(list((hub / "objects").iterdir())) == len(objects)
