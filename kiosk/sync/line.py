"""What is known of the line, from how exchanges end: a pure fold."""

from dataclasses import dataclass, replace

from kiosk.journey.ports import Line
from kiosk.sync.delivering import LONGEST_PROBE, LONGEST_WAIT, backoff, jittered
from kiosk.sync.errors import DeviceRefused, HubBusy, NoLine, NotOurHub, SyncError, TryLater

FIRST_PROBE = 0.2
"""Seconds until a line that just failed is tried: mostly one connection failed, not the line."""
SHORTEST_PROBE = 0.5
PROBE_SHARE = 0.02
"""Share of its absence after which a dead line is tried again (at least half a second): its return
is noticed no later than that, and a long outage costs little."""
STEADY = 20.0
"""A line that held for so long before it went is not one that only looks alive."""
BUSY_TOO_OFTEN = 3
"""So many troubled answers in a row, and we look with a light touch before sending more."""


@dataclass(frozen=True, slots=True)
class LineView:
    """The line as last seen; `probe_at` (seconds of the steady clock) is set while it is down.

    `failures` grows until something is really delivered, so a line that only looks alive is tried
    ever more rarely; `busy` counts troubled answers in a row; `away`: a probe failed too; `since`
    is when the line went, until something is delivered again; `up` when the hub was reached last.
    """

    line: Line = Line.UNKNOWN
    words: str = ""
    probe_at: float | None = None
    failures: int = 0
    busy: int = 0
    away: bool = False
    since: float | None = None
    up: float | None = None

    def worked(self) -> "LineView":
        """Something was delivered."""
        return LineView(Line.ONLINE)

    def reached(self, now: float) -> "LineView":
        """The hub is there; whether it takes things is still to be seen."""
        return replace(self, line=Line.ONLINE, words="", probe_at=None, busy=0, away=False, up=now)

    def failed(self, error: SyncError, now: float, jitter: float) -> "LineView":
        """An exchange ended in an error."""
        match error:
            case NoLine() | NotOurHub():
                held = self.up is not None and now - self.up >= STEADY
                since = now if self.since is None or held else self.since
                wait = _until_probe(now - since, jitter)
                return replace(self._down(Line.OFFLINE, error, now, wait), since=since, up=None)
            case DeviceRefused():
                wait = self._wait(error, jitter, LONGEST_WAIT)
                return self._down(Line.ONLINE, error, now, wait)
            case HubBusy() if self.busy + 1 >= BUSY_TOO_OFTEN:
                return self._down(Line.ONLINE, error, now, self._wait(error, jitter))
            case HubBusy():
                return replace(self, line=Line.ONLINE, words=str(error), busy=self.busy + 1)
            case _:
                return replace(self, line=Line.ONLINE, busy=0)

    def sought(self, now: float, jitter: float) -> "LineView":
        """A look for the lost line begins; the next need not wait for its end."""
        if self.line is not Line.OFFLINE or self.since is None:
            return self
        return replace(self, probe_at=now + _until_probe(now - self.since, jitter))

    def away_still(self) -> "LineView":
        """A probe failed: the line is really gone, not just one exchange."""
        return replace(self, away=True)

    def hurried(self, now: float) -> "LineView":
        """Somebody wants it tried at once."""
        return self if self.probe_at is None else replace(self, probe_at=now)

    def _down(self, line: Line, error: SyncError, now: float, wait: float) -> "LineView":
        if self.probe_at is not None and self.probe_at > now:
            return replace(self, line=line, words=str(error))
        return replace(
            self,
            line=line,
            words=str(error),
            probe_at=now + wait,
            failures=self.failures + 1,
            busy=0,
        )

    def _wait(self, error: SyncError, jitter: float, longest: float = LONGEST_PROBE) -> float:
        asked = error.after if isinstance(error, TryLater) else None
        return asked or backoff(self.failures + 1, jitter, longest)


def _until_probe(absence: float, jitter: float) -> float:
    if absence == 0:
        return FIRST_PROBE
    return jittered(min(LONGEST_PROBE, max(SHORTEST_PROBE, absence * PROBE_SHARE)), jitter)
