"""Watching over the counter itself: may another visit begin, and what should an officer know?"""

from collections.abc import Callable
from datetime import datetime, timedelta

from dossier.lifecycle import State
from kiosk.journey.clock_watch import ClockWatch
from kiosk.journey.desk import Desk
from kiosk.journey.ports import KioskError, Line, Outbox, StoreFailed, Transport
from kiosk.journey.pressure import TYPICAL_BYTES, Alarm, Facts, Pressure, judge

KEPT_TWICE = 2
"""A paper stays as pictures and as its sealed copy until the hub has vouched for it."""
RECENT = 20
"""So many dossiers say what a typical one takes."""
UNSENT = frozenset({*State} - {State.ACKNOWLEDGED, State.PURGEABLE, State.REJECTED})


class VisitRefused(KioskError):
    """A new visit cannot begin now; the sentence says why, and whom to ask."""


class Watching:
    """Judges the counter from what it can see; used by the screen's thread."""

    def __init__(
        self,
        desk: Desk,
        outbox: Outbox,
        transport: Transport,
        free: Callable[[], int],
        hotline: str,
    ) -> None:
        """`free` gives the bytes free on the disk of the data folder."""
        self._desk = desk
        self._outbox = outbox
        self._transport = transport
        self._free = free
        self._hotline = hotline
        self._watch = ClockWatch()
        self._heard_at = desk.clock.now().boot_seconds

    def pressure(self) -> Pressure:
        """How the counter stands now. Raises StoreFailed."""
        return judge(self._facts())

    def refuse_when_unsafe(self) -> None:
        """Raise VisitRefused when a new visit could not be kept safely."""
        pressure = self.pressure()
        if pressure.alarm is Alarm.STOP:
            raise VisitRefused(f"{pressure.words} Hỏi: {self._hotline}")

    def warning(self) -> tuple[Alarm, str]:
        """What the first screen should say; a store that fails says so itself."""
        try:
            pressure = self.pressure()
        except StoreFailed as problem:
            return Alarm.WARNING, str(problem)
        return pressure.alarm, pressure.words

    def _facts(self) -> Facts:
        now = self._desk.clock.now()
        if self._desk.recorded is not None:
            self._watch = self._watch.recorded(self._desk.recorded)
        self._watch = self._watch.seen(now)
        status = self._transport.status()
        if status.line is Line.ONLINE or not status.waiting:
            self._heard_at = now.boot_seconds
        return Facts(
            free=self._free(),
            typical=typical(self._outbox),
            oldest=oldest(self._outbox, now.right),
            silent=timedelta(seconds=now.boot_seconds - self._heard_at),
            clock=self._watch.doubt,
        )


def typical(outbox: Outbox) -> int:
    """Bytes a dossier of this counter takes on its disk, by the last ones."""
    sizes = [delivery.bytes_total * KEPT_TWICE for delivery in outbox.deliveries(RECENT)]
    return max(TYPICAL_BYTES, sum(sizes) // len(sizes)) if sizes else TYPICAL_BYTES


def oldest(outbox: Outbox, now: datetime) -> timedelta | None:
    """How long the oldest unsent dossier waits, None when none does."""
    first = outbox.queued(UNSENT, 0, 1)
    found = outbox.delivery(first[0].id) if first else None
    return None if found is None else now - found.sealed_at
