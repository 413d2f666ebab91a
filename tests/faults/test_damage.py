"""Bits that flip on a disk and files cut short: noticed, said, mended or set aside."""

import logging
import random
import sqlite3
from contextlib import closing

import pytest

from dossier.lifecycle import State
from dossier.wire import DossierDocument
from hub.config import HubFailed
from kiosk.app.clock import SystemClock
from kiosk.app.queue import deliver as deliver_now
from kiosk.journey.ports import StoreFailed
from kiosk.store.opening import open_store
from kiosk.sync.client import HubClient
from kiosk.sync.errors import FileDamaged, HubBusy
from kiosk.sync.uploads import Piece, Place, Uploads
from tests.faults import counter_work as work
from tests.faults import killing
from tests.faults.holding import check_both, rows_of
from tests.support.hub_server import Kiosk, running_hub

pytestmark = [pytest.mark.fault, pytest.mark.hub]

FLIPS = 12


def flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x10
    path.write_bytes(content)


def cut(path):
    path.write_bytes(path.read_bytes()[:-100])


DAMAGE = {"flipped": flip, "cut": cut, "gone": lambda path: path.unlink()}
damages = pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)


@pytest.fixture
def place(tmp_path):
    """A hub that runs, and a kiosk that joined it and has a sealed dossier nobody sent."""
    place = killing.Place(tmp_path)
    try:
        place.running["hub"] = killing.Worker.run(work.receive, place.hub, place.port)
        deliver_now(place.kiosk)
        app = killing.Worker.run(work.file_visits, place.kiosk, 7)
        place.running["app"] = app
        while not any(one.get("sealed") for one in app.said):
            before = len(app.said)
            app.hear(1, 30.0)
            assert len(app.said) > before
        place.kill("app")
        yield place
    finally:
        place.stop_all()


def waiting(store):
    row = store.outbox.pending()[0]
    return DossierDocument.model_validate_json(store.outbox.document(row.id))


@damages
def test_a_sealed_paper_damaged_on_the_kiosk_sets_its_dossier_aside(place, damage, expect_log):
    expect_log("kiosk.sync", "is parked")
    with closing(open_store(place.kiosk, SystemClock())) as store:
        document = waiting(store)
    sealed = document.objects[0]
    damage(place.kiosk / "blobs" / "sealed" / sealed.sealed_sha256)
    rows = deliver_now(place.kiosk)
    row = next(row for row in rows if row["receipt_number"] == document.receipt_number)
    assert State(row["state"]) is State.PARKED
    assert row["reason"] == str(FileDamaged(sealed.title))
    assert document.id not in {
        dossier for (dossier,) in rows_of(place.hub, "SELECT dossier FROM receipts")
    }


@damages
def test_an_object_damaged_at_the_hub_before_the_commit_is_sent_again(place, damage):
    with closing(open_store(place.kiosk, SystemClock())) as store:
        document = waiting(store)
        url = f"http://127.0.0.1:{place.port}"
        with closing(HubClient(url, store.keys, SystemClock())) as client:
            client.put_dossier(document.id, store.outbox.document(document.id))
            for sealed in document.objects:
                content = store.blobs.get(sealed.sealed_sha256)
                piece = Piece(document.id, sealed)
                Uploads(client).send(piece, content, Place(), lambda *_: None)
            assert client.dossier_status(document.id).state == "complete"
    stored = f"SELECT id FROM uploads WHERE dossier = '{document.id}'"
    (upload,) = rows_of(place.hub, stored)[0]
    damage(place.hub / "objects" / upload)
    assert not place.arrive()
    assert not check_both(place.kiosk, place.hub, delivered=True)


def test_bits_flipped_anywhere_in_the_database_are_noticed_and_said(place):
    chance = random.Random(20261123)
    path = place.kiosk / "store.db"
    assert not reading(place.kiosk)  # nothing is left in the write-ahead log
    whole = path.read_bytes()
    noticed = 0
    for flips in [1] * FLIPS + [64] * FLIPS:
        damaged = bytearray(whole)
        for _ in range(flips):
            damaged[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        said = reading(place.kiosk)
        assert not said or "bị hỏng" in said
        noticed += bool(said)
    assert noticed > FLIPS
    path.write_bytes(whole)
    assert not reading(place.kiosk)


def reading(data):
    """What reading everything in a kiosk's folder says, "" when it can be read."""
    try:
        with closing(open_store(data, SystemClock())) as store:
            for visit in store.journal.open_visits():
                store.journal.verify(visit.id)
            for row in store.outbox.deliveries():
                store.outbox.document(row.id)
                store.outbox.receipt(row.id)
    except StoreFailed as problem:
        return str(problem)
    return ""


def spoil(hub, table):
    """Overwrite the first page of a table with nonsense."""
    path = hub / "hub.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        asked = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        page = connection.execute(asked, (table,)).fetchone()[0]
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = b"\xa5" * size
    path.write_bytes(content)


@pytest.mark.parametrize("table", ["uploads", "epochs", "alembic_version"])
def test_a_hub_whose_database_is_damaged_does_not_start_and_says_so(tmp_path, table):
    with running_hub(tmp_path / "hub"):
        pass
    spoil(tmp_path / "hub", table)
    with pytest.raises(HubFailed, match="cơ sở dữ liệu"), running_hub(tmp_path / "hub"):
        pass


def test_a_damaged_table_is_answered_as_trouble_of_the_database(tmp_path, expect_log):
    expect_log("hub", "database: DatabaseError", logging.ERROR)
    with running_hub(tmp_path / "hub") as (hub, url), closing(Kiosk(url)) as kiosk:
        kiosk.join(hub.enrolment_code())
        keys = kiosk.keys
    spoil(tmp_path / "hub", "receipts")
    with running_hub(tmp_path / "hub") as (_, url), closing(Kiosk(url, keys=keys)) as kiosk:
        document, outgoing = kiosk.seal()
        kiosk.client.put_dossier(document.id, outgoing.document)
        with pytest.raises(HubBusy):
            kiosk.client.commit(document.id)
