"""Delivery over a line and a hub that do everything wrong, and still nothing is lost or doubled."""

import socket
import time

import pytest

from dossier.lifecycle import State
from dossier.wire import HubEvent
from kiosk.journey.ports import Line, StoreFailed
from kiosk.sync.errors import (
    DeviceRefused,
    FileDamaged,
    HubBusy,
    NeverComplete,
    NoLine,
    NotEnrolled,
    NotOurHub,
    OtherContent,
    ReceiptNotTrusted,
    Rejected,
)
from tests.sims.lying_hub import (
    BROKEN,
    GARBAGE,
    NOON,
    PORTAL,
    ChangeReceipt,
    Cut,
    CutAnswer,
    Hang,
    LyingHub,
    Says,
    problem,
)

KB = 1000
WAY = [State.SEALED, State.ANNOUNCED, State.UPLOADING, State.COMPLETE, State.ACKNOWLEDGED]
EVERY_STEP = [
    ("PUT", "/v1/dossiers/"),
    ("POST", "/v1/files"),
    ("POST", "/commit"),
]


def deliver(counter, hub, rounds=8):
    """What repeated `kiosk sync --once` does, each by a fresh process."""
    for _ in range(rounds):
        counter.loop(hub.url).run_once()
        if not counter.outbox.pending():
            return
    pytest.fail(f"not delivered in {rounds} rounds: {counter.outbox.pending()}")


def assert_delivered_once(hub, counter, document):
    """The dossier is at the hub, whole and once, and its own receipt is what we keep."""
    assert counter.state(document) is State.ACKNOWLEDGED
    assert counter.outbox.receipt(document.id) == hub.receipts[document.id]
    assert hub.documents[document.id] == counter.outbox.document(document.id)
    for sealed in document.objects:
        copies = [bytes(up.data) for up in hub.uploads.values() if up.object == sealed.id]
        assert copies == [counter.blobs.get(sealed.sealed_sha256)]


def test_a_sealed_dossier_goes_all_the_way_to_a_signed_receipt(hub, counter):
    document = counter.seal(300 * KB, 250 * KB, 320 * KB)
    status = counter.loop(hub.url).run_once()
    assert counter.states(document) == WAY
    assert_delivered_once(hub, counter, document)
    assert counter.outbox.delivery(document.id).official_code.startswith("H50.15.01-261123-")
    assert (status.line, status.words, status.waiting) == (Line.ONLINE, "", 0)
    assert [hub.taken_bytes(sealed.id) for sealed in document.objects] == [
        sealed.sealed_size for sealed in document.objects
    ]


def test_a_dossier_without_papers_is_complete_as_soon_as_it_is_announced(hub, counter):
    document = counter.seal()
    counter.loop(hub.url).run_once()
    assert counter.states(document) == [
        State.SEALED,
        State.ANNOUNCED,
        State.COMPLETE,
        State.ACKNOWLEDGED,
    ]


def test_the_answers_of_all_dossiers_arrive_before_any_paper(hub, counter):
    documents = [counter.seal(5 * KB, 2 * KB) for _ in range(6)]
    counter.loop(hub.url).run_once()
    first_paper = next(i for i, seen in enumerate(hub.seen) if seen.path.startswith("/v1/files"))
    announced = [seen.path for seen in hub.seen[: first_paper + 2] if seen.method == "PUT"]
    assert len(announced) == len(documents)
    assert all(counter.state(document) is State.ACKNOWLEDGED for document in documents)


@pytest.mark.parametrize("lie", [BROKEN, PORTAL, GARBAGE, CutAnswer(), Cut(0), Says(302)])
@pytest.mark.parametrize(("method", "path"), EVERY_STEP)
def test_one_bad_answer_anywhere_costs_a_second_try_and_nothing_else(
    hub, counter, method, path, lie
):
    document = counter.seal(40 * KB, 30 * KB)
    hub.lie(method, path, lie)
    deliver(counter, hub)
    assert_delivered_once(hub, counter, document)


@pytest.mark.parametrize(
    ("lie", "line", "words"),
    [
        (PORTAL, Line.OFFLINE, NotOurHub()),
        (GARBAGE, Line.OFFLINE, NotOurHub()),
        (Says(200, b"{}"), Line.OFFLINE, NotOurHub()),
        (Says(200, b"x" * 2_100_000), Line.OFFLINE, NotOurHub()),
        (Says(404, b"<html>", "text/html"), Line.OFFLINE, NotOurHub()),
        (Says(511, b"<html>", "text/html"), Line.OFFLINE, NotOurHub()),
        (CutAnswer(), Line.OFFLINE, NoLine()),
        (BROKEN, Line.ONLINE, HubBusy()),
        (Says(502, b"<html>", "text/html"), Line.ONLINE, HubBusy()),
        (problem(429), Line.ONLINE, HubBusy()),
        (problem(401), Line.ONLINE, DeviceRefused()),
    ],
)
def test_the_strip_says_in_words_what_is_wrong_and_the_dossier_waits(
    hub, counter, lie, line, words
):
    document = counter.seal(10 * KB)
    hub.lie("PUT", "/v1/dossiers/", lie)
    hub.lie("GET", "/v1/events", lie)
    status = counter.loop(hub.url).run_once()
    assert (status.line, status.words, status.waiting) == (line, str(words), 1)
    assert counter.state(document) is State.SEALED
    assert counter.reason(document) == str(words)
    assert counter.outbox.delivery(document.id).next_try is not None


@pytest.mark.parametrize(
    ("lie", "state", "words"),
    [
        (problem(409, "khác"), State.PARKED, OtherContent()),
        (Says(413, b"<html>", "text/html"), State.PARKED, None),
        (problem(422, "Thiếu\nchữ ký"), State.REJECTED, Rejected("Thiếu chữ ký")),
        (problem(400, "x" * 9000), State.REJECTED, Rejected("x" * 300)),
    ],
)
def test_what_retrying_cannot_mend_is_set_aside_in_words_and_others_go_on(
    hub, counter, expect_log, lie, state, words
):
    expect_log("kiosk.sync", "is " + state)
    bad, good = counter.seal(10 * KB), counter.seal(10 * KB)
    hub.lie("PUT", bad.id, lie)
    counter.loop(hub.url).run_once()
    assert counter.state(bad) is state
    assert words is None or counter.reason(bad) == str(words)
    assert_delivered_once(hub, counter, good)
    counter.loop(hub.url).run_once()
    assert [seen.path for seen in hub.seen].count(f"/v1/dossiers/{bad.id}") == 1


# --- receipts ---------------------------------------------------------------------------------


def without_objects(receipt):
    return receipt.model_copy(update={"objects": receipt.objects[1:]})


def other(**changes):
    return ChangeReceipt(lambda receipt: receipt.model_copy(update=changes))


@pytest.mark.parametrize(
    "lie",
    [
        ChangeReceipt(forged=True),
        other(digest="0" * 64),
        other(dossier="019aa000-0000-7000-8000-000000000000"),
        other(receipt_number="Q03-261123-9999-A"),
        other(kiosk="Q99"),
        other(official_code=""),
        ChangeReceipt(without_objects),
    ],
)
def test_a_receipt_that_is_not_the_hubs_word_for_all_of_it_never_counts(
    hub, counter, expect_log, lie
):
    expect_log("kiosk.sync", "is parked")
    document = counter.seal(20 * KB, 10 * KB)
    hub.lie("POST", "/commit", lie)
    counter.loop(hub.url).run_once()
    assert counter.state(document) is State.PARKED
    assert counter.reason(document) == str(ReceiptNotTrusted())
    assert counter.outbox.receipt(document.id) is None
    assert counter.outbox.delivery(document.id).official_code is None


# --- uploads ----------------------------------------------------------------------------------


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


# --- the machine itself -----------------------------------------------------------------------


def test_a_file_lost_on_this_machine_parks_the_dossier_with_its_name(hub, counter, expect_log):
    expect_log("kiosk.sync", "is parked")
    document = counter.seal(10 * KB, 20 * KB)
    counter.blobs.remove(document.objects[0].sealed_sha256)
    counter.loop(hub.url).run_once()
    assert counter.state(document) is State.PARKED
    assert counter.reason(document) == str(FileDamaged("Giấy chứng sinh"))


def test_a_full_disk_is_said_and_delivery_goes_on_when_there_is_room(hub, counter):
    document = counter.seal(10 * KB)
    acknowledge = counter.outbox.acknowledge

    def full(*_):
        raise StoreFailed("Ổ đĩa đã đầy.")

    counter.outbox.acknowledge = full
    status = counter.loop(hub.url).run_once()
    assert status.words == "Ổ đĩa đã đầy."
    assert counter.state(document) is State.COMPLETE
    counter.outbox.acknowledge = acknowledge
    counter.loop(hub.url).run_once()
    assert_delivered_once(hub, counter, document)


def test_a_failure_nobody_foresaw_is_shown_logged_without_values_and_retried(
    hub, counter, expect_log
):
    expect_log("kiosk.sync", "unexpected ZeroDivisionError", 40)
    document = counter.seal(10 * KB)
    read = counter.outbox.document

    def broken(_):
        raise ZeroDivisionError("Nguyễn Thị Mẫu")

    counter.outbox.document = broken
    counter.loop(hub.url).run_once()
    assert counter.state(document) is State.SEALED
    assert "ZeroDivisionError" in counter.reason(document)
    assert "Mẫu" not in counter.reason(document)
    counter.outbox.document = read
    counter.loop(hub.url).run_once()
    assert_delivered_once(hub, counter, document)


def test_a_kiosk_that_has_not_joined_keeps_its_dossiers_and_says_so(hub, counter, keys):
    keys.leave_hub()
    document = counter.seal(10 * KB)
    status = counter.loop(hub.url).run_once()
    assert (status.words, status.waiting) == (str(NotEnrolled()), 1)
    assert hub.seen == []
    assert counter.state(document) is State.SEALED


def test_what_an_officer_moved_meanwhile_is_respected(hub, counter):
    document = counter.seal(10 * KB)
    hub.lie("PUT", document.id, Hang())
    loop = counter.loop(hub.url)
    loop.start()
    with hub.changed:
        assert hub.changed.wait_for(lambda: any(seen.method == "PUT" for seen in hub.seen), 10)
    counter.outbox.move(document.id, State.REJECTED, "thử", counter.clock.now())
    hub.released.set()
    counter.until(lambda: loop.status().line is not Line.UNKNOWN)
    assert loop.stop()
    assert counter.state(document) is State.REJECTED


# --- its own thread ---------------------------------------------------------------------------


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_hub_that_starts_later_gets_everything_by_itself(counter, keys):
    document = counter.seal(100 * KB)
    port = free_port()
    loop = counter.loop(f"http://127.0.0.1:{port}")
    loop.start()
    counter.until(lambda: loop.status().line is Line.OFFLINE)
    assert loop.status().words == str(NoLine())
    assert counter.state(document) is State.SEALED
    with LyingHub(keys.device, keys.private.public_key(), port) as hub:
        keys.hub_key = hub.hub_key.public_key()
        counter.until(lambda: counter.state(document) is State.ACKNOWLEDGED)
        assert_delivered_once(hub, counter, document)
        assert loop.stop()


def test_a_nudge_cuts_any_wait_short(hub, counter):
    hub.lie("PUT", "/v1/dossiers/", Says(503, b"", "text/plain", (("Retry-After", "800"),)))
    first = counter.seal(10 * KB)
    loop = counter.loop(hub.url)
    loop.start()
    counter.until(lambda: counter.outbox.delivery(first.id).next_try is not None)
    second = counter.seal(10 * KB)
    loop.nudge()
    counter.until(lambda: counter.state(first) is State.ACKNOWLEDGED)
    counter.until(lambda: counter.state(second) is State.ACKNOWLEDGED)


def test_stopping_in_the_middle_of_an_upload_is_quick_and_loses_nothing(hub, counter):
    document = counter.seal(3_000 * KB)
    hub.lie("POST", "/v1/files", Hang(100 * KB))
    loop = counter.loop(hub.url)
    loop.start()
    with hub.changed:
        assert hub.changed.wait_for(lambda: any("files" in seen.path for seen in hub.seen), 10)
    began = time.monotonic()
    assert loop.stop()
    assert time.monotonic() - began < 2.0
    assert counter.loop(hub.url).run_once().words == ""
    assert hub.taken_bytes(document.objects[0].id) == 3_000 * KB
    assert_delivered_once(hub, counter, document)


def test_a_screen_that_fails_to_follow_does_not_stop_delivery(hub, counter, expect_log):
    expect_log("kiosk.sync", "unexpected KeyError", 40)
    document = counter.seal(10 * KB)
    loop = counter.loop(hub.url)

    def broken():
        raise KeyError

    loop.watch(broken)
    loop.run_once()
    assert_delivered_once(hub, counter, document)


# --- events -----------------------------------------------------------------------------------


def event(cursor, dossier):
    return HubEvent(
        cursor=cursor,
        dossier=dossier,
        kind="state_changed",
        at=NOON,
        data={"state": f"bước {cursor}"},
    )


def test_all_that_happened_at_the_hub_comes_once_and_in_order(hub, counter):
    document = counter.seal()
    hub.events.extend(event(cursor, document.id) for cursor in range(1, 8))
    counter.loop(hub.url).run_once()
    counter.loop(hub.url).run_once()
    assert [each.cursor for each in counter.outbox.hub_events(document.id)] == [*range(1, 8)]
    assert counter.outbox.cursor() == 7


@pytest.mark.parametrize("cursors", [(3, 2), (1, 1), (0,)])
def test_events_out_of_order_are_not_applied(hub, counter, cursors):
    document = counter.seal()
    page = ",".join(event(cursor, document.id).model_dump_json() for cursor in cursors)
    hub.lie("GET", "/v1/events", Says(200, f'{{"events":[{page}],"next":9}}'.encode()), times=9)
    counter.loop(hub.url).run_once()
    assert counter.outbox.hub_events(document.id) == ()
    assert counter.outbox.cursor() == 0
    assert counter.state(document) is State.ACKNOWLEDGED
