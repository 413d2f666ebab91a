"""Several processes behind one address: evicting each other, replaced, ended together."""

import itertools
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from threading import Event

import httpx
import psutil
import pytest

from dossier.wire import Receipt
from hub.guesses import MAX_WRONG
from kiosk.sync.signing import DeviceSignature
from tests.support.hub_server import HubProcess, Kiosk, until_held
from tests.support.tus_wire import TUS, begin_patch, create, look, offset, patch

pytestmark = [pytest.mark.hub, pytest.mark.fault]
SECONDS = 30
SERIALS = itertools.count(step=1000)
"""One kiosk after the other under the same name: a receipt number comes once."""


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("workers") / "hub"


@pytest.fixture(scope="module")
def program(data, postgres):
    """One hub for the tests that leave it as it was."""
    program = HubProcess(data, database=postgres.new_database(), workers=2)
    program.start()
    yield program
    program.kill()


@pytest.fixture
def url(program):
    until(lambda: len(workers(program)) == 2)
    return program.url


@pytest.fixture
def own(tmp_path, postgres):
    """A hub to be ended."""
    program = HubProcess(tmp_path / "own", database=postgres.new_database(), workers=2)
    program.start()
    yield program
    program.kill()


@pytest.fixture
def kiosk(program, url):
    kiosk = Kiosk(url, serial=next(SERIALS))
    kiosk.join(program.enrolment_code())
    yield kiosk
    kiosk.close()


def until(holds):
    pause = Event()
    for _ in range(SECONDS * 50):
        if holds():
            return
        pause.wait(0.02)
    pytest.fail("it never came about")


def workers(program):
    return sorted(psutil.Process(program.process).children(), key=lambda each: each.pid)


@contextmanager
def stopped(process):
    """A process that does nothing meanwhile."""
    process.suspend()
    try:
        until(lambda: process.status() == psutil.STATUS_STOPPED)
        yield
    finally:
        process.resume()


@pytest.fixture
def each_worker(program, url, kiosk):
    """A client at each of the two workers: the other one stood still while it connected."""
    first, second = workers(program)
    with ExitStack() as opened:

        def at(other):
            auth = DeviceSignature(kiosk.keys, kiosk.clock)
            wire = httpx.Client(base_url=url, auth=auth, trust_env=False, timeout=SECONDS)
            opened.enter_context(wire)
            with stopped(other):
                assert wire.get("/v1/health").status_code == 200
            return wire

        yield at(second), at(first)


@pytest.mark.parametrize("newcomer", ["look", "patch", "delete"])
def test_a_newcomer_at_one_worker_sends_a_silent_sender_at_the_other_away(
    program, url, kiosk, each_worker, data, newcomer
):
    here, there = each_worker
    document, outgoing = kiosk.seal(200_000)
    kiosk.client.put_dossier(document.id, outgoing.document)
    (sealed,) = document.objects
    content = kiosk.blobs.get(sealed.sealed_sha256)
    address = create(here, document, sealed).headers["Location"]
    with stopped(workers(program)[1]):
        line = begin_patch(here, url, address, 0, len(content))
        line.sendall(content[:50_000])
        until_held(data / "objects" / address.rpartition("/")[2], 50_000)
    with closing(line):
        if newcomer == "delete":
            assert there.delete(address, headers=TUS).status_code == 204
        else:
            if newcomer == "look":
                assert offset(look(there, address)) == 50_000
            done = patch(there, address, 50_000, content[50_000:])
            assert (done.status_code, offset(done)) == (204, sealed.sealed_size)
            assert kiosk.client.commit(document.id).receipt
        assert line.recv(100).startswith(b"HTTP/1.1 409")


def test_an_upload_whose_worker_died_goes_on_at_another(program, url, kiosk, each_worker, data):
    here, there = each_worker
    document, outgoing = kiosk.seal(200_000)
    kiosk.client.put_dossier(document.id, outgoing.document)
    (sealed,) = document.objects
    content = kiosk.blobs.get(sealed.sealed_sha256)
    address = create(here, document, sealed).headers["Location"]
    victim, other = workers(program)
    with stopped(other):
        line = begin_patch(here, url, address, 0, len(content))
        line.sendall(content[:50_000])
        until_held(data / "objects" / address.rpartition("/")[2], 50_000)
    with closing(line):
        victim.kill()
        assert offset(look(there, address)) == 50_000
        assert patch(there, address, 50_000, content[50_000:]).status_code == 204


def test_a_dead_worker_is_replaced(program, url, kiosk):
    before = workers(program)
    assert len(before) == 2
    before[0].kill()
    until(lambda: set(workers(program)) - set(before))
    (new,) = set(workers(program)) - set(before)
    with stopped(before[1]), httpx.Client(base_url=url, trust_env=False, timeout=SECONDS) as wire:
        assert wire.get("/v1/health").status_code == 200
    assert new.is_running()


def test_asked_to_stop_all_end(own):
    processes = workers(own)
    assert own.stop() == 0
    assert psutil.wait_procs(processes, SECONDS)[1] == []


def test_workers_end_with_a_killed_hub_and_it_starts_anew(own):
    processes = workers(own)
    with closing(Kiosk(own.url)) as kiosk:
        kiosk.join(own.enrolment_code())
        document, outgoing = kiosk.seal()
        kiosk.client.put_dossier(document.id, outgoing.document)
        own.kill()
        assert psutil.wait_procs(processes, SECONDS)[1] == []
    with closing(kiosk.moved_to(own.start())) as again:
        assert again.client.commit(document.id).receipt


def test_codes_differ_whichever_worker_mints_them(kiosk, url):
    documents = []
    for _ in range(12):
        document, outgoing = kiosk.seal()
        kiosk.client.put_dossier(document.id, outgoing.document)
        documents.append(document)

    def commit(document):
        with closing(Kiosk(url, kiosk.kiosk, kiosk.keys, kiosk.blobs)) as line:
            return line.client.commit(document.id)

    with ThreadPoolExecutor(6) as callers:
        answers = list(callers.map(commit, documents * 2))
    codes = {Receipt.model_validate_json(answer.receipt).official_code for answer in answers}
    serials = sorted(int(code[-4:]) for code in codes)
    assert serials == list(range(serials[0], serials[0] + 12))


def test_guesses_are_counted_whichever_worker_heard_them(kiosk, each_worker):
    document, outgoing = kiosk.seal()
    kiosk.client.put_dossier(document.id, outgoing.document)

    def guess(wire):
        path = f"/v1/status/{document.receipt_number}"
        return wire.get(path, params={"code": "ZZZZ"}).status_code

    answers = [guess(each_worker[number % 2]) for number in range(MAX_WRONG + 2)]
    assert answers == [404] * MAX_WRONG + [429] * 2


def test_several_workers_need_a_database_server(tmp_path):
    words = [sys.executable, "-m", "hub", "serve", "--data", str(tmp_path), "--workers", "2"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Nhiều tiến trình chỉ chạy được với PostgreSQL")


def test_workers_that_cannot_start_end_the_hub_in_words():
    script = "from hub.workers import Workers; import os; Workers(2, lambda _: os._exit(3)).run()"
    words = [sys.executable, "-c", script]
    done = subprocess.run(words, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert "không khởi động được" in done.stderr
    assert done.stderr.count("ended after") >= 5


def test_a_folder_is_served_once_however_many_workers(program, data, postgres):
    second = HubProcess(data, database=postgres.new_database(), workers=2)
    with pytest.raises(AssertionError, match="the hub said ''"):
        second.start()
    second.kill()
