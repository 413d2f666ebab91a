"""What is known of a dossier on its way: from its row in the outbox, and after a failure."""

from dataclasses import replace

from dossier.lifecycle import State
from kiosk.journey.ports import Delivery
from kiosk.sync.carrying import Failed
from kiosk.sync.delivering import ON_ITS_WAY, WAITING, Action, Send, Standing, backoff

LINE_TRIES = 3
"""Tries a dossier may lose to the line before it gets a backoff of its own."""


def is_ours(row: Delivery) -> bool:
    """Whether delivering this dossier is the loop's to do, not a person's."""
    return row.state in WAITING or row.state in ON_ITS_WAY


def due_now(dossier: str, state: State, known: Standing | None) -> Standing:
    """The standing of a row, due at once; what is known stays while the state does."""
    if known is not None and known.state is state:
        return known.hurried()
    return Standing(dossier, state)


def own_backoff(row: Standing, jitter: float) -> float:
    """Seconds a dossier waits besides the line: none, unless it alone keeps breaking the line."""
    alone = row.failures - LINE_TRIES
    return backoff(alone, jitter) if alone > 0 else 0.0


def without(row: Standing, sealed_object: str) -> Standing:
    """The standing once the hub holds this object too."""
    return replace(row, gaps=tuple(gap for gap in row.gaps or () if gap.sealed.id != sealed_object))


def after_failure(row: Standing, action: Action, failed: Failed) -> Standing:
    """Forget what the failure put in doubt: a failed send only its own place."""
    if isinstance(action, Send) and failed.place is not None and row.gaps is not None:
        gaps = tuple(
            replace(gap, place=failed.place) if gap.sealed.id == action.object else gap
            for gap in row.gaps
        )
        return replace(row, gaps=gaps)
    return replace(row, gaps=None)
