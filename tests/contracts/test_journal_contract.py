"""What every journal does."""

from datetime import timedelta

import pytest

from dossier.chain import link
from dossier.events import (
    Answered,
    Consented,
    MissingAccepted,
    Parked,
    Resumed,
    Sealed,
    VisitEnded,
    VisitStarted,
    to_json,
)
from dossier.lifecycle import State
from dossier.provenance import CITIZEN, Actor, Source
from dossier.values import freeze
from kiosk.journey.ports import KioskError
from tests.support.devices import ManualClock

STARTED = VisitStarted("birth-registration", "2026-01-15")


@pytest.fixture
def clock():
    return ManualClock()


@pytest.fixture
def write(store, clock):
    def write(visit, event, actor=CITIZEN):
        clock.pass_time(timedelta(seconds=1))
        return store.journal.append(visit, event, clock.now(), actor)

    return write


def test_events_come_back_as_they_were_recorded(store, write):
    written = [
        write("v1", STARTED),
        write("v1", Consented("2026-1"), Actor("officer", "Lò Thị Thử")),
        write("v1", MissingAccepted(("birth_notice",))),
    ]
    assert store.journal.events("v1") == tuple(written)
    assert [one.sequence for one in written] == [1, 2, 3]
    assert written[1].actor == Actor("officer", "Lò Thị Thử")


def test_each_event_is_chained_to_the_one_before(store, write):
    write("v1", STARTED)
    write("v1", Answered("copies", 2, Source.CITIZEN))
    previous = ""
    for one in store.journal.events("v1"):
        assert one.link == link(
            previous, "v1", one.sequence, one.moment, one.actor, to_json(one.event)
        )
        previous = one.link


@pytest.mark.parametrize(
    "value",
    [
        "Sùng A Dí",
        0,
        True,
        {"country": "VN", "province": "10", "commune": "02746", "detail": "Thôn Sín Chải"},
        [{"name": "Giấy khai sinh", "copies": 2}],
    ],
)
def test_any_kind_of_value_survives(store, write, value):
    write("v1", STARTED)
    write("v1", Answered("any", freeze(value), Source.CITIZEN))
    event = store.journal.events("v1")[-1].event
    assert event == Answered("any", freeze(value), Source.CITIZEN)
    assert type(event.value) is type(freeze(value))


def test_visits_do_not_mix(store, write):
    first, second = write("v1", STARTED), write("v2", STARTED)
    assert (first.sequence, second.sequence) == (1, 1)
    assert store.journal.events("v2") == (second,)


def test_an_unknown_visit_has_no_events(store):
    assert store.journal.events("nobody") == ()


def test_open_visits_stand_newest_first_and_say_which_are_parked(store, write):
    write("old", STARTED)
    write("parked", STARTED)
    last = write("parked", Parked("hết giờ"))
    newest = write("new", STARTED)
    opened = store.journal.open_visits()
    assert [(visit.id, visit.parked) for visit in opened] == [
        ("new", False), ("parked", True), ("old", False),
    ]  # fmt: skip
    assert opened[0].procedure == "birth-registration"
    assert [visit.last for visit in opened[:2]] == [newest.moment.wall, last.moment.wall]


def test_a_resumed_visit_is_open_and_not_parked(store, write):
    for event in (STARTED, Parked("hết giờ"), Resumed()):
        write("v1", event)
    assert [visit.parked for visit in store.journal.open_visits()] == [False]


def test_an_ended_visit_is_not_open(store, write):
    write("v1", STARTED)
    write("v1", VisitEnded("discarded"))
    assert store.journal.open_visits() == ()


def test_sealing_records_the_event_and_queues_the_dossier(store, write, clock):
    write("v1", STARTED)
    document, outgoing = store.dossier()
    event = Sealed(document.id, outgoing.digest, document.receipt_number)
    sealed = store.journal.seal("v1", event, clock.now(), CITIZEN, outgoing)
    assert store.journal.events("v1")[-1] == sealed
    assert sealed.event == event
    assert [visit.id for visit in store.journal.open_visits()] == ["v1"]
    assert store.outbox.delivery(document.id).state is State.SEALED
    assert store.outbox.document(document.id) == outgoing.document


def test_sealing_the_same_dossier_twice_changes_nothing(store, write, clock):
    write("v1", STARTED)
    write("v2", STARTED)
    document, outgoing = store.dossier()
    event = Sealed(document.id, outgoing.digest, document.receipt_number)
    store.journal.seal("v1", event, clock.now(), CITIZEN, outgoing)
    with pytest.raises(KioskError):
        store.journal.seal("v2", event, clock.now(), CITIZEN, outgoing)
    assert {visit.id for visit in store.journal.open_visits()} == {"v1", "v2"}
    assert len(store.journal.events("v2")) == 1
    assert len(store.outbox.deliveries()) == 1


def test_serials_begin_at_one_and_are_never_given_twice(store):
    assert [store.journal.next_serial() for _ in range(4)] == [1, 2, 3, 4]
