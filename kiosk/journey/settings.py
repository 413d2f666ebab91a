"""What the counter is, as it is shown and printed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """What the counter is: its names, numbers and hotline, as shown and printed."""

    kiosk: str
    counter: str
    commune: str
    province: str
    agency: str
    hotline: str
    province_code: str = ""
    commune_code: str = ""
