"""A moment keeps its three clocks through JSON."""

import json
from dataclasses import FrozenInstanceError
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.events import moment_from_json
from dossier.moments import Moment

zones = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.builds(
    Moment,
    wall=st.datetimes(timezones=zones),
    boot_id=st.text(max_size=40),
    boot_seconds=st.floats(0, 1e9),
)


@given(moments)
def test_a_moment_survives_json_with_its_zone(moment):
    read = moment_from_json(json.loads(json.dumps(moment.to_json())))
    assert read == moment
    assert read.wall.utcoffset() == moment.wall.utcoffset()


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
