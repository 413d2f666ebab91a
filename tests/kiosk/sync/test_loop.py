"""Delivery over a line and a hub that do everything wrong, and still nothing is lost or doubled."""

import pytest

from dossier.lifecycle import State
from kiosk.journey.ports import Line
from kiosk.sync.delivering import STREAMS
from kiosk.sync.errors import (
    DeviceRefused,
    HubBusy,
    NoLine,
    NotOurHub,
    OtherContent,
    ReceiptNotTrusted,
    Rejected,
)
from tests.sims.lies import (
    BROKEN,
    GARBAGE,
    PORTAL,
    ChangeReceipt,
    Cut,
    CutAnswer,
    Says,
    problem,
)
from tests.support.delivering import EVERY_STEP, KB, WAY, assert_delivered_once, deliver


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


def test_no_paper_goes_while_answers_of_any_dossier_still_wait_for_a_stream(hub, counter):
    documents = [counter.seal(5 * KB, 2 * KB) for _ in range(6)]
    counter.loop(hub.url).run_once()
    first_paper = next(i for i, seen in enumerate(hub.seen) if seen.path.startswith("/v1/files"))
    announced = [seen.path for seen in hub.seen[:first_paper] if seen.method == "PUT"]
    assert len(announced) >= len(documents) - (STREAMS - 1)
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
