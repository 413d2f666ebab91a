"""When the hub went back in time: what it had received and lost is queued again.

A hub restored from a backup begins another epoch of its history. What this kiosk was told in the
part that is lost is asked about; so is, at every new epoch, a receipt whose event never came.
"""

import logging
from collections.abc import Iterator

from dossier.lifecycle import State
from dossier.moments import Moment
from dossier.wire import MAX_RECONCILED, HubEvents, KeptDossier, Reconcile
from kiosk.journey.ports import Outbox
from kiosk.sync.client import HubClient
from kiosk.sync.errors import KEPT, NotOurHub

logger = logging.getLogger(__name__)

RECEIVED = (State.ACKNOWLEDGED, State.PURGEABLE)
WORDS = (
    "Hệ thống tiếp nhận vừa được khôi phục từ bản sao lưu và thiếu hồ sơ này. "
    f"{KEPT}, mã hồ sơ đã cấp vẫn có giá trị; máy đang tự gửi lại."
)


def lost(client: HubClient, outbox: Outbox, page: HubEvents) -> tuple[str, ...]:
    """Received dossiers the hub does not hold any more; asks it when it went back or began anew."""
    if page.rewind is None and page.epoch == outbox.epoch():
        return ()
    gone: list[str] = []
    for batch in _batches(outbox, every=page.rewind is not None):
        told = client.reconcile(Reconcile(dossiers=batch)).lost
        if not {kept.id for kept in batch}.issuperset(told):
            raise NotOurHub
        gone += told
    return tuple(gone)


def settle(page: HubEvents, gone: tuple[str, ...], outbox: Outbox, moment: Moment) -> bool:
    """Queue what the hub lost again, then believe its history; whether anything of that was so.

    In this order: cut short, it is all asked anew.
    """
    for dossier in gone:
        outbox.recall(dossier, WORDS, moment)
        logger.warning("dossier %s was lost by the hub and is sent again", dossier)
    if page.rewind is not None:
        outbox.follow(page.epoch, page.rewind)
    elif page.epoch != outbox.epoch():
        outbox.follow(page.epoch, outbox.cursor())
    return page.rewind is not None or bool(gone)


def _batches(outbox: Outbox, *, every: bool) -> Iterator[tuple[KeptDossier, ...]]:
    """Received dossiers, as many as one question may hold at a time.

    Not `every`: only those whose event has not come.
    """
    after = 0
    while rows := outbox.queued(RECEIVED, after, MAX_RECONCILED):
        after = rows[-1].number
        wanted = [row.id for row in rows if every or not _heard(outbox, row.id)]
        batch = tuple(kept for id_ in wanted if (kept := _kept(outbox, id_)))
        if batch:
            yield batch


def _heard(outbox: Outbox, dossier: str) -> bool:
    return any(event.kind == "received" for event in outbox.hub_events(dossier))


def _kept(outbox: Outbox, dossier: str) -> KeptDossier | None:
    row = outbox.delivery(dossier)
    if row is None:
        return None
    return KeptDossier(
        id=row.id,
        digest=row.digest,
        official_code=row.official_code or "",
        whole=row.state is State.ACKNOWLEDGED,
    )
