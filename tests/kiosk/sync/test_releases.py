"""Fetching releases from a hub that may lie: only what lacks travels, only the signed counts."""

import os
import threading
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dossier.releases import to_sign
from dossier.seal import digest
from kiosk.app.releases import Releases
from kiosk.journey.ports import StoreFailed
from kiosk.store import durable
from kiosk.sync.errors import HubBusy, HubForgot, NoLine, NotOurHub, ReleaseNotTrusted
from kiosk.sync.releases import ReleaseWatch, fetch
from tests.sims.lies import GARBAGE, PORTAL, CutAnswer, Says
from tests.support.memory import MemoryOutbox
from tests.support.memory_journal import MemoryJournal
from tests.support.release_maker import HOLIDAY, files, listed, pack, signed

TODAY = datetime.now(UTC).date()


class Shop:
    """A hub with releases and a counter that fetches them."""

    def __init__(self, hub, counter, data):
        self.hub, self.counter = hub, counter
        self.client = counter.client(hub.url)
        journal = MemoryJournal(MemoryOutbox())
        self.releases = Releases(data, counter.keys, journal, counter.clock)

    def publishes(self, contents, number=1):
        release = listed(contents, number)
        self.says(release.model_dump_json(), number)
        self.hub.release_files = {digest(content): content for content in contents.values()}

    def says(self, text, number=1, key=None):
        self.hub.release = signed(text, key or self.hub.hub_key)
        self.hub.release_number = number

    def fetches(self):
        """What travelled: paths after /v1/packs."""
        before = len(self.hub.seen)
        try:
            fetch(self.client, self.counter.keys, self.releases)
        finally:
            self.hub_paths = [seen.path for seen in self.hub.seen[before:]]
        return self.hub_paths

    def offers(self):
        reference = self.releases.reference()
        return sorted(p.words.name for p in reference.catalogue.current(TODAY))


@pytest.fixture
def shop(hub, counter, tmp_path):
    return Shop(hub, counter, tmp_path)


def test_a_hub_without_releases_changes_nothing(shop):
    assert shop.fetches() == ["/v1/packs"]
    assert shop.releases.newest() is None


def test_only_what_changed_travels(shop):
    first = files()
    shop.publishes(first)
    assert len(shop.fetches()) == 1 + len(set(first.values()))
    assert shop.offers() == ["Việc nhỏ"]
    assert shop.fetches() == ["/v1/packs"]

    second = files(holidays=HOLIDAY)
    changed = {path for path in second if second[path] != first.get(path)}
    assert changed == {"tables/holidays.json"}
    shop.publishes(second, 2)
    wanted = [f"/v1/packs/files/{digest(second[path])}" for path in changed]
    assert shop.fetches() == ["/v1/packs", *wanted]
    assert shop.releases.newest().number == 2


@pytest.mark.parametrize("lie", [PORTAL, GARBAGE, CutAnswer(), Says(500), Says(302),
                                 Says(200, b"x" * 3_000_000)])  # fmt: skip
@pytest.mark.parametrize("path", [r"/v1/packs$", r"/v1/packs/files/"])
def test_an_answer_that_is_none_is_tried_again_and_what_came_is_kept(shop, path, lie):
    contents = files()
    shop.publishes(contents)
    shop.hub.lie("GET", path, lie)
    with pytest.raises((NoLine, NotOurHub, HubBusy)):
        shop.fetches()
    assert shop.releases.newest() is None
    shop.fetches()
    assert shop.offers() == ["Việc nhỏ"]


def test_a_fetch_that_broke_off_goes_on_where_it_stood(shop):
    contents = files()
    shop.publishes(contents)
    several = sorted(shop.hub.release_files)
    shop.hub.lie("GET", several[-1], CutAnswer())
    order = [digest(content) for content in contents.values()]
    before = order.index(several[-1])
    with pytest.raises(NoLine):
        shop.fetches()
    assert len(shop.fetches()) == 1 + len(order) - before
    assert shop.offers() == ["Việc nhỏ"]


@pytest.mark.parametrize("wrong", [b"other bytes", b"", "half"])
def test_a_file_that_is_not_what_was_signed_is_never_kept(shop, wrong, tmp_path):
    contents = files()
    shop.publishes(contents)
    name = digest(contents["tables/units.json"])
    good = shop.hub.release_files[name]
    shop.hub.release_files[name] = good[: len(good) // 2] if wrong == "half" else wrong
    with pytest.raises(NotOurHub):
        shop.fetches()
    assert not (tmp_path / "releases" / "files" / name).exists()
    shop.hub.release_files[name] = good
    shop.fetches()
    assert shop.offers() == ["Việc nhỏ"]


def test_a_file_the_hub_names_and_lacks_keeps_the_old_at_work(shop):
    shop.publishes(files())
    shop.fetches()
    shop.publishes(files(pack("Hai", "2026-02-02")), 2)
    shop.hub.release_files.clear()
    with pytest.raises(HubForgot):
        shop.fetches()
    assert shop.offers() == ["Việc nhỏ"]


def odd(text, old, new):
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: odd(text, '"number":2', '"number":0'),
        lambda text: odd(text, "tables/units.json", "../../../store.key"),
        lambda text: odd(text, "tables/units.json", "tables/countries.json"),
        lambda text: odd(text, '"size":2', '"size":10000000000'),
        lambda text: odd(text, "release/1", "release/9"),
        lambda _: "{}",
        lambda _: "",
    ],
)
def test_a_list_that_is_odd_is_refused_though_it_is_signed(shop, change):
    shop.publishes(files())
    shop.fetches()
    text = listed(files(pack("Hai", "2026-02-02")), 2).model_dump_json()
    shop.says(change(text), 2)
    with pytest.raises(ReleaseNotTrusted):
        shop.fetches()
    assert shop.hub_paths == ["/v1/packs"]
    assert shop.offers() == ["Việc nhỏ"]


def test_only_the_hubs_own_signature_counts(shop):
    text = listed(files()).model_dump_json()
    shop.says(text, key=Ed25519PrivateKey.generate())
    with pytest.raises(ReleaseNotTrusted):
        shop.fetches()
    receipt = shop.hub.hub_key.sign(text.encode())
    assert receipt != shop.hub.hub_key.sign(to_sign(text))
    shop.says(text)
    shop.hub.release = shop.hub.release.model_copy(update={"signature": "không phải"})
    with pytest.raises(ReleaseNotTrusted):
        shop.fetches()
    assert shop.releases.newest() is None


def test_an_older_release_is_refused_and_so_is_another_of_the_same_number(shop):
    old, new = files(), files(pack("Hai", "2026-02-02"))
    shop.publishes(new, 5)
    shop.fetches()
    shop.publishes(old, 4)
    with pytest.raises(ReleaseNotTrusted):
        shop.fetches()
    shop.publishes(old, 5)
    shop.hub.release_number = 0
    with pytest.raises(ReleaseNotTrusted):
        shop.fetches()
    assert shop.offers() == ["Hai"]


def test_a_file_that_rotted_here_is_fetched_again(shop, tmp_path):
    contents = files()
    shop.publishes(contents)
    shop.fetches()
    name = digest(contents["tables/units.json"])
    (tmp_path / "releases" / "files" / name).write_bytes(b"rotten")
    assert shop.offers() != ["Việc nhỏ"]
    assert shop.fetches() == ["/v1/packs", f"/v1/packs/files/{name}"]
    assert shop.offers() == ["Việc nhỏ"]


def test_a_full_disk_is_said_and_the_fetch_goes_on_later(shop, monkeypatch, expect_log):
    expect_log("kiosk.sync", "was not taken up")
    shop.publishes(files())
    real, room = durable.write, iter(range(3))

    def full(path, content):
        if path.name != "note.txt" and next(room, None) is None:
            raise OSError(28, os.strerror(28))
        real(path, content)

    monkeypatch.setattr(durable, "write", full)
    with pytest.raises(StoreFailed, match="hết chỗ"):
        shop.fetches()
    watch = ReleaseWatch(shop.client, shop.counter.keys, shop.releases, lambda: None)
    watch.look()
    assert "hết chỗ" in shop.releases.told()["last_look"]
    monkeypatch.setattr(durable, "write", real)
    watch.look()
    assert shop.offers() == ["Việc nhỏ"]
    assert shop.releases.told()["last_look"] == ""


def test_the_watch_looks_at_once_and_again_when_the_line_is_back(shop):
    taken = threading.Event()
    shop.publishes(files())
    shop.hub.lie("GET", r"/v1/packs$", CutAnswer())
    watch = ReleaseWatch(shop.client, shop.counter.keys, shop.releases, taken.set)
    watch.start()
    with shop.hub.changed:
        assert shop.hub.changed.wait_for(lambda: shop.hub.seen, 10)
    assert not taken.is_set()
    for _ in range(200):
        watch.line_is_back()
        if taken.wait(0.05):
            break
    assert taken.is_set()
    assert shop.offers() == ["Việc nhỏ"]
    assert watch.stop()


def test_a_counter_without_a_hub_asks_nobody(shop):
    shop.counter.keys.leave_hub()
    ReleaseWatch(shop.client, shop.counter.keys, shop.releases, lambda: None).look()
    assert shop.hub.seen == []
