"""Sparing a metered line: copies in colour wait for the cheap hours, answers and papers do not."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from dossier.moments import Moment

OLDEST = timedelta(days=3)
"""A dossier older than this waits no longer: some machines never see the cheap hours."""


@dataclass(frozen=True, slots=True)
class Sparing:
    """Whether the line is spared now, and until when (seconds of the steady clock).

    Dossiers with an id below `older` (UUIDv7 ids sort by time) go all the same.
    """

    until: float | None = None
    older: str = ""

    def holds(self, dossier: str) -> bool:
        """Whether the copies in colour of a dossier wait."""
        return self.until is not None and dossier >= self.older


NOTHING_SPARED = Sparing()


@dataclass(frozen=True, slots=True)
class Saver:
    """The hours in which a metered line is spared, by the wall clock; they may pass midnight."""

    metered: bool = False
    begins: time = time(7)
    ends: time = time(17)

    @property
    def words(self) -> str:
        """That copies in colour wait, and until when."""
        ends = f"{self.ends:%H:%M}"
        return f"Bản rõ chữ đã gửi đủ. Ảnh màu sẽ tự gửi sau {ends} để tiết kiệm dữ liệu."

    def at(self, moment: Moment) -> Sparing:
        """Whether the line is spared at a moment."""
        now = moment.right
        if not self.metered or not self._within(now.time()):
            return NOTHING_SPARED
        end = datetime.combine(now.date(), self.ends, now.tzinfo)
        if end <= now:
            end += timedelta(days=1)
        until = moment.boot_seconds + (end - now).total_seconds()
        oldest = int((now - OLDEST).timestamp() * 1000)
        digits = f"{max(0, oldest):012x}"
        return Sparing(until, f"{digits[:8]}-{digits[8:]}")

    def _within(self, now: time) -> bool:
        if self.begins <= self.ends:
            return self.begins <= now < self.ends
        return now >= self.begins or now < self.ends
