"""Resumable uploads as the wire sees them: cut, resumed, contended, given up."""

import logging
from contextlib import closing

import httpx
import pytest

from hub import receipts
from hub.problems import Refused
from kiosk.sync.errors import HubBusy
from kiosk.sync.signing import DeviceSignature
from kiosk.sync.uploads import Piece, Place, Uploads
from tests.support.hub_server import until_held
from tests.support.tus_wire import (
    TUS,
    begin_patch,
    create,
    look,
    offset,
    patch,
)

pytestmark = pytest.mark.hub
BOTH_DATABASES = True


def test_the_hub_says_what_of_tus_it_speaks(url):
    answer = httpx.options(f"{url}/v1/files", trust_env=False)
    assert answer.status_code == 204
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert answer.headers["Tus-Extension"] == (
        "creation,creation-with-upload,expiration,termination"
    )
    assert int(answer.headers["Tus-Max-Size"]) == 64 * 1024 * 1024


def test_an_upload_is_created_looked_at_and_filled(wire, announced):
    document, sealed, content = announced
    made = create(wire, document, sealed)
    address = made.headers["Location"]
    assert (made.status_code, offset(made)) == (201, 0)
    half = patch(wire, address, 0, content[:100_000])
    assert (half.status_code, offset(half)) == (204, 100_000)
    seen = look(wire, address)
    assert (seen.status_code, offset(seen)) == (200, 100_000)
    assert seen.headers["Upload-Length"] == str(sealed.sealed_size)
    assert seen.headers["Cache-Control"] == "no-store"
    assert offset(patch(wire, address, 100_000, content[100_000:])) == sealed.sealed_size


def test_bytes_may_come_with_the_creation(wire, announced):
    document, sealed, content = announced
    made = create(wire, document, sealed, content)
    assert (made.status_code, offset(made)) == (201, sealed.sealed_size)


def test_creating_again_finds_the_same_upload(wire, announced):
    document, sealed, content = announced
    made = create(wire, document, sealed)
    patch(wire, made.headers["Location"], 0, content[:5])
    again = create(wire, document, sealed)
    assert again.status_code == 200
    assert (again.headers["Location"], offset(again)) == (made.headers["Location"], 5)


def test_a_wrong_offset_is_a_conflict_and_changes_nothing(wire, announced):
    document, sealed, content = announced
    address = create(wire, document, sealed, content[:7]).headers["Location"]
    for wrong in (0, 8):
        refused = patch(wire, address, wrong, content[wrong : wrong + 10])
        assert refused.status_code == 409
        assert refused.headers["Content-Type"] == "application/problem+json"
    assert offset(look(wire, address)) == 7


def test_more_than_announced_is_refused(wire, announced):
    document, sealed, content = announced
    address = create(wire, document, sealed).headers["Location"]
    assert patch(wire, address, 0, content + b"x").status_code == 413
    chunks = iter([content[:1000], content[1000:], b"x"])
    assert patch(wire, address, 0, chunks).status_code == 413
    assert offset(look(wire, address)) <= sealed.sealed_size


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"object": "another"}, 422),
        ({"sha256": "0" * 64}, 422),
        ({"dossier": "another"}, 404),
        ({"length": 5}, 422),
        ({"length": 64 * 1024 * 1024 + 1}, 413),
    ],
    ids=["object", "hash", "dossier", "length", "huge"],
)
def test_only_objects_of_announced_dossiers_may_be_uploaded(wire, announced, change, status):
    document, sealed, _ = announced
    assert create(wire, document, sealed, **change).status_code == status


def test_headers_that_are_not_tus_are_refused(wire, announced):
    document, sealed, content = announced
    address = create(wire, document, sealed).headers["Location"]
    plain = {"Content-Type": "text/plain"}
    assert patch(wire, address, 0, content, **plain).status_code == 415
    assert patch(wire, address, "x", content).status_code == 400
    assert patch(wire, address, 0, content, **{"Tus-Resumable": "0.2"}).status_code == 412
    assert look(wire, "/v1/files/never").status_code == 404
    wrong = {**TUS, "Upload-Length": "5", "Upload-Metadata": "dossier ***"}
    assert wire.post("/v1/files", headers=wrong).status_code == 400


def test_a_terminated_upload_is_gone_and_can_be_begun_anew(wire, announced, data):
    document, sealed, content = announced
    address = create(wire, document, sealed, content).headers["Location"]
    assert wire.delete(address, headers=TUS).status_code == 204
    assert list((data / "objects").iterdir()) == []
    assert look(wire, address).status_code == 410
    assert patch(wire, address, 0, content).status_code == 410
    fresh = create(wire, document, sealed)
    assert (fresh.status_code, offset(fresh)) == (201, 0)
    assert fresh.headers["Location"] != address


def test_what_was_vouched_for_cannot_be_terminated(wire, announced, kiosk):
    document, sealed, content = announced
    address = create(wire, document, sealed, content).headers["Location"]
    signed = kiosk.client.commit(document.id)
    assert wire.delete(address, headers=TUS).status_code == 409
    assert kiosk.client.commit(document.id) == signed


def test_a_cut_line_keeps_every_byte_that_arrived(wire, url, announced, data, kiosk):
    document, sealed, content = announced
    address = create(wire, document, sealed).headers["Location"]
    with closing(begin_patch(wire, url, address, 0, len(content))) as line:
        line.sendall(content[:120_000])
        until_held(data / "objects" / address.rpartition("/")[2], 120_000)
    assert offset(look(wire, address)) == 120_000
    missing = kiosk.client.commit(document.id)
    assert [(lack.upload, lack.offset) for lack in missing] == [(address, 120_000)]
    place = Place(address, 120_000, certain=True)
    Uploads(kiosk.client).send(Piece(document.id, sealed), content, place, lambda *_: None)
    assert kiosk.client.commit(document.id).receipt


@pytest.mark.parametrize("newcomer", ["look", "patch"])
def test_a_newcomer_sends_a_silent_sender_away(wire, url, announced, data, newcomer):
    document, sealed, content = announced
    address = create(wire, document, sealed).headers["Location"]
    with closing(begin_patch(wire, url, address, 0, len(content))) as line:
        line.sendall(content[:50_000])
        until_held(data / "objects" / address.rpartition("/")[2], 50_000)
        if newcomer == "look":
            assert offset(look(wire, address)) == 50_000
        done = patch(wire, address, 50_000, content[50_000:])
        assert (done.status_code, offset(done)) == (204, sealed.sealed_size)
        assert line.recv(100).startswith(b"HTTP/1.1 409")


def test_stopping_the_hub_does_not_wait_for_a_silent_sender(wire, hub, url, announced, data):
    document, sealed, content = announced
    address = create(wire, document, sealed).headers["Location"]
    path = data / "objects" / address.rpartition("/")[2]
    with closing(begin_patch(wire, url, address, 0, len(content))) as line:
        line.sendall(content[:50_000])
        until_held(path, 50_000)
        hub.stop()
    assert path.read_bytes() == content[:50_000]


def test_one_kiosk_cannot_touch_the_uploads_of_another(wire, announced, hub, strange):
    document, sealed, _ = announced
    address = create(wire, document, sealed).headers["Location"]
    strange.kiosk = "Q09"
    strange.join(hub.enrolment_code())
    wire.auth = DeviceSignature(strange.keys, strange.clock)
    assert look(wire, address).status_code == 404
    assert create(wire, document, sealed).status_code == 404
    assert wire.delete(address, headers=TUS).status_code == 404


def test_after_a_disk_failure_the_kiosk_tries_again_later(announced, kiosk, data, expect_log):
    document, sealed, content = announced
    expect_log("hub", "disk: errno", logging.ERROR)
    (data / "objects").rename(data / "away")
    with pytest.raises(HubBusy):
        Uploads(kiosk.client).send(Piece(document.id, sealed), content, Place(), lambda *_: None)
    (data / "away").rename(data / "objects")
    Uploads(kiosk.client).send(Piece(document.id, sealed), content, Place(), lambda *_: None)
    assert kiosk.client.commit(document.id).receipt


def test_a_file_lost_from_the_disk_is_sent_again(wire, announced, kiosk, data):
    document, sealed, content = announced
    address = create(wire, document, sealed, content).headers["Location"]
    (data / "objects" / address.rpartition("/")[2]).unlink()
    (lack,) = kiosk.client.commit(document.id)
    assert (lack.upload, lack.offset) == (address, 0)
    assert offset(patch(wire, address, 0, content)) == sealed.sealed_size
    assert kiosk.client.commit(document.id).receipt


def test_an_upload_given_up_between_check_and_receipt_stops_the_receipt(announced, hub, wire):
    document, sealed, content = announced
    address = create(wire, document, sealed, content).headers["Location"]
    assert wire.delete(address, headers=TUS).status_code == 204
    upstream = hub._upstream
    with pytest.raises(Refused) as refusal:
        receipts.issue(upstream, document, "0" * 64)
    assert [lack.object for lack in refusal.value.problem.missing] == [sealed.id]
    assert receipts.find(upstream.database, document.id) is None
