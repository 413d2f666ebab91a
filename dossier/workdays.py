"""Working days and due dates: the 15:00 rule, holidays, make-up Saturdays.

Rules: SAME_DAY_15H, WD(n), WD(n)15H, BATCH(day,n), NONE. Receipt on a day off counts from the next
working day; with 15H, receipt later than 15:00:00 does too (Decree 123/2015/NĐ-CP and others).
WD(n) is the n-th working day after the day that counts. BATCH(15,15): what came before the 15th of
a month is begun that day and done 15 days later (monthly review of poor households, Decision
24/2021/QĐ-TTg).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

import holidays

CUTOFF = time(15, 0)
SATURDAY, SUNDAY = 5, 6
_RULE = re.compile(r"WD\((\d{1,3})\)(15H)?")
_BATCH = re.compile(r"BATCH\((\d{1,2}),(\d{1,3})\)")
_LONGEST_MONTH = 31
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Days off with their names, and Saturdays that are worked instead."""

    holidays: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}))
    working_saturdays: frozenset[date] = frozenset()

    def works_on(self, day: date) -> bool:
        """Whether the counter works on `day`."""
        if day in self.working_saturdays:
            return True
        return day.weekday() not in {SATURDAY, SUNDAY} and day not in self.holidays

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`."""
        day += _ONE_DAY
        while not self.works_on(day):
            day += _ONE_DAY
        return day

    def with_table(self, rows: Iterable[Mapping[str, str]]) -> "WorkCalendar":
        """The calendar with rows of the updatable table, which win.

        A row is `{date: ISO, kind: holiday | working | ordinary, name: words}`; raises ValueError.
        """
        days, saturdays = dict(self.holidays), set(self.working_saturdays)
        for row in rows:
            day = date.fromisoformat(row["date"])
            days.pop(day, None)
            saturdays.discard(day)
            match row["kind"]:
                case "holiday":
                    days[day] = row.get("name", "ngày nghỉ lễ")
                case "working":
                    saturdays.add(day)
                case "ordinary":
                    pass
                case other:
                    raise ValueError(f"unknown kind of day {other!r}")
        return WorkCalendar(MappingProxyType(days), frozenset(saturdays))


def vietnam(years: Iterable[int]) -> WorkCalendar:
    """Public holidays and make-up working days of Vietnam as the `holidays` package knows them."""
    known = holidays.country_holidays("VN", years=list(years), language="vi")
    worked = frozenset(day for day in known.weekend_workdays)
    return WorkCalendar(MappingProxyType(dict(known.items())), worked)


def counted_from(rule: str, received: datetime, calendar: WorkCalendar) -> date:
    """The working day the clock starts on."""
    day = received.date()
    late = rule.endswith("15H") and received.time() > CUTOFF
    if calendar.works_on(day) and not late:
        return day
    return calendar.next_working_day(day)


def due(rule: str, received: datetime, calendar: WorkCalendar) -> date | None:
    """The day a result is due, None for NONE. Raises ValueError for an unknown rule."""
    if rule == "NONE":
        return None
    batch = _BATCH.fullmatch(rule)
    if batch is not None:
        return _after_batch(received.date(), int(batch[1]), int(batch[2]), calendar)
    day = counted_from(rule, received, calendar)
    if rule == "SAME_DAY_15H":
        return day
    found = _RULE.fullmatch(rule)
    if found is None:
        raise ValueError(f"unknown deadline rule {rule!r}")
    for _ in range(int(found[1])):
        day = calendar.next_working_day(day)
    return day


def _after_batch(received: date, begins: int, days: int, calendar: WorkCalendar) -> date:
    """So many days after the day of a month on which all that came before it is begun.

    A last day off moves to the next working day (Civil Code 91/2015/QH13, Art. 148).
    """
    first = received.replace(day=begins)
    if received >= first:
        following = received.replace(day=1) + timedelta(days=_LONGEST_MONTH)
        first = following.replace(day=begins)
    last = first + timedelta(days=days)
    return last if calendar.works_on(last) else calendar.next_working_day(last)


def explain_due(rule: str, received: datetime, calendar: WorkCalendar) -> str:
    """Why the due date is what it is, "" when nothing needs saying."""
    last = due(rule, received, calendar)
    if last is None:
        return ""
    reasons = []
    today = received.date()
    batch = _BATCH.fullmatch(rule)
    if batch is not None:
        return f"Mỗi tháng xét một lần từ ngày {int(batch[1])}, mỗi lần {int(batch[2])} ngày."
    if not calendar.works_on(today):
        reasons.append("nhận vào ngày nghỉ nên tính từ ngày làm việc kế tiếp")
    elif rule.endswith("15H") and received.time() > CUTOFF:
        reasons.append("nhận sau 15 giờ nên tính từ ngày làm việc kế tiếp")
    between = (today + _ONE_DAY * step for step in range(1, (last - today).days + 1))
    off = [day for day in between if day in calendar.holidays and day.weekday() < SATURDAY]
    reasons += [f"ngày {day:%d/%m} là ngày nghỉ lễ" for day in off]
    said = "; ".join(reasons)
    return f"{said[:1].upper()}{said[1:]}." if said else ""
