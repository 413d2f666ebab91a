"""Dates that may stop at the year or the month, as old papers and elders give them."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_CARD = re.compile(r"(?:(\d{2})(\d{2}))?(\d{4})", re.ASCII)
_WRITTEN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
EARLIEST_YEAR = 1850


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month of a year, or a day. Raises ValueError for one that is in no calendar."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse impossible dates."""
        if not EARLIEST_YEAR <= self.year <= date.max.year:
            raise ValueError(f"no such year: {self.year}")
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        month, day = (1 if part is None else part for part in (self.month, self.day))
        date(self.year, month, day)

    @classmethod
    def from_iso(cls, text: str) -> "PartialDate":
        """Read `1990`, `1990-05` or `1990-05-17`. Raises ValueError."""
        found = _ISO.fullmatch(text)
        if found is None:
            raise ValueError(f"not an ISO date: {text!r}")
        year, month, day = found.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @classmethod
    def from_card(cls, text: str) -> "PartialDate":
        """Read a card's `17051990`, `1950`, `00001950` or a printed `17/05/1990`.

        A zero day or month means it is unknown. Raises ValueError.
        """
        found = _WRITTEN.fullmatch(text.strip()) or _CARD.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"not a card date: {text!r}")
        day, month, year = (int(part or 0) for part in found.groups())
        return cls(year, month or None, (day or None) if month else None)

    @property
    def iso(self) -> str:
        """`1990`, `1990-05` or `1990-05-17`."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def said(self) -> str:
        """As a citizen reads it: `17/05/1990`, `tháng 05/1990` or `năm 1990`."""
        if self.month is None:
            return f"năm {self.year}"
        if self.day is None:
            return f"tháng {self.month:02d}/{self.year}"
        return f"{self.day:02d}/{self.month:02d}/{self.year}"

    @property
    def earliest(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def months_until(self, other: "PartialDate") -> int:
        """Months begun from this day to the other; 0 when it is not later.

        A period of n months that starts on this day still runs on the other while this is at most
        n: it ends with the corresponding day, or the last day of a shorter month (Civil Code
        91/2015/QH13, Art. 148).
        """
        first, last = self.earliest, other.earliest
        months = (last.year - first.year) * 12 + last.month - first.month + (last.day > first.day)
        return max(0, months)

    def days_before(self, day: date) -> int:
        """Whole days from the earliest day it can mean to `day`; negative in the future."""
        return (day - self.earliest).days

    def years_before(self, day: date) -> int:
        """Whole years completed on `day`, counted from the earliest day it can mean."""
        first = self.earliest
        return day.year - first.year - ((day.month, day.day) < (first.month, first.day))

    def years_after(self, years: int) -> "PartialDate":
        """The day that many years are completed; of 29 February in a common year, 1 March."""
        year = self.year + years
        if (self.month, self.day) == (2, 29) and not calendar.isleap(year):
            return PartialDate(year, 3, 1)
        return PartialDate(year, self.month, self.day)
