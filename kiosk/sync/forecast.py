"""How fast the line has been lately, and how long the queue will take: a pure fold over spans.

Two rhythms are told apart: how fast bytes are acknowledged while something is sent, and for how
much of the time there is a line at all. Both fade, so the last minutes count most.
"""

from dataclasses import dataclass, replace

SPEED_HALF_S = 60.0
"""Seconds of sending after which what was seen counts half."""
DUTY_HALF_S = 900.0
"""Seconds of wanting to send after which an outage counts half."""
LONGEST_OUTAGE_S = 300.0
"""More of one outage is no rhythm of the line but an absence, and says nothing of its return."""
LONGEST_SPAN_S = 30.0
"""More between two looks while sending is a machine asleep, not a slow line."""
LEAST_BUSY_S = 3.0
LEAST_BYTES = 2_000_000
"""Evidence: so long a look at the line, or so many bytes."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch between two looks: its seconds, what was acknowledged, and what went on.

    `carried` is below zero when the hub turns out to hold less than thought.
    """

    seconds: float
    carried: int
    sending: bool
    away: bool


@dataclass(frozen=True, slots=True)
class Pace:
    """What the spans so far say, faded: bytes in busy seconds, seconds with a line in seconds."""

    carried: float = 0.0
    busy: float = 0.0
    up: float = 0.0
    wanted: float = 0.0
    outage: float = 0.0

    def after(self, span: Span) -> "Pace":
        """The pace after one more span; idle time says nothing."""
        seconds = max(0.0, span.seconds)
        if span.away:
            counted = min(seconds, max(0.0, LONGEST_OUTAGE_S - self.outage))
            pace = replace(_watched(self, counted, up=False), outage=self.outage + seconds)
        elif span.sending:
            pace = replace(_sent(self, min(seconds, LONGEST_SPAN_S)), outage=0.0)
        else:
            pace = self
        return replace(pace, carried=max(0.0, pace.carried + span.carried))

    @property
    def bytes_per_second(self) -> float | None:
        """Over sending time and outages alike; None without evidence."""
        if self.carried <= 0.0 or self.busy <= 0.0:
            return None
        if self.busy < LEAST_BUSY_S and self.carried < LEAST_BYTES:
            return None
        return self.carried / self.busy * (self.up / self.wanted)

    def seconds_for(self, left: int) -> float | None:
        """Seconds until `left` bytes are acknowledged, None without evidence."""
        pace = self.bytes_per_second
        return None if not pace else max(0, left) / pace


def _sent(pace: Pace, seconds: float) -> Pace:
    kept = 0.5 ** (seconds / SPEED_HALF_S)
    faded = replace(pace, carried=pace.carried * kept, busy=pace.busy * kept + seconds)
    return _watched(faded, seconds, up=True)


def _watched(pace: Pace, seconds: float, *, up: bool) -> Pace:
    kept = 0.5 ** (seconds / DUTY_HALF_S)
    there = seconds if up else 0.0
    return replace(pace, up=pace.up * kept + there, wanted=pace.wanted * kept + seconds)
