"""What was acknowledged is there after the power went; the long run is `make faults`."""

from contextlib import closing

import pytest

from kiosk.app.clock import SystemClock
from kiosk.app.config import SAMPLE, prepare
from kiosk.journey.ports import StoreFailed
from kiosk.store import wording
from kiosk.store.opening import open_store
from tests.faults.hub_power import hub_cut_rounds
from tests.faults.power import MEGABYTES, a_disk, cut_rounds, unable

pytestmark = [
    pytest.mark.fault,
    pytest.mark.hub,
    pytest.mark.skipif(bool(unable()), reason=unable() or "power can be cut"),
]


@pytest.mark.parametrize("kind", MEGABYTES)
def test_nothing_said_to_be_done_is_lost_when_the_power_goes(kind):
    figure = cut_rounds(kind, rounds=2, seed=20261123)
    assert figure["rounds"] == 2
    assert (figure["lost"], figure["duplicated"], figure["corrupt"]) == (0, 0, 0)


@pytest.mark.parametrize("kind", MEGABYTES)
def test_the_sample_configuration_is_whole_after_the_power_goes(kind):
    with a_disk(kind) as disk:
        path = prepare(disk.at / "kiosk")
        open_store(path.parent, SystemClock()).close()
        disk.cut()
        disk.power_on()
        assert path.read_text(encoding="utf-8") == SAMPLE


@pytest.mark.parametrize("kind", MEGABYTES)
def test_a_full_disk_is_said_in_words_and_work_goes_on_after(kind):
    with a_disk(kind) as disk, closing(open_store(disk.at / "kiosk", SystemClock())) as store:
        kept: list[str] = []
        megabyte = 1_000_000

        with pytest.raises(StoreFailed) as full:
            kept.extend(
                store.blobs.put(number.to_bytes(4, "big") * (megabyte // 4))
                for number in range(MEGABYTES[kind] * 2)
            )
        assert str(full.value) == wording.FULL
        assert kept
        for number, name in enumerate(kept):
            assert store.blobs.get(name) == number.to_bytes(4, "big") * (megabyte // 4)
        for name in kept:
            store.blobs.remove(name)
        assert store.blobs.get(store.blobs.put(b"room again")) == b"room again"
        assert store.journal.next_serial() == 1


@pytest.mark.parametrize("kind", MEGABYTES)
def test_the_hub_holds_every_byte_and_receipt_it_answered_for_when_the_power_goes(kind):
    figure = hub_cut_rounds(kind, rounds=1, seed=20261123)
    assert figure["answers"] > 0
    assert (figure["lost"], figure["duplicated"], figure["corrupt"]) == (0, 0, 0)
