"""Receipts brought back on a stick: the hub's word for exactly our dossiers, or nothing changes."""

import os

import pytest

from dossier import receipt_parcel
from dossier.lifecycle import State
from dossier.receipt_parcel import RefusedDossier
from dossier.wire import HubEvent
from kiosk.journey.ports import KioskError
from kiosk.sync.errors import NotEnrolled, ReceiptNotTrusted
from kiosk.sync.receipt_parcels import KNOWN, OTHER_KIOSK, RECEIVED, UNKNOWN
from tests.support.devices import FakeKeys
from tests.support.stick_counter import CODE, StickCounter


@pytest.fixture
def counter():
    return StickCounter()


@pytest.fixture
def usb(tmp_path):
    place = tmp_path / "KINGSTON"
    place.mkdir()
    return place


def test_receipts_complete_their_dossiers_once(counter, usb):
    first, second = counter.seal(40), counter.seal()
    counter.parcels.export(usb)
    brought = counter.brought(counter.receipt(first), counter.receipt(second))
    assert [one.words for one in counter.receipts.take(brought)] == [RECEIVED, RECEIVED]
    assert counter.states() == [State.ACKNOWLEDGED] * 2
    assert counter.row(first).official_code == CODE
    assert [one.words for one in counter.receipts.take(brought)] == [KNOWN, KNOWN]
    assert counter.outbox.pending() == ()


def test_events_come_along_and_are_counted_once(counter):
    document = counter.seal(40)
    news = [
        HubEvent(cursor=cursor, dossier=document.id, kind="state_changed",
                 at=document.received_at, data={"state": f"{cursor}"})
        for cursor in (3, 5)
    ]  # fmt: skip
    brought = counter.brought(events=tuple(news), next=5)
    counter.receipts.take(brought)
    counter.receipts.take(brought)
    assert [one.cursor for one in counter.outbox.hub_events(document.id)] == [3, 5]
    counter.receipts.take(counter.brought(since=9, events=(), next=12))
    counter.receipts.take(counter.brought(events=tuple(news[::-1]), next=5))
    assert counter.outbox.cursor() == 5


@pytest.mark.parametrize(
    "changes",
    [{"digest": "b" * 64}, {"objects": ()}, {"official_code": ""}, {"kiosk": "Q04"}],
    ids=str,
)
def test_a_receipt_for_anything_else_changes_nothing(counter, changes):
    first, second = counter.seal(40), counter.seal(40)
    brought = counter.brought(counter.receipt(first), counter.receipt(second, **changes))
    with pytest.raises(ReceiptNotTrusted):
        counter.receipts.take(brought)
    assert counter.states() == [State.SEALED] * 2


def test_forged_receipts_change_nothing(counter):
    document = counter.seal(40)
    stranger = FakeKeys()
    forged = stranger.hub_says("{}").model_copy(update={"receipt": "{}"})
    for content in (b"", b"{", forged.model_dump_json().encode(), os.urandom(400)):
        with pytest.raises(KioskError, match=receipt_parcel.NOT_RECEIPTS):
            counter.receipts.take(content)
    inside = counter.brought(stranger.hub_says(counter.receipt(document).receipt))
    with pytest.raises(ReceiptNotTrusted):
        counter.receipts.take(inside)
    with pytest.raises(KioskError, match=receipt_parcel.NOT_RECEIPTS):
        counter.receipts.take(counter.brought(counter.keys.hub_says("{}")))
    assert counter.states() == [State.SEALED]


def test_a_receipt_parcel_of_another_kiosk_changes_nothing(counter):
    document = counter.seal(40)
    with pytest.raises(KioskError, match=OTHER_KIOSK):
        counter.receipts.take(counter.brought(counter.receipt(document), device="Q04-1"))
    counter.keys.leave_hub()
    with pytest.raises(NotEnrolled):
        counter.receipts.take(counter.brought())
    assert counter.states() == [State.SEALED]


def test_a_receipt_for_a_dossier_this_machine_never_had_is_passed_over(counter):
    ours, other = counter.seal(40), StickCounter()
    theirs = other.seal(40)
    other.keys = counter.keys
    heard = counter.receipts.take(counter.brought(other.receipt(theirs), counter.receipt(ours)))
    assert [(one.delivery and one.delivery.id, one.words) for one in heard] == [
        (None, UNKNOWN), (ours.id, RECEIVED),
    ]  # fmt: skip


def test_what_the_hub_refused_is_set_aside_in_its_words(counter, usb):
    bad, other, stranger = counter.seal(40), counter.seal(40), counter.seal(40)
    counter.parcels.export(usb)
    refused = [
        RefusedDossier(dossier=each.id, digest=digest, rejected=rejected, reason="Tệp hỏng.")
        for each, digest, rejected in [
            (bad, counter.row(bad).digest, True),
            (other, counter.row(other).digest, False),
            (stranger, "c" * 64, True),
        ]
    ]
    brought = counter.brought(refused=tuple(refused))
    for _ in range(2):
        counter.receipts.take(brought)
        assert counter.states() == [State.REJECTED, State.PARKED, State.EXPORTED]
    assert "Tệp hỏng." in counter.row(bad).reason


def test_a_refusal_does_not_undo_a_receipt(counter):
    document = counter.seal(40)
    row = counter.row(document)
    counter.receipts.take(counter.brought(counter.receipt(document)))
    refused = RefusedDossier(dossier=row.id, digest=row.digest, rejected=True, reason="x")
    counter.receipts.take(counter.brought(refused=(refused,)))
    assert counter.states() == [State.ACKNOWLEDGED]


def test_a_receipt_for_a_rejected_dossier_leaves_it_to_a_person(counter):
    document = counter.seal(40)
    counter.outbox.move(document.id, State.REJECTED, "ảnh mờ", counter.clock.now())
    (heard,) = counter.receipts.take(counter.brought(counter.receipt(document)))
    assert heard.words == "ảnh mờ"
    assert counter.states() == [State.REJECTED]
