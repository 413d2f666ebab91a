"""A moment keeps its three clocks through JSON."""

from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import strategies as st

from dossier.moments import HubTime, Moment, told

zones = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.builds(
    Moment,
    wall=st.datetimes(timezones=zones),
    boot_id=st.text(max_size=40),
    boot_seconds=st.floats(0, 1e9),
)


def test_the_json_form_is_iso_time_boot_and_seconds():
    moment = Moment(datetime(2026, 11, 23, 1, 2, 3, tzinfo=UTC), "boot-1", 12.5)
    assert moment.to_json() == {
        "wall": "2026-11-23T01:02:03+00:00",
        "boot_id": "boot-1",
        "boot_seconds": 12.5,
    }


def test_a_moment_cannot_be_changed():
    moment = Moment(datetime(2026, 11, 23, tzinfo=UTC), "boot-1", 0.0)
    with pytest.raises(FrozenInstanceError):
        moment.boot_seconds = 1.0


NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
YEARS = timedelta(days=3 * 365)
TOLD = HubTime(NOON, NOON + YEARS, "boot-1", 1000.0)
"""The wall clock ran three years ahead when the hub told the time."""


@pytest.mark.parametrize(
    ("wall", "boot", "seconds", "right"),
    [
        pytest.param(NOON + YEARS, "boot-1", 1000.0, NOON, id="at once"),
        pytest.param(NOON + YEARS, "boot-1", 4600.0, NOON + timedelta(hours=1), id="later"),
        pytest.param(NOON, "boot-1", 4600.0, NOON + timedelta(hours=1), id="set right meanwhile"),
        pytest.param(NOON - YEARS, "boot-1", 1000.0, NOON, id="set wrong the other way"),
        pytest.param(NOON + YEARS + timedelta(days=1), "boot-2", 9.0, NOON + timedelta(days=1),
                     id="after a restart its old difference counts"),
        pytest.param(datetime(1970, 1, 1, tzinfo=UTC), "boot-2", 9.0, None, id="a dead battery"),
    ],
)  # fmt: skip
def test_what_the_wall_clock_should_read(wall, boot, seconds, right):
    moment = Moment(wall, boot, seconds)
    assert TOLD.corrected(moment) == right
    corrected = replace(moment, corrected=TOLD.corrected(moment))
    assert corrected.right == (right or wall)


def test_the_corrected_time_is_read_in_the_zone_of_the_wall_clock():
    vietnam = timezone(timedelta(hours=7))
    corrected = TOLD.corrected(Moment(NOON.astimezone(vietnam), "boot-1", 1000.0))
    assert corrected == NOON
    assert corrected.utcoffset() == timedelta(hours=7)


def test_an_uncorrected_moment_says_nothing_of_it():
    corrected = Moment(NOON, "b", 1.0, NOON + timedelta(hours=1))
    assert corrected.to_json()["corrected"] == "2026-11-23T13:00:00+00:00"
    assert "corrected" not in Moment(NOON, "b", 1.0).to_json()


def test_the_middle_of_a_round_trip_is_taken():
    before, after = Moment(NOON, "b", 10.0), Moment(NOON, "b", 14.0)
    assert told(NOON, before, after) == HubTime(NOON + timedelta(seconds=2), NOON, "b", 14.0)


@pytest.mark.parametrize(
    "after",
    [Moment(NOON, "b", 20.1), Moment(NOON, "b", 9.9), Moment(NOON, "other", 10.0)],
    ids=["too slow", "backwards", "another boot"],
)
def test_an_answer_that_says_too_little_about_the_time_is_passed_over(after):
    assert told(NOON, Moment(NOON, "b", 10.0), after) is None
