"""Choosing what one stick takes."""

from dossier import parcel
from kiosk.sync.packing import Load, choose
from tests.support.stick_counter import StickCounter


def test_the_measure_of_a_parcel_is_never_too_small(tmp_path):
    counter = StickCounter()
    sealed = []
    for sizes in [(10,), (), (400, 500, 600), (70_000,)]:
        document = counter.seal(*sizes)
        sealed.append(parcel.Sealed(document, counter.outbox.document(document.id)))
    load = Load()
    for each in sealed:
        load = load.plus(each)
    made = counter.parcels.export(tmp_path)
    assert made.size <= load.size <= made.size + 20_000
    assert choose(sealed, load.size) == (sealed, [])
    assert choose(sealed, load.size - 1) == (sealed[:3], sealed[3:])
