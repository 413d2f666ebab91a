"""Due dates count working days, with the 15:00 rule, holidays and make-up Saturdays."""

import unicodedata
from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.workdays import WorkCalendar, counted_from, due, explain_due, vietnam

HANOI = timezone(timedelta(hours=7))
CALENDAR = vietnam([2025, 2026, 2027])
ORDINARY = WorkCalendar()
MONDAY = date(2026, 11, 23)
CULTURE_DAY = date(2026, 11, 24)
RULES = st.sampled_from(["SAME_DAY_15H", "WD(0)", "WD(1)", "WD(3)", "WD(3)15H", "WD(25)15H"])
days = st.dates(date(2025, 1, 1), date(2027, 11, 30))
moments = st.builds(
    lambda day, hour: datetime.combine(day, hour, HANOI),
    days,
    st.times() | st.sampled_from([time(15, 0), time(15, 0, 0, 1)]),
)
kinds = st.sampled_from(["holiday", "working", "ordinary"])


def at(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute, second), HANOI)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        date(2026, 2, 16),
        date(2026, 2, 20),
        date(2026, 4, 27),
        date(2026, 4, 30),
        date(2026, 5, 1),
        date(2026, 8, 31),
        date(2026, 9, 1),
        date(2026, 9, 2),
        CULTURE_DAY,
        date(2027, 2, 4),
        date(2027, 11, 24),
    ],
)
def test_the_counter_is_closed_on_public_holidays_and_days_off_in_lieu(day):
    assert not CALENDAR.works_on(day)
    assert CALENDAR.holidays[day]
    assert unicodedata.is_normalized("NFC", CALENDAR.holidays[day])


def test_weekends_are_off_but_make_up_saturdays_are_worked():
    assert not CALENDAR.works_on(date(2026, 8, 15))
    assert not CALENDAR.works_on(date(2026, 8, 23))
    assert CALENDAR.works_on(date(2026, 8, 22))
    assert CALENDAR.works_on(date(2025, 4, 26))
    assert CALENDAR.next_working_day(date(2026, 8, 21)) == date(2026, 8, 22)


@given(days)
def test_the_next_working_day_is_the_first_one_after(day):
    found = CALENDAR.next_working_day(day)
    assert found > day
    assert CALENDAR.works_on(found)
    between = [day + timedelta(days=step) for step in range(1, (found - day).days)]
    assert not any(CALENDAR.works_on(one) for one in between)


@pytest.mark.parametrize(
    ("hour", "minute", "second", "day"),
    [
        (7, 30, 0, 23),
        (14, 59, 59, 23),
        (15, 0, 0, 23),
        (15, 0, 1, 25),
        (16, 30, 0, 25),
    ],
)
def test_what_comes_after_fifteen_oclock_counts_from_the_next_working_day(
    hour, minute, second, day
):
    received = at(MONDAY, hour, minute, second)
    assert due("SAME_DAY_15H", received, CALENDAR) == date(2026, 11, day)


def test_without_15h_the_hour_does_not_matter():
    assert due("WD(1)", at(MONDAY, 16), CALENDAR) == date(2026, 11, 25)
    assert due("WD(1)15H", at(MONDAY, 16), CALENDAR) == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("rule", "received", "last"),
    [
        ("WD(3)", at(date(2026, 8, 28), 9), date(2026, 9, 7)),
        ("WD(2)", at(date(2026, 8, 20), 9), date(2026, 8, 22)),
        ("WD(1)", at(date(2026, 8, 22), 9), date(2026, 8, 24)),
        ("WD(1)", at(date(2026, 11, 21), 9), date(2026, 11, 25)),
        ("WD(5)", at(date(2026, 2, 13), 9), date(2026, 2, 27)),
        ("WD(0)", at(MONDAY, 16), MONDAY),
        ("WD(3)", at(date(2025, 12, 30), 9), date(2026, 1, 5)),
    ],
)
def test_a_due_date_steps_over_days_off(rule, received, last):
    assert due(rule, received, CALENDAR) == last


def test_what_comes_on_a_day_off_counts_from_the_next_working_day_at_any_hour():
    for hour in (0, 9, 15, 23):
        assert counted_from("SAME_DAY_15H", at(CULTURE_DAY, hour), CALENDAR) == date(2026, 11, 25)
        assert counted_from("WD(3)", at(CULTURE_DAY, hour), CALENDAR) == date(2026, 11, 25)


@given(RULES, moments)
def test_a_due_date_is_a_working_day_not_before_the_receipt(rule, received):
    last = due(rule, received, CALENDAR)
    assert last is not None
    assert last >= received.date()
    assert CALENDAR.works_on(last)


@given(st.integers(0, 40), moments, st.sampled_from(["", "15H"]))
def test_one_more_day_is_the_next_working_day(count, received, late):
    shorter = due(f"WD({count}){late}", received, CALENDAR)
    assert shorter is not None
    assert due(f"WD({count + 1}){late}", received, CALENDAR) == CALENDAR.next_working_day(shorter)


@given(RULES, moments, moments)
def test_who_comes_earlier_is_not_due_later(rule, one, other):
    earlier, later = sorted([one, other])
    first, second = due(rule, earlier, CALENDAR), due(rule, later, CALENDAR)
    assert first is not None
    assert second is not None
    assert first <= second


@given(moments)
def test_a_result_at_once_or_without_a_deadline_has_no_due_date(received):
    assert due("NONE", received, CALENDAR) is None
    assert explain_due("NONE", received, CALENDAR) == ""


@pytest.mark.parametrize("rule", ["", "WD", "WD()", "WD(x)", "WD(1)16H", "WD(1000)", "none", "15H"])
def test_an_unknown_rule_is_refused(rule):
    with pytest.raises(ValueError, match="unknown deadline rule"):
        due(rule, at(MONDAY, 9), CALENDAR)


@pytest.mark.parametrize(
    ("rule", "received", "said"),
    [
        ("SAME_DAY_15H", at(MONDAY, 9), ""),
        ("SAME_DAY_15H", at(MONDAY, 15), ""),
        ("WD(1)", at(date(2026, 11, 25), 16), ""),
        ("WD(3)", at(date(2026, 11, 20), 9), "Ngày 24/11 là ngày nghỉ lễ."),
        ("WD(1)", at(date(2026, 11, 27), 9), ""),
        (
            "SAME_DAY_15H",
            at(MONDAY, 16),
            "Nhận sau 15 giờ nên tính từ ngày làm việc kế tiếp; ngày 24/11 là ngày nghỉ lễ.",
        ),
        (
            "WD(1)",
            at(date(2026, 11, 22), 16),
            "Nhận vào ngày nghỉ nên tính từ ngày làm việc kế tiếp; ngày 24/11 là ngày nghỉ lễ.",
        ),
        (
            "SAME_DAY_15H",
            at(CULTURE_DAY, 16),
            "Nhận vào ngày nghỉ nên tính từ ngày làm việc kế tiếp.",
        ),
    ],
)
def test_a_due_date_is_explained_when_something_moved_it(rule, received, said):
    assert explain_due(rule, received, CALENDAR) == said


def test_a_holiday_on_a_weekend_moves_nothing_and_is_not_mentioned():
    saturday = ORDINARY.with_table([{"date": "2026-11-28", "kind": "holiday"}])
    friday = at(date(2026, 11, 27), 9)
    assert due("WD(1)", friday, saturday) == date(2026, 11, 30)
    assert explain_due("WD(1)", friday, saturday) == ""


@given(RULES, moments)
def test_an_explanation_is_nothing_or_a_sentence(rule, received):
    said = explain_due(rule, received, CALENDAR)
    assert said == "" or (said[0].isupper() and said.endswith("."))
    assert unicodedata.is_normalized("NFC", said)


def test_rows_of_the_table_win_over_what_was_known():
    table = CALENDAR.with_table(
        [
            {"date": "2026-11-24", "kind": "ordinary"},
            {"date": "2026-08-22", "kind": "ordinary"},
            {"date": "2026-11-25", "kind": "holiday", "name": "Nghỉ bão"},
            {"date": "2026-11-26", "kind": "holiday"},
            {"date": "2026-11-28", "kind": "working"},
        ]
    )
    assert table.works_on(CULTURE_DAY)
    assert not table.works_on(date(2026, 8, 22))
    assert not table.works_on(date(2026, 11, 25))
    assert table.holidays[date(2026, 11, 25)] == "Nghỉ bão"
    assert table.holidays[date(2026, 11, 26)] == "ngày nghỉ lễ"
    assert table.works_on(date(2026, 11, 28))
    assert not CALENDAR.works_on(CULTURE_DAY)


@given(st.lists(st.tuples(days, kinds), max_size=8))
def test_the_last_row_about_a_day_decides(rows):
    table = ORDINARY.with_table({"date": day.isoformat(), "kind": kind} for day, kind in rows)
    for day, kind in dict(rows).items():
        weekday = day.weekday() < 5
        assert table.works_on(day) == {"holiday": False, "working": True}.get(kind, weekday)


@pytest.mark.parametrize(
    "row",
    [
        {"date": "2026-11-24", "kind": "half"},
        {"date": "2026-11-24", "kind": "off"},
        {"date": "2026-11-24", "kind": ""},
        {"date": "24/11/2026", "kind": "holiday"},
    ],
)
def test_a_row_that_cannot_be_understood_is_refused(row):
    with pytest.raises(ValueError, match=r"unknown kind of day|isoformat"):
        ORDINARY.with_table([row])


@pytest.mark.parametrize(
    ("received", "last"),
    [
        ("2026-11-14", "2026-11-30"),
        ("2026-11-15", "2026-12-30"),
        ("2026-11-20", "2026-12-30"),
        ("2026-12-31", "2027-02-01"),
        ("2027-01-31", "2027-03-02"),
    ],
)
def test_a_batch_of_the_month_takes_what_came_before_it(received, last):
    """The 15th begins a batch of 15 days; a last day off moves on (30 January 2027: a Saturday)."""
    when = datetime.fromisoformat(f"{received}T09:00")
    calendar = vietnam([2026, 2027])
    assert due("BATCH(15,15)", when, calendar) == date.fromisoformat(last)
    assert explain_due("BATCH(15,15)", when, calendar) == (
        "Mỗi tháng xét một lần từ ngày 15, mỗi lần 15 ngày."
    )
