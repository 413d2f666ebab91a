"""What outcomes that cross on the way leave in the book."""

from dossier.wire import HubEvents
from kiosk.sync.carrying import Failed, Pulled, Reached
from kiosk.sync.delivering import Announce, Probe, Pull
from kiosk.sync.errors import NoLine
from kiosk.sync.ledger import Ledger

NOTHING_NEW = Pulled(HubEvents(events=(), next=0))


def test_news_asked_for_before_the_line_broke_does_not_mend_it(counter):
    document = counter.seal(10)
    ledger = Ledger(counter.outbox, counter.clock, lambda: 0.0)
    ledger.reload()
    ledger.take(Announce(document.id), Failed(NoLine()))
    ledger.take(Pull(), NOTHING_NEW)
    assert ledger.situation(frozenset()).probe_at is not None
    assert ledger.status.words == str(NoLine())
    ledger.take(Probe(), Reached())
    assert ledger.situation(frozenset()).probe_at is None


def test_a_look_that_hung_while_another_found_the_line_says_nothing(counter):
    document = counter.seal(10)
    ledger = Ledger(counter.outbox, counter.clock, lambda: 1.0)
    ledger.reload()
    ledger.take(Announce(document.id), Failed(NoLine()))
    assert ledger.situation(frozenset()).lost
    ledger.begun(Probe(0))
    ledger.begun(Probe(1))
    ledger.take(Probe(1), Reached())
    ledger.take(Probe(0), Failed(NoLine()))
    now = ledger.situation(frozenset())
    assert (now.probe_at, now.lost) == (None, False)


def test_the_next_look_does_not_wait_for_the_one_before(counter):
    document = counter.seal(10)
    ledger = Ledger(counter.outbox, counter.clock, lambda: 1.0)
    ledger.reload()
    ledger.take(Announce(document.id), Failed(NoLine()))
    ledger.begun(Probe(0))
    found = ledger.situation(frozenset({Probe(0)}))
    assert found.now < found.probe_at <= found.now + 1.0
    ledger.take(Probe(0), Failed(NoLine()))
    assert ledger.situation(frozenset()).probe_at == found.probe_at
