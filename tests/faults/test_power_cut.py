"""What was acknowledged is there after the power went; the long run is `make faults`."""

import logging
from contextlib import closing

import pytest

from hub.config import HubFailed
from kiosk.app.clock import SystemClock
from kiosk.app.config import SAMPLE, prepare
from kiosk.journey.ports import StoreFailed
from kiosk.store import wording
from kiosk.store.opening import open_store
from kiosk.sync.errors import HubBusy
from tests.faults.hub_power import hub_cut_rounds
from tests.faults.power import MEGABYTES, a_disk, cut_rounds, unable
from tests.support.hub_server import Kiosk, running_hub

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


def test_a_disk_turned_read_only_is_said_in_words_and_what_was_written_is_there():
    with a_disk("ext4") as disk:
        data = disk.at / "kiosk"
        with closing(open_store(data, SystemClock())) as store:
            kept, serial = store.blobs.put(b"kept"), store.journal.next_serial()
            disk.turn_read_only()
            for write in (lambda: store.blobs.put(b"page"), store.journal.next_serial):
                with pytest.raises(StoreFailed) as said:
                    write()
                assert str(said.value) in {wording.READ_ONLY, wording.BROKEN_DISK}
            assert store.blobs.get(kept) == b"kept"
            assert store.outbox.pending() == ()
        with pytest.raises(StoreFailed) as said:
            open_store(data, SystemClock())
        assert str(said.value) == wording.READ_ONLY
        disk.power_on()
        with closing(open_store(data, SystemClock())) as store:
            assert store.blobs.get(kept) == b"kept"
            assert store.journal.next_serial() == serial + 1


def test_a_hub_on_a_disk_turned_read_only_refuses_for_a_while_and_goes_on_after(expect_log):
    expect_log("hub", "disk: errno", logging.ERROR)
    with a_disk("ext4") as disk:
        data = disk.at / "hub"
        with running_hub(data) as (hub, url), closing(Kiosk(url)) as kiosk:
            kiosk.join(hub.enrolment_code())
            document, outgoing = kiosk.seal()
            kiosk.client.put_dossier(document.id, outgoing.document)
            receipt = kiosk.client.commit(document.id)
            disk.turn_read_only()
            other, later = kiosk.seal(1000)
            with pytest.raises(HubBusy):
                kiosk.client.put_dossier(other.id, later.document)
            assert kiosk.client.commit(document.id) == receipt
        with pytest.raises(HubFailed, match="Kiểm tra"), running_hub(data):
            pass
        disk.power_on()
        with running_hub(data) as (_, url), closing(kiosk.moved_to(url)) as again:
            assert again.client.commit(document.id) == receipt
            assert again.client.put_dossier(other.id, later.document).state == "announced"
