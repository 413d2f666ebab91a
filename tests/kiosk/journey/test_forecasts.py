"""How long the queue takes, in words no finer than what is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kiosk.journey.forecasts import Forecast, of


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, "chưa ước được bao lâu cho 3 hồ sơ"),
        (0.0, "dưới 1 phút cho 3 hồ sơ"),
        (59.9, "dưới 1 phút cho 3 hồ sơ"),
        (60.0, "khoảng 1 phút cho 3 hồ sơ"),
        (341.0, "khoảng 6 phút cho 3 hồ sơ"),
        (601.0, "khoảng 15 phút cho 3 hồ sơ"),
        (3590.0, "khoảng 1 giờ cho 3 hồ sơ"),
        (4000.0, "khoảng 1 giờ 10 phút cho 3 hồ sơ"),
        (7201.0, "khoảng 2 giờ 30 phút cho 3 hồ sơ"),
        (36_000.0, "khoảng 10 giờ cho 3 hồ sơ"),
    ],
)
def test_it_is_said_in_words(seconds, words):
    assert of(3, seconds).words == words


@given(some.floats(0, 1e7), some.floats(0, 1e7))
def test_longer_is_never_said_to_be_shorter(one, other):
    less, more = sorted((one, other))
    assert (of(1, less).minutes or 0) <= (of(1, more).minutes or 0)


@given(some.floats(60, 1e7))
def test_what_is_said_is_never_shorter_than_what_is_known_nor_half_as_long_again(seconds):
    minutes = of(1, seconds).minutes
    assert seconds <= minutes * 60 <= max(seconds * 1.5, seconds + 60)


@given(some.integers(0, 10**6), some.none() | some.floats(0, 1e7))
def test_it_is_written_down_and_read_back(dossiers, seconds):
    forecast = of(dossiers, seconds)
    assert Forecast.from_json(forecast.to_json()) == forecast
