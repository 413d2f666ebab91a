"""Deleting what has stayed long enough, and keeping what somebody asked to keep."""

import logging
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from typing import Any

from kiosk.app.clock import SystemClock
from kiosk.app.config import read
from kiosk.app.queue import store_of
from kiosk.journey.ports import Clock, KioskError
from kiosk.journey.retention import Remains, Retention, is_due
from kiosk.store.opening import Store
from kiosk.sync.trusting import trusted

logger = logging.getLogger(__name__)

EVERY_S = 24 * 3600.0
NOT_HERE = "Không có hồ sơ nào mang số biên nhận {} trên máy này. Xin kiểm tra lại số."


def purge(data: Path, *, dry_run: bool = False) -> list[dict[str, Any]]:
    """Delete what is due in a data folder; what was (or, in a dry run, would be) deleted.

    Raises KioskError.
    """
    config = read(data)
    with store_of(data) as store:
        chosen = list(due(store, SystemClock(), config.retention))
        if not dry_run:
            store.purge.finish()
            for remains in chosen:
                delete(data, store, SystemClock(), remains)
    return [
        {"kind": each.kind.value, "receipt_number": each.receipt_number, "since": f"{each.since}"}
        for each in chosen
    ]


def hold(data: Path, receipt_number: str, reason: str, by: str) -> None:
    """Keep a dossier from deletion. Raises KioskError."""
    with store_of(data) as store:
        store.holds.place(_dossier(store, receipt_number), reason, by, SystemClock().now())


def lift(data: Path, receipt_number: str, by: str) -> bool:
    """Lift the hold on a dossier; whether there was one. Raises KioskError."""
    with store_of(data) as store:
        return store.holds.lift(_dossier(store, receipt_number), by, SystemClock().now())


def due(store: Store, clock: Clock, rule: Retention) -> Iterator[Remains]:
    """What is to be deleted now; a dossier only with a receipt that verifies once more."""
    now, hub_time = clock.now().right, store.purge.hub_time()
    for remains in store.purge.remains():
        if is_due(remains, now, hub_time, rule) and _vouched_for(store, remains):
            yield remains


def delete(data: Path, store: Store, clock: Clock, remains: Remains) -> None:
    """Delete one visit's content, its saved slips first: they name it no more afterwards."""
    from kiosk.app.slips import SLIPS

    if remains.receipt_number is not None:
        for slip in (data / SLIPS).glob(f"*{remains.receipt_number}*"):
            slip.unlink(missing_ok=True)
    store.purge.purge(remains, clock.now())


class Purger:
    """Deletes what is due once a day, on a thread of its own."""

    def __init__(self, data: Path, store: Store, clock: Clock, rule: Retention) -> None:
        self._data = data
        self._store = store
        self._clock = clock
        self._rule = rule
        self._stopping = Event()
        self._thread = Thread(target=self._live, name="purging", daemon=True)

    def start(self) -> None:
        """Begin, with a first round at once."""
        self._thread.start()

    def stop(self) -> None:
        """End after what is being deleted now. Idempotent."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _live(self) -> None:
        while True:
            try:
                self._round()
            except (KioskError, OSError) as problem:
                logger.warning("deleting waits: %s", problem)
            if self._stopping.wait(EVERY_S):
                return

    def _round(self) -> None:
        self._store.purge.finish()
        for remains in due(self._store, self._clock, self._rule):
            if self._stopping.is_set():
                return
            delete(self._data, self._store, self._clock, remains)


def _vouched_for(store: Store, remains: Remains) -> bool:
    if remains.dossier is None:
        return True
    receipt = store.outbox.receipt(remains.dossier)
    if receipt is None:
        return False
    try:
        trusted(receipt, store.outbox.document(remains.dossier), store.keys)
    except KioskError as problem:
        logger.warning("dossier %s is not deleted: %s", remains.dossier, problem)
        return False
    return True


def _dossier(store: Store, receipt_number: str) -> str:
    found = store.outbox.by_receipt(receipt_number)
    if found is None:
        raise KioskError(NOT_HERE.format(receipt_number))
    return found.id
