"""The loop's book: what each outcome changes in the outbox, in the standings and on the line.

The outbox is written before anything is believed; when it cannot be, the dossier is looked at again
later and the hub asked anew, so nothing rests on memory alone. Used by the loop's thread only.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from dossier.lifecycle import MoveRefused, State
from kiosk.journey.ports import Clock, Line, LineStatus, Outbox, StoreFailed
from kiosk.sync import events, reconciling
from kiosk.sync.carrying import Acknowledged, Failed, Outcome, Pulled, Reached, Sent, Told
from kiosk.sync.delivering import (
    WAITING,
    Action,
    Commit,
    Gap,
    Probe,
    Pull,
    Send,
    Situation,
    Standing,
    backoff,
)
from kiosk.sync.errors import (
    DeviceRefused,
    HubForgot,
    NeedsPerson,
    NeverComplete,
    NoLine,
    NotOurHub,
    Rejected,
    StillMissing,
    SyncError,
    TryLater,
)
from kiosk.sync.line import LineView
from kiosk.sync.standings import after_failure, own_backoff, without
from kiosk.sync.uploads import Place
from kiosk.sync.window import Window

logger = logging.getLogger(__name__)

PULL_SECONDS = 60.0
MAX_SETBACKS = 5
"""So often may the hub lack what it was sent in full before a person must look."""
STORE_PAUSE = 5.0


class Ledger:
    """Keeps the standings in step with the outbox and applies outcomes to both."""

    def __init__(self, outbox: Outbox, clock: Clock, jitter: Callable[[], float]) -> None:
        self._outbox = outbox
        self._clock = clock
        self._jitter = jitter
        self._window = Window(outbox)
        self._rows = self._window.rows
        self._waiting = 0
        self._counted = True
        self._pull_at = 0.0
        self._view = LineView()
        self.changes = 0

    @property
    def status(self) -> LineStatus:
        """The line in words, and how many dossiers wait."""
        return LineStatus(self._view.line, self._view.words, self._waiting)

    def reload(self) -> None:
        """Read the queue again and make everything due now; what is known of gaps stays."""
        self._window.reload()
        self._counted = False
        now = self._now()
        self._pull_at = now
        self._view = self._view.hurried(now)
        self.changes += 1

    def count(self) -> None:
        """Count the queue where a reload left that to do; sending need not wait for it."""
        if not self._counted:
            self._waiting, self._counted = self._outbox.waiting(), True

    def situation(self, running: frozenset[Action]) -> Situation:
        """What the decision is made from. Raises StoreFailed."""
        now = self._now()
        busy = {action.dossier for action in running if not isinstance(action, Probe | Pull)}
        self._window.settle(now, busy)
        lost = self._view.line is Line.OFFLINE
        return Situation(now, self._rows, running, self._view.probe_at, self._pull_at, lost=lost)

    def begun(self, action: Action) -> None:
        """An action is under way."""
        if isinstance(action, Probe):
            self._view = self._view.sought(self._now(), self._jitter())

    def gap(self, action: Send) -> Gap | None:
        """The gap a Send is to close, None when it is closed by now."""
        row = self._rows.get(action.dossier)
        gaps = row.gaps if row and row.gaps else ()
        return next((gap for gap in gaps if gap.sealed.id == action.object), None)

    def moved(self, action: Send, place: Place) -> None:
        """Bytes of an object went out."""
        row = self._rows.get(action.dossier)
        if row is not None and place.offset > 0:
            self._safely(action.dossier, lambda: self._moved(row, action.object, place))

    def take(self, action: Action, outcome: Outcome) -> None:
        """Write down how an action ended.

        No pull starts while the line is down: one that ends then began before and proves nothing.
        """
        self.changes += 1
        match outcome:
            case Failed():
                self._failed(action, outcome)
            case Reached():
                self._reached()
            case Pulled():
                if self._view.probe_at is None:
                    self._view = (
                        self._view.reached(self._now()) if self._rows else self._view.worked()
                    )
                self._safely(None, lambda: self._pulled(outcome))
            case Told(dossier, _, _):
                self._view = self._view.worked()
                self._safely(dossier, lambda: self._told(action, outcome))
            case Sent(dossier, _, _):
                self._view = self._view.worked()
                self._safely(dossier, lambda: self._sent(outcome))
            case Acknowledged(dossier, _, _):
                self._view = self._view.worked()
                self._safely(dossier, lambda: self._acknowledged(outcome))

    def stumbled(self, words: str) -> None:
        """Show a failure of our own."""
        self._view = replace(self._view, words=words)
        self.changes += 1

    def doubt(self, action: Action, words: str) -> None:
        """Writing down how an action ended failed in an unforeseen way: ask the hub again later."""
        self.stumbled(words)
        later = self._now() + STORE_PAUSE
        if isinstance(action, Pull):
            self._pull_at = later
        elif not isinstance(action, Probe) and action.dossier in self._rows:
            row = self._rows[action.dossier]
            self._rows[row.id] = replace(row, gaps=None, due=later)

    # --- outcomes -----------------------------------------------------------------------------

    def _told(self, action: Action, told: Told) -> None:
        row = self._window.row(told.dossier)
        if row is None:
            return
        if row.state in WAITING:
            row = self._move(row, State.ANNOUNCED)
        for sealed in told.whole:
            self._outbox.progress(row.id, sealed.id, sealed.sealed_size, None)
        for gap in told.gaps:
            self._outbox.progress(row.id, gap.sealed.id, gap.place.offset, gap.place.address)
        if not told.gaps:
            row = self._move(row, State.COMPLETE)
        elif row.state is State.COMPLETE or any(gap.place.offset for gap in told.gaps):
            row = self._move(row, State.UPLOADING)
        row = replace(row, gaps=told.gaps)
        self._rows[row.id] = row
        if isinstance(action, Commit):
            self._set_back(row)

    def _moved(self, row: Standing, sealed_object: str, place: Place) -> None:
        if row.state is State.ANNOUNCED:
            self._rows[row.id] = self._move(row, State.UPLOADING)
        self._outbox.progress(row.id, sealed_object, place.offset, place.address)
        self.changes += 1

    def _sent(self, sent: Sent) -> None:
        row = self._window.row(sent.dossier)
        if row is None:
            return
        self._moved(row, sent.sealed.id, Place(sent.address, sent.sealed.sealed_size))
        row = replace(self._rows[row.id], failures=0)
        self._rows[row.id] = row
        if row.gaps is None:
            return
        row = without(row, sent.sealed.id)
        self._rows[row.id] = row if row.gaps else self._move(row, State.COMPLETE)

    def _acknowledged(self, done: Acknowledged) -> None:
        waited = self._window.row(done.dossier) is not None
        self._outbox.acknowledge(done.dossier, done.receipt, done.official_code, self._clock.now())
        self._rows.pop(done.dossier, None)
        self._waiting -= waited

    def _pulled(self, pulled: Pulled) -> None:
        back = reconciling.settle(pulled.page, pulled.lost, self._outbox, self._clock.now())
        if back:
            self.reload()
        more = events.apply(pulled.page, self._outbox) or back
        self._pull_at = self._now() + (0.0 if more else PULL_SECONDS)

    def _failed(self, action: Action, failed: Failed) -> None:
        now, error = self._now(), failed.error
        if isinstance(action, Probe) and self._view.probe_at is None:
            return  # another look found the line meanwhile
        self._view = self._view.failed(error, now, self._jitter())
        if isinstance(action, Probe):
            self._view = self._view.away_still()
            return
        if isinstance(action, Pull):
            self._pull_at = now + PULL_SECONDS
            if not isinstance(error, TryLater):
                self._view = replace(self._view, words=str(error))
            return
        row = self._window.row(action.dossier)
        if row is not None:
            row = self._rows[row.id] = after_failure(row, action, failed)
            self._safely(row.id, lambda: self._decide(row, error))

    def _decide(self, row: Standing, error: SyncError) -> None:
        match error:
            case Rejected():
                self._aside(row, State.REJECTED, error)
            case DeviceRefused() | NoLine() | NotOurHub():
                self._wait_for_line(replace(row, failures=row.failures + 1), error)
            case NeedsPerson():
                self._aside(row, State.PARKED, error)
            case HubForgot():
                row = self._move(row, State.SEALED, str(error))
                self._set_back(replace(row, gaps=None), error)
            case TryLater():
                self._later(replace(row, failures=row.failures + 1), error)
            case _:
                self._aside(row, State.PARKED, error)

    def _later(self, row: Standing, error: TryLater) -> None:
        wait = backoff(max(row.failures, row.setbacks), self._jitter())
        self._postpone(row, self._now() + max(wait, error.after or 0.0), error)

    def _wait_for_line(self, row: Standing, error: SyncError) -> None:
        due = self._now() + own_backoff(row, self._jitter())
        self._postpone(row, max(due, self._view.probe_at or due), error)
        self._rows[row.id] = replace(row, due=due)

    def _postpone(self, row: Standing, until: float, error: SyncError) -> None:
        self._rows[row.id] = replace(row, due=until)
        moment = self._clock.now()
        wait = timedelta(seconds=until - moment.boot_seconds)
        self._outbox.postpone(row.id, moment.wall + wait, str(error))

    def _set_back(self, row: Standing, error: TryLater | None = None) -> None:
        row = replace(row, setbacks=row.setbacks + 1)
        self._rows[row.id] = row
        if row.setbacks >= MAX_SETBACKS:
            self._aside(row, State.PARKED, NeverComplete())
        elif error is not None or row.setbacks > 1:
            self._later(row, error or StillMissing())

    def _aside(self, row: Standing, state: State, error: SyncError) -> None:
        self._outbox.move(row.id, state, str(error), self._clock.now())
        del self._rows[row.id]
        if state is State.REJECTED:
            self._waiting -= 1
        logger.warning("dossier %s is %s: %s", row.id, state, type(error).__name__)

    def _safely(self, dossier: str | None, write: Callable[[], None]) -> None:
        """Write to the outbox; when that fails, show it and look at the dossier again later."""
        try:
            write()
        except MoveRefused:
            logger.warning("dossier %s was moved by somebody else", dossier)
            self._reread(dossier, self._now())
        except StoreFailed as error:
            self.stumbled(str(error))
            self._reread(dossier, self._now() + STORE_PAUSE)

    def _reread(self, dossier: str | None, due: float) -> None:
        if dossier is None:
            self._pull_at = due
        else:
            self._window.look_again(dossier, due)

    def _move(self, row: Standing, state: State, reason: str = "") -> Standing:
        if row.state is not state:
            self._outbox.move(row.id, state, reason, self._clock.now())
        return replace(row, state=state)

    def _reached(self) -> None:
        """The hub is there; when the line had been away, everything may go at once."""
        if self._view.away:
            self._window.hurry()
        self._pull_at = self._now()
        self._view = self._view.reached(self._now())

    def _now(self) -> float:
        return self._clock.now().boot_seconds
