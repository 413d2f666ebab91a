"""A counter without a line, by its own commands: out on a stick, in at the hub, receipts back."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from dossier.lifecycle import State
from kiosk.app.clock import SystemClock
from kiosk.store.opening import open_store
from kiosk.sync.client import HubClient
from kiosk.sync.enrolling import enrol
from tests.support.counter_process import seal
from tests.support.hub_server import HubProcess
from tests.support.kiosk_programs import Counter, until
from tests.support.kiosk_window import configure
from tests.support.sticks import CANNOT, can_mount, mounted

pytestmark = [pytest.mark.hub, pytest.mark.fault]

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60
NOWHERE = "http://127.0.0.1:9"


def command(*words):
    return [sys.executable, "-X", "utf8", "-m", *map(str, words)]


def run(*words):
    return subprocess.run(
        command(*words), cwd=ROOT, capture_output=True, text=True, check=False, timeout=SECONDS
    )


def said(run):
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def killed(seconds, *words):
    """Run a command and kill it after that long, unless it has ended."""
    process = subprocess.Popen(
        command(*words), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(SECONDS)


class Away:
    """A kiosk that joined a hub and then lost its line for good, and that hub's folder."""

    def __init__(self, tmp_path):
        self.data, self.hub = tmp_path / "kiosk", tmp_path / "hub"
        self.usb = tmp_path / "usb"
        self.program = HubProcess(self.hub)
        self.url = self.program.start()
        store = open_store(self.data, SystemClock(), screen=True)
        client = HubClient(self.url, store.keys, SystemClock())
        code = self.program.enrolment_code()
        store.keys.enrol(
            enrol(client, code=code, kiosk="Q03", name="Quầy 3", public_key=store.keys.public_key)
        )
        client.close()
        store.close()
        configure(self.data, NOWHERE, "")

    def seal(self, count, size):
        store = open_store(self.data, SystemClock(), screen=True)
        for serial in range(1, count + 1):
            seal(store, serial, [size, 300])
        store.close()

    def states(self):
        return [row["state"] for row in said(run("kiosk", "queue", "--json", "--data", self.data))]

    def export(self):
        return "kiosk", "parcel", "export", self.usb, "--json", "--data", self.data

    def bring(self):
        return "hub", "parcel", "import", self.usb, "--json", "--data", self.hub

    def take_back(self):
        return "kiosk", "parcel", "import", self.usb, "--json", "--data", self.data


@pytest.fixture
def away(tmp_path):
    away = Away(tmp_path)
    yield away
    away.program.kill()


@pytest.mark.skipif(not can_mount(), reason=CANNOT)
def test_three_dossiers_go_and_their_codes_come_back_while_the_hub_serves(away):
    away.seal(3, 200_000)
    with mounted(away.usb, 4_000):
        (made,) = said(run(*away.export()))
        assert len(made["dossiers"]) == 3
        assert (made["sequence"], made["left"], made["note"]) == (1, [], "")
        assert away.states() == [State.EXPORTED] * 3
        (result,) = said(run(*away.bring()))
        assert len(result["received"]) == 3
        (again,) = said(run(*away.bring()))
        assert again["repeated"]
        assert again["received"] == result["received"]
        rows = said(run(*away.take_back()))
        assert {row["state"] for row in rows} == {State.ACKNOWLEDGED}
        assert len({row["official_code"] for row in rows}) == 3
        assert [row["state"] for row in said(run(*away.take_back()))] == [State.ACKNOWLEDGED] * 3
    assert away.states() == [State.ACKNOWLEDGED] * 3


def test_what_came_by_stick_and_by_the_line_too_is_received_once(away):
    away.seal(2, 50_000)
    away.usb.mkdir()
    said(run(*away.export()))
    said(run(*away.bring()))
    configured = away.data / "kiosk.toml"
    configured.write_text(configured.read_text().replace(NOWHERE, away.url))
    rows = said(run("kiosk", "sync", "--once", "--json", "--data", away.data))
    assert {row["state"] for row in rows} == {State.ACKNOWLEDGED}
    told = said(run(*away.take_back()))
    codes = {row["official_code"] for row in rows}
    assert {row["official_code"] for row in told} == codes
    assert len(codes) == 2


def test_a_running_kiosk_sees_what_went_by_stick_and_came_back(away):
    away.seal(2, 50_000)
    away.usb.mkdir()
    kiosk = Counter(away.data)
    try:
        until(lambda: kiosk.look()["waiting"] == 2)
        said(run(*away.export()))
        assert set(kiosk.look()["states"].values()) == {State.EXPORTED}
        said(run(*away.bring()))
        said(run(*away.take_back()))
        until(lambda: kiosk.look()["waiting"] == 0)
        assert set(kiosk.look()["states"].values()) == {State.ACKNOWLEDGED}
    finally:
        kiosk.kill()


def test_kills_at_any_moment_lose_nothing_and_double_nothing(away):
    chance = random.Random(14)
    away.seal(3, 3_000_000)
    away.program.stop()
    away.usb.mkdir()
    for step in (away.export(), away.bring(), away.take_back()):
        for _ in range(3):
            killed(chance.uniform(0.4, 1.4), *step)
        assert said(run(*step))
    assert away.states() == [State.ACKNOWLEDGED] * 3
    codes = {
        row["official_code"] for row in said(run("kiosk", "queue", "--json", "--data", away.data))
    }
    assert sorted(code[-4:] for code in codes) == ["0001", "0002", "0003"]
    assert {each.suffix for each in away.usb.iterdir()} <= {".hoso", ".bienlai", ".part"}
