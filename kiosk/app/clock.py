"""The system clocks: Vietnamese wall time, boot id, seconds since boot."""

import time
import uuid
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from dossier.moments import Moment
from kiosk.journey.ports import Clock
from kiosk.store.hub_time import SqlHubTime

VIETNAM = timezone(timedelta(hours=7), "+07")
"""Vietnam keeps UTC+7 all year; a fixed offset needs no time-zone files (Windows has none)."""

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class SystemClock:
    """Reads this machine's clocks.

    Where the kernel names no boot, the boot id is derived from the minute the machine started.
    """

    def __init__(self) -> None:
        """Read the boot id once: it cannot change while the program runs."""
        self._boot_id = _boot_id()

    def now(self) -> Moment:
        """The three clocks now."""
        return Moment(datetime.now(VIETNAM), self._boot_id, _boot_seconds())


class CorrectedClock:
    """A machine's clocks with what they should read by the hub's time."""

    def __init__(self, clock: Clock, hub_time: SqlHubTime) -> None:
        self._clock = clock
        self._hub_time = hub_time

    def now(self) -> Moment:
        """The clocks now, corrected where the hub told the time."""
        moment, told = self._clock.now(), self._hub_time.known
        return moment if told is None else replace(moment, corrected=told.corrected(moment))


def _boot_id() -> str:
    if _BOOT_ID.exists():
        return _BOOT_ID.read_text(encoding="ascii").strip()
    started = int(time.time() - _boot_seconds()) // 60
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"boot-minute:{started}"))


def _boot_seconds() -> float:
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()
