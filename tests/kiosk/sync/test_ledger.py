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
