"""What the hub's database promises when many write at once, on SQLite and on PostgreSQL."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from threading import Event

import pytest
from sqlalchemy import event, func, insert, select

from dossier.wire import DossierDocument
from hub import events, receipts
from hub.config import HubConfig, vietnam_now
from hub.database import Database
from hub.devices import Device
from hub.group_commit import CommitFailed
from hub.tables import devices, dossiers, serials
from hub.upstream import Upstream
from tests.support.memory import MemoryBlobs
from tests.support.sealed_queue import sealed_dossier

BOTH_DATABASES = True
POLL = 0.01


def until(holds):
    pause = Event()
    for _ in range(2_000):
        if holds():
            return
        pause.wait(POLL)
    pytest.fail("it never came about")


@pytest.fixture
def upstream(data, server):
    upstream = Upstream(HubConfig(data, database=server))
    yield upstream
    upstream.close()


@pytest.fixture
def database(upstream):
    return upstream.database


@pytest.fixture
def device(database):
    with database.write() as connection:
        connection.execute(
            insert(devices).values(
                device="Q03-1", public_key=b"1", kiosk="Q03", name="Quầy", enrolled_at="-"
            )
        )
    return Device("Q03-1", "Q03", b"1")


def announced(database, device, *names):
    with database.write() as connection:
        for name in names:
            connection.execute(
                insert(dossiers).values(
                    id=name, device=device.device, digest="-", document=b"", receipt_number=name,
                    announced_at="-",
                )
            )  # fmt: skip


def waits_for_a_turn(database):
    """Whether another transaction waits for one that is open."""
    if database._writer is not None:
        return database._writer._waiting > 0
    with database.read() as connection:
        waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        return connection.exec_driver_sql(waiting).scalar_one() > 0


def told(database, device):
    return [each.dossier for each in events.after(database, device.device, 0).events]


def test_an_event_is_never_seen_before_one_with_a_smaller_cursor(database, device):
    announced(database, device, "slow", "quick")

    def append(name):
        with database.write() as connection:
            events.append(connection, name, "received", vietnam_now(), {})

    with ThreadPoolExecutor(1) as other:
        with database.write() as connection:
            events.append(connection, "slow", "received", vietnam_now(), {})
            quick = other.submit(append, "quick")
            until(lambda: waits_for_a_turn(database))
            assert told(database, device) == []
        quick.result(30)
    assert told(database, device) == ["slow", "quick"]


def test_codes_minted_side_by_side_differ_and_leave_no_gap(database, device, upstream):
    blobs = MemoryBlobs()
    documents = [sealed_dossier(blobs, (), number, bytes)[0] for number in range(1, 25)]
    announced(database, device, *[each.id for each in documents])

    def issue(document: DossierDocument):
        return receipts.issue(upstream, document, "0" * 64)

    with ThreadPoolExecutor(8) as callers:
        signed = list(callers.map(issue, documents * 2))
    assert len(set(signed)) == 24
    with database.read() as connection:
        assert connection.execute(select(serials.c.last)).scalars().all() == [24]
    page = events.after(database, device.device, 0)
    assert len(page.events) == 48
    cursors = [each.cursor for each in page.events]
    assert cursors == sorted(cursors)


class Commits:
    """How many commits a database made."""

    def __init__(self, database):
        self.count = 0
        event.listen(database._engine, "commit", self._one)

    def _one(self, _connection):
        self.count += 1


@pytest.fixture
def file(data):
    data.mkdir()
    database = Database(data / "hub.db")
    yield database
    database.close()


def add(file, day):
    with file.write() as connection:
        connection.execute(insert(serials).values(day=day, last=1))


def together(file, works):
    """Run `works` so that all of them wait while one more write is open; their outcomes."""
    with ThreadPoolExecutor(len(works)) as callers:
        with suppress(CommitFailed), file.write():
            running = [callers.submit(work) for work in works]
            until(lambda: file._writer._waiting == len(works))
        return [each.exception(30) for each in running]


def kept(data):
    with closing(sqlite3.connect(data / "hub.db")) as plain:
        return {day for (day,) in plain.execute("SELECT day FROM serials")}


def test_writes_that_come_together_share_one_commit(file, data):
    commits = Commits(file)
    seen = []

    def work(day):
        add(file, day)
        seen.append(day in kept(data))

    days = [f"day {number}" for number in range(20)]
    assert together(file, [lambda day=day: work(day) for day in days]) == [None] * 20
    assert seen == [True] * 20, "told before it was committed"
    assert commits.count == 1


def test_a_write_that_fails_undoes_itself_only(file, data):
    commits = Commits(file)

    def fails(day):
        with file.write() as connection:
            connection.execute(insert(serials).values(day=day, last=1))
            raise LookupError(day)

    works = [lambda: add(file, "a"), lambda: fails("b"), lambda: add(file, "c")]
    outcomes = together(file, [*works, lambda: fails("d")])
    assert [type(each) for each in outcomes] == [type(None), LookupError] * 2
    assert kept(data) == {"a", "c"}
    assert commits.count == 1


def test_when_the_commit_fails_all_of_it_failed_and_the_next_works(file, data):
    def orphan():
        with file.write() as connection:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            announced_by_nobody = {"device": "-", "digest": "", "document": b"", "id": "x"}
            connection.execute(
                insert(dossiers).values(**announced_by_nobody, receipt_number="", announced_at="")
            )

    outcomes = together(file, [lambda: add(file, "a"), orphan, lambda: add(file, "b")])
    assert [type(each) for each in outcomes] == [CommitFailed] * 3
    assert kept(data) == set()
    add(file, "a")
    assert kept(data) == {"a"}


def test_a_full_disk_undoes_what_shared_the_commit_and_the_next_works(file, data):
    def too_much():
        with file.write() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
            try:
                connection.execute(insert(serials).values(day="x" * 100_000, last=1))
            finally:
                connection.exec_driver_sql("PRAGMA max_page_count = 1000000")

    outcomes = together(file, [lambda: add(file, "a"), too_much, lambda: add(file, "b")])
    assert outcomes[1] is not None
    assert {day for day, failed in (("a", outcomes[0]), ("b", outcomes[2])) if failed is None} == (
        kept(data)
    )
    add(file, "c")
    assert "c" in kept(data)
    with file.read() as connection:
        assert connection.execute(select(func.count()).select_from(serials)).scalar_one() == len(
            kept(data)
        )
