"""The measure of a parcel is never too small, and what it does not hold is left for the next."""

import pytest

from dossier import parcel
from dossier.parcel import Sealed
from kiosk.sync.packing import Load
from kiosk.sync.parcels import NEXT_STICK
from tests.support.stick_counter import StickCounter


@pytest.fixture
def counter():
    return StickCounter()


def loaded(counter, *documents):
    load = Load()
    for each in documents:
        load = load.plus(Sealed(each, counter.outbox.document(each.id)))
    return load


def test_a_parcel_is_never_longer_than_was_counted(counter, tmp_path):
    load = loaded(counter, *(counter.seal(*sizes) for sizes in [(10,), (), (400, 500), (70_000,)]))
    made = counter.parcels.export(tmp_path)
    assert made.size <= load.size <= made.size + 20_000
    assert load.fits(load.size)
    assert not load.fits(load.size - 1)


def test_an_object_of_two_dossiers_is_counted_once(counter):
    document = counter.seal(5_000)
    once, twice = loaded(counter, document), loaded(counter, document, document)
    assert twice.objects_size == once.objects_size


def test_no_parcel_is_larger_than_a_stick_can_hold_in_one_file(counter):
    assert Load(objects_size=parcel.MAX_PARCEL_BYTES - 20_000).fits(2**50)
    assert not Load(objects_size=parcel.MAX_PARCEL_BYTES).fits(2**50)
    assert not Load(letter=parcel.MAX_LETTER_BYTES).fits(2**50)


def test_a_parcel_holds_no_more_dossiers_than_the_hub_takes(counter, tmp_path, monkeypatch):
    monkeypatch.setattr(parcel, "MAX_DOSSIERS", 2)
    for _ in range(3):
        counter.seal(10)
    first = counter.parcels.export(tmp_path)
    assert (len(first.taken), [left.words for left in first.left]) == (2, [NEXT_STICK])
    second = counter.parcels.export(tmp_path)
    assert second.taken[0].id == first.left[0].delivery.id
