"""Moments that survive a wrong wall clock: wall time, boot id and seconds since boot."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """A reading of the three clocks; `wall` is timezone-aware, `boot_seconds` never goes back."""

    wall: datetime
    boot_id: str
    boot_seconds: float

    def to_json(self) -> dict[str, str | float]:
        """Plain JSON form used in journals and sealed documents."""
        return {
            "wall": self.wall.isoformat(),
            "boot_id": self.boot_id,
            "boot_seconds": self.boot_seconds,
        }
