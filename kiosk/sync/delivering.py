"""The decision what to send next: pure, from what is known of each dossier and the clock.

All dossiers are announced first (their answers are small and the most worth), then the readable
copies of the oldest dossier, smallest first, then its commit. Spare streams go to the next dossier.
Copies in colour go when no readable copy waits for a stream.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from dossier.lifecycle import State
from dossier.wire import SealedObject
from kiosk.sync.saving import NOTHING_SPARED, Sparing
from kiosk.sync.uploads import Place

STREAMS = 3
"""Objects sent at a time, as one lossy TCP flow cannot fill the line; and so many small exchanges
beside them, which would leave a stream idle for a round trip if they took its place."""
LONGEST_WAIT = 900.0
"""Seconds between two tries of a dossier, at most (15 min)."""
PROBES = 3
"""Looks for a lost line at a time: one that waits for its packet to be sent anew must not keep the
others waiting. A hub in trouble gets one."""
PROBES_APART = 0.25
LONGEST_PROBE = 60.0
"""Seconds between two looks for the line while it is down, at most."""
FIRST_WAIT = 1.0

WAITING = frozenset({State.SEALED, State.EXPORTED})
ON_ITS_WAY = frozenset({State.ANNOUNCED, State.UPLOADING, State.COMPLETE})


@dataclass(frozen=True, slots=True)
class Gap:
    """An object the hub does not hold in full, and where its upload stands."""

    sealed: SealedObject
    place: Place

    @property
    def in_colour(self) -> bool:
        """Whether the officer can begin without it."""
        return self.sealed.rendition == "colour"

    @property
    def left(self) -> int:
        """Ciphertext bytes still to send."""
        return self.sealed.sealed_size - self.place.offset


@dataclass(frozen=True, slots=True)
class Standing:
    """A dossier as far as the kiosk knows; `gaps` is None until the hub has been asked.

    `due` is the earliest second (of the clock that never goes back) it may be tried again;
    `failures` counts failed tries since the last real progress, `setbacks` how often the hub lacked
    what it had already been sent.
    """

    id: str
    state: State
    gaps: tuple[Gap, ...] | None = None
    due: float = 0.0
    failures: int = 0
    setbacks: int = 0

    @property
    def readable(self) -> bool:
        """Whether the hub lacks nothing but copies in colour."""
        return bool(self.gaps) and all(gap.in_colour for gap in self.gaps or ())

    def hurried(self) -> "Standing":
        """Due at once."""
        return replace(self, due=0.0)

    def without_gaps(self) -> "Standing":
        """With the hub to be asked again what it holds."""
        return replace(self, gaps=None)


@dataclass(frozen=True, slots=True)
class Announce:
    """Send the sealed document."""

    dossier: str


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask the hub what it holds of the dossier."""

    dossier: str


@dataclass(frozen=True, slots=True)
class Send:
    """Bring one object to the hub in full."""

    dossier: str
    object: str


@dataclass(frozen=True, slots=True)
class Commit:
    """Ask the hub for its receipt."""

    dossier: str


@dataclass(frozen=True, slots=True)
class Probe:
    """See whether the line is back; `turn` tells those under way at the same time apart."""

    turn: int = 0


@dataclass(frozen=True, slots=True)
class Pull:
    """Fetch what happened at the hub."""


Delivering: TypeAlias = Announce | Ask | Send | Commit
Action: TypeAlias = Delivering | Probe | Pull


@dataclass(frozen=True, slots=True)
class Situation:
    """All the decision needs: dossiers oldest first, what runs, and the clock in seconds.

    `probe_at` is set while the line is `lost` or the hub in trouble; `pull_at` is when hub events
    are due; `sparing` says which copies in colour wait for cheaper hours.
    """

    now: float
    standings: Mapping[str, Standing]
    running: frozenset[Action]
    probe_at: float | None
    pull_at: float
    sparing: Sparing = NOTHING_SPARED
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What to start now, and when to think again if nothing happens (None: only when told)."""

    actions: tuple[Action, ...]
    wake: float | None


def plan(situation: Situation) -> Plan:
    """Decide what to start now."""
    if situation.probe_at is not None:
        return _plan_probe(situation.probe_at, situation)
    actions: list[Action] = list(_startable(situation))
    if situation.pull_at <= situation.now and Pull() not in situation.running:
        actions.append(Pull())
    return Plan(tuple(actions), _wake(situation))


def only_colour_waits(situation: Situation) -> bool:
    """Whether all there is left to send are copies in colour that wait for cheaper hours."""
    rows = situation.standings.values()
    return bool(rows) and all(row.readable and situation.sparing.holds(row.id) for row in rows)


def backoff(failures: int, jitter: float, longest: float = LONGEST_WAIT) -> float:
    """Seconds to wait after `failures` failed tries (≥ 1): doubling from 1 s, capped, jittered."""
    return jittered(min(longest, FIRST_WAIT * 2.0 ** min(failures - 1, 30)), jitter)


def jittered(wait: float, jitter: float) -> float:
    """A wait spread over its upper half by `jitter` in 0..1: kiosks come back one by one."""
    return wait * (0.5 + 0.5 * jitter)


def _plan_probe(probe_at: float, situation: Situation) -> Plan:
    free = (Probe(turn) for turn in range(PROBES if situation.lost else 1))
    probe = next((each for each in free if each not in situation.running), None)
    if probe is None:
        return Plan((), None)
    if probe_at > situation.now:
        return Plan((), probe_at)
    return Plan((probe,), situation.now + PROBES_APART if situation.lost else None)


def _startable(situation: Situation) -> Iterator[Action]:
    """What has a stream to go on; no paper starts while answers wait for one."""
    sending = sum(isinstance(action, Send) for action in situation.running)
    small = sum(isinstance(action, Announce | Ask | Commit) for action in situation.running)
    for action in _wanted(situation):
        if sending >= STREAMS and small >= STREAMS:
            return
        if action in situation.running:
            continue
        if isinstance(action, Send) and sending < STREAMS:
            sending += 1
            yield action
        elif not isinstance(action, Send) and small < STREAMS:
            small += 1
            yield action
        elif isinstance(action, Announce):
            return


def _wanted(situation: Situation) -> Iterator[Action]:
    """Everything that could be sent now, most wanted first."""
    ready = [row for row in situation.standings.values() if row.due <= situation.now]
    for row in ready:
        if row.state in WAITING:
            yield Announce(row.id)
    for row in ready:
        if row.state in ON_ITS_WAY:
            yield from _of_one(row, situation.running)
    for row in ready:
        if row.state in ON_ITS_WAY and not situation.sparing.holds(row.id):
            yield from _sends(row, in_colour=True)


def _of_one(row: Standing, running: Iterable[Action]) -> Iterator[Action]:
    mine = [action for action in running if getattr(action, "dossier", None) == row.id]
    if row.gaps is None:
        if not mine:
            yield Ask(row.id)
        return
    yield from _sends(row, in_colour=False)
    if not row.gaps and not mine:
        yield Commit(row.id)


def _sends(row: Standing, *, in_colour: bool) -> Iterator[Action]:
    wanted = (gap for gap in row.gaps or () if gap.in_colour is in_colour)
    for gap in sorted(wanted, key=lambda gap: gap.left):
        yield Send(row.id, gap.sealed.id)


def _wake(situation: Situation) -> float | None:
    moments = [row.due for row in situation.standings.values()]
    moments += [situation.pull_at, situation.sparing.until or situation.now]
    return min((at for at in moments if at > situation.now), default=None)
