"""How long personal content stays on this machine: pure decisions.

Decree 356/2025 and the law on personal data protection (Law 91/2025/QH15) ask that data be deleted
once their purpose is fulfilled: here, once the hub has vouched for the dossier and the counter has
had time to answer questions about it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Kept(StrEnum):
    """Why something is still here."""

    RECEIVED = "received"
    """A dossier the hub has vouched for."""
    ENDED = "ended"
    """A visit that ended without a dossier."""
    LEFT = "left"
    """A visit nobody came back to."""


@dataclass(frozen=True, slots=True)
class Retention:
    """How long each is kept: dossiers and ended visits `keep`, visits left open `keep_left`."""

    keep: timedelta = timedelta(days=30)
    keep_left: timedelta = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Remains:
    """Personal content of one visit: what it is, since when it could go, and what holds it.

    `dossier` and `receipt_number` are None when nothing was sealed; `hold` is the reason of a legal
    hold, "" when there is none.
    """

    visit: str
    kind: Kept
    since: datetime
    dossier: str | None = None
    receipt_number: str | None = None
    hold: str = ""


def is_due(remains: Remains, now: datetime, hub_time: datetime | None, rule: Retention) -> bool:
    """Whether the content is to be deleted now.

    `hub_time` is the newest time the hub told. A clock the hub has not confirmed for as long as
    things are kept deletes nothing: one that jumped years ahead must not empty the machine.
    """
    if remains.hold or hub_time is None or now - hub_time > rule.keep:
        return False
    kept = rule.keep_left if remains.kind is Kept.LEFT else rule.keep
    return now - remains.since >= kept
