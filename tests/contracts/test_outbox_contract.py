"""What every outbox does."""

from datetime import timedelta

import pytest

from dossier.events import Sealed, VisitStarted
from dossier.lifecycle import MoveRefused, State
from dossier.provenance import CITIZEN
from dossier.wire import DossierDocument, HubEvent, SignedReceipt
from kiosk.journey.ports import Backlog, StoreFailed
from tests.support.devices import MORNING, ManualClock

CODE = "H50.15.01-261123-0001"


@pytest.fixture
def clock():
    return ManualClock()


@pytest.fixture
def queue(store, clock):
    """Queue a dossier the only way there is: by sealing a visit."""

    def queue(*sizes, serial=1):
        visit = f"visit-{serial}"
        document, outgoing = store.dossier(*sizes, serial=serial)
        started = VisitStarted("birth-registration", "2026-01-15")
        store.journal.append(visit, started, clock.now(), CITIZEN)
        event = Sealed(document.id, outgoing.digest, document.receipt_number)
        store.journal.seal(visit, event, clock.now(), CITIZEN, outgoing)
        return document

    return queue


def event(document, cursor, kind="code_assigned", **data):
    return HubEvent(cursor=cursor, dossier=document.id, kind=kind, at=MORNING, data=data)


def ids(deliveries):
    return [delivery.id for delivery in deliveries]


def test_a_queued_dossier_is_seen_whole(store, queue):
    document = queue(10, 30)
    (seen,) = store.outbox.pending()
    assert (seen.id, seen.receipt_number, seen.lookup_code) == (
        document.id, document.receipt_number, document.lookup_code,
    )  # fmt: skip
    assert (seen.state, seen.reason, seen.attempts) == (State.SEALED, "", 0)
    assert (seen.objects, seen.objects_done, seen.bytes_total, seen.bytes_sent) == (2, 0, 40, 0)
    assert (seen.procedure, seen.applicant) == ("Đăng ký khai sinh", "Nguyễn Thị Mẫu")
    assert (seen.next_try, seen.official_code, seen.due) == (None, None, None)
    assert seen.sealed_at == document.sealed.wall
    assert store.outbox.delivery(document.id) == seen
    assert store.outbox.by_receipt(document.receipt_number) == seen
    assert store.outbox.moves(document.id) == ((State.SEALED, document.sealed.wall),)


def test_the_oldest_waits_first_and_the_newest_is_listed_first(store, queue):
    made = [queue(serial=serial).id for serial in (1, 2, 3)]
    assert ids(store.outbox.pending()) == made
    assert ids(store.outbox.deliveries()) == made[::-1]
    assert ids(store.outbox.deliveries(limit=2)) == made[:0:-1]


def test_the_dossiers_of_a_person_are_found_newest_first(store, queue):
    made = [queue(serial=serial) for serial in (1, 2, 3)]
    number = made[0].applicant.number
    found = [DossierDocument.model_validate_json(one) for one in store.outbox.filed_by(number, 2)]
    assert ids(found) == ids(made[:0:-1])
    assert store.outbox.filed_by("010190000011", 2) == ()
    assert store.outbox.filed_by("", 2) == ()


def test_the_queue_is_read_some_at_a_time(store, queue, clock):
    made = [queue(serial=serial).id for serial in range(1, 6)]
    store.outbox.move(made[1], State.ANNOUNCED, "", clock.now())
    store.outbox.move(made[3], State.EXPORTED, "", clock.now())
    waiting = {State.SEALED, State.EXPORTED}
    first = store.outbox.queued(waiting, 0, 3)
    assert ids(first) == [made[0], made[2], made[3]]
    assert [queued.state for queued in first] == [State.SEALED, State.SEALED, State.EXPORTED]
    assert ids(store.outbox.queued(waiting, first[-1].number, 3)) == [made[4]]
    assert ids(store.outbox.queued({State.ANNOUNCED}, 0, 3)) == [made[1]]
    assert store.outbox.queued({State.ANNOUNCED}, first[1].number, 3) == ()


def test_what_waits_is_counted(store, queue, clock, hub):
    made = [queue(serial=serial).id for serial in range(1, 5)]
    assert store.outbox.waiting() == 4
    store.outbox.move(made[0], State.REJECTED, "", clock.now())
    store.outbox.move(made[1], State.PARKED, "", clock.now())
    store.outbox.acknowledge(made[2], hub.sign("{}"), CODE, clock.now())
    assert store.outbox.waiting() == 2


def test_what_the_line_still_has_to_carry_is_counted_in_bytes(store, queue, clock, hub):
    assert store.outbox.backlog() == Backlog(0, 0)
    made = [queue(serial=serial) for serial in range(1, 5)]
    sizes = [[sealed.sealed_size for sealed in document.objects] for document in made]
    assert store.outbox.backlog() == Backlog(4, sum(map(sum, sizes)))
    first = made[0].objects[0]
    store.outbox.move(made[0].id, State.ANNOUNCED, "", clock.now())
    store.outbox.progress(made[0].id, first.id, 1, None)
    assert store.outbox.backlog() == Backlog(4, sum(map(sum, sizes)) - 1)
    store.outbox.progress(made[0].id, first.id, first.sealed_size * 9, None)
    assert store.outbox.backlog().unsent == sum(map(sum, sizes)) - first.sealed_size
    store.outbox.move(made[1].id, State.PARKED, "", clock.now())
    store.outbox.move(made[2].id, State.REJECTED, "", clock.now())
    store.outbox.acknowledge(made[0].id, hub.sign("{}"), CODE, clock.now())
    assert store.outbox.backlog() == Backlog(1, sum(sizes[3]))


def test_what_nobody_sealed_here_is_nowhere(store, clock):
    outbox = store.outbox
    assert outbox.delivery("x") is None
    assert outbox.by_receipt("Q03-261123-9999-X") is None
    assert outbox.receipt("x") is None
    assert (outbox.moves("x"), outbox.uploads("x"), outbox.hub_events("x")) == ((), {}, ())
    with pytest.raises(StoreFailed):
        outbox.document("x")
    with pytest.raises(StoreFailed):
        outbox.move("x", State.ANNOUNCED, "", clock.now())
    with pytest.raises(StoreFailed):
        outbox.postpone("x", MORNING, "mất mạng")
    with pytest.raises(StoreFailed):
        outbox.progress("x", "o", 1, None)


def test_every_move_is_kept_with_its_time_and_reason(store, queue, clock):
    document = queue()
    for state in (State.ANNOUNCED, State.UPLOADING, State.COMPLETE):
        clock.pass_time(timedelta(minutes=1))
        store.outbox.move(document.id, state, f"vì {state}", clock.now())
    assert store.outbox.delivery(document.id).reason == "vì complete"
    assert store.outbox.moves(document.id)[1:] == (
        (State.ANNOUNCED, MORNING + timedelta(minutes=1)),
        (State.UPLOADING, MORNING + timedelta(minutes=2)),
        (State.COMPLETE, MORNING + timedelta(minutes=3)),
    )


def test_staying_in_a_state_changes_the_reason_only(store, queue, clock):
    document = queue()
    store.outbox.move(document.id, State.SEALED, "chờ", clock.now())
    assert store.outbox.delivery(document.id).reason == "chờ"
    assert len(store.outbox.moves(document.id)) == 1


def test_an_unlawful_move_changes_nothing(store, queue, clock):
    document = queue()
    before = store.outbox.delivery(document.id)
    with pytest.raises(MoveRefused):
        store.outbox.move(document.id, State.PURGEABLE, "lạ", clock.now())
    assert store.outbox.delivery(document.id) == before
    assert len(store.outbox.moves(document.id)) == 1


def test_progress_is_remembered_per_object(store, queue):
    document = queue(10, 30)
    small, large = (one.id for one in document.objects)
    store.outbox.progress(document.id, small, 10, None)
    store.outbox.progress(document.id, large, 12, "/v1/files/7")
    assert store.outbox.uploads(document.id) == {small: (10, None), large: (12, "/v1/files/7")}
    seen = store.outbox.delivery(document.id)
    assert (seen.objects_done, seen.bytes_sent) == (1, 22)
    store.outbox.progress(document.id, large, 0, None)
    assert store.outbox.uploads(document.id)[large] == (0, None)
    with pytest.raises(StoreFailed):
        store.outbox.progress(document.id, "another", 1, None)


def test_a_postponed_dossier_counts_its_tries_until_it_moves(store, queue, clock):
    document = queue()
    until = MORNING + timedelta(minutes=5)
    store.outbox.postpone(document.id, until, "mất mạng")
    store.outbox.postpone(document.id, until, "vẫn mất mạng")
    seen = store.outbox.delivery(document.id)
    assert (seen.attempts, seen.next_try, seen.reason) == (2, until, "vẫn mất mạng")
    store.outbox.move(document.id, State.ANNOUNCED, "", clock.now())
    seen = store.outbox.delivery(document.id)
    assert (seen.attempts, seen.next_try) == (2, None)


def test_only_a_receipt_completes_a_dossier(store, queue, clock, hub):
    document, receipt = queue(), hub.sign("{}")
    store.outbox.acknowledge(document.id, receipt, CODE, clock.now())
    assert store.outbox.pending() == ()
    assert store.outbox.receipt(document.id) == receipt
    seen = store.outbox.delivery(document.id)
    assert (seen.state, seen.official_code) == (State.ACKNOWLEDGED, CODE)


def test_a_second_receipt_changes_nothing(store, queue, clock, hub):
    document, receipt = queue(), hub.sign("{}")
    store.outbox.acknowledge(document.id, receipt, CODE, clock.now())
    store.outbox.acknowledge(document.id, hub.sign("{} "), "H51", clock.now())
    assert store.outbox.receipt(document.id) == receipt
    assert store.outbox.delivery(document.id).official_code == CODE


@pytest.mark.parametrize("state", [State.PARKED, State.REJECTED, State.EXPORTED])
def test_a_dossier_set_aside_still_waits(store, queue, clock, state):
    document = queue()
    store.outbox.move(document.id, state, "cần cán bộ", clock.now())
    assert ids(store.outbox.pending()) == [document.id]


def test_the_hubs_word_is_kept_and_its_code_wins(store, queue):
    document = queue()
    news = [
        event(document, 5, "state_changed", state="processing"),
        event(document, 3, official_code=CODE),
    ]
    store.outbox.apply(news, 9)
    assert [one.cursor for one in store.outbox.hub_events(document.id)] == [3, 5]
    assert store.outbox.cursor() == 9
    assert store.outbox.delivery(document.id).official_code == CODE


def test_events_seen_before_are_passed_over_and_the_cursor_never_goes_back(store, queue):
    document = queue()
    store.outbox.apply([event(document, 3, official_code=CODE)], 3)
    store.outbox.apply([event(document, 3, official_code="H51")], 2)
    assert store.outbox.cursor() == 3
    assert len(store.outbox.hub_events(document.id)) == 1
    assert store.outbox.delivery(document.id).official_code == CODE


def test_numbers_of_parcels_are_never_given_twice(store):
    assert [store.outbox.next_parcel() for _ in range(3)] == [1, 2, 3]


def test_every_stick_a_dossier_went_onto_is_remembered_and_it_still_waits(store, queue, clock):
    document = queue()
    assert store.outbox.delivery(document.id).exported_at is None
    store.outbox.move(document.id, State.EXPORTED, "đã chép ra USB", clock.now())
    clock.pass_time(timedelta(minutes=1))
    again = clock.now()
    store.outbox.move(document.id, State.EXPORTED, "chép lại ra USB khác", again)
    (seen,) = store.outbox.pending()
    assert (seen.exported_at, seen.reason) == (again.wall, "chép lại ra USB khác")
    states = [state for state, _ in store.outbox.moves(document.id)]
    assert states == [State.SEALED, State.EXPORTED, State.EXPORTED]
    store.outbox.move(document.id, State.ANNOUNCED, "", clock.now())
    assert store.outbox.delivery(document.id).exported_at == again.wall


def test_a_hub_that_went_back_is_followed_and_nothing_is_heard_twice(store, queue):
    document = queue()
    first, second = event(document, 1, official_code=CODE), event(document, 2, "received")
    store.outbox.follow("one", 0)
    store.outbox.apply([first, second], 2)
    store.outbox.follow("two", 1)
    assert (store.outbox.epoch(), store.outbox.cursor()) == ("two", 1)
    again, more = event(document, 7, "received"), event(document, 8, "refused")
    store.outbox.apply([again, more], 8)
    assert store.outbox.hub_events(document.id) == (first, second, more)
    assert store.outbox.cursor() == 8


def test_a_received_dossier_the_hub_lost_is_queued_again_with_its_receipt(store, queue, clock):
    document = queue(10)
    receipt = SignedReceipt(receipt="{}", signature="AA==", key_id="k1")
    with pytest.raises(MoveRefused):
        store.outbox.recall(document.id, "mất", clock.now())
    store.outbox.progress(document.id, document.objects[0].id, 10, "/v1/files/7")
    store.outbox.acknowledge(document.id, receipt, CODE, clock.now())
    store.outbox.recall(document.id, "hệ thống khôi phục", clock.now())
    (seen,) = store.outbox.pending()
    assert (seen.state, seen.reason) == (State.SEALED, "hệ thống khôi phục")
    assert (seen.official_code, seen.bytes_sent, seen.objects_done) == (CODE, 0, 0)
    assert store.outbox.uploads(document.id) == {}
    store.outbox.acknowledge(document.id, receipt, CODE, clock.now())
    assert store.outbox.receipt(document.id) == receipt
    assert [state for state, _ in store.outbox.moves(document.id)] == [
        State.SEALED, State.ACKNOWLEDGED, State.SEALED, State.ACKNOWLEDGED,
    ]  # fmt: skip
