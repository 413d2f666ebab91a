"""States of a dossier and the moves between them.

draft → sealed → announced → uploading → complete → acknowledged → purgeable, with the visible side
states rejected, parked and exported. Nothing counts as received before `acknowledged`.
"""

from enum import StrEnum


class State(StrEnum):
    """Where a dossier stands."""

    DRAFT = "draft"
    SEALED = "sealed"
    ANNOUNCED = "announced"
    UPLOADING = "uploading"
    COMPLETE = "complete"
    ACKNOWLEDGED = "acknowledged"
    PURGEABLE = "purgeable"
    REJECTED = "rejected"
    PARKED = "parked"
    EXPORTED = "exported"


class PublicState(StrEnum):
    """The three honest states a citizen sees."""

    KEPT = "kept"
    ON_ITS_WAY = "on_its_way"
    RECEIVED = "received"


class MoveRefused(ValueError):
    """The lifecycle does not allow this move."""


_ON_THE_WAY = (State.SEALED, State.ANNOUNCED, State.UPLOADING, State.COMPLETE)
_MOVES: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.SEALED}),
    State.SEALED: frozenset({State.ANNOUNCED}),
    State.ANNOUNCED: frozenset({State.UPLOADING, State.COMPLETE, State.SEALED}),
    State.UPLOADING: frozenset({State.COMPLETE, State.SEALED}),
    State.COMPLETE: frozenset({State.ACKNOWLEDGED, State.UPLOADING, State.SEALED}),
    State.ACKNOWLEDGED: frozenset({State.PURGEABLE}),
    State.PURGEABLE: frozenset(),
    State.REJECTED: frozenset({State.SEALED}),
    State.PARKED: frozenset({State.SEALED, State.ANNOUNCED, State.ACKNOWLEDGED, State.EXPORTED}),
    State.EXPORTED: frozenset(
        {State.ANNOUNCED, State.ACKNOWLEDGED, State.SEALED, State.REJECTED, State.PARKED}
    ),
}


def move(current: State, target: State) -> State:
    """Return `target` when the lifecycle allows it from `current`.

    Staying is always allowed, so repeats are harmless. From any state on the way a dossier may be
    rejected, parked or exported, and acknowledged at once when a verified receipt proves that the
    hub has it all. One exported can still go by either route, and be refused on either. Raises
    MoveRefused otherwise.
    """
    side = {State.REJECTED, State.PARKED, State.EXPORTED, State.ACKNOWLEDGED}
    if target == current or target in _MOVES[current]:
        return target
    if current in _ON_THE_WAY and target in side:
        return target
    raise MoveRefused(f"a dossier cannot go from {current} to {target}")


def recall(current: State) -> State:
    """Back to sealed, for a dossier the hub had vouched for and then lost; nothing else may.

    Raises MoveRefused when it had not been received, or its content was deleted since.
    """
    if current is State.ACKNOWLEDGED:
        return State.SEALED
    raise MoveRefused(f"a dossier that is {current} cannot be sent again")


def public(state: State) -> PublicState:
    """What the citizen is told about a state."""
    if state in {State.ACKNOWLEDGED, State.PURGEABLE}:
        return PublicState.RECEIVED
    if state in {State.ANNOUNCED, State.UPLOADING, State.COMPLETE}:
        return PublicState.ON_ITS_WAY
    return PublicState.KEPT
