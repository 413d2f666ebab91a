"""Personal content goes for good, and only what the hub vouched for."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from dossier.events import Answered, PageAdded, Sealed, VisitEnded, VisitStarted
from dossier.lifecycle import State
from dossier.provenance import CITIZEN, Source
from dossier.wire import Receipt, SignedReceipt
from kiosk.journey.ports import StoreFailed
from kiosk.journey.retention import Kept
from kiosk.store.tables import metadata
from tests.support.sealed_queue import sealed_dossier

NAME = "Lò Thị Mẫu Đơn"
PAGE = b"trang giay chung sinh " * 40


def file_one(store, clock, serial=1, *, received=True, page=PAGE):
    """A visit with an answer and a page, sealed and, if so wished, received."""
    visit = f"visit-{serial}"
    for event in (
        VisitStarted("birth-registration", "1"),
        Answered("child_name", NAME, Source.CITIZEN),
        PageAdded("birth_notice", store.blobs.put(page), len(page), "image/jpeg"),
    ):
        store.journal.append(visit, event, clock.now(), CITIZEN)
    document, outgoing = sealed_dossier(store.blobs, (300, 20), serial)
    sealed = Sealed(document.id, outgoing.digest, document.receipt_number)
    store.journal.seal(visit, sealed, clock.now(), CITIZEN, outgoing)
    store.journal.append(visit, VisitEnded("done"), clock.now(), CITIZEN)
    if received:
        at = clock.now()
        receipt = Receipt(
            dossier=document.id,
            digest=outgoing.digest,
            kiosk="Q03",
            receipt_number=document.receipt_number,
            official_code="H38",
            received_at=at.wall,
            objects=(),
        )
        signed = SignedReceipt(receipt=receipt.model_dump_json(), signature="", key_id="k")
        store.outbox.acknowledge(document.id, signed, "H38", at)
    return document


def dump(store):
    """Every value of the decrypted database as one text."""
    with store.journal._database.read() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar_one() == 1
        rows = [
            row for table in metadata.sorted_tables for row in connection.execute(select(table))
        ]
    return "\n".join(
        value if isinstance(value, str) else repr(value) for row in rows for value in row
    )


def files_of(data):
    return [path for path in (data / "blobs").rglob("*") if path.is_file()]


def only(remains):
    (one,) = remains
    return one


def test_nothing_personal_stays_of_a_purged_dossier(store, clock, data):
    document = file_one(store, clock)
    assert NAME in dump(store)
    assert len(files_of(data)) == 3
    record = store.purge.purge(only(store.purge.remains()), clock.now())
    left = dump(store)
    assert NAME not in left
    assert document.applicant.name not in left
    assert files_of(data) == []
    assert (record.kind, record.events, record.files) == (Kept.RECEIVED, 5, 3)
    assert store.purge.deletions() == (record,)
    assert store.purge.remains() == ()


def test_what_a_citizen_may_ask_can_still_be_answered(store, clock, opened):
    document = file_one(store, clock)
    store.purge.purge(only(store.purge.remains()), clock.now())
    outbox = opened().outbox
    row = outbox.by_receipt(document.receipt_number)
    assert (row.state, row.official_code, row.applicant) == (State.PURGEABLE, "H38", "")
    assert row.deleted_at is not None
    assert outbox.receipt(document.id) is not None
    with pytest.raises(StoreFailed, match="đã được xóa"):
        outbox.document(document.id)


def test_the_purged_visit_is_gone_and_the_others_chains_hold(store, clock):
    file_one(store, clock, 1)
    file_one(store, clock, 2)
    store.purge.purge(store.purge.remains()[0], clock.now())
    assert store.journal.events("visit-1") == ()
    assert len(store.journal.events("visit-2")) == 5


@pytest.mark.parametrize("state", [None, State.ANNOUNCED, State.PARKED, State.REJECTED])
def test_what_the_hub_has_not_vouched_for_is_never_offered_nor_deleted(store, clock, state):
    document = file_one(store, clock, received=False)
    if state is not None:
        store.outbox.move(document.id, state, "lý do", clock.now())
    assert store.purge.remains() == ()
    other = file_one(store, clock, 2, page=b"khac")
    claimed = only(store.purge.remains())
    wrong = type(claimed)("visit-1", Kept.RECEIVED, claimed.since, document.id)
    with pytest.raises(StoreFailed, match="chưa được"):
        store.purge.purge(wrong, clock.now())
    disguised = type(claimed)("visit-1", Kept.ENDED, claimed.since)
    with pytest.raises(StoreFailed, match="chưa được"):
        store.purge.purge(disguised, clock.now())
    assert store.outbox.document(document.id)
    assert store.outbox.document(other.id)


def test_a_page_two_visits_share_stays_until_the_last_goes(store, clock):
    file_one(store, clock, 1)
    second = file_one(store, clock, 2)
    first, last = store.purge.remains()
    store.purge.purge(first, clock.now())
    page = next(e.event for e in store.journal.events("visit-2") if e.event.kind == "page_added")
    assert store.blobs.get(page.sha256) == PAGE
    store.purge.purge(last, clock.now())
    with pytest.raises(StoreFailed):
        store.blobs.get(page.sha256)
    assert second.receipt_number


def test_a_visit_without_a_dossier_goes_too(store, clock, data):
    for event in (
        VisitStarted("birth-registration", "1"),
        Answered("child_name", NAME, Source.CITIZEN),
        PageAdded("birth_notice", store.blobs.put(PAGE), len(PAGE), "image/jpeg"),
    ):
        store.journal.append("left", event, clock.now(), CITIZEN)
    remains = only(store.purge.remains())
    assert (remains.kind, remains.dossier) == (Kept.LEFT, None)
    store.purge.purge(remains, clock.now())
    assert NAME not in dump(store)
    assert files_of(data) == []
    assert store.journal.open_visits() == ()


def test_a_held_dossier_stays_until_the_hold_is_lifted(store, clock):
    document = file_one(store, clock)
    remains = only(store.purge.remains())
    store.holds.place(document.id, "Tòa án yêu cầu", "Cán bộ Mẫu", clock.now())
    assert only(store.purge.remains()).hold == "Tòa án yêu cầu"
    assert store.outbox.delivery(document.id).hold == "Tòa án yêu cầu"
    with pytest.raises(StoreFailed, match="giữ lại"):
        store.purge.purge(remains, clock.now())
    assert store.holds.lift(document.id, "Cán bộ Mẫu", clock.now())
    assert not store.holds.lift(document.id, "Cán bộ Mẫu", clock.now())
    store.purge.purge(remains, clock.now())
    with pytest.raises(StoreFailed, match="đã được xóa"):
        store.holds.place(document.id, "muộn rồi", "Cán bộ Mẫu", clock.now())


def test_a_kill_between_record_and_files_is_finished_by_the_next_run(store, clock, data, opened):
    file_one(store, clock)
    kept = store.blobs.remove
    calls = []

    def killed(name):
        if calls:
            raise StoreFailed("tắt máy")
        calls.append(name)
        kept(name)

    store.blobs.remove = killed
    with pytest.raises(StoreFailed, match="tắt máy"):
        store.purge.purge(only(store.purge.remains()), clock.now())
    assert len(files_of(data)) == 2
    again = opened()
    assert len(again.purge.deletions()) == 1
    again.purge.finish()
    assert files_of(data) == []


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE deletions SET events = events + 1 WHERE number = 1",
        "DELETE FROM deletions WHERE number = 1",
        "UPDATE deletions SET kind = 'left' WHERE number = 2",
        "UPDATE visits SET link = 'x' WHERE id = 'visit-1'",
    ],
)
def test_a_record_cannot_be_altered_unseen(store, clock, tampering):
    for serial in (1, 2):
        file_one(store, clock, serial, page=str(serial).encode())
        store.purge.purge(store.purge.remains()[0], clock.now())
    with store.journal._database.write() as connection:
        connection.exec_driver_sql(tampering)
    with pytest.raises(StoreFailed):
        store.purge.deletions()


def test_events_deleted_without_a_record_are_noticed(store, clock):
    file_one(store, clock)
    with store.journal._database.write() as connection:
        connection.exec_driver_sql("DELETE FROM events")
    with pytest.raises(StoreFailed):
        store.journal.events("visit-1")


def test_the_clock_check_survives_the_deletion_of_the_last_event(store, clock, opened):
    file_one(store, clock)
    clock.wall += timedelta(hours=1)
    moment = clock.now()
    store.purge.purge(only(store.purge.remains()), moment)
    assert opened().journal.last_time() == moment.wall


def test_the_hubs_newest_time_is_known(store, clock):
    assert store.purge.hub_time() is None
    file_one(store, clock)
    assert store.purge.hub_time() > clock.now().wall - timedelta(minutes=1)
