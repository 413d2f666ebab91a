"""Releases at the counter: taken up at once or not at all, and never to the harm of what works."""

from contextlib import suppress
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dossier import events as happened
from dossier.catalogue import UnknownProcedure
from dossier.provenance import CITIZEN
from kiosk.app.library import Library
from kiosk.app.releases import FOLDER, Releases
from kiosk.journey.ports import KioskError, StoreFailed
from kiosk.store import durable
from kiosk.store.shelf import FILES, NOTE, STANDING, Standing
from tests.support.booth import SHIPPED
from tests.support.devices import FakeKeys, ManualClock
from tests.support.memory import MemoryOutbox
from tests.support.memory_journal import MemoryJournal
from tests.support.release_maker import HOLIDAY, files, listed, pack, signed

TODAY = date(2026, 11, 23)
WEDNESDAY = date(2026, 11, 25)


class Place:
    """A data folder with its keys and journal; opening it anew is what a restart does."""

    def __init__(self, data):
        self.data, self.keys, self.clock = data, FakeKeys(), ManualClock()
        self.journal = MemoryJournal(MemoryOutbox())

    def opened(self):
        return Releases(self.data, self.keys, self.journal, self.clock)

    def takes(self, number, contents, key=None):
        releases = self.opened()
        for content in contents.values():
            releases.put(content)
        release = listed(contents, number)
        text = release.model_dump_json()
        releases.take_up(signed(text, key or self.keys.hub_private), release)

    def offers(self):
        return {p.slug: p.words.name for p in self.opened().reference().catalogue.current(TODAY)}

    def begins(self, visit, version):
        event = happened.VisitStarted("small", version)
        self.journal.append(visit, event, self.clock.now(), CITIZEN)

    def file(self, contents, path):
        entry = next(entry for entry in listed(contents).entries if entry.path == path)
        return self.data / FOLDER / FILES / entry.sha256


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path)


def test_without_a_release_the_shipped_packs_are_at_work(place):
    assert set(place.offers()) == SHIPPED
    told = place.opened().told()
    assert (told["release"], told["made_at"], told["findings"]) == (0, None, [])
    assert set(told["origins"].values()) == {0}
    assert not (place.data / FOLDER).exists()


def test_a_release_is_at_work_at_once_and_after_a_restart(place):
    place.takes(1, files(holidays=HOLIDAY))
    assert place.offers() == {"small": "Việc nhỏ"}
    assert not place.opened().reference().calendar.works_on(WEDNESDAY)
    told = place.opened().told()
    assert told["release"] == 1
    assert told["made_at"]
    assert told["findings"] == []


def test_a_broken_pack_leaves_the_one_that_works_and_says_so(place):
    place.takes(1, files(pack() | pack("Kia", slug="other")))
    broken = pack("Mới", "2026-02-02") | pack("Kia mới", "2026-02-02", slug="other")
    broken["procedures/small/procedure.yaml"] = "slug: ["
    place.takes(2, files(broken))
    assert place.offers() == {"small": "Việc nhỏ", "other": "Kia mới"}
    told = place.opened().told()
    assert told["origins"]["procedures/small"] == 1
    assert told["origins"]["procedures/other"] == 2
    assert any("small/procedure.yaml" in words for words in told["findings"])


def test_a_pack_whose_golden_case_fails_is_left_out_for_good(place):
    place.takes(1, files())
    wrong = pack("Sai", "2026-02-02") | pack("Kia", slug="other")
    wrong["procedures/small/cases/one.yaml"] = wrong["procedures/small/cases/one.yaml"].replace(
        "fee: 0", "fee: 1"
    )
    place.takes(2, files(wrong))
    assert place.offers() == {"small": "Việc nhỏ", "other": "Kia"}
    place.takes(3, files(pack("Đúng", "2026-03-03")))
    assert place.offers() == {"small": "Đúng"}


def test_a_broken_table_comes_from_before(place):
    place.takes(1, files(holidays=HOLIDAY))
    place.takes(2, files(holidays=[{"date": "2026-02-31", "kind": "holiday"}], countries=[]))
    reference = place.opened().reference()
    assert not reference.calendar.works_on(WEDNESDAY)
    assert reference.wording.countries.name("VN") == "Việt Nam"
    assert {finding.file for finding in reference.refused} == {"holidays.json", "countries.json"}


def test_a_release_without_any_good_pack_changes_nothing(place):
    place.takes(1, files())
    with pytest.raises(KioskError, match="không có gói thủ tục nào dùng được"):
        place.takes(2, files({"procedures/small/procedure.yaml": "slug: ["}))
    assert place.offers() == {"small": "Việc nhỏ"}
    assert place.opened().newest().number == 1


def test_a_damaged_release_gives_way_to_the_one_before_then_to_the_shipped(place):
    first, second = files(), files(pack("Hai", "2026-02-02"))
    place.takes(1, first)
    place.takes(2, second)
    place.file(second, "procedures/small/texts.vi.yaml").write_bytes(b"rotten")
    assert place.offers() == {"small": "Việc nhỏ"}
    assert any("hỏng" in words for words in place.opened().told()["findings"])
    place.file(first, "tables/units.json").unlink()
    assert set(place.offers()) == SHIPPED


@pytest.mark.parametrize("content", [b"", b"{", b'{"numbers": "all"}', b"\xff"])
def test_a_note_of_what_stands_that_cannot_be_read_means_the_shipped(place, content):
    place.takes(1, files())
    (place.data / FOLDER / STANDING).write_bytes(content)
    assert set(place.offers()) == SHIPPED
    place.takes(1, files())
    assert place.offers() == {"small": "Việc nhỏ"}


def test_lists_that_were_swapped_forged_or_lost_are_not_believed(place):
    place.takes(1, files())
    place.takes(2, files(pack("Hai", "2026-02-02")))
    shelf = place.opened().shelf
    shelf.keep(2, shelf.signed(1))
    assert place.offers() == {"small": "Việc nhỏ"}
    shelf.keep(2, signed("{}", place.keys.hub_private))
    assert place.offers() == {"small": "Việc nhỏ"}
    shelf.keep(1, signed(listed(files()).model_dump_json(), Ed25519PrivateKey.generate()))
    assert set(place.offers()) == SHIPPED


def test_another_hub_begins_anew(place):
    place.takes(7, files())
    place.keys.hub_private = Ed25519PrivateKey.generate()
    place.keys.hub_key = place.keys.hub_private.public_key()
    assert place.opened().newest() is None
    assert set(place.offers()) == SHIPPED
    place.takes(1, files(pack("Nơi khác")))
    assert place.offers() == {"small": "Nơi khác"}


def test_an_open_visit_keeps_its_version_through_any_number_of_releases(place):
    place.takes(1, files())
    place.begins("v1", "2026-01-01")
    for number in range(2, 8):
        place.takes(number, files(pack(f"Bản {number}", f"2026-01-0{number}")))
    catalogue = place.opened().reference().catalogue
    assert catalogue.version("small", "2026-01-01").words.name == "Việc nhỏ"
    assert catalogue.in_force("small", TODAY).words.name == "Bản 7"
    assert place.opened().shelf.standing().numbers == (7, 6, 5, 1)
    place.journal.append("v1", happened.VisitEnded("done"), place.clock.now(), CITIZEN)
    place.takes(8, files(pack("Bản 8", "2026-01-08")))
    assert place.opened().shelf.standing().numbers == (8, 7, 6)
    with pytest.raises(UnknownProcedure):
        place.opened().reference().catalogue.version("small", "2026-01-01")


def test_what_nobody_needs_is_removed(place):
    for number in range(1, 6):
        place.takes(number, files(pack(f"Bản {number}", f"2026-01-0{number}")))
    folder = place.data / FOLDER
    lists = {path.name for path in folder.glob("*.json")} - {STANDING}
    assert lists == {f"{number}.release.json" for number in (3, 4, 5)}
    needed = {
        entry.sha256
        for number in (3, 4, 5)
        for entry in listed(files(pack(f"Bản {number}", f"2026-01-0{number}"))).entries
    }
    assert {path.name for path in (folder / FILES).iterdir()} == needed


def test_a_cut_at_any_write_leaves_the_old_or_the_new(place, monkeypatch):
    """The disk stops taking anything after each number of steps; then the kiosk starts anew."""
    place.takes(1, files())
    second = files(pack("Hai", "2026-02-02"), holidays=HOLIDAY)
    real = durable.write
    seen = set()
    for left in range(20):
        steps = iter(range(left))

        def write(path, content, steps=steps):
            if next(steps, None) is None:
                (path.parent / f"{path.name}.0000.part").write_bytes(content[: len(content) // 2])
                raise StoreFailed("cut")
            real(path, content)

        monkeypatch.setattr(durable, "write", write)
        with suppress(StoreFailed):
            place.takes(2, second)
            seen.add("whole")
        monkeypatch.setattr(durable, "write", real)
        offered = place.offers()
        works = place.opened().reference().calendar.works_on(WEDNESDAY)
        assert (offered, works) in [({"small": "Việc nhỏ"}, True), ({"small": "Hai"}, False)]
        seen.add(offered["small"])
        if offered["small"] == "Hai":
            break
    assert seen == {"Việc nhỏ", "Hai", "whole"}
    assert place.opened().newest().number == 2


def test_a_full_disk_says_so_and_changes_nothing(place, monkeypatch):
    place.takes(1, files())

    def full(path, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable, "write", full)
    with pytest.raises(StoreFailed, match="hết chỗ"):
        place.takes(2, files(pack("Hai", "2026-02-02")))
    assert place.offers() == {"small": "Việc nhỏ"}


def test_how_the_last_look_went_is_remembered(place):
    releases = place.opened()
    assert releases.told()["last_look"] == ""
    releases.note("Không đúng chữ ký.")
    assert place.opened().told()["last_look"] == "Không đúng chữ ký."
    (place.data / FOLDER / NOTE).write_bytes(b"\xff")
    assert place.opened().told()["last_look"] == ""


def test_a_standing_without_its_releases_is_nothing(place):
    place.opened().shelf.stand(Standing(numbers=(9, 8)))
    assert set(place.offers()) == SHIPPED


def test_the_library_prepares_and_swaps_only_when_it_is_asked(place):
    library = Library(place.opened())
    rung = []
    library.watch(lambda: rung.append(1))
    library.look()
    assert (rung, library.take()) == ([], None)
    place.takes(1, files())
    library.look()
    library.look()
    assert rung == [1]
    assert {p.slug for p in library.reference.catalogue.current(TODAY)} == SHIPPED
    taken = library.take()
    assert library.reference is taken
    assert {p.slug for p in taken.catalogue.current(TODAY)} == {"small"}
    assert library.take() is None


def test_a_version_at_work_stays_at_hand_after_the_swap(place):
    """A visit may begin after the next data were prepared and before they are swapped in."""
    place.takes(1, files())
    library = Library(place.opened())
    place.takes(2, files(pack("Hai", "2026-02-02")))
    library.look()
    catalogue = library.take().catalogue
    assert catalogue.version("small", "2026-01-01").words.name == "Việc nhỏ"
    assert [p.words.name for p in catalogue.current(TODAY)] == ["Hai"]
