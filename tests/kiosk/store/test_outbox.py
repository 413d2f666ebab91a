"""The outbox moves as the lifecycle allows, and only a receipt completes a row."""

from datetime import UTC, datetime, timedelta

import pytest

from dossier.events import Sealed, VisitStarted
from dossier.lifecycle import MoveRefused, State
from dossier.provenance import CITIZEN
from dossier.wire import HubEvent, SignedReceipt
from kiosk.journey.ports import StoreFailed
from tests.support.sealed_queue import sealed_dossier

RECEIPT = SignedReceipt(receipt='{"a": "Nguyễn"}', signature="c2ln", key_id="hub-1")
NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)
CODE = "000.00.15.H39-261123-0001"


def seal(store, clock, serial=1, sizes=(300, 20)):
    visit = f"visit-{serial}"
    started = VisitStarted("birth-registration", "2026-07-01")
    store.journal.append(visit, started, clock.now(), CITIZEN)
    document, outgoing = sealed_dossier(store.blobs, sizes, serial)
    event = Sealed(outgoing.id, outgoing.digest, outgoing.receipt_number)
    store.journal.seal(visit, event, clock.now(), CITIZEN, outgoing)
    return document, outgoing


def told(cursor, dossier, kind="state_changed", **data):
    return HubEvent(cursor=cursor, dossier=dossier, kind=kind, at=NOON, data=data)


def test_a_sealed_dossier_waits_with_all_the_screen_must_show(store, clock, opened):
    document, outgoing = seal(store, clock)
    row = opened().outbox.delivery(document.id)
    assert row.receipt_number == outgoing.receipt_number
    assert row.lookup_code == outgoing.lookup_code
    assert row.digest == outgoing.digest
    assert (row.state, row.reason, row.sealed_at) == (State.SEALED, "", outgoing.sealed_at.wall)
    assert (row.procedure, row.applicant) == ("Đăng ký khai sinh", "Nguyễn Thị Mẫu")
    assert (row.objects, row.objects_done, row.bytes_total, row.bytes_sent) == (2, 0, 320, 0)
    assert (row.attempts, row.next_try, row.official_code, row.due) == (0, None, None, None)


def test_a_dossier_without_papers_counts_none(store, clock):
    document, _ = seal(store, clock, sizes=())
    row = store.outbox.delivery(document.id)
    assert (row.objects, row.objects_done, row.bytes_total, row.bytes_sent) == (0, 0, 0, 0)


def test_the_queue_is_oldest_first_and_the_list_newest_first(store, clock):
    ids = [seal(store, clock, serial)[0].id for serial in (1, 2, 3)]
    store.outbox.acknowledge(ids[1], RECEIPT, CODE, clock.now())
    assert [row.id for row in store.outbox.pending()] == [ids[0], ids[2]]
    assert [row.id for row in store.outbox.deliveries()] == ids[::-1]
    assert [row.id for row in store.outbox.deliveries(2)] == [ids[2], ids[1]]


def test_a_dossier_is_found_by_its_receipt_number(store, clock):
    document, outgoing = seal(store, clock)
    assert store.outbox.by_receipt(outgoing.receipt_number).id == document.id
    assert store.outbox.by_receipt("Q03-261123-9999-0") is None


def test_the_document_is_kept_byte_for_byte(store, clock):
    document, outgoing = seal(store, clock)
    assert store.outbox.document(document.id) == outgoing.document


def test_every_state_and_its_time_is_remembered_once(store, clock):
    document, outgoing = seal(store, clock)
    announced, uploading = clock.now(), clock.now()
    store.outbox.move(document.id, State.ANNOUNCED, "", announced)
    store.outbox.move(document.id, State.ANNOUNCED, "again", clock.now())
    store.outbox.move(document.id, State.UPLOADING, "đang gửi", uploading)
    assert store.outbox.moves(document.id) == (
        (State.SEALED, outgoing.sealed_at.wall),
        (State.ANNOUNCED, announced.wall),
        (State.UPLOADING, uploading.wall),
    )
    assert store.outbox.delivery(document.id).reason == "đang gửi"


def test_a_move_the_lifecycle_forbids_changes_nothing(store, clock):
    document, _ = seal(store, clock)
    store.outbox.move(document.id, State.REJECTED, "thiếu giấy", clock.now())
    before = store.outbox.delivery(document.id)
    with pytest.raises(MoveRefused):
        store.outbox.move(document.id, State.UPLOADING, "", clock.now())
    assert store.outbox.delivery(document.id) == before
    assert len(store.outbox.moves(document.id)) == 2


def test_progress_of_each_object_is_kept(store, clock, opened):
    document, _ = seal(store, clock)
    large, small = document.objects
    assert store.outbox.uploads(document.id) == {}
    store.outbox.progress(document.id, large.id, 100, "/v1/files/7")
    store.outbox.progress(document.id, small.id, 20, None)
    outbox = opened().outbox
    assert outbox.uploads(document.id) == {large.id: (100, "/v1/files/7"), small.id: (20, None)}
    row = outbox.delivery(document.id)
    assert (row.objects_done, row.bytes_sent) == (1, 120)


def test_postponing_counts_the_attempt_and_says_why_and_moving_makes_it_due(store, clock):
    document, _ = seal(store, clock)
    until = clock.now().wall + timedelta(minutes=3)
    store.outbox.postpone(document.id, until, "Chưa có mạng.")
    store.outbox.postpone(document.id, until, "Chưa có mạng.")
    row = store.outbox.delivery(document.id)
    assert (row.attempts, row.next_try, row.reason) == (2, until, "Chưa có mạng.")
    store.outbox.move(document.id, State.ANNOUNCED, "", clock.now())
    assert store.outbox.delivery(document.id).next_try is None


def test_only_a_receipt_completes_a_row(store, clock, opened):
    document, _ = seal(store, clock)
    assert store.outbox.receipt(document.id) is None
    moment = clock.now()
    store.outbox.acknowledge(document.id, RECEIPT, CODE, moment)
    outbox = opened().outbox
    assert outbox.receipt(document.id) == RECEIPT
    row = outbox.delivery(document.id)
    assert (row.state, row.official_code) == (State.ACKNOWLEDGED, CODE)
    assert outbox.moves(document.id)[-1] == (State.ACKNOWLEDGED, moment.wall)
    assert outbox.pending() == ()


def test_a_second_receipt_changes_nothing(store, clock):
    document, _ = seal(store, clock)
    store.outbox.acknowledge(document.id, RECEIPT, CODE, clock.now())
    other = RECEIPT.model_copy(update={"receipt": "{}"})
    store.outbox.acknowledge(document.id, other, "khác", clock.now())
    assert store.outbox.receipt(document.id) == RECEIPT
    assert store.outbox.delivery(document.id).official_code == CODE
    assert len(store.outbox.moves(document.id)) == 2


def test_the_hub_wins_official_fields(store, clock):
    document, _ = seal(store, clock)
    store.outbox.acknowledge(document.id, RECEIPT, CODE, clock.now())
    store.outbox.apply([told(1, document.id, "code_assigned", official_code="H39-2")], 1)
    assert store.outbox.delivery(document.id).official_code == "H39-2"


def test_hub_events_are_kept_once_in_the_order_of_the_hub(store, clock, opened):
    document, _ = seal(store, clock)
    page = [told(cursor, document.id, state=f"bước {cursor}") for cursor in (2, 3)]
    store.outbox.apply([*page[::-1], page[0], told(4, "somebody-else")], 4)
    store.outbox.apply([told(3, document.id, state="khác"), told(5, document.id)], 5)
    outbox = opened().outbox
    assert outbox.hub_events(document.id) == (*page, told(5, document.id))
    assert outbox.cursor() == 5


def test_the_cursor_never_goes_back(store, clock):
    document, _ = seal(store, clock)
    assert store.outbox.cursor() == 0
    store.outbox.apply([told(7, document.id)], 9)
    store.outbox.apply([told(3, document.id)], 3)
    store.outbox.apply([], 1)
    assert store.outbox.cursor() == 9
    assert [each.cursor for each in store.outbox.hub_events(document.id)] == [7]


@pytest.mark.parametrize(
    "ask",
    [
        lambda outbox, moment: outbox.document("never"),
        lambda outbox, moment: outbox.move("never", State.ANNOUNCED, "", moment),
        lambda outbox, moment: outbox.progress("never", "object", 1, None),
        lambda outbox, moment: outbox.postpone("never", moment.wall, ""),
        lambda outbox, moment: outbox.acknowledge("never", RECEIPT, CODE, moment),
    ],
)
def test_a_dossier_nobody_sealed_here_cannot_be_changed(store, clock, ask):
    with pytest.raises(StoreFailed, match="Không tìm thấy hồ sơ"):
        ask(store.outbox, clock.now())


def test_a_dossier_nobody_sealed_here_is_simply_not_there(store):
    assert store.outbox.delivery("never") is None
    assert store.outbox.receipt("never") is None
    assert store.outbox.moves("never") == ()
    assert store.outbox.uploads("never") == {}
    assert store.outbox.hub_events("never") == ()
