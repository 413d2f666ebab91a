"""Trouble on this machine, the loop's own thread, and the news of the hub."""

import socket
import time
from dataclasses import replace

import pytest

from dossier.lifecycle import State
from dossier.wire import HubEvent
from kiosk.journey.ports import Line, StoreFailed
from kiosk.sync.errors import (
    FileDamaged,
    NoLine,
    NotEnrolled,
)
from tests.sims.lies import (
    NOON,
    Hang,
    Says,
)
from tests.sims.lying_hub import LyingHub
from tests.support.delivering import KB, assert_delivered_once


def test_a_file_lost_on_this_machine_parks_the_dossier_with_its_name(hub, counter, expect_log):
    expect_log("kiosk.sync", "is parked")
    document = counter.seal(10 * KB, 20 * KB)
    counter.blobs.remove(document.objects[0].sealed_sha256)
    counter.loop(hub.url).run_once()
    assert counter.state(document) is State.PARKED
    assert counter.reason(document) == str(FileDamaged("Giấy chứng sinh"))


def test_a_disk_that_fails_for_a_moment_parks_nothing(hub, counter):
    document = counter.seal(10 * KB)
    counter.blobs.fail_next(StoreFailed("Ổ lưu đang trục trặc."))
    counter.loop(hub.url).run_once()
    assert counter.state(document) is not State.PARKED
    counter.loop(hub.url).run_once()
    assert_delivered_once(hub, counter, document)


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


def test_a_queue_that_cannot_be_read_is_said_as_the_store_says_it(hub, counter):
    document = counter.seal(10 * KB)
    waiting, failures = counter.outbox.waiting, [StoreFailed("Ổ lưu đang trục trặc.")]

    def once():
        if failures:
            raise failures.pop()
        return waiting()

    counter.outbox.waiting = once
    loop = counter.loop(hub.url)
    said = []
    loop.watch(lambda: said.append(loop.status().words))
    loop.start()
    counter.until(lambda: counter.state(document) is State.ACKNOWLEDGED)
    assert "Ổ lưu đang trục trặc." in said


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


@pytest.mark.parametrize("cursors", [(3, 2), (1, 1)])
def test_events_out_of_order_are_not_applied(hub, counter, cursors):
    document = counter.seal()
    hub.events.extend(event(cursor, document.id) for cursor in cursors)
    counter.loop(hub.url).run_once()
    assert counter.outbox.hub_events(document.id) == ()
    assert counter.outbox.cursor() == 0
    assert counter.state(document) is State.ACKNOWLEDGED


def page_of(document):
    return f'{{"events":[{event(1, document.id).model_dump_json()}],"next":1}}'.encode()


@pytest.mark.parametrize(
    "said",
    [
        lambda hub, page: Says(200, page),
        lambda hub, page: replace(hub.signed_events(0, "", page), body=page.replace(b"1", b"2")),
        lambda hub, page: hub.signed_events(5, "", page),
        lambda hub, page: hub.signed_events(0, "khác", page),
    ],
    ids=["unsigned", "altered", "for another cursor", "for another epoch"],
)
def test_events_our_hub_did_not_sign_for_this_question_are_not_applied(hub, counter, said):
    document = counter.seal()
    hub.lie("GET", "/v1/events", said(hub, page_of(document)), times=9)
    counter.loop(hub.url).run_once()
    assert counter.outbox.hub_events(document.id) == ()
    assert counter.outbox.cursor() == 0
