"""Measuring the line while it is used: bytes out of every exchange, and what is left to send."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace

from kiosk.journey import forecasts
from kiosk.journey.forecasts import Forecast
from kiosk.journey.ports import Backlog, Line, LineStatus, Outbox, StoreFailed
from kiosk.sync.carrying import Outcome, Sent
from kiosk.sync.delivering import Action, Gap, Send
from kiosk.sync.forecast import Pace, Span
from kiosk.sync.uploads import Place

RECOUNT_S = 10.0
"""Seconds between two counts of the queue while it moves: between them, what went is taken off."""


class Meter:
    """Keeps the pace of the line. Used by the loop's thread only."""

    def __init__(self, outbox: Outbox) -> None:
        """Nothing is known before the first span."""
        self._outbox = outbox
        self.pace = Pace()
        self._offsets: dict[Send, int] = {}
        self._carried = 0
        self._backlog = Backlog(0, 0)
        self._counted_at: float | None = None
        self._looked_at: float | None = None
        self._sending = self._away = False

    def began(self, action: Action, gap: Gap | None) -> None:
        """An exchange begins: bytes count from where its upload stands."""
        if isinstance(action, Send) and gap is not None:
            self._reached(action, gap.place.offset, fresh=True)

    def heard(self, action: Action, news: Outcome | Place) -> None:
        """How far an exchange came."""
        if not isinstance(action, Send):
            return
        if isinstance(news, Place):
            self._reached(action, news.offset)
        elif isinstance(news, Sent):
            self._reached(action, news.sealed.sealed_size)
            self._offsets.pop(action, None)

    def look(self, now: float) -> None:
        """End a span: everything heard since the last look happened in it."""
        before = now if self._looked_at is None else self._looked_at
        span = Span(now - before, self._carried, self._sending, self._away)
        self.pace = self.pace.after(span)
        left = max(0, self._backlog.unsent - self._carried)
        self._backlog = replace(self._backlog, unsent=left)
        self._carried, self._looked_at = 0, now

    def go_on(self, running: Collection[Action], status: LineStatus) -> None:
        """What goes on from now until the next look."""
        self._sending = any(isinstance(action, Send) for action in running)
        self._away = status.line is Line.OFFLINE and status.waiting > 0

    def told(self, status: LineStatus, now: float, *, changed: bool) -> LineStatus:
        """The status with a forecast; a queue that cannot be counted now is as counted last."""
        if not status.waiting:
            return status
        old = self._counted_at is None or now - self._counted_at >= RECOUNT_S
        if old or changed:
            self._counted_at = now
            with suppress(StoreFailed):
                self._backlog = self._outbox.backlog()
        return replace(status, forecast=self._forecast(status.waiting))

    def _forecast(self, waiting: int) -> Forecast | None:
        dossiers = min(self._backlog.dossiers, waiting)
        if not dossiers:
            return None
        return forecasts.of(dossiers, self.pace.seconds_for(self._backlog.unsent))

    def _reached(self, action: Send, offset: int, *, fresh: bool = False) -> None:
        before = self._offsets.get(action, offset if fresh else 0)
        self._carried += offset - before
        self._offsets[action] = offset
