"""The queue of sealed dossiers, told and delivered from the command line."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

from dossier.lifecycle import State
from kiosk.app.clock import SystemClock
from kiosk.app.config import read
from kiosk.app.hub_line import HubLine
from kiosk.journey.ports import Delivery
from kiosk.store.opening import Store, open_store


@contextmanager
def store_of(data: Path) -> Iterator[Store]:
    """The store of a data folder. Raises AlreadyRunning, ClockWentBack or StoreFailed."""
    store = open_store(data, SystemClock())
    try:
        yield store
    finally:
        store.close()


def queued(data: Path) -> list[dict[str, Any]]:
    """Every dossier of the queue, newest first, as plain values; no personal data."""
    read(data)
    with store_of(data) as store:
        return [told(delivery) for delivery in store.outbox.deliveries()]


def deliver(data: Path, *, forever: Event | None = None) -> list[dict[str, Any]]:
    """Deliver what can be delivered now, or until `forever` is set; the dossiers it moved.

    Raises KioskError when the hub cannot be joined.
    """
    config = read(data)
    with store_of(data) as store:
        line = HubLine(data, config, store, SystemClock())
        waiting = {delivery.id for delivery in store.outbox.pending()}
        try:
            if forever is None:
                line.deliver_once()
            else:
                line.start()
                forever.wait()
        finally:
            line.stop()
        rows = store.outbox.deliveries()
        return [told(delivery) for delivery in rows if delivery.id in waiting]


def undelivered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows the hub has not vouched for."""
    settled = {State.ACKNOWLEDGED.value, State.PURGEABLE.value}
    return [row for row in rows if row["state"] not in settled]


def told(delivery: Delivery) -> dict[str, Any]:
    """One dossier of the queue as plain values."""
    return {
        "receipt_number": delivery.receipt_number,
        "official_code": delivery.official_code,
        "state": delivery.state.value,
        "reason": delivery.reason,
        "procedure": delivery.procedure,
        "sealed_at": delivery.sealed_at.isoformat(),
        "due": delivery.due.isoformat() if delivery.due else None,
        "objects": delivery.objects,
        "objects_done": delivery.objects_done,
        "bytes": delivery.bytes_total,
        "bytes_sent": delivery.bytes_sent,
        "attempts": delivery.attempts,
        "next_try": delivery.next_try.isoformat() if delivery.next_try else None,
    }
