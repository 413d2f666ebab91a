"""Where things are and what this counter is: folders and `kiosk.toml`."""

import os
import sys
import tomllib
from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path

from kiosk.journey.ports import KioskError, Settings
from kiosk.journey.retention import Retention
from kiosk.store import durable
from kiosk.sync.saving import Saver

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "assets"
PROCEDURES = ROOT / "procedures"
CONFIG_NAME = "kiosk.toml"
EMBEDDED = "embedded"

SAMPLE = """\
# What this counter is. Everything here is shown or printed; mend it, then start the kiosk again.
kiosk = "Q03"
counter = "Quầy số 3"
commune = "Xã Tả Van"
province = "Tỉnh Lào Cai"
province_code = "15"
commune_code = "03037"
agency = "Ủy ban nhân dân xã Tả Van"
hotline = "0214 000 1022"

# The hub: an address, or "embedded" for one inside this program (trying out, one-machine counters).
hub = "embedded"
# A one-time code from the hub's officer, needed once for a hub elsewhere.
enrolment_code = ""
# The agency's code before the date in official codes (only for an embedded hub).
agency_code = "H38.037.01"

# Whether the line costs by the byte; between these hours only what is needed then goes over it.
metered = false
saver_from = "07:00"
saver_to = "17:00"

# A camera number, a video file, an MJPEG address or a folder of pictures.
camera = "0"
# A printer's name as the system knows it, or "" to save slips as files.
printer = ""
# A printer of 80 mm receipts, or "" when this counter has none.
receipt_printer = ""
# Real pixels per millimetre of the panel, or 0 to believe the screen.
pixels_per_mm = 0.0
# Days after the hub vouched for a dossier until its content is deleted from this machine.
keep_days = 30
# Days until visits nobody came back to are deleted.
keep_left_days = 90
"""


_LATER = (
    "enrolment_code",
    "agency_code",
    "receipt_printer",
    "pixels_per_mm",
    "metered",
    "saver_from",
    "saver_to",
    "keep_days",
    "keep_left_days",
)
"""Lines a file of an earlier version may lack: they stand as in the sample."""
_SAMPLED = {name: value for name, value in tomllib.loads(SAMPLE).items() if name in _LATER}


class BadConfig(KioskError):
    """`kiosk.toml` cannot be used; the sentence says which line to mend."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of the counter and of its devices."""

    settings: Settings
    hub: str
    enrolment_code: str
    agency_code: str
    camera: str
    printer: str
    receipt_printer: str
    pixels_per_mm: float
    retention: Retention
    saver: Saver


def default_data() -> Path:
    """The data folder of this user: XDG on Linux, LOCALAPPDATA on Windows."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local")) / "kiosk"
    base = os.environ.get("XDG_DATA_HOME", "")
    return (Path(base) if base else Path.home() / ".local/share") / "kiosk"


def prepare(data: Path) -> Path:
    """Make the data folder (0700) with a sample `kiosk.toml` (0600) when there is none."""
    path = data / CONFIG_NAME
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        durable.write(path, SAMPLE.encode())
    return path


def read(data: Path) -> Config:
    """Read the configuration of a data folder. Raises BadConfig in words."""
    path = prepare(data)
    try:
        table = _SAMPLED | tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise BadConfig(f"Tệp {path} viết sai: {problem}. Sửa lại rồi mở máy.") from problem
    try:
        settings = Settings(**{name: _text(table, name) for name in Settings.__dataclass_fields__})
        return Config(
            settings=settings,
            hub=_text(table, "hub"),
            enrolment_code=_text(table, "enrolment_code"),
            agency_code=_text(table, "agency_code"),
            camera=_text(table, "camera"),
            printer=_text(table, "printer"),
            receipt_printer=_text(table, "receipt_printer"),
            pixels_per_mm=float(table.get("pixels_per_mm", 0.0)),
            saver=_saver(table),
            retention=Retention(_days(table, "keep_days"), _days(table, "keep_left_days")),
        )
    except (KeyError, TypeError, ValueError) as problem:
        raise BadConfig(f"Tệp {path}: mục {problem} thiếu hoặc viết sai.") from problem


def _saver(table: dict[str, object]) -> Saver:
    metered = table["metered"]
    if not isinstance(metered, bool):
        raise TypeError("metered")
    begins, ends = _text(table, "saver_from"), _text(table, "saver_to")
    return Saver(metered, time.fromisoformat(begins), time.fromisoformat(ends))


def _days(table: dict[str, object], name: str) -> timedelta:
    value = table[name]
    if not isinstance(value, int) or value < 1:
        raise ValueError(name)
    return timedelta(days=value)


def _text(table: dict[str, object], name: str) -> str:
    value = table[name]
    if not isinstance(value, str):
        raise TypeError(name)
    return value
