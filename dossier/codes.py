"""Official codes of the hub and the number of a birth notice."""

import re
from datetime import date, datetime

AGENCY = re.compile(r"[A-Z][0-9]{2}(?:\.[0-9]{2,3}){0,3}")
"""`MX1X2.Y1Y2Y3.Z1Z2`: agency code as in TT 03/2025/TT-VPCP, Art 13."""

_OFFICIAL = re.compile(
    r"(?:[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}|[A-Z][0-9]{2}(?:\.[0-9]{2,3}){0,3})-[0-9]{6}-[0-9]{4,}"
)
_BIRTH_NOTICE = re.compile(r"[0-9]{5}\.GCS\.[0-9]{5}\.[0-9]{2}")


def official_code(agency: str, day: date, serial: int) -> str:
    """`AGENCY-YYMMDD-XXXX…`, the serial with at least four digits.

    Raises ValueError for a wrong agency code or a serial below 1.
    """
    if not AGENCY.fullmatch(agency):
        raise ValueError(f"not an agency code: {agency!r}")
    if serial < 1:
        raise ValueError("serials begin at 1")
    return f"{agency}-{day:%y%m%d}-{serial:04d}"


def is_official_code(text: str) -> bool:
    """Whether a text has the form of an official code, of 2018 or of 2025."""
    return _OFFICIAL.fullmatch(text) is not None


def day_and_serial(text: str) -> tuple[date, int] | None:
    """The day and serial at the end of an official code, None for anything else."""
    if not is_official_code(text):
        return None
    _, day, serial = text.rsplit("-", 2)
    try:
        return datetime.strptime(f"20{day}", "%Y%m%d").date(), int(serial)  # noqa: DTZ007  (a day)
    except ValueError:
        return None


def is_birth_notice_number(text: str) -> bool:
    """Whether a text has the form `NNNNN.GCS.NNNNN.NN` (TT 22/2025/TT-BYT)."""
    return _BIRTH_NOTICE.fullmatch(text) is not None
