"""Moments that survive a wrong wall clock: boot id, seconds since boot, the hub's time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

BELIEVED = timedelta(seconds=10)
"""An answer that took longer says too little about the time."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A reading of the three clocks; `wall` is timezone-aware, `boot_seconds` never goes back.

    `corrected` is what the wall clock should have read by the hub's time, None while nobody knows.
    """

    wall: datetime
    boot_id: str
    boot_seconds: float
    corrected: datetime | None = None

    @property
    def right(self) -> datetime:
        """The time as far as anybody here knows it: deadlines and dates count from this."""
        return self.corrected or self.wall

    def to_json(self) -> dict[str, str | float]:
        """Plain JSON form used in journals and sealed documents."""
        plain: dict[str, str | float] = {
            "wall": self.wall.isoformat(),
            "boot_id": self.boot_id,
            "boot_seconds": self.boot_seconds,
        }
        if self.corrected is not None:
            plain["corrected"] = self.corrected.isoformat()
        return plain


@dataclass(frozen=True, slots=True)
class HubTime:
    """The hub's time as it was told, and what this machine's clocks read at that moment."""

    hub: datetime
    wall: datetime
    boot_id: str
    boot_seconds: float

    def corrected(self, moment: Moment) -> datetime | None:
        """What the wall clock should read at `moment`, None when nobody can know.

        In the same boot the machine's own seconds count from what the hub told, whatever became of
        the wall clock. In another boot only its old difference is known; a time before what the hub
        told is no time at all (a dead battery).
        """
        if moment.boot_id == self.boot_id:
            right = self.hub + timedelta(seconds=moment.boot_seconds - self.boot_seconds)
        else:
            right = moment.wall + (self.hub - self.wall)
        return right.astimezone(moment.wall.tzinfo) if right >= self.hub else None


def told(hub: datetime, before: Moment, after: Moment) -> HubTime | None:
    """What an answer carrying the hub's time says, asked `before` and read `after`.

    The hub read its clock somewhere between: the middle is taken. None when that took too long.
    """
    took = timedelta(seconds=after.boot_seconds - before.boot_seconds)
    if before.boot_id != after.boot_id or not timedelta() <= took <= BELIEVED:
        return None
    return HubTime(hub + took / 2, after.wall, after.boot_id, after.boot_seconds)
