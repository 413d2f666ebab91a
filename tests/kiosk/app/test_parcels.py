"""What the officer reads at `kiosk parcel`, on a real store joined to a real hub."""

import pytest

from dossier.receipt_parcel import SUFFIX
from hub.importing import import_parcels
from kiosk.app.clock import SystemClock
from kiosk.app.parcels import NO_RECEIPTS, SAME_DISK, export, exported_words, import_receipts
from kiosk.journey.ports import KioskError
from kiosk.store.opening import open_store
from kiosk.sync.client import HubClient
from kiosk.sync.enrolling import enrol
from kiosk.sync.receipt_parcels import KNOWN, OTHER_KIOSK, RECEIVED
from tests.support.counter_process import seal
from tests.support.hub_server import running_hub

pytestmark = pytest.mark.hub


class Office:
    """A reception office and its counters, each with a data folder."""

    def __init__(self, tmp_path, hub, url):
        self.folder, self.running, self.url = tmp_path, hub, url
        self.usb = tmp_path / "usb"
        self.usb.mkdir()

    def counter(self, kiosk, *sizes):
        """The data folder of a joined counter with a dossier for each size."""
        data = self.folder / kiosk
        store = open_store(data, SystemClock(), screen=True)
        client = HubClient(self.url, store.keys, SystemClock())
        key = store.keys.public_key
        code = self.running.enrolment_code()
        store.keys.enrol(enrol(client, code=code, kiosk=kiosk, name=kiosk, public_key=key))
        for serial, size in enumerate(sizes, 1):
            seal(store, serial, [size])
        client.close()
        store.close()
        return data

    def bring(self):
        """What the hub makes of the stick."""
        return list(import_parcels(self.folder / "hub", [self.usb], None))


@pytest.fixture
def office(tmp_path):
    with running_hub(tmp_path / "hub") as (hub, url):
        yield Office(tmp_path, hub, url)


def test_the_officer_is_told_what_went_and_that_it_is_not_received_yet(office):
    data = office.counter("Q03", 500, 600)
    made = export(data, office.usb, ())
    words = exported_words(made)
    assert words.startswith(f"Đã chép 2 hồ sơ ra {made['file']}")
    assert "Nơi tiếp nhận chưa xác nhận" in words
    assert SAME_DISK in words
    assert "đã từng chép" not in words
    again = export(data, office.usb, [made["dossiers"][0]["receipt_number"]])
    assert "Trong đó 1 hồ sơ đã từng chép ra USB" in exported_words(again)
    assert again["dossiers"][0]["exported_at"]


def test_receipts_of_other_counters_on_the_stick_are_named_and_ours_taken(office):
    ours, theirs = office.counter("Q03", 500), office.counter("Q04")
    export(ours, office.usb, ())
    (result,) = office.bring()
    assert result["received"]
    foreign = office.usb / f"a-foreign{SUFFIX}"
    foreign.write_bytes(b"{}")
    rows = import_receipts(ours, office.usb)
    assert [row["state"] for row in rows] == [None, "acknowledged"]
    assert rows[1]["words"] == RECEIVED
    assert import_receipts(ours, office.usb)[1]["words"] == KNOWN
    foreign.unlink()
    with pytest.raises(KioskError, match=OTHER_KIOSK):
        import_receipts(theirs, office.usb)


def test_a_stick_without_receipts_is_a_sentence(office):
    data = office.counter("Q03")
    with pytest.raises(KioskError) as nothing:
        import_receipts(data, office.usb)
    assert str(nothing.value) == NO_RECEIPTS.format(SUFFIX, office.usb)
    with pytest.raises(KioskError, match="Không đọc được tệp"):
        import_receipts(data, office.usb / f"gone{SUFFIX}")
