"""The part of the queue the loop has in hand: enough to keep every stream busy, however long it is.

Ten thousand dossiers wait as cheaply as ten: they are read from the outbox some at a time, first
those to be announced, then the oldest on their way. What is put aside is read, and the hub asked
about it, when its turn comes.
"""

import heapq
from collections.abc import Collection
from dataclasses import replace

from dossier.lifecycle import State
from kiosk.journey.ports import Outbox, StoreFailed
from kiosk.sync.delivering import ON_ITS_WAY, WAITING, Standing
from kiosk.sync.standings import due_now, is_ours

IN_HAND = 64
"""Dossiers kept with all that is known of them; three streams never look further ahead."""
AT_ONCE = 8
"""Dossiers read at a time."""
LEAST = 8
"""Fewer dossiers ready than this, and more are read."""


class _Reading:
    """How far the queue was read for some states, in the order of sealing."""

    def __init__(self, states: frozenset[State]) -> None:
        self.states = states
        self.last = 0
        self.ended = False

    def again_from(self, number: int) -> None:
        """Read what comes from `number` on once more."""
        self.last = number - 1 if self.ended else min(self.last, number - 1)
        self.ended = False


class Window:
    """Standings in hand, oldest first, and what is known of those put aside.

    Used by the loop's thread only.
    """

    def __init__(self, outbox: Outbox) -> None:
        """Nothing is in hand before `settle`."""
        self.rows: dict[str, Standing] = {}
        self._outbox = outbox
        self._aside: dict[str, Standing] = {}
        self._colour: dict[str, Standing] = {}
        self._known: dict[str, Standing] = {}
        self._numbers: dict[str, int] = {}
        self._waiting, self._moving = _Reading(WAITING), _Reading(ON_ITS_WAY)

    def reload(self) -> None:
        """Read the queue anew, everything due now; what is known of gaps stays."""
        self._known = {**self._known, **self._aside, **self._colour, **self.rows}
        for rows in (self.rows, self._aside, self._colour):
            rows.clear()
        self._waiting, self._moving = _Reading(WAITING), _Reading(ON_ITS_WAY)

    def settle(self, now: float, busy: Collection[str]) -> None:
        """Read what is needed next, put aside what is too much; never one of the `busy` dossiers.

        Raises StoreFailed.
        """
        self._bring_back(now)
        for reading in (self._waiting, self._moving):
            if self._ready(reading.states, now) < LEAST:
                self._read(reading)
        self._put_aside(now, busy)

    def row(self, dossier: str) -> Standing | None:
        """The standing of a dossier, read again when it is not in hand; None when it is not ours.

        Raises StoreFailed.
        """
        if dossier not in self.rows:
            found = self._outbox.delivery(dossier)
            if found is None or not is_ours(found):
                return None
            known = None
            for rows in (self._aside, self._colour, self._known):
                known = known or rows.pop(dossier, None)
            self.rows[dossier] = due_now(found.id, found.state, known)
        return self.rows[dossier]

    def look_again(self, dossier: str, due: float) -> None:
        """Somebody else moved the dossier, or it cannot be written: go on from the outbox."""
        row = self.rows.get(dossier)
        if row is None:
            return
        try:
            found = self._outbox.delivery(dossier)
        except StoreFailed:
            self.rows[dossier] = replace(row, gaps=None, due=due)
            return
        if found is None or not is_ours(found):
            del self.rows[dossier]
        else:
            self.rows[dossier] = replace(row, state=found.state, gaps=None, due=due)

    def hurry(self) -> None:
        """Everything may go at once."""
        for rows in (self.rows, self._aside, self._colour):
            for row in rows.values():
                rows[row.id] = row.hurried()

    # --- in and out ---------------------------------------------------------------------------

    def _ready(self, states: frozenset[State], now: float) -> int:
        """How many are ready; what lacks only copies in colour leaves the streams to others."""
        rows = self.rows.values()
        return sum(row.state in states and row.due <= now and not row.readable for row in rows)

    def _read(self, reading: _Reading) -> None:
        """Take the next dossiers in hand that are not there yet."""
        fresh = False
        while not (fresh or reading.ended):
            found = self._outbox.queued(reading.states, reading.last, AT_ONCE)
            reading.ended = len(found) < AT_ONCE
            for queued in found:
                reading.last = queued.number
                if not any(queued.id in rows for rows in (self.rows, self._aside, self._colour)):
                    known = self._known.pop(queued.id, None)
                    self.rows[queued.id] = due_now(queued.id, queued.state, known)
                    self._numbers[queued.id] = queued.number
                    fresh = True
        if fresh:
            self._order()

    def _order(self) -> None:
        held = {**self.rows, **self._aside, **self._colour}
        self._numbers = {id_: n for id_, n in self._numbers.items() if id_ in held}
        ordered = sorted(self.rows.values(), key=lambda row: self._numbers.get(row.id, 0))
        self.rows.clear()
        self.rows.update((row.id, row) for row in ordered)

    def _bring_back(self, now: float) -> None:
        """Of those put aside, the oldest for colour, and the ones whose time comes first."""
        if self._colour and sum(row.readable for row in self.rows.values()) < LEAST:
            oldest = sorted(self._colour, key=lambda id_: self._numbers.get(id_, 0))[:IN_HAND]
            self.rows.update((id_, self._colour.pop(id_)) for id_ in oldest)
            self._order()
        if not self._aside:
            return
        later = sum(row.due > now for row in self.rows.values())
        due = min(row.due for row in self._aside.values()) <= now
        if later < LEAST or (due and len(self.rows) - later < IN_HAND):
            for row in heapq.nsmallest(IN_HAND, self._aside.values(), key=lambda row: row.due):
                self.rows[row.id] = self._aside.pop(row.id)
            self._order()

    def _put_aside(self, now: float, busy: Collection[str]) -> None:
        idle = [row for row in self.rows.values() if row.id not in busy]
        ready = [row for row in idle if row.state in ON_ITS_WAY and row.due <= now]
        moving = [row for row in ready if not row.readable]
        kept = IN_HAND if len(moving) > 2 * IN_HAND else len(moving)
        for place, row in enumerate(moving):
            if place >= kept or self._older_unread(row):
                self._forget(row)
        later = [row for row in idle if row.due > now]
        if len(later) > 2 * IN_HAND:
            for row in sorted(later, key=lambda row: row.due)[IN_HAND:]:
                del self.rows[row.id]
                self._aside[row.id] = row.without_gaps()
        colour = [row for row in ready if row.readable]
        if len(colour) > (IN_HAND if self._colour else 2 * IN_HAND):
            for row in colour[IN_HAND:]:
                self._colour[row.id] = self.rows.pop(row.id)

    def _older_unread(self, row: Standing) -> bool:
        """Whether dossiers sealed earlier, also on their way, are not in hand."""
        return not self._moving.ended and self._numbers.get(row.id, 0) > self._moving.last

    def _forget(self, row: Standing) -> None:
        """To be read again in its turn; only what it went through is kept."""
        del self.rows[row.id]
        if row.failures or row.setbacks:
            self._known[row.id] = row.without_gaps()
        self._moving.again_from(self._numbers.get(row.id, 0))
