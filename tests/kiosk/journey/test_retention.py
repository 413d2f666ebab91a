"""When personal content goes: never under a hold, never on a clock the hub did not confirm."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kiosk.journey.retention import Kept, Remains, Retention, is_due

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
RULE = Retention()
DAY = timedelta(days=1)


def kept(kind=Kept.RECEIVED, days=31, hold=""):
    return Remains("v", kind, NOW - days * DAY, hold=hold)


@pytest.mark.parametrize(
    ("remains", "hub_time", "due"),
    [
        (kept(days=30), NOW, True),
        (kept(days=29), NOW, False),
        (kept(Kept.ENDED, 30), NOW, True),
        (kept(Kept.LEFT, 89), NOW, False),
        (kept(Kept.LEFT, 90), NOW, True),
        (kept(days=500, hold="Tòa án yêu cầu"), NOW, False),
        (kept(days=500), None, False),
        (kept(days=500), NOW - 31 * DAY, False),
        (kept(days=500), NOW - 30 * DAY, True),
    ],
)
def test_what_is_due(remains, hub_time, due):
    assert is_due(remains, NOW, hub_time, RULE) is due


@given(some.integers(31, 10_000), some.sampled_from(Kept), some.integers(0, 10_000))
def test_a_clock_that_jumped_ahead_deletes_nothing(jump, kind, age):
    remains = Remains("v", kind, NOW - age * DAY)
    assert not is_due(remains, NOW + jump * DAY, NOW, RULE)
