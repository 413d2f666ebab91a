"""What a hub is told when it starts: where its data lives and for which agency it speaks."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

from dossier.codes import AGENCY

VIETNAM = timezone(timedelta(hours=7))
UPLOADS_KEPT = timedelta(days=30)
"""So long is an unfinished upload kept after its last byte came."""
DEFAULT_AGENCY = "Trung tâm Phục vụ hành chính công"
DEFAULT_AGENCY_CODE = "H38.037.01"
"""An invented `MX1X2.Y1Y2Y3.Z1Z2` code (TT 03/2025/TT-VPCP), until the real one is configured."""


def vietnam_now() -> datetime:
    """The wall clock in Vietnam; the only place where the hub reads it."""
    return datetime.now(VIETNAM)


class HubFailed(Exception):
    """The hub cannot run like this; `str()` is a sentence for whoever starts it."""


@dataclass(frozen=True, slots=True)
class HubConfig:
    """One hub. `agency` is its shown name; `agency_code` begins every official code it mints.

    `database` is a `postgresql://` address; without one a SQLite file in the data folder is used.
    """

    data: Path
    agency: str = DEFAULT_AGENCY
    agency_code: str = DEFAULT_AGENCY_CODE
    hotline: str = ""
    database: str = field(default="", repr=False)
    now: Callable[[], datetime] = vietnam_now
    uploads_kept: timedelta = UPLOADS_KEPT

    def __post_init__(self) -> None:
        """Refuse an agency code no official code could be minted with."""
        if not AGENCY.fullmatch(self.agency_code):
            raise HubFailed(
                f"Mã cơ quan “{self.agency_code}” không đúng dạng, ví dụ {DEFAULT_AGENCY_CODE}."
            )
