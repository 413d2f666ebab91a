"""The power goes while a release is taken up: the old packs or the new ones are at work, whole."""

import random
import threading
import time
from contextlib import suppress
from datetime import date

import pytest

from kiosk.app.releases import Releases
from kiosk.journey.ports import KioskError
from tests.faults.power import MEGABYTES, a_disk, unable
from tests.support.devices import FakeKeys, ManualClock
from tests.support.memory import MemoryOutbox
from tests.support.memory_journal import MemoryJournal
from tests.support.release_maker import files, listed, pack, signed

CUTS = 5
LONGEST_S = 0.4
TODAY = date(2026, 11, 23)

pytestmark = [
    pytest.mark.fault,
    pytest.mark.skipif(bool(unable()), reason=unable() or "power can be cut"),
]


class Updating:
    """A counter that takes up one release after the other; each names its pack by its number."""

    def __init__(self, data):
        self.data, self.keys = data, FakeKeys()
        self.journal = MemoryJournal(MemoryOutbox())
        self.tried, self.done = 0, [(0.0, 0)]

    def opened(self):
        return Releases(self.data, self.keys, self.journal, ManualClock())

    def take_up_all(self):
        with suppress(KioskError):
            while True:
                self.tried += 1
                self.take_up(self.tried)
                self.done.append((time.monotonic(), self.tried))

    def take_up(self, number):
        contents = files(pack(f"Việc số {number}"))
        for content in contents.values():
            self.opened().put(content)
        release = listed(contents, number)
        text = release.model_dump_json()
        self.opened().take_up(signed(text, self.keys.hub_private), release)

    def at_work(self):
        (offered,) = self.opened().reference().catalogue.current(TODAY)
        return int(offered.words.name.removeprefix("Việc số "))


@pytest.mark.parametrize("kind", MEGABYTES)
def test_an_update_that_was_cut_leaves_the_old_version_or_the_new_one_at_work(kind):
    chance = random.Random(f"update/{kind}")
    with a_disk(kind) as disk:
        data = disk.at / "kiosk"
        data.mkdir()
        counter = Updating(data)
        counter.tried = 1
        counter.take_up(1)
        for _ in range(CUTS):
            updating = threading.Thread(target=counter.take_up_all)
            updating.start()
            updating.join(chance.uniform(0.05, LONGEST_S))
            gone = time.monotonic()
            disk.cut()
            updating.join()
            disk.power_on()
            sure = max([1, *(number for at, number in counter.done if at < gone)])
            assert sure <= counter.at_work() <= counter.tried
            counter.take_up(counter.tried + 1)
            counter.tried += 1
            assert counter.at_work() == counter.tried
            counter.done.append((time.monotonic(), counter.tried))
        assert counter.tried > 2 * CUTS
