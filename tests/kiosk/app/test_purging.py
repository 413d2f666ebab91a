"""Deleting by the calendar, with a real hub's receipts: by command and by the program itself."""

import json
import logging
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dossier.events import Sealed, VisitStarted
from dossier.lifecycle import State
from dossier.provenance import CITIZEN
from hub.config import vietnam_now
from kiosk.app.purging import Purger, delete, due
from kiosk.app.slips import SLIPS
from kiosk.cli import app
from kiosk.journey.retention import Retention
from kiosk.store.opening import open_store
from kiosk.sync.client import HubClient
from kiosk.sync.enrolling import enrol
from kiosk.sync.loop import DeliveryLoop
from tests.support.hub_server import WallClock, running_hub
from tests.support.sealed_queue import KIOSK, sealed_dossier

pytestmark = pytest.mark.hub
RULE = Retention()
MONTH = timedelta(days=31)


def at(later):
    return WallClock(lambda: vietnam_now() + later)


def seal(store, clock, serial):
    document, outgoing = sealed_dossier(store.blobs, (300,), serial, store.keys.seal_for_hub)
    started = VisitStarted("birth-registration", "1")
    store.journal.append(f"visit-{serial}", started, clock.now(), CITIZEN)
    sealed = Sealed(document.id, outgoing.digest, document.receipt_number)
    store.journal.seal(f"visit-{serial}", sealed, clock.now(), CITIZEN, outgoing)
    return document


def deliver(data: Path, store, serial, later=timedelta(0)):
    """Seal one dossier and have a hub, so much later, vouch for it."""
    clock = at(later)
    with running_hub(data / "hub", now=lambda: vietnam_now() + later) as (hub, url):
        client = HubClient(url, store.keys, clock)
        if not store.keys.enrolled:
            joined = enrol(
                client,
                code=hub.enrolment_code(),
                kiosk=KIOSK,
                name="Quầy số 3",
                public_key=store.keys.public_key,
            )
            store.keys.enrol(joined)
        document = seal(store, clock, serial)
        DeliveryLoop(store.outbox, store.blobs, store.keys, clock, client).run_once()
        client.close()
    assert store.outbox.delivery(document.id).state is State.ACKNOWLEDGED
    return document


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path, at(timedelta(0)))
    yield opened
    opened.close()


def test_an_old_dossier_goes_once_the_hub_confirmed_the_time(tmp_path, store):
    first = deliver(tmp_path, store, 1)
    assert list(due(store, at(timedelta(days=29)), RULE)) == []
    assert list(due(store, at(MONTH), RULE)) == [], "the clock may have jumped"
    deliver(tmp_path, store, 2, MONTH)
    (remains,) = due(store, at(MONTH), RULE)
    assert remains.dossier == first.id


def test_a_receipt_that_does_not_verify_deletes_nothing(tmp_path, store, caplog):
    first = deliver(tmp_path, store, 1)
    deliver(tmp_path, store, 2, MONTH)
    with store.journal._database.write() as connection:
        receipt = store.outbox.receipt(first.id)
        forged = receipt.model_copy(update={"receipt": receipt.receipt.replace("Q03", "Q04")})
        connection.exec_driver_sql(
            "UPDATE dossiers SET receipt = ? WHERE id = ?", (forged.model_dump_json(), first.id)
        )
    with caplog.at_level(logging.ERROR):
        assert list(due(store, at(MONTH), RULE)) == []


def test_the_saved_slip_goes_with_the_dossier(tmp_path, store):
    first = deliver(tmp_path, store, 1)
    deliver(tmp_path, store, 2, MONTH)
    (tmp_path / SLIPS).mkdir()
    slip = tmp_path / SLIPS / f"{first.receipt_number}-ma-ho-so.pdf"
    other = tmp_path / SLIPS / "Q03-261123-9999-A.pdf"
    slip.write_bytes(b"%PDF")
    other.write_bytes(b"%PDF")
    (remains,) = due(store, at(MONTH), RULE)
    delete(tmp_path, store, at(MONTH), remains)
    assert not slip.exists()
    assert other.exists()


def test_the_program_deletes_by_itself_and_stops_at_once(tmp_path, store):
    deliver(tmp_path, store, 1)
    deliver(tmp_path, store, 2, MONTH)
    purger = Purger(tmp_path, store, at(MONTH), RULE)
    purger.start()
    purger.stop()
    purger.stop()
    assert len(store.purge.deletions()) <= 1
    again = Purger(tmp_path, store, at(MONTH), RULE)
    again._round()
    assert len(store.purge.deletions()) == 1


def test_the_officer_holds_a_dossier_and_sees_it_in_the_queue(tmp_path, store):
    document = deliver(tmp_path, store, 1)
    store.close()
    number = document.receipt_number
    where = ["--data", str(tmp_path)]
    run = CliRunner().invoke
    held = run(app, ["hold", number, "--reason", "Tòa án yêu cầu", "--by", "Cán bộ Mẫu", *where])
    assert held.exit_code == 0, held.output
    row = json.loads(run(app, ["queue", "--json", *where]).stdout.splitlines()[0])
    assert row["hold"] == "Tòa án yêu cầu"
    assert run(app, ["purge", "--dry-run", "--json", *where]).stdout == ""
    assert "thôi giữ" in run(app, ["hold", number, "--lift", *where]).stdout
    assert "không bị giữ" in run(app, ["hold", number, "--lift", *where]).stdout
    unknown = run(app, ["hold", "Q03-261123-0000-X", "--reason", "x", *where])
    assert "Không có hồ sơ" in str(unknown.exception)
    assert run(app, ["hold", number, *where]).exit_code == 2
