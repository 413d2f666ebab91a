"""The kiosk's whole delivery loop towards a real hub, and many callers at once."""

import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Condition

import psycopg
import pytest

from dossier.lifecycle import State
from dossier.wire import Receipt
from hub import events
from hub.config import vietnam_now
from hub.database import Database
from kiosk.sync.errors import HubBusy
from kiosk.sync.loop import DeliveryLoop
from kiosk.sync.trusting import trusted
from kiosk.sync.uploads import FRESH, Piece, Uploads
from tests.support.hub_server import Kiosk, running_hub
from tests.support.memory import MemoryOutbox

pytestmark = pytest.mark.hub
BOTH_DATABASES = True


class Counter:
    """An outbox and its delivery loop."""

    def __init__(self, kiosk):
        self.kiosk = kiosk
        self.outbox = MemoryOutbox()
        self._changed = Condition()

    def deliver(self, url):
        client = self.kiosk.client
        loop = DeliveryLoop(
            self.outbox, self.kiosk.blobs, self.kiosk.keys, self.kiosk.clock, client,
            jitter=lambda: 0.0,
        )  # fmt: skip
        loop.watch(self._ring)
        return loop

    def until(self, holds, seconds=60):
        with self._changed:
            assert self._changed.wait_for(holds, seconds), "it never came about"

    def _ring(self):
        with self._changed:
            self._changed.notify_all()

    def state(self, document):
        return self.outbox.delivery(document.id).state


def test_the_loop_brings_a_queue_home_and_learns_the_codes(kiosk, url):
    counter = Counter(kiosk)
    documents = []
    for sizes in [(400_000, 20), (90_000,), ()]:
        document, outgoing = kiosk.seal(*sizes)
        counter.outbox.enqueue(outgoing)
        documents.append(document)
    loop = counter.deliver(url)
    loop.start()
    counter.until(lambda: all(counter.state(each) is State.ACKNOWLEDGED for each in documents))
    loop.nudge()
    counter.until(lambda: counter.outbox.cursor() == 6)
    assert loop.stop()
    codes = {counter.outbox.delivery(each.id).official_code for each in documents}
    assert len(codes) == 3
    assert all(code.startswith("H38.037.01-") for code in codes)


@pytest.mark.fault
def test_the_loop_brings_a_dossier_home_through_kills_of_the_hub(program):
    url = program.start()
    kiosk = Kiosk(url)
    kiosk.join(program.enrolment_code())
    counter = Counter(kiosk)
    document, outgoing = kiosk.seal(3_000_000, 3_000_000)
    counter.outbox.enqueue(outgoing)
    loop = counter.deliver(url)
    loop.start()
    try:
        for state in (State.ANNOUNCED, State.UPLOADING):
            counter.until(
                lambda state=state: (
                    state in [moved for moved, _ in counter.outbox.moves(document.id)]
                )
            )
            program.restart()
            loop.nudge()
        counter.until(lambda: counter.state(document) is State.ACKNOWLEDGED)
    finally:
        assert loop.stop()
        kiosk.close()


def test_committing_from_many_sides_mints_one_code_per_dossier(kiosk):
    documents = []
    for _ in range(4):
        document, outgoing = kiosk.seal(30_000)
        kiosk.client.put_dossier(document.id, outgoing.document)
        for sealed in document.objects:
            content = kiosk.blobs.get(sealed.sealed_sha256)
            Uploads(kiosk.client).send(Piece(document.id, sealed), content, FRESH, lambda *_: None)
        documents.append(document)
    with ThreadPoolExecutor(6) as callers:
        answers = list(callers.map(kiosk.client.commit, [each.id for each in documents] * 4))
    assert len({answer.receipt for answer in answers}) == 4
    codes = {Receipt.model_validate_json(answer.receipt).official_code for answer in answers}
    assert sorted(code[-4:] for code in codes) == ["0001", "0002", "0003", "0004"]
    assert len(kiosk.client.events(0).events) == 8


def test_events_are_told_page_by_page_and_to_their_own_kiosk_only(kiosk, hub, strange, place):
    document, outgoing = kiosk.seal()
    kiosk.client.put_dossier(document.id, outgoing.document)
    kiosk.client.commit(document.id)
    database = Database(place)
    with database.write() as connection:
        for number in range(200):
            events.append(
                connection, document.id, "state_changed", vietnam_now(), {"state": f"Bước {number}"}
            )
    database.close()
    first = kiosk.client.events(0)
    assert len(first.events) == 200
    rest = kiosk.client.events(first.next)
    assert [event.data["state"] for event in rest.events] == ["Bước 198", "Bước 199"]
    assert kiosk.client.events(rest.next).next == rest.next
    strange.kiosk = "Q09"
    strange.join(hub.enrolment_code())
    assert strange.client.events(0).events == ()


def test_a_database_server_that_dropped_its_lines_is_found_again(data, postgres, expect_log):
    server = postgres.new_database()
    with running_hub(data, database=server) as (hub, url), closing(Kiosk(url)) as kiosk:
        kiosk.join(hub.enrolment_code())
        document, outgoing = kiosk.seal()
        kiosk.client.put_dossier(document.id, outgoing.document)
        expect_log("hub.problems", "database: AdminShutdown", logging.ERROR)
        with psycopg.connect(server, autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        with pytest.raises(HubBusy):
            kiosk.client.commit(document.id)
        for _ in range(3):
            try:
                signed = kiosk.client.commit(document.id)
                break
            except HubBusy:
                continue
        assert trusted(signed, outgoing.document, kiosk.keys)
