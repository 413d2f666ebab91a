"""A disk that fails: said in words, nothing done is lost, and work goes on once it is well."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.faults import points
from tests.faults.disk import disk_rounds

ROOT = Path(__file__).resolve().parents[2]
LONGEST_S = 120

pytestmark = [
    pytest.mark.fault,
    pytest.mark.skipif(bool(points.unable()), reason=points.unable() or "calls can fail here"),
]


def on_a_bad_disk(*words):
    """Run a program whose calls can fail; the lines it said."""
    run = subprocess.run(
        points.command("tests.faults.disk_work", *words),
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=LONGEST_S,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_every_call_that_fails_says_so_changes_nothing_and_works_when_the_disk_does(tmp_path):
    said = on_a_bad_disk("single", tmp_path / "kiosk")
    assert len(said) == 8
    for line in said:
        assert line["said"].startswith(("Ổ lưu", "Máy hết chỗ", "Chưa ghi được")), line
        assert line["steps"] == line["done"], line


@pytest.mark.hub
def test_the_hub_counts_no_bytes_whose_way_to_the_disk_failed(tmp_path):
    behind, before = on_a_bad_disk("hub-bytes", tmp_path / "hub")
    assert (behind["call"], behind["held"]) == ("behind", behind["half"])
    assert (before["call"], before["held"]) == ("before", 0)
    for line in (behind, before):
        assert line["said"].startswith("Hệ thống tiếp nhận đang bận"), line


@pytest.mark.hub
def test_nothing_said_to_be_done_is_lost_on_a_disk_that_fails_now_and_then():
    figure = disk_rounds(rounds=1, seed=20261123)
    assert figure["steps"] > 20
    assert figure["said_to_have_failed"] > 0
    assert (figure["lost"], figure["duplicated"], figure["corrupt"]) == (0, 0, 0)
