"""The forecast: honest about a steady line, a torn one, and one nobody has seen yet."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kiosk.journey.ports import Line, LineStatus
from kiosk.sync.carrying import Sent
from kiosk.sync.delivering import STREAMS, Gap, Send
from kiosk.sync.forecast import LONGEST_OUTAGE_S, Pace, Span
from kiosk.sync.meter import Meter
from kiosk.sync.uploads import CHUNK, FRESH, Place
from tests.support.memory import MemoryOutbox
from tests.support.sealed_queue import sealed_dossier

KB = 1000
SPANS = some.lists(
    some.builds(
        Span,
        seconds=some.floats(-5, 5000),
        carried=some.integers(-(10**6), 10**7),
        sending=some.booleans(),
        away=some.booleans(),
    ),
    max_size=30,
)


def folded(spans):
    pace = Pace()
    for span in spans:
        pace = pace.after(span)
    return pace


@given(SPANS, some.integers(0, 10**10), some.integers(0, 10**10))
def test_more_bytes_never_take_less_time_and_no_time_is_below_zero(spans, one, other):
    pace = folded(spans)
    less, more = (pace.seconds_for(left) for left in sorted((one, other)))
    assert (less is None) == (more is None)
    assert less is None or 0 <= less <= more


@given(SPANS.map(lambda spans: [span for span in spans if span.carried <= 0]))
def test_nothing_is_forecast_before_anything_was_carried(spans):
    assert folded(spans).seconds_for(1) is None


def test_a_glance_is_no_evidence():
    glance = Pace().after(Span(0.5, 16 * KB, sending=True, away=False))
    assert glance.seconds_for(KB) is None
    assert glance.after(Span(3.0, 90 * KB, sending=True, away=False)).seconds_for(KB) is not None


@given(some.floats(0, 10**6))
def test_an_absence_overnight_does_not_spoil_what_is_known_of_the_line(night):
    steady = folded([Span(10, 300 * KB, sending=True, away=False)] * 60)
    torn = steady.after(Span(night, 0, sending=False, away=True))
    worst = LONGEST_OUTAGE_S / steady.wanted + 1
    assert torn.bytes_per_second * worst >= steady.bytes_per_second * 0.8


def test_bytes_the_hub_does_not_hold_after_all_are_taken_back():
    seen = [
        Span(10, 300 * KB, sending=True, away=False),
        Span(10, -100 * KB, sending=True, away=False),
    ]
    assert folded(seen).bytes_per_second == pytest.approx(10 * KB, rel=0.2)


class SimulatedLine:
    """Three streams sharing a line of `rate` bytes/s that is there `on` of `on + off` seconds."""

    STEP = 0.25
    BUFFER = 48 * KB
    """The system takes so much of each upload before it is really gone."""

    def __init__(self, rate, sizes, on=1.0, off=0.0):
        self.rate, self.on, self.off = rate, on, off
        outbox, blobs = MemoryOutbox(), {}
        self.meter = Meter(outbox)
        self.outbox = outbox
        self.now = 0.0
        self.waiting = []
        for serial, dossier in enumerate(sizes, start=1):
            document, outgoing = sealed_dossier(Names(blobs), dossier, serial)
            outbox.enqueue(outgoing)
            self.waiting += [
                (Send(document.id, sealed.id), Gap(sealed, FRESH)) for sealed in document.objects
            ]
        self.running: dict[Send, tuple[Gap, float]] = {}

    def run(self, until=lambda _: False):
        """Carry everything, or as far as `until` says."""
        while (self.waiting or self.running) and not until(self):
            while self.waiting and len(self.running) < STREAMS:
                action, gap = self.waiting.pop(0)
                self.running[action] = gap, 0.0
                self.meter.began(action, gap)
            away = self.now % (self.on + self.off) >= self.on
            status = LineStatus(Line.OFFLINE if away else Line.ONLINE, "", 1)
            self.meter.go_on([] if away else self.running, status)
            self.now += self.STEP
            if not away:
                self._carry()
            self.meter.look(self.now)

    def _carry(self):
        share = self.rate * self.STEP / len(self.running)
        for action, (gap, before) in list(self.running.items()):
            sent = before + share
            size = gap.sealed.sealed_size
            if sent >= size:
                del self.running[action]
                self.meter.heard(action, Sent(action.dossier, gap.sealed, "u"))
                self.outbox.progress(action.dossier, action.object, size, "u")
            else:
                taken = min(size, int(sent + self.BUFFER) // CHUNK * CHUNK)
                self.meter.heard(action, Place("u", taken))
                self.running[action] = gap, sent

    def left(self):
        told = self.meter.told(LineStatus(Line.ONLINE, "", 99), self.now, changed=True)
        left = self.meter.pace.seconds_for(self.outbox.backlog().unsent)
        return told.forecast, left


class Names:
    """Takes any content: only sizes matter here."""

    def __init__(self, held):
        self.held = held

    def put(self, content, *, sealed=False):
        name = f"{len(self.held):064x}"
        self.held[name] = (len(content), sealed)
        return name


@pytest.mark.parametrize("rate", [8 * KB, 32 * KB, 200 * KB])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.7])
def test_on_a_steady_line_what_is_forecast_is_what_happens(rate, share):
    line = SimulatedLine(rate, [[300 * KB, 200 * KB, 400 * KB]] * 10)
    whole = line.outbox.backlog().unsent
    line.run(lambda line: line.outbox.backlog().unsent <= whole * (1 - share))
    began = line.now
    forecast, seconds = line.left()
    assert forecast.dossiers == 10
    line.run()
    assert seconds == pytest.approx(line.now - began, rel=0.3)


def test_on_a_line_with_a_rhythm_of_outages_too():
    line = SimulatedLine(32 * KB, [[300 * KB, 200 * KB, 400 * KB]] * 20, on=60, off=30)
    whole = line.outbox.backlog().unsent
    line.run(lambda line: line.outbox.backlog().unsent <= whole * 0.6)
    began, (_, seconds) = line.now, line.left()
    line.run()
    assert seconds == pytest.approx(line.now - began, rel=0.3)


def test_before_anything_went_it_says_that_it_does_not_know():
    line = SimulatedLine(32 * KB, [[300 * KB]])
    forecast, seconds = line.left()
    assert seconds is None
    assert "chưa ước được" in forecast.words
