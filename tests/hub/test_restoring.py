"""A hub put back from an old backup finds out what it lost, gets it again and keeps its word."""

import shutil
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select, update

from dossier.codes import day_and_serial
from dossier.lifecycle import State
from dossier.wire import KeptDossier, Reconcile
from hub import epochs, reconciling
from hub import events as hub_events
from hub.cli import app
from hub.config import VIETNAM, HubConfig
from hub.tables import receipts
from kiosk.store.tables import objects
from kiosk.sync import events
from kiosk.sync import reconciling as kiosk_reconciling
from kiosk.sync.errors import OtherContent, Rejected
from tests.sims.hub_at_hand import HubAtHand
from tests.sims.scripted_line import BUSY, CutAnswer, Die, LoseAnswer, LoseRequest, ScriptedLine
from tests.support.devices import ManualClock
from tests.support.whole_kiosk import WholeKiosk

pytestmark = pytest.mark.fault
RECONCILE, EVENTS, COMMIT = "POST /v1/reconcile", "GET /v1/events", "POST commit"


class Place:
    """A hub, its backup, and a counter whose line may be scripted."""

    def __init__(self, folder):
        self.folder = folder
        self.clock = ManualClock()
        config = HubConfig(folder / "hub", now=lambda: self.clock.now().wall.astimezone(VIETNAM))
        self.hub = HubAtHand(config)
        self.kiosks = []
        self.line, self.kiosk = self.counter("kiosk")

    def counter(self, name, kiosk="Q03"):
        line = ScriptedLine(self.hub)
        made = WholeKiosk(self.folder / name, self.clock, line.carriage, kiosk)
        line.died = made.end
        made.join(self.hub.upstream.devices.enrolment_code())
        self.kiosks.append(made)
        return line, made

    def back_up(self):
        self.hub.rest()
        shutil.copytree(self.folder / "hub", self.folder / "backup")
        self.hub.restart()

    def restore(self):
        self.hub.rest()
        shutil.rmtree(self.folder / "hub")
        shutil.copytree(self.folder / "backup", self.folder / "hub")
        self.hub.restart()

    def deliver(self, *sizes):
        document = self.kiosk.seal(*sizes)
        self.kiosk.deliver()
        assert self.kiosk.state(document.id) is State.ACKNOWLEDGED
        return document

    def settle(self, rounds=3):
        for _ in range(rounds):
            self.clock.pass_time(timedelta(hours=1))
            self.kiosk.deliver()

    def vouched(self):
        with self.hub.upstream.database.read() as connection:
            rows = connection.execute(select(receipts)).all()
        return {row.dossier: bytes(row.signed) for row in rows}

    def close(self):
        for kiosk in self.kiosks:
            kiosk.close()
        self.hub.close()


@pytest.fixture
def place(tmp_path):
    place = Place(tmp_path)
    yield place
    place.close()


@pytest.fixture
def lost(place, expect_log):
    """Two dossiers the hub received after its backup; it has been restored since."""
    expect_log("kiosk.sync.reconciling", "was lost by the hub")
    place.deliver(20_000)
    place.back_up()
    documents = place.deliver(900, 30_000), place.deliver()
    place.kiosk.deliver()
    before = place.vouched(), place.kiosk.codes()
    place.restore()
    assert len(place.vouched()) == 1
    return documents, before


def assert_whole_again(place, before):
    assert (place.vouched(), place.kiosk.codes()) == before
    assert {row.state for row in place.kiosk.rows()} == {State.ACKNOWLEDGED}
    for row in place.kiosk.rows():
        heard = [event.kind for event in place.kiosk.store.outbox.hub_events(row.id)]
        assert sorted(heard) == ["code_assigned", "received"]
    assert {one.back for one in reconciling.told(place.hub.upstream.database)} <= {True}
    assert place.hub.crashes == []


def test_what_a_restored_hub_lost_comes_again_with_its_receipts_and_codes(place, lost):
    documents, before = lost
    place.settle()
    assert_whole_again(place, before)
    told = reconciling.told(place.hub.upstream.database)
    assert {one.dossier for one in told} == {document.id for document in documents}
    for document in documents:
        states = [state for state, _ in place.kiosk.store.outbox.moves(document.id)]
        middle = states.index(State.ACKNOWLEDGED)
        assert states[middle + 1] is State.SEALED


def test_the_officer_reads_why_a_received_dossier_is_sent_again(place, lost):
    documents, _ = lost
    page = place.kiosk.client()
    outbox, now = place.kiosk.store.outbox, place.clock.now()
    told = events.pull(page, outbox)
    gone = kiosk_reconciling.lost(page, outbox, told)
    page.close()
    assert kiosk_reconciling.settle(told, gone, outbox, now)
    for document in documents:
        row = outbox.delivery(document.id)
        assert (row.state, row.reason) == (State.SEALED, kiosk_reconciling.WORDS)
        assert (row.bytes_sent, row.objects_done, row.attempts) == (0, 0, 0)
        assert row.official_code
        assert outbox.receipt(row.id) is not None


@pytest.mark.parametrize(
    "script",
    [
        [(RECONCILE, LoseAnswer()), (RECONCILE, CutAnswer(50))],
        [(RECONCILE, Die(done=True))],
        [(COMMIT, LoseAnswer()), (COMMIT, LoseAnswer())],
        [(EVENTS, LoseAnswer()), (EVENTS, CutAnswer(30)), (RECONCILE, LoseRequest())],
        [("PUT /v1/dossiers/", Die(done=True))],
        [(COMMIT, Die(done=True))],
    ],
)
def test_a_bad_line_and_kills_in_between_change_nothing(place, lost, script):
    _, before = lost
    place.line.follow(script)
    place.kiosk.deliver()
    place.kiosk.restart()
    place.settle()
    assert_whole_again(place, before)


def test_a_receipt_whose_event_never_came_is_asked_about_too(place, expect_log):
    expect_log("kiosk.sync.reconciling", "was lost by the hub")
    place.kiosk.deliver()
    place.back_up()
    place.line.follow([(EVENTS, BUSY)] * 2)
    document = place.deliver(700)
    assert place.kiosk.store.outbox.hub_events(document.id) == ()
    before = place.vouched(), place.kiosk.codes()
    place.line.follow([])
    place.restore()
    place.settle()
    assert_whole_again(place, before)


def test_no_code_given_after_the_backup_is_given_again(place, lost):
    _, before = lost
    place.settle(1)
    document = place.deliver(50)
    code = place.kiosk.codes()[document.id]
    assert code not in before[1].values()
    assert day_and_serial(code)[1] == epochs.BLOCK + 1


def test_told_that_it_was_restored_a_hub_gives_no_code_twice_even_before_kiosks_come(place, lost):
    _, before = lost
    database, now = place.hub.upstream.database, place.hub.config.now()
    epochs.begin(database, now, went_back=True)
    place.hub.restart()
    _line, other = place.counter("other", "Q04")
    document = other.seal(10)
    other.deliver()
    place.settle()
    vouched, codes = place.vouched(), place.kiosk.codes()
    assert codes == before[1]
    assert {id_: signed for id_, signed in vouched.items() if id_ != document.id} == before[0]
    assert day_and_serial(other.codes()[document.id])[1] == epochs.BLOCK + 1
    with database.read() as connection:
        assert connection.execute(select(epochs.epochs.c.went_back)).scalars().all()[-1] is True


def test_a_plain_restart_asks_about_nothing_that_was_heard(place):
    place.deliver(10)
    place.kiosk.deliver()
    place.hub.restart()
    place.line.log.clear()
    place.settle(1)
    assert RECONCILE not in [f"{method} {path}" for method, path, _ in place.line.log]
    document = place.deliver()
    assert day_and_serial(place.kiosk.codes()[document.id])[1] == 2


def test_another_receipt_than_the_hubs_own_is_refused(place, expect_log):
    first, second = place.deliver(), place.deliver()
    client, outbox = place.kiosk.client(), place.kiosk.store.outbox
    third = place.kiosk.seal()
    client.put_dossier(third.id, outbox.document(third.id))
    stolen = outbox.receipt(first.id)
    for wrong in (
        stolen,
        stolen.model_copy(update={"signature": outbox.receipt(second.id).signature}),
    ):
        with pytest.raises(Rejected, match="Giấy xác nhận gửi kèm"):
            client.commit(third.id, wrong)
    client.close()


def test_a_number_of_a_counter_put_back_to_an_old_image_is_not_taken_twice(place, expect_log):
    expect_log("kiosk.sync", "is parked")
    place.kiosk.close()
    shutil.copytree(place.folder / "kiosk", place.folder / "image")
    place.kiosk.restart()
    first = place.deliver(10)
    place.kiosk.close()
    shutil.rmtree(place.folder / "kiosk")
    shutil.copytree(place.folder / "image", place.folder / "kiosk")
    place.kiosk.restart()
    second = place.kiosk.seal(10)
    assert second.receipt_number == first.receipt_number
    place.kiosk.deliver()
    (row,) = place.kiosk.rows()
    assert (row.state, row.reason) == (State.PARKED, str(OtherContent()))
    assert list(place.vouched()) == [first.id]


def test_a_counter_that_lost_its_upload_state_sends_no_finished_byte_again(place):
    place.line.follow([(COMMIT, LoseRequest())])
    document = place.kiosk.seal(40_000, 20_000)
    place.kiosk.deliver()
    with place.kiosk.store.outbox._database.write() as connection:
        connection.execute(update(objects).values(offset=None, upload=None))
    place.kiosk.restart()
    place.line.log.clear()
    place.settle(1)
    assert place.kiosk.state(document.id) is State.ACKNOWLEDGED
    assert [path for _, path, _ in place.line.log if "/v1/files" in path] == []


def test_five_thousand_events_come_page_by_page_and_go_on_after_a_kill(place):
    """One page is in memory at a time, and one answer never holds more than a page."""
    document = place.deliver()
    place.kiosk.deliver()
    with place.hub.upstream.database.write() as connection:
        for number in range(5_000):
            at, data = place.clock.now().wall, {"state": f"Bước {number}"}
            hub_events.append(connection, document.id, "state_changed", at, data)
    place.line.follow([(EVENTS, Die(done=True))])
    place.kiosk.deliver()
    place.kiosk.restart()
    place.line.follow([(EVENTS, treatment) for treatment in [CutAnswer(99), LoseAnswer()]])
    place.settle()
    heard = place.kiosk.store.outbox.hub_events(document.id)
    assert [event.data["state"] for event in heard[2:]] == [f"Bước {n}" for n in range(5_000)]
    assert place.kiosk.store.outbox.cursor() == 5_002


def test_the_administrator_reads_what_was_asked_for_again(place, lost, capsys):
    documents, before = lost
    client, data = place.kiosk.client(), place.folder / "hub"
    gone = KeptDossier(
        id="d-gone", digest="0" * 64, official_code="H38.037.01-261123-0099", whole=False
    )
    assert client.reconcile(Reconcile(dossiers=(gone,))).lost == ()
    client.close()
    place.settle()
    app(["reconcile", "--data", str(data)], standalone_mode=False)
    lines = capsys.readouterr().out.splitlines()
    assert any("0099" in line and "không còn bản gốc" in line for line in lines)
    assert sum("đã nhận lại" in line for line in lines) == len(documents)
    assert place.vouched() == before[0]


def test_the_command_after_restoring_begins_a_new_block(place, lost, monkeypatch):
    monkeypatch.setattr("hub.cli.HubConfig", partial(HubConfig, now=place.hub.config.now))
    app(["restored", "--data", str(place.folder / "hub")], standalone_mode=False)
    document = place.deliver()
    assert day_and_serial(place.kiosk.codes()[document.id])[1] > epochs.BLOCK
