"""Uploads cut, lost, spoiled or forgotten go on where the hub has them, and are sent once."""

import pytest

from dossier.lifecycle import State
from kiosk.sync.errors import (
    NeverComplete,
    NotOurHub,
)
from tests.sims.lies import (
    BROKEN,
    Cut,
    CutAnswer,
    Says,
    problem,
)
from tests.support.delivering import KB, assert_delivered_once, deliver


@pytest.mark.parametrize("keep", [1, 65_536, 200 * KB])
def test_an_upload_cut_in_the_middle_goes_on_where_the_hub_has_it(hub, counter, keep):
    document = counter.seal(300 * KB)
    hub.lie("POST", "/v1/files", Cut(keep))
    deliver(counter, hub)
    assert hub.taken_bytes(document.objects[0].id) == 300 * KB
    assert_delivered_once(hub, counter, document)


def test_cut_again_and_again_no_byte_the_hub_has_is_sent_twice(hub, counter):
    document = counter.seal(300 * KB)
    hub.lie("POST", "/v1/files", Cut(50 * KB))
    hub.lie("PATCH", "/v1/files/", Cut(60 * KB), times=3)
    deliver(counter, hub)
    assert hub.taken_bytes(document.objects[0].id) == 300 * KB
    assert_delivered_once(hub, counter, document)


def test_within_one_life_a_cut_upload_goes_on_by_asking_for_its_offset(hub, counter):
    document = counter.seal(300 * KB)
    hub.lie("POST", "/v1/files", Cut(50 * KB))
    loop = counter.loop(hub.url)
    loop.run_once()
    hub.seen.clear()
    loop.run_once()
    assert [seen.method for seen in hub.seen if "/v1/files" in seen.path] == [
        "POST",
        "HEAD",
        "PATCH",
    ]
    assert hub.taken_bytes(document.objects[0].id) == 250 * KB
    assert_delivered_once(hub, counter, document)


def test_a_creation_overtaken_by_another_route_is_asked_about_not_given_up(hub, counter):
    document = counter.seal(100 * KB)
    hub.lie("POST", "/v1/files", Says(409, problem(409).body, problem(409).kind, after=True))
    counter.loop(hub.url).run_once()
    assert State.PARKED not in counter.states(document)
    assert [(seen.method, seen.size) for seen in hub.seen][-3:] == [
        ("POST", 0), ("HEAD", 0), ("POST", 0),
    ]  # fmt: skip
    assert_delivered_once(hub, counter, document)


def test_an_upload_the_hub_lost_half_way_is_made_again(hub, counter):
    document = counter.seal(100 * KB)
    hub.lie("POST", "/v1/files", Cut(50 * KB))
    loop = counter.loop(hub.url)
    loop.run_once()
    hub.uploads.clear()
    loop.run_once()
    assert_delivered_once(hub, counter, document)


def test_an_offset_that_moved_meanwhile_is_asked_for(hub, counter):
    document = counter.seal(100 * KB)
    hub.lie("POST", "/v1/files", Cut(50 * KB))
    counter.loop(hub.url).run_once()
    hub.lie("PATCH", "/v1/files/", problem(409))
    counter.loop(hub.url).run_once()
    assert_delivered_once(hub, counter, document)


def test_the_address_of_another_papers_upload_is_not_held_on_to(hub, counter):
    """An answer that a bad proxy gave twice must not keep a paper back while the program runs."""
    before = counter.seal(50 * KB)
    loop = counter.loop(hub.url)
    loop.run_once()
    (address,) = (f"/v1/files/{name}" for name in hub.uploads)
    headers = (("Tus-Resumable", "1.0.0"), ("Upload-Offset", "0"), ("Location", address))
    hub.lie("POST", "/v1/files", Says(201, b"", "", headers))
    document = counter.seal(100 * KB)
    for _ in range(3):
        loop.run_once()
    assert_delivered_once(hub, counter, before)
    assert_delivered_once(hub, counter, document)


@pytest.mark.parametrize("offset", ["-1", "x", "", "100001", "９"])
def test_an_offset_that_cannot_be_is_not_believed(hub, counter, offset):
    document = counter.seal(100 * KB)
    headers = (("Tus-Resumable", "1.0.0"), ("Upload-Offset", offset.encode().decode("latin-1")))
    lie = Says(201, b"", "", (*headers, ("Location", "/v1/files/nowhere")))
    hub.lie("POST", "/v1/files", lie)
    counter.loop(hub.url).run_once()
    assert counter.state(document) is State.ANNOUNCED
    assert counter.reason(document) == str(NotOurHub())
    deliver(counter, hub)
    assert_delivered_once(hub, counter, document)


def test_bytes_the_hub_spoiled_are_sent_again(hub, counter):
    document = counter.seal(100 * KB)
    hub.lie("POST", "/commit", CutAnswer())
    counter.loop(hub.url).run_once()
    assert counter.state(document) is State.COMPLETE
    hub.receipts.clear()
    next(iter(hub.uploads.values())).data[5] ^= 1
    deliver(counter, hub)
    assert State.UPLOADING in counter.states(document)[4:]
    assert_delivered_once(hub, counter, document)


def test_a_hub_that_never_has_enough_is_brought_before_a_person(hub, counter, expect_log):
    expect_log("kiosk.sync", "is parked")
    document = counter.seal(10 * KB)
    lack = [{"object": document.objects[0].id, "upload": None, "offset": 0}]
    hub.lie("POST", "/commit", problem(409, missing=lack), times=99)
    loop = counter.loop(hub.url)
    for _ in range(5):
        loop.run_once()
    assert counter.state(document) is State.PARKED
    assert counter.reason(document) == str(NeverComplete())


def test_a_hub_that_forgot_everything_gets_everything_again(hub, counter):
    document = counter.seal(50 * KB)
    hub.lie("POST", "/commit", BROKEN)
    counter.loop(hub.url).run_once()
    hub.documents.clear()
    hub.uploads.clear()
    deliver(counter, hub)
    assert_delivered_once(hub, counter, document)


def test_a_machine_that_forgot_its_state_asks_once_and_sends_only_what_lacks(hub, counter):
    document = counter.seal(50 * KB, 60 * KB)
    hub.lie("POST", "/commit", BROKEN)
    counter.loop(hub.url).run_once()
    hub.seen.clear()
    counter.outbox.move(document.id, State.SEALED, "", counter.clock.now())
    counter.loop(hub.url).run_once()
    assert [seen.method for seen in hub.seen if "files" in seen.path] == []
    assert_delivered_once(hub, counter, document)


def test_a_receipt_the_hub_gave_before_is_taken_from_its_status(hub, counter):
    document = counter.seal(50 * KB)
    hub.lie("POST", "/commit", CutAnswer())
    counter.loop(hub.url).run_once()
    counter.loop(hub.url).run_once()
    assert hub.commits == {document.id: 1}
    assert_delivered_once(hub, counter, document)
