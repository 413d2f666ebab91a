"""A metered line is spared by day: colour waits, answers and readable papers do not."""

from datetime import datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dossier.lifecycle import State
from dossier.moments import Moment
from dossier.uuid7 import uuid7
from kiosk.sync.delivering import Commit, Gap, Send, Situation, Standing, only_colour_waits, plan
from kiosk.sync.saving import NOTHING_SPARED, OLDEST, Saver, Sparing
from kiosk.sync.uploads import FRESH
from tests.kiosk.sync.test_delivering import sealed

VIETNAM = timezone(timedelta(hours=7))
DAY = Saver(metered=True)
NIGHT = Saver(metered=True, begins=time(20), ends=time(5))


def moment(hour, minute=0):
    return Moment(datetime(2026, 11, 23, hour, minute, tzinfo=VIETNAM), "b", 1000.0)


def sealed_at(wall):
    return uuid7(int(wall.timestamp() * 1000), bytes(10))


@pytest.mark.parametrize(
    ("saver", "now", "hours"),
    [
        (DAY, moment(7), 10),
        (DAY, moment(16, 30), 0.5),
        (DAY, moment(6, 59), None),
        (DAY, moment(17), None),
        (NIGHT, moment(23), 6),
        (NIGHT, moment(4), 1),
        (NIGHT, moment(5), None),
        (NIGHT, moment(12), None),
        (Saver(metered=False), moment(12), None),
    ],
)
def test_the_hours_in_which_the_line_is_spared(saver, now, hours):
    until = saver.at(now).until
    assert until == (None if hours is None else 1000.0 + hours * 3600)


@given(some.timedeltas(timedelta(minutes=-1), timedelta(days=9)))
def test_what_waited_too_long_goes_all_the_same(age):
    now = moment(9)
    held = DAY.at(now).holds(sealed_at(now.wall - age))
    assert held is (age <= OLDEST) or abs(age - OLDEST) < timedelta(milliseconds=2)


def test_an_unmetered_line_holds_nothing():
    assert not NOTHING_SPARED.holds("")


def situation(*rows, sparing):
    return Situation(100.0, {row.id: row for row in rows}, frozenset(), None, 200.0, sparing)


COLOUR = Standing("b", State.UPLOADING, (Gap(sealed("photo", 9, "colour"), FRESH),))
BOTH = Standing(
    "c",
    State.UPLOADING,
    (Gap(sealed("text", 5), FRESH), Gap(sealed("photo2", 9, "colour"), FRESH)),
)
SPARED = Sparing(150.0)


def test_only_copies_in_colour_wait_and_the_plan_wakes_when_they_may_go():
    decided = plan(situation(COLOUR, BOTH, sparing=SPARED))
    assert decided.actions == (Send("c", "text"),)
    assert decided.wake == 150.0
    free = plan(situation(COLOUR, BOTH, sparing=NOTHING_SPARED))
    assert set(free.actions) == {Send("c", "text"), Send("b", "photo"), Send("c", "photo2")}


def test_an_older_dossier_and_a_whole_one_do_not_wait():
    older = plan(situation(COLOUR, sparing=Sparing(150.0, older="c")))
    assert older.actions == (Send("b", "photo"),)
    whole = plan(situation(Standing("a", State.COMPLETE, ()), sparing=SPARED))
    assert whole.actions == (Commit("a"),)


def test_it_is_said_once_nothing_but_colour_waits():
    assert only_colour_waits(situation(COLOUR, sparing=SPARED))
    assert not only_colour_waits(situation(COLOUR, BOTH, sparing=SPARED))
    assert not only_colour_waits(situation(COLOUR, sparing=NOTHING_SPARED))
    assert not only_colour_waits(situation(sparing=SPARED))
    assert "17:00" in DAY.words
