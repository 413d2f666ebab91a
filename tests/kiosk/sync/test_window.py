"""However long the queue, the loop has a part of it in hand, loses none of it, and keeps order."""

from dataclasses import replace

import pytest

from dossier.lifecycle import State
from dossier.wire import DossierDocument, SignedReceipt
from kiosk.sync.carrying import Acknowledged, Failed, Reached, Told
from kiosk.sync.delivering import Announce, Ask, Commit, Gap, Probe, Pull, plan
from kiosk.sync.errors import HubForgot, NoLine, TryLater
from kiosk.sync.ledger import Ledger
from kiosk.sync.uploads import FRESH
from kiosk.sync.window import AT_ONCE, IN_HAND, Window

LONG = 3 * IN_HAND + 5
NOW = 1000.0


@pytest.fixture
def queue(counter):
    """Ids of a long queue, oldest first."""
    return [counter.seal().id for _ in range(LONG)]


class Book:
    """A ledger, told what became of what it decided, as the loop would."""

    def __init__(self, counter):
        self.counter = counter
        self.ledger = Ledger(counter.outbox, counter.clock, lambda: 0.0)
        self.ledger.reload()
        self.ledger.count()

    def picks(self):
        decided = plan(self.ledger.situation(frozenset())).actions
        return [action for action in decided if not isinstance(action, Pull)]

    def in_hand(self):
        return len(self.ledger.situation(frozenset()).standings)

    def take(self, action):
        """The hub does what it is asked; the dossiers have no papers."""
        if isinstance(action, Commit):
            said = SignedReceipt(receipt="{}", signature="", key_id="hub-1")
            self.ledger.take(action, Acknowledged(action.dossier, said, "H38"))
        else:
            self.ledger.take(action, Told(action.dossier, (), ()))


def test_every_dossier_is_announced_oldest_first_before_any_is_carried_on(counter, queue):
    book, seen, most = Book(counter), [], 0
    while picks := book.picks():
        seen += picks
        for action in picks:
            book.take(action)
        most = max(most, book.in_hand())
    announced = [action.dossier for action in seen if isinstance(action, Announce)]
    assert announced == queue
    assert all(isinstance(action, Announce) for action in seen[:LONG])
    assert [action.dossier for action in seen if isinstance(action, Commit)] == queue
    assert {counter.outbox.delivery(each).state for each in queue} == {State.ACKNOWLEDGED}
    assert most <= 4 * IN_HAND
    assert book.ledger.status.waiting == 0


def test_what_was_put_aside_is_asked_about_when_its_turn_comes(counter, queue):
    book = Book(counter)
    asked = []
    while picks := book.picks():
        asked += [action.dossier for action in picks if isinstance(action, Ask)]
        for action in picks:
            book.take(action)
    assert set(asked) <= set(queue[IN_HAND:])
    assert len(asked) == len(set(asked))


def test_a_long_queue_that_must_be_tried_later_is_all_tried_again(counter, queue):
    book, failed = Book(counter), []
    for _ in range(LONG):
        (action, *_) = book.picks()
        book.ledger.take(action, Failed(TryLater("bận", after=60.0)))
        failed.append(action.dossier)
    assert failed == queue
    assert book.picks() == []
    assert book.in_hand() <= 4 * IN_HAND
    book.ledger.take(Announce(queue[0]), Failed(NoLine()))
    book.ledger.take(Probe(), Failed(NoLine()))
    book.ledger.take(Probe(), Reached())
    tried = set()
    while picks := [one for one in book.picks() if one.dossier not in tried]:
        for action in picks:
            tried.add(action.dossier)
            book.take(action)
    assert {*queue} == {row.id for row in counter.outbox.deliveries(LONG)} == tried


def test_what_was_put_aside_comes_back_when_its_time_comes(counter, queue):
    window = Window(counter.outbox)
    due = {}
    while window.rows.keys() - due or not due:
        window.settle(NOW, ())
        for row in list(window.rows.values()):
            due.setdefault(row.id, NOW + 10 + len(due))
            window.rows[row.id] = replace(row, due=due[row.id])
        window.settle(NOW, ())
    assert due.keys() == {*queue}
    assert len(window.rows) <= 2 * IN_HAND
    assert min(row.due for row in window.rows.values()) == NOW + 10
    came = set()
    for moment in range(LONG + 20):
        window.settle(NOW + moment, ())
        for row in list(window.rows.values()):
            if row.due <= NOW + moment:
                came.add(row.id)
                assert row.due == due[row.id] == NOW + moment
                counter.outbox.move(row.id, State.PARKED, "", counter.clock.now())
                del window.rows[row.id]
    assert came == {*queue}


def colour_only(counter, row):
    """The standing once only a copy in colour is missing at the hub."""
    document = DossierDocument.model_validate_json(counter.outbox.document(row.id))
    sealed = document.objects[0].model_copy(update={"rendition": "colour"})
    return replace(row, gaps=(Gap(sealed, FRESH),))


def test_copies_in_colour_never_keep_readable_ones_out_of_hand(counter):
    queue = [counter.seal(1).id for _ in range(LONG)]
    for dossier in queue:
        counter.outbox.move(dossier, State.ANNOUNCED, "", counter.clock.now())
    window = Window(counter.outbox)
    seen: list[str] = []
    while True:
        window.settle(NOW, ())
        asked = [row for row in window.rows.values() if row.gaps is None and row.id not in seen]
        if not asked:
            break
        for row in asked:
            seen.append(row.id)
            window.rows[row.id] = colour_only(counter, row)
    assert seen == queue
    assert IN_HAND <= len(window.rows) <= 3 * IN_HAND
    came = []
    while window.rows:
        came += [*window.rows]
        for dossier in list(window.rows):
            counter.outbox.move(dossier, State.PARKED, "", counter.clock.now())
            del window.rows[dossier]
        window.settle(NOW, ())
    assert came == queue


def test_a_busy_dossier_stays_in_hand(counter, queue):
    for dossier in queue:
        counter.outbox.move(dossier, State.ANNOUNCED, "", counter.clock.now())
    window = Window(counter.outbox)
    window.settle(NOW, ())
    busy = {queue[AT_ONCE - 1]}
    late = {dossier: replace(row, due=NOW + 1) for dossier, row in window.rows.items()}
    window.rows.update(late)
    for _ in range(LONG // AT_ONCE):
        window.settle(NOW, busy)
        window.rows.update({id_: replace(row, due=NOW + 1) for id_, row in window.rows.items()})
    assert busy <= window.rows.keys()
    assert len(window.rows) <= 2 * IN_HAND + 1


def test_news_of_a_dossier_that_is_not_in_hand_is_written_down_all_the_same(counter, queue):
    book = Book(counter)
    book.take(Announce(queue[-1]))
    assert counter.outbox.delivery(queue[-1]).state is State.COMPLETE
    book.take(Commit(queue[-2]))
    assert book.ledger.status.waiting == LONG - 1
    book.take(Commit(queue[-2]))
    assert book.ledger.status.waiting == LONG - 1
    book.ledger.take(Ask(queue[-1]), Failed(HubForgot()))
    assert counter.outbox.delivery(queue[-1]).state is State.SEALED


def test_what_a_person_freed_again_is_taken_up_after_a_nudge(counter, queue):
    counter.outbox.move(queue[0], State.PARKED, "xem lại", counter.clock.now())
    book = Book(counter)
    assert book.picks()[0] == Announce(queue[1])
    counter.outbox.move(queue[0], State.SEALED, "", counter.clock.now())
    counter.outbox.move(queue[1], State.PARKED, "xem lại", counter.clock.now())
    book.ledger.reload()
    assert [action.dossier for action in book.picks()] == [queue[0], queue[2], queue[3]]


def test_setbacks_are_remembered_over_a_reload_and_being_put_aside(counter, queue):
    for dossier in queue:
        counter.outbox.move(dossier, State.ANNOUNCED, "", counter.clock.now())
    window = Window(counter.outbox)
    window.settle(NOW, ())
    last = list(window.rows)[-1]
    window.rows[last] = replace(window.rows[last], setbacks=3)
    window.reload()
    window.settle(NOW, ())
    assert window.rows[last].setbacks == 3
    for dossier in queue[IN_HAND:]:
        window.row(dossier)
    window.settle(NOW, ())
    assert len(window.rows) <= 2 * IN_HAND
