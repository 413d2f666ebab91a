"""How long to wait after a failure: longer each time, never longer than the cap."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kiosk.sync.delivering import FIRST_WAIT, LONGEST_PROBE, LONGEST_WAIT, backoff


@pytest.mark.parametrize(
    ("failures", "seconds"), [(1, 1), (2, 2), (3, 4), (10, 512), (11, 900), (40, 900), (5000, 900)]
)
def test_waits_double_up_to_a_quarter_of_an_hour(failures, seconds):
    assert backoff(failures, 1.0) == seconds * FIRST_WAIT
    assert backoff(failures, 0.0) == seconds * FIRST_WAIT / 2


@given(some.integers(1, 10_000), some.floats(0, 1))
def test_no_wait_is_ever_longer_than_the_cap(failures, jitter):
    assert 0 < backoff(failures, jitter) <= LONGEST_WAIT == 900.0
    assert 0 < backoff(failures, jitter, LONGEST_PROBE) <= LONGEST_PROBE
