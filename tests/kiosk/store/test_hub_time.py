"""The hub's time outlives restarts, and every event keeps what the wall clock should have read."""

from datetime import timedelta

import pytest

from dossier.events import OfficerCalled, VisitStarted
from dossier.moments import HubTime
from dossier.provenance import CITIZEN
from kiosk.app.clock import CorrectedClock
from kiosk.journey.ports import ClockWentBack
from kiosk.store.opening import open_store

YEARS = timedelta(days=3 * 365)


def hear(store, clock, ahead):
    """The hub says that the wall clock is ahead."""
    now = clock.now()
    store.hub_time.keep(HubTime(now.wall - ahead, now.wall, now.boot_id, now.boot_seconds))


def test_nothing_is_known_before_the_hub_told(store, clock):
    assert store.hub_time.known is None
    assert CorrectedClock(clock, store.hub_time).now().corrected is None


def test_what_the_hub_told_is_known_after_a_restart_and_to_other_programs(
    store, clock, data, opened
):
    other = open_store(data, clock)
    hear(store, clock, YEARS)
    hear(store, clock, YEARS)
    assert other.hub_time.known is None
    other.hub_time.refresh()
    assert other.hub_time.known == store.hub_time.known
    other.close()
    told = store.hub_time.known
    assert opened().hub_time.known == told


def test_events_keep_both_times_and_their_chain_holds(store, clock, opened):
    corrected = CorrectedClock(clock, store.hub_time)
    store.journal.append("visit", VisitStarted("birth-registration", "1"), clock.now(), CITIZEN)
    hear(store, clock, YEARS)
    store.journal.append("visit", OfficerCalled("review"), corrected.now(), CITIZEN)
    before, after = opened().journal.events("visit")
    assert before.moment.corrected is None
    assert after.moment.wall - after.moment.corrected == YEARS


def test_an_altered_corrected_time_breaks_the_chain(store, clock):
    hear(store, clock, YEARS)
    corrected = CorrectedClock(clock, store.hub_time)
    store.journal.append("visit", VisitStarted("birth-registration", "1"), corrected.now(), CITIZEN)
    with store.journal._database.write() as connection:
        connection.exec_driver_sql("UPDATE events SET corrected = wall")
    with pytest.raises(Exception, match="không còn khớp"):
        store.journal.verify("visit")


def test_a_clock_set_right_again_opens_the_store_when_the_hub_had_told_the_time(
    store, clock, opened
):
    clock.wall += YEARS
    hear(store, clock, YEARS)
    corrected = CorrectedClock(clock, store.hub_time)
    store.journal.append("visit", VisitStarted("birth-registration", "1"), corrected.now(), CITIZEN)
    clock.wall -= YEARS
    opened()


def test_a_clock_set_back_without_anybody_knowing_does_not(store, clock, opened):
    clock.wall += YEARS
    store.journal.append("visit", VisitStarted("birth-registration", "1"), clock.now(), CITIZEN)
    clock.wall -= YEARS
    with pytest.raises(ClockWentBack):
        opened()
