"""A wall clock that does not go as the machine's own seconds do is doubted while it runs."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dossier.moments import Moment
from kiosk.journey.clock_watch import TOLERANCE, ClockDoubt, ClockWatch

NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)
BEGUN = ClockWatch().seen(Moment(NOON, "boot-1", 100.0)).recorded(NOON)


@pytest.mark.parametrize(
    ("moment", "doubt"),
    [
        (Moment(NOON + timedelta(hours=2), "boot-1", 7300.0), ClockDoubt.NONE),
        (Moment(NOON + timedelta(seconds=95), "boot-1", 110.0), ClockDoubt.NONE),
        (Moment(NOON + timedelta(days=3 * 365), "boot-1", 110.0), ClockDoubt.JUMPED),
        (Moment(NOON - timedelta(days=1), "boot-1", 110.0), ClockDoubt.BACK),
        (Moment(NOON + timedelta(minutes=1), "boot-1", 3700.0), ClockDoubt.JUMPED),
        (Moment(datetime(1970, 1, 1, tzinfo=UTC), "boot-2", 5.0), ClockDoubt.BACK),
        (Moment(NOON + timedelta(days=9), "boot-2", 5.0), ClockDoubt.NONE),
    ],
)
def test_what_is_doubted(moment, doubt):
    assert BEGUN.seen(moment).doubt is doubt


def test_a_clock_set_right_again_is_believed_again():
    jumped = BEGUN.seen(Moment(NOON + timedelta(days=1), "boot-1", 110.0))
    assert jumped.seen(Moment(NOON + timedelta(seconds=20), "boot-1", 120.0)).doubt is (
        ClockDoubt.NONE
    )


@given(some.lists(some.floats(0, 10**6), max_size=20))
def test_an_even_clock_is_never_doubted(steps):
    watch, seconds = BEGUN, 100.0
    for step in steps:
        seconds += step
        wall = NOON + timedelta(seconds=seconds - 100.0)
        watch = watch.recorded(wall).seen(Moment(wall, "boot-1", seconds))
        assert watch.doubt is ClockDoubt.NONE


@given(some.timedeltas(TOLERANCE * 1.01, timedelta(days=9000)), some.sampled_from([1, -1]))
def test_every_jump_beyond_the_tolerance_is_seen(jump, way):
    wall = NOON + way * min(jump, timedelta(days=9000))
    assert BEGUN.seen(Moment(wall, "boot-1", 100.0)).doubt is not ClockDoubt.NONE


@pytest.mark.parametrize(
    ("wall", "corrected", "doubt"),
    [
        (NOON, NOON, ClockDoubt.NONE),
        (NOON + timedelta(days=1000), NOON, ClockDoubt.WRONG),
        (NOON - timedelta(days=1000), NOON, ClockDoubt.WRONG),
        (NOON - timedelta(days=1000), NOON - timedelta(days=1000), ClockDoubt.NONE),
    ],
)
def test_what_the_hub_told_counts_more_than_what_was_recorded(wall, corrected, doubt):
    assert BEGUN.seen(Moment(wall, "boot-1", 100.0, corrected)).doubt is doubt
