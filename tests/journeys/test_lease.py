"""Whoever lives delivers: the kiosk, its service, or a single run, never two of them at once."""

import json
import subprocess
import sys
import time
from datetime import datetime

import pytest

from kiosk.app.holder_note import read_note
from kiosk.app.lease import delivers
from tests.support.kiosk_programs import ROOT, SECONDS, Counter, Program, Service, until
from tests.support.kiosk_window import configure

pytestmark = [pytest.mark.hub, pytest.mark.fault]


def run(*words):
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "kiosk", *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )


@pytest.fixture
def started():
    """Start programs; whichever still runs in the end is killed."""
    running = []

    def start(made):
        running.append(made)
        return made

    yield start
    for program in running:
        if program.process.returncode is None:
            program.kill()


def test_the_kiosk_gives_way_to_a_service_and_takes_over_when_it_is_killed(data, started):
    counter = started(Counter(data))
    until(lambda: counter.look()["delivering"])
    until(lambda: counter.look()["enrolled"])
    service = started(Service(data))
    until(lambda: service.delivering)
    assert not counter.look()["delivering"]
    sealed = counter.seal(1, 20_000, 300)
    at = time.monotonic()
    until(lambda: counter.look()["states"][sealed] == "acknowledged")
    took = time.monotonic() - at
    until(lambda: counter.look()["codes"][sealed])
    assert service.delivering
    until(lambda: counter.look()["line"] == "online")
    assert counter.look()["rings"] > 0
    assert took < 10, took
    note = read_note(data)
    assert (note.program, note.pid) == ("kiosk sync --watch", service.process.pid)
    service.kill()
    until(lambda: counter.look()["delivering"], 5)
    again = counter.seal(2, 300)
    until(lambda: counter.look()["states"][again] == "acknowledged")
    assert counter.close() == 0
    assert not delivers(data)


def test_a_service_brings_home_what_a_killed_kiosk_left(data, hub, started):
    counter = started(Counter(data))
    until(lambda: counter.look()["enrolled"])
    hub.kill()
    sealed = counter.seal(1, 40_000)
    until(lambda: counter.look()["line"] == "offline")
    service = started(Service(data))
    counter.kill()
    until(lambda: service.delivering, 10)
    hub.start()
    until(lambda: service.said[-1]["line"] == "online" and not service.said[-1]["waiting"])
    told = [json.loads(line) for line in run("queue", "--json", "--data", data).stdout.splitlines()]
    assert [row["state"] for row in told] == ["acknowledged"], sealed
    service.process.terminate()
    assert service.close() == 0


def test_of_two_services_one_delivers_until_it_dies(data, started):
    counter = started(Counter(data))
    until(lambda: counter.look()["enrolled"])
    services = [started(Service(data)) for _ in range(2)]
    until(lambda: any(service.delivering for service in services))
    sealed = [counter.seal(serial, 5_000) for serial in range(1, 6)]
    until(lambda: {counter.look()["states"][each] for each in sealed} == {"acknowledged"})
    (holder,) = [service for service in services if service.delivering]
    (other,) = [service for service in services if service is not holder]
    assert not any(row["delivering"] for row in other.said)
    until(lambda: other.said and other.said[-1]["line"] == "online")
    holder.kill()
    until(lambda: other.delivering, 5)
    again = counter.seal(6, 5_000)
    until(lambda: counter.look()["states"][again] == "acknowledged")


def test_the_queue_is_read_and_sent_from_the_command_line_beside_a_running_kiosk(data, started):
    counter = started(Counter(data))
    until(lambda: counter.look()["delivering"])
    until(lambda: counter.look()["enrolled"])
    counter.seal(1, 300)
    once = run("sync", "--once", "--json", "--data", data)
    assert once.returncode == 0, once.stderr
    told = run("queue", "--data", data)
    assert told.returncode == 0
    assert "acknowledged" in told.stdout
    assert f"Đang gửi hồ sơ: kiosk (số tiến trình {counter.process.pid})" in told.stderr
    counter.kill()
    assert "Chưa có chương trình nào đang gửi hồ sơ." in run("queue", "--data", data).stderr


def test_a_line_nobody_vouches_for_is_unknown(data, hub, started):
    counter = started(Counter(data))
    until(lambda: counter.look()["enrolled"])
    service = started(Service(data))
    until(lambda: service.delivering)
    until(lambda: counter.look()["line"] == "online")
    hub.kill()
    counter.seal(1, 300)
    until(lambda: counter.look()["line"] == "offline")
    assert counter.look()["waiting"] == 1


def test_two_programs_that_write_and_deliver_at_once_show_no_busy_store(data, started):
    counter = started(Counter(data))
    until(lambda: counter.look()["enrolled"])
    service = started(Service(data))
    until(lambda: service.delivering)
    sealed = [counter.seal(serial, 2_000, 2_000) for serial in range(1, 41)]
    until(lambda: {counter.look()["states"][each] for each in sealed} == {"acknowledged"}, 60)
    assert counter.close() == 0
    assert all(row["words"] == "" for row in service.said), service.said


def test_a_service_beside_an_embedded_hub_says_that_the_kiosk_delivers(tmp_path):
    refused = run("sync", "--watch", "--data", tmp_path)
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert "phần mềm quầy tự gửi hồ sơ" in refused.stderr


def test_a_service_says_in_words_what_it_does(data, started):
    words = ("-m", "kiosk", "sync", "--watch", "--data", data)
    service = started(Program(*words))
    line = ""
    while "có mạng" not in line:
        line = service.process.stdout.readline()
        assert line
    assert "Đang gửi hồ sơ; có mạng, còn 0 hồ sơ." in line
    service.process.terminate()
    assert service.close() == 0


def test_a_service_without_a_line_waits_until_it_is_asked_to_end(tmp_path, started):
    data = tmp_path / "kiosk"
    data.mkdir(mode=0o700)
    configure(data, "http://127.0.0.1:9", "code")
    service = started(Service(data))
    until(lambda: service.delivering)
    service.process.terminate()
    assert service.close() == 0
    assert datetime.fromisoformat(service.said[0]["at"]).tzinfo is not None
