"""Whether the clock can be believed: it must go forward as the machine's own seconds do.

Once the hub told the time, that is believed and the wall clock only compared with it.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from dossier.moments import Moment

TOLERANCE = timedelta(minutes=2)
"""So far may the wall clock be set while the program runs: time servers do it by less."""


class ClockDoubt(StrEnum):
    """What is wrong with the wall clock.

    WRONG: it is off, and the hub's time is used in its place. JUMPED: it was set by much, and
    nobody has told the right time. BACK: it stands before what was already recorded.
    """

    NONE = "none"
    WRONG = "wrong"
    JUMPED = "jumped"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class ClockWatch:
    """A fold over readings: the first one of this boot, and the latest wall time recorded."""

    first: Moment | None = None
    latest: datetime | None = None
    doubt: ClockDoubt = ClockDoubt.NONE

    def seen(self, now: Moment) -> "ClockWatch":
        """The watch after one more reading."""
        first = self.first
        if first is None or first.boot_id != now.boot_id:
            first = now
        return replace(self, first=first, doubt=self._doubt(first, now))

    def recorded(self, wall: datetime) -> "ClockWatch":
        """Something was recorded at this wall time."""
        latest = wall if self.latest is None else max(self.latest, wall)
        return replace(self, latest=latest)

    def _doubt(self, first: Moment, now: Moment) -> ClockDoubt:
        if now.corrected is not None:
            off = abs(now.corrected - now.wall) > TOLERANCE
            return ClockDoubt.WRONG if off else ClockDoubt.NONE
        if self.latest is not None and now.wall < self.latest - TOLERANCE:
            return ClockDoubt.BACK
        passed = timedelta(seconds=now.boot_seconds - first.boot_seconds)
        if abs(now.wall - first.wall - passed) > TOLERANCE:
            return ClockDoubt.JUMPED
        return ClockDoubt.NONE
