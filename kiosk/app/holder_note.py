"""What the program that delivers leaves for the others: who it is, and the line as it sees it.

Two small files beside the store, readable without its key and without personal data. Neither is
fsynced: after a power cut nobody delivers, and a note of an earlier boot counts for nothing.
"""

import json
import logging
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from dossier.moments import Moment
from kiosk.journey.forecasts import Forecast
from kiosk.journey.ports import Line, LineStatus

NOTE, BELL = "delivery.json", "delivery.bell"
STALE_S = 10.0
"""A note this old says nothing of the line: its writer hangs, or is gone."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HolderNote:
    """Who delivers, since when, and the line as last seen at `boot_seconds` of boot `boot_id`."""

    program: str
    pid: int
    since: datetime
    status: LineStatus
    boot_id: str
    boot_seconds: float

    def fresh(self, now: Moment) -> bool:
        """Whether the line it tells of can be believed."""
        return self.boot_id == now.boot_id and abs(now.boot_seconds - self.boot_seconds) <= STALE_S


def leave(data: Path, note: HolderNote) -> None:
    """Leave the note; a disk that takes none is logged, and others see an unknown line."""
    status = note.status
    text = json.dumps(
        {
            "program": note.program,
            "pid": note.pid,
            "since": note.since.isoformat(),
            "line": status.line.value,
            "words": status.words,
            "waiting": status.waiting,
            "forecast": status.forecast and status.forecast.to_json(),
            "boot_id": note.boot_id,
            "boot_seconds": note.boot_seconds,
        },
        ensure_ascii=False,
    )
    try:
        _put(data / NOTE, text)
    except OSError as problem:
        logger.info("no note of the line: %s", problem.strerror)


def read_note(data: Path) -> HolderNote | None:
    """The note left last, None when there is none that can be read."""
    try:
        row = json.loads((data / NOTE).read_text(encoding="utf-8"))
        return HolderNote(
            program=str(row["program"]),
            pid=int(row["pid"]),
            since=datetime.fromisoformat(row["since"]),
            status=_status(row),
            boot_id=str(row["boot_id"]),
            boot_seconds=float(row["boot_seconds"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _status(row: dict[str, Any]) -> LineStatus:
    told = row.get("forecast")
    forecast = Forecast.from_json(told) if told else None
    return LineStatus(Line(row["line"]), str(row["words"]), int(row["waiting"]), forecast)


def ring(data: Path) -> None:
    """Ask whoever delivers to try everything at once."""
    try:
        _put(data / BELL, secrets.token_hex(8))
    except OSError as problem:
        logger.info("the bell stays silent: %s", problem.strerror)


def rung(data: Path) -> str:
    """Another text whenever somebody rang, "" before the first time."""
    with suppress(OSError, UnicodeDecodeError):
        return (data / BELL).read_text(encoding="ascii")
    return ""


def _put(path: Path, text: str) -> None:
    """Replace the file as a whole, for this user only."""
    temporary = path.with_name(f"{path.name}.new")
    try:
        file = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(file, "w", encoding="utf-8") as opened:
            opened.write(text)
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
