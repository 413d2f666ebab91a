"""When what waits will be gone: rounded honestly, said in words."""

import math
from dataclasses import dataclass
from typing import Any

MINUTE, HOUR = 60.0, 60
UNKNOWN = "chưa ước được bao lâu"


@dataclass(frozen=True, slots=True)
class Forecast:
    """How long the queue of `dossiers` will take while there is a line, as seen lately.

    `minutes` is None without evidence, 0 for less than one, and no finer than the words say.
    """

    dossiers: int
    minutes: int | None = None

    @property
    def words(self) -> str:
        """“khoảng 6 phút cho 3 hồ sơ”."""
        return f"{self.duration} cho {self.dossiers} hồ sơ"

    @property
    def duration(self) -> str:
        """“khoảng 6 phút”."""
        if self.minutes is None:
            return UNKNOWN
        if self.minutes == 0:
            return "dưới 1 phút"
        if self.minutes < HOUR:
            return f"khoảng {self.minutes} phút"
        hours, rest = divmod(self.minutes, HOUR)
        return f"khoảng {hours} giờ {rest} phút" if rest else f"khoảng {hours} giờ"

    def to_json(self) -> dict[str, Any]:
        """Plain values, as `from_json` reads them."""
        return {"dossiers": self.dossiers, "minutes": self.minutes}

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> "Forecast":
        """Raises KeyError, TypeError or ValueError for anything else."""
        minutes = row["minutes"]
        return cls(int(row["dossiers"]), None if minutes is None else int(minutes))


def of(dossiers: int, seconds: float | None) -> Forecast:
    """A forecast of `seconds`: below 10 minutes to the minute, then 5, over 2 hours to 30."""
    if seconds is None:
        return Forecast(dossiers)
    if seconds < MINUTE:
        return Forecast(dossiers, 0)
    minutes = math.ceil(seconds / MINUTE)
    step = 1 if minutes <= 10 else 5 if minutes <= 2 * HOUR else 30  # noqa: PLR2004 - see above
    return Forecast(dossiers, math.ceil(minutes / step) * step)
