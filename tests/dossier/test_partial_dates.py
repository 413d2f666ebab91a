"""Dates may stop at the year or the month and still count."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.partial_dates import EARLIEST_YEAR, PartialDate

FIRST = date(EARLIEST_YEAR, 1, 1)
days = st.dates(FIRST)


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(days)
    parts = draw(st.integers(1, 3))
    return PartialDate(day.year, day.month if parts > 1 else None, day.day if parts > 2 else None)


@given(partial_dates())
def test_a_date_reads_back_from_its_iso_form(partial):
    assert PartialDate.from_iso(partial.iso) == partial


@given(partial_dates())
def test_the_days_it_can_mean_share_every_known_part(partial):
    first, last = partial.earliest, partial.latest
    assert first <= last
    for day in (first, last):
        assert day.isoformat().startswith(partial.iso)
    if first > FIRST:
        assert not (first - timedelta(days=1)).isoformat().startswith(partial.iso)
    if last < date.max:
        assert not (last + timedelta(days=1)).isoformat().startswith(partial.iso)


@pytest.mark.parametrize(
    ("iso", "said"),
    [("1990", "năm 1990"), ("1990-05", "tháng 05/1990"), ("1990-05-17", "17/05/1990")],
)
def test_a_date_is_said_as_citizens_read_it(iso, said):
    assert PartialDate.from_iso(iso).said == said


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("17051990", "1990-05-17"),
        ("1950", "1950"),
        ("00001950", "1950"),
        ("00051950", "1950-05"),
        ("17001950", "1950"),
        ("17/05/1990", "1990-05-17"),
        ("1/2/1990", "1990-02-01"),
        ("0/0/1950", "1950"),
        (" 17051990 ", "1990-05-17"),
        (" 17/05/1990 ", "1990-05-17"),
        ("29022024", "2024-02-29"),
    ],
)
def test_a_card_may_leave_out_day_and_month(printed, iso):
    assert PartialDate.from_card(printed).iso == iso


@given(days)
def test_every_day_reads_back_from_both_forms_of_cards(day):
    whole = PartialDate(day.year, day.month, day.day)
    assert PartialDate.from_card(f"{day:%d%m}{day.year:04d}") == whole
    assert PartialDate.from_card(whole.said) == whole


@pytest.mark.parametrize(
    "text",
    [
        "",
        "17-05-1990",
        "017/05/1990",
        "17/005/1990",
        "17/05/19900",
        "17/05/1990 X",
        "170519900",
        "1990X",
        "１７/05/1990",
        "170590",
        "31021990",
        "29022023",
        "17131990",
        "00000000",
        "１７０５１９９０",
    ],
)
def test_what_is_no_date_of_a_card_is_refused(text):
    with pytest.raises(ValueError, match=r"card date|no such year|month|day"):
        PartialDate.from_card(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "90",
        "1990-",
        "1990-5",
        "1990-00",
        "1990-13",
        "1990-05-00",
        "1990-02-30",
        "1990-05-17T",
        "1849",
        "١٩٩٠",
    ],
)
def test_what_is_no_iso_date_is_refused(text):
    with pytest.raises(ValueError, match=r"ISO date|no such year|month|day"):
        PartialDate.from_iso(text)


def test_years_run_from_1850_to_the_last_of_the_calendar():
    assert PartialDate(1850).earliest == date(1850, 1, 1)
    assert PartialDate(9999).latest == date.max
    for year in (1849, 10000):
        with pytest.raises(ValueError, match="no such year"):
            PartialDate(year)


def test_a_day_needs_its_month():
    with pytest.raises(ValueError, match="a day needs its month"):
        PartialDate(1990, None, 17)


@given(st.text())
def test_any_text_is_a_date_or_a_value_error(text):
    for read in (PartialDate.from_iso, PartialDate.from_card):
        try:
            partial = read(text)
        except ValueError:
            continue
        assert EARLIEST_YEAR <= partial.year <= 9999


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        ("2008-11-23", date(2026, 11, 23), 18),
        ("2008-11-23", date(2026, 11, 22), 17),
        ("2008", date(2026, 1, 1), 18),
        ("2008-11", date(2026, 11, 1), 18),
        ("2004-02-29", date(2022, 2, 28), 17),
        ("2004-02-29", date(2022, 3, 1), 18),
        ("2026-11-24", date(2026, 11, 23), -1),
    ],
)
def test_years_are_whole_years_from_the_earliest_day(born, day, years):
    assert PartialDate.from_iso(born).years_before(day) == years


@given(partial_dates(), days)
def test_days_count_from_the_earliest_day_and_are_negative_in_the_future(partial, day):
    counted = partial.days_before(day)
    assert partial.earliest + timedelta(days=counted) == day
    assert (counted < 0) == (day < partial.earliest)


@given(partial_dates(), days)
def test_a_year_is_completed_on_the_birthday_and_not_before(partial, day):
    first, years = partial.earliest, partial.years_before(day)
    birthday_reached = (day.month, day.day) >= (first.month, first.day)
    assert first.year + years == (day.year if birthday_reached else day.year - 1)


@given(partial_dates(), st.integers(0, 120))
def test_the_day_years_later_is_the_first_on_which_they_are_completed(partial, years):
    if partial.year + years > FIRST.year and partial.year + years < 9999:
        day = partial.years_after(years).earliest
        assert partial.years_before(day) == years
        assert partial.years_before(day - timedelta(days=1)) == years - 1


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2026-08-31", "2026-11-30", 3),
        ("2026-08-31", "2026-12-01", 4),
        ("2026-11-30", "2027-02-28", 3),
        ("2026-11-30", "2027-03-01", 4),
        ("2026-12-01", "2028-12-01", 24),
        ("2026-12-01", "2028-12-02", 25),
        ("2026-11-23", "2026-11-23", 0),
        ("2026-11-23", "2026-11-24", 1),
        ("2026-11-23", "2026-11-20", 0),
        ("2026", "2026-01-15", 1),
    ],
)
def test_a_period_in_months_ends_with_the_corresponding_day(first, last, months):
    """Civil Code 91/2015/QH13, Art. 148: in a shorter month, with its last day."""
    assert PartialDate.from_iso(first).months_until(PartialDate.from_iso(last)) == months


@given(days, st.dates(FIRST, date(9000, 1, 1)))
def test_a_later_day_never_counts_fewer_months(first, last):
    start = PartialDate.from_iso(first.isoformat())
    ends = (PartialDate.from_iso((last + timedelta(days=n)).isoformat()) for n in (0, 1))
    earlier, later = (start.months_until(end) for end in ends)
    assert 0 <= earlier <= later <= earlier + 1
