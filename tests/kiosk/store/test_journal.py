"""The journal keeps every event of a visit, in order, and notices when one was touched."""

import threading
from dataclasses import replace
from datetime import datetime, timedelta
from unicodedata import normalize

import pytest
from sqlalchemy import delete, update

from dossier import chain
from dossier.events import (
    Answered,
    CardRead,
    MissingAccepted,
    PageAdded,
    Parked,
    Resumed,
    Sealed,
    VisitEnded,
    VisitStarted,
    to_json,
)
from dossier.lifecycle import State
from dossier.provenance import CITIZEN, Actor, Source
from kiosk.journey.ports import StoreFailed
from kiosk.store.tables import events, visits
from tests.support.sealed_queue import sealed_dossier

STARTED = VisitStarted("birth-registration", "2026-07-01")
OFFICER = Actor("officer", "Trần Văn Thử")


def start(store, clock, visit="visit-1"):
    return store.journal.append(visit, STARTED, clock.now(), CITIZEN)


def answer(store, clock, value="Nguyễn Thị Mẫu", visit="visit-1"):
    event = Answered("child.name", value, Source.CITIZEN)
    return store.journal.append(visit, event, clock.now(), CITIZEN)


def seal(store, clock, visit="visit-1", serial=1):
    _, outgoing = sealed_dossier(store.blobs, [300, 20], serial)
    event = Sealed(outgoing.id, outgoing.digest, outgoing.receipt_number)
    return store.journal.seal(visit, event, clock.now(), CITIZEN, outgoing), outgoing


def test_what_was_recorded_is_read_back_the_same_after_a_restart(store, clock, opened):
    happened = [
        STARTED,
        CardRead("001199000001||Nguyễn Thị Mẫu|01011999|Nữ|Xã Nậm Mẫu|01012022"),
        Answered("child", {"name": "Trần Văn Thử", "parts": ("a", True, 3)}, Source.CARD_QR),
        PageAdded("birth_notice", "a" * 64, 5, "image/jpeg"),
        MissingAccepted(("birth_notice", "authorisation")),
    ]
    recorded = tuple(
        store.journal.append("visit-1", event, clock.now(), OFFICER) for event in happened
    )
    assert [each.sequence for each in recorded] == [1, 2, 3, 4, 5]
    assert [each.event for each in recorded] == happened
    assert opened().journal.events("visit-1") == recorded


def test_each_link_joins_the_event_to_the_one_before(store, clock):
    first, second = start(store, clock), answer(store, clock)
    assert first.link == chain.link("", "visit-1", 1, first.moment, CITIZEN, to_json(STARTED))
    assert second.link == chain.link(
        first.link, "visit-1", 2, second.moment, CITIZEN, to_json(second.event)
    )


def test_a_moment_of_whole_seconds_keeps_its_link(store, clock):
    whole = replace(clock.now(), boot_seconds=5)
    recorded = store.journal.append("visit-1", STARTED, whole, CITIZEN)
    assert store.journal.events("visit-1") == (recorded,)


def test_a_name_typed_in_pieces_is_kept_in_one_form(store, clock):
    start(store, clock)
    recorded = answer(store, clock, normalize("NFD", "Nguyễn"))
    assert recorded.event.value == normalize("NFC", "Nguyễn")
    assert store.journal.events("visit-1")[-1] == recorded


def test_an_unknown_visit_has_no_events(store):
    assert store.journal.events("never") == ()


@pytest.mark.parametrize(
    "touch",
    [
        update(events).where(events.c.sequence == 2).values(body='{"kind":"identity_confirmed"}'),
        update(events).where(events.c.sequence == 2).values(body="not even JSON"),
        update(events).where(events.c.sequence == 2).values(name="Ai Đó"),
        update(events).where(events.c.sequence == 2).values(wall="2026-11-23T09:00:00+07:00"),
        update(events).where(events.c.sequence == 2).values(link="0" * 64),
        update(events).where(events.c.sequence == 2).values(kind="consented"),
        delete(events).where(events.c.sequence == 1),
        delete(events).where(events.c.sequence == 2),
        delete(events).where(events.c.sequence == 3),
        delete(events),
    ],
)
def test_a_journal_that_was_touched_is_not_believed(store, clock, touch):
    start(store, clock)
    answer(store, clock)
    answer(store, clock)
    store.journal.verify("visit-1")
    with store.journal._database.write() as connection:
        connection.execute(touch)
    with pytest.raises(StoreFailed, match="không còn khớp"):
        store.journal.verify("visit-1")
    with pytest.raises(StoreFailed, match="không còn khớp"):
        store.journal.events("visit-1")


def test_events_without_a_head_are_not_believed(store, clock):
    start(store, clock)
    with store.journal._database.write() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.execute(update(visits).values(id="other"))
        connection.execute(update(events).values(visit="other"))
    with pytest.raises(StoreFailed, match="không còn khớp"):
        store.journal.events("other")


def test_open_visits_are_those_nobody_ended_newest_first(store, clock):
    for visit in ("parked", "resumed", "ended", "sealed", "plain"):
        start(store, clock, visit)
    for visit, event in [
        ("parked", Parked("pause")),
        ("resumed", Parked("pause")),
        ("resumed", Resumed()),
        ("ended", VisitEnded("discarded")),
    ]:
        store.journal.append(visit, event, clock.now(), CITIZEN)
    seal(store, clock, "sealed")
    last = answer(store, clock, visit="plain")
    found = store.journal.open_visits()
    assert [(each.id, each.parked) for each in found] == [
        ("plain", False),
        ("sealed", False),
        ("resumed", False),
        ("parked", True),
    ]
    assert found[0].procedure == "birth-registration"
    assert found[0].last == last.moment.wall


def test_a_sealed_visit_is_open_until_it_is_ended_and_is_never_parked(store, clock):
    start(store, clock)
    seal(store, clock)
    store.journal.append("visit-1", Parked("pause"), clock.now(), CITIZEN)
    assert [(each.id, each.parked) for each in store.journal.open_visits()] == [("visit-1", False)]
    store.journal.append("visit-1", VisitEnded("done"), clock.now(), CITIZEN)
    assert store.journal.open_visits() == ()


def test_sealing_records_the_event_and_queues_the_dossier(store, clock, opened):
    start(store, clock)
    recorded, outgoing = seal(store, clock)
    again = opened()
    assert again.journal.events("visit-1")[-1] == recorded
    assert again.outbox.document(outgoing.id) == outgoing.document
    assert [(each.id, each.state) for each in again.outbox.pending()] == [
        (outgoing.id, State.SEALED)
    ]


def test_a_seal_the_outbox_refuses_leaves_no_event_behind(store, clock):
    start(store, clock)
    start(store, clock, "visit-2")
    first, outgoing = seal(store, clock)
    with pytest.raises(StoreFailed, match="vẫn còn nguyên"):
        store.journal.seal("visit-2", first.event, clock.now(), CITIZEN, outgoing)
    assert len(store.journal.events("visit-2")) == 1
    assert {each.id for each in store.journal.open_visits()} == {"visit-1", "visit-2"}


def test_a_broken_document_is_never_half_sealed(store, clock):
    start(store, clock)
    _, outgoing = sealed_dossier(store.blobs, [10])
    event = Sealed(outgoing.id, outgoing.digest, outgoing.receipt_number)
    with pytest.raises(ValueError, match="DossierDocument"):
        store.journal.seal(
            "visit-1", event, clock.now(), CITIZEN, replace(outgoing, document=b"{}")
        )
    assert len(store.journal.events("visit-1")) == 1
    assert store.outbox.pending() == ()


def test_serials_count_up_and_are_never_given_twice(store, opened):
    assert [store.journal.next_serial() for _ in range(3)] == [1, 2, 3]
    assert opened().journal.next_serial() == 4


def test_many_threads_write_at_once_and_nothing_is_lost_or_doubled(store, clock):
    start(store, clock)
    serials, failures = [], []

    def work(number):
        try:
            for _ in range(20):
                answer(store, clock, f"luồng {number}")
                serials.append(store.journal.next_serial())
                store.journal.events("visit-1")
                store.outbox.pending()
        except Exception as problem:  # noqa: BLE001  (whatever it is, the test shows it)
            failures.append(problem)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    assert sorted(serials) == [*range(1, 121)]
    assert [each.sequence for each in store.journal.events("visit-1")] == [*range(1, 122)]


def test_a_new_store_was_never_written_to(store):
    assert store.journal.last_time() is None


def test_the_last_time_is_that_of_the_newest_visit_or_of_a_later_seal(store, clock):
    start(store, clock)
    assert start(store, clock, "visit-2").moment.wall == store.journal.last_time()
    clock.wall = datetime.fromisoformat("2026-11-23T08:00:58+07:00")
    _, outgoing = seal(store, clock)
    assert store.journal.last_time() == outgoing.sealed_at.right


def test_a_time_far_ahead_is_forgotten_with_the_next_visit(store, clock):
    clock.wall += timedelta(days=900)
    start(store, clock)
    clock.wall -= timedelta(days=900)
    now = start(store, clock, "visit-2").moment.wall
    assert store.journal.last_time() == now
