"""The hub as a program: killed, restarted, asked to stop, given bad folders."""

import subprocess
import sys
from threading import Event, Thread

import pytest

from kiosk.sync.errors import NoLine, SyncError
from kiosk.sync.trusting import trusted
from kiosk.sync.uploads import FRESH, Piece, Place, Uploads
from tests.support.hub_server import Kiosk, until_held

pytestmark = [pytest.mark.hub, pytest.mark.fault]


@pytest.fixture
def joined(program):
    kiosk = Kiosk(program.start())
    kiosk.join(program.enrolment_code())
    yield kiosk
    kiosk.close()


def run(*words):
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "hub", *map(str, words)],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )


def test_a_receipt_is_the_same_bytes_after_a_kill(program, joined):
    document, outgoing = joined.seal(50_000)
    joined.client.put_dossier(document.id, outgoing.document)
    (sealed,) = document.objects
    content = joined.blobs.get(sealed.sealed_sha256)
    Uploads(joined.client).send(Piece(document.id, sealed), content, FRESH, lambda *_: None)
    signed = joined.client.commit(document.id)
    events = joined.client.events(0)
    again = joined.moved_to(program.restart())
    assert again.client.commit(document.id) == signed
    assert again.client.events(0).events == events.events
    assert trusted(signed, outgoing.document, again.keys).official_code.endswith("-0001")
    again.close()


def test_an_upload_goes_on_after_the_hub_was_killed_in_the_middle(program, joined, data):
    document, outgoing = joined.seal(30_000_000)
    joined.client.put_dossier(document.id, outgoing.document)
    (sealed,) = document.objects
    content = joined.blobs.get(sealed.sealed_sha256)
    half, failures = Event(), []
    sent_to = []

    def report(sent, address):
        sent_to.append(address)
        if sent > 1_000_000 and not half.is_set():
            until_held(data / "objects" / address.rpartition("/")[2], 500_000)
            half.set()
            program.kill()

    def send():
        try:
            Uploads(joined.client).send(Piece(document.id, sealed), content, Place(), report)
        except SyncError as error:
            failures.append(error)

    thread = Thread(target=send)
    thread.start()
    thread.join(60)
    assert half.is_set()
    assert [type(error) for error in failures] == [NoLine]
    again = joined.moved_to(program.start())
    (lack,) = again.client.dossier_status(document.id).missing
    assert lack.upload == sent_to[-1]
    assert 0 < lack.offset < sealed.sealed_size
    place = Place(lack.upload, lack.offset, certain=True)
    starts = []
    Uploads(again.client).send(
        Piece(document.id, sealed), content, place, lambda sent, _: starts.append(sent)
    )
    assert starts[0] == lack.offset
    assert trusted(again.client.commit(document.id), outgoing.document, again.keys)
    again.close()


def test_asked_to_stop_the_program_ends_well(program, joined):
    assert joined.client.events(0).events == ()
    assert program.stop() == 0


def test_keys_outlive_the_program(program, joined):
    first = joined.keys.hub
    again = joined.moved_to(program.restart())
    second = again.join(program.enrolment_code())
    assert second.device == first.device
    assert second.hub_signing_key == first.hub_signing_key
    assert second.hub_recipient == first.hub_recipient
    again.close()


def test_a_data_folder_that_cannot_be_used_is_said_in_words(tmp_path):
    occupied = tmp_path / "file"
    occupied.write_text("x")
    for words in (("serve", "--port", "0"), ("enrol-code",)):
        done = run(*words, "--data", occupied)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("Không dùng được thư mục dữ liệu")


def test_a_taken_port_and_a_wrong_agency_code_are_said_in_words(program, tmp_path):
    port = program.start().rpartition(":")[2]
    taken = run("serve", "--data", tmp_path / "other", "--port", port)
    assert (taken.returncode, taken.stderr.startswith("Không mở được cổng")) == (1, True)
    wrong = run("serve", "--data", tmp_path / "other", "--agency-code", "Lào Cai")
    assert (wrong.returncode, wrong.stderr.startswith("Mã cơ quan")) == (1, True)


def test_two_programs_cannot_serve_one_folder(program, data):
    program.start()
    second = run("serve", "--data", data, "--port", "0")
    assert (second.returncode, "đang được một hệ thống" in second.stderr) == (1, True)
    assert run("enrol-code", "--data", data).returncode == 0


def test_what_a_crash_left_half_made_is_removed(program, joined, data):
    orphan = data / "objects" / ("0" * 32)
    orphan.write_bytes(b"half")
    joined.moved_to(program.restart()).close()
    assert not orphan.exists()


def test_damaged_keys_are_never_replaced_silently(data):
    run("enrol-code", "--data", data)
    (data / "keys" / "signing.key").write_bytes(b"short")
    done = run("enrol-code", "--data", data)
    assert (done.returncode, "Tệp khóa" in done.stderr) == (1, True)
    assert (data / "keys" / "signing.key").read_bytes() == b"short"


def test_wrong_usage_is_exit_code_two(tmp_path):
    assert run("serve").returncode == 2
    assert run("serve", "--data", tmp_path, "--port", "99999").returncode == 2
