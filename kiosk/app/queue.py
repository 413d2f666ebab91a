"""The queue of sealed dossiers, told and delivered from the command line."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

from dossier.lifecycle import State
from kiosk.app.clock import SystemClock
from kiosk.app.config import EMBEDDED, read
from kiosk.app.holder_note import read_note, ring
from kiosk.app.hub_line import HubLine
from kiosk.app.lease import Program, delivers
from kiosk.app.service_manager import ALIVE, READY, STOPPING, tell
from kiosk.journey.forecasts import UNKNOWN
from kiosk.journey.ports import Delivery, KioskError, Line, LineStatus
from kiosk.store.opening import Store, open_store

OTHERS_S = 20.0
"""So long does a single run wait for the program that delivers already."""
LOOK_S = 0.5
SETTLED = frozenset({State.ACKNOWLEDGED, State.PURGEABLE})
NO_SERVICE = (
    "Quầy này chạy hệ thống tiếp nhận ngay trong phần mềm quầy, nên phần mềm quầy tự gửi hồ sơ. "
    "Không cần dịch vụ gửi riêng; hồ sơ vẫn còn nguyên."
)

LINES = {
    Line.UNKNOWN: "đang thử đường truyền",
    Line.ONLINE: "có mạng",
    Line.OFFLINE: "mất mạng",
}

Said = Callable[[dict[str, Any]], None]


@contextmanager
def store_of(data: Path) -> Iterator[Store]:
    """The store of a data folder, beside a kiosk or not. Raises ClockWentBack or StoreFailed."""
    store = open_store(data, SystemClock())
    try:
        yield store
    finally:
        store.close()


def queued(data: Path) -> list[dict[str, Any]]:
    """Every dossier of the queue, newest first, as plain values; no personal data.

    Those that wait say how long the whole queue will take, as who delivers now forecasts it.
    """
    read(data)
    forecast = expected(data)
    with store_of(data) as store:
        rows = [told(delivery) for delivery in store.outbox.deliveries()]
    waiting = {id(row) for row in undelivered(rows)}
    return [{**row, "queue_forecast": forecast if id(row) in waiting else None} for row in rows]


def expected(data: Path) -> str:
    """How long the queue will take, in words, as far as anybody who delivers now can tell."""
    note = read_note(data)
    known = note is not None and note.fresh(SystemClock().now()) and delivers(data)
    forecast = note.status.forecast if note is not None and known else None
    return forecast.words if forecast is not None else UNKNOWN


def who_delivers(data: Path) -> str:
    """Who delivers now, in words; "" when nobody does."""
    note = read_note(data)
    if note is None or not delivers(data):
        return ""
    since = f"{note.since:%H:%M ngày %d/%m/%Y}"
    return f"Đang gửi hồ sơ: {note.program} (số tiến trình {note.pid}), từ {since}."


def _forecast_words(status: LineStatus) -> str | None:
    return status.forecast.words if status.forecast else None


def deliver(data: Path) -> list[dict[str, Any]]:
    """Deliver what can be delivered now; the dossiers that waited, as they stand.

    When another program delivers, it is asked to try at once and given a while.

    Raises KioskError when the hub cannot be joined.
    """
    config = read(data)
    with store_of(data) as store:
        line = HubLine(data, config, store, SystemClock(), Program.ONCE)
        waiting = {delivery.id for delivery in store.outbox.pending()}
        try:
            if not line.deliver_once():
                ring(data)
                _wait_for_others(store, waiting)
        finally:
            line.stop()
        found = (store.outbox.delivery(dossier) for dossier in sorted(waiting, reverse=True))
        return [told(delivery) for delivery in found if delivery is not None]


def serve(data: Path, stopped: Event, say: Said) -> None:
    """Deliver, or stand by for the program that does, until `stopped`; `say` hears each change.

    Raises KioskError when the hub is inside the kiosk's program, which then delivers itself.
    """
    config = read(data)
    if config.hub == EMBEDDED:
        raise KioskError(NO_SERVICE)
    with store_of(data) as store:
        line = HubLine(data, config, store, SystemClock(), Program.SERVICE)
        line.start()
        tell(READY)
        try:
            last: dict[str, Any] = {}
            while not stopped.wait(LOOK_S):
                if line.lively:
                    tell(ALIVE)
                now = _seen(line.status(), delivering=line.delivering)
                if now != last:
                    say({"at": SystemClock().now().wall.isoformat(), **now})
                    last = now
        finally:
            tell(STOPPING)
            line.stop()


def watched_words(row: dict[str, Any]) -> str:
    """A row `serve` says, in words."""
    does = "Đang gửi hồ sơ" if row["delivering"] else "Chờ chương trình đang gửi"
    words = f" {row['words']}" if row["words"] else ""
    return f"{row['at']}  {does}; {LINES[Line(row['line'])]}, còn {row['waiting']} hồ sơ.{words}"


def undelivered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows the hub has not vouched for."""
    return [row for row in rows if State(row["state"]) not in SETTLED]


def told(delivery: Delivery) -> dict[str, Any]:
    """One dossier of the queue as plain values."""
    return {
        "receipt_number": delivery.receipt_number,
        "official_code": delivery.official_code,
        "state": delivery.state.value,
        "reason": delivery.reason,
        "procedure": delivery.procedure,
        "sealed_at": delivery.sealed_at.isoformat(),
        "exported_at": delivery.exported_at.isoformat() if delivery.exported_at else None,
        "due": delivery.due.isoformat() if delivery.due else None,
        "objects": delivery.objects,
        "objects_done": delivery.objects_done,
        "bytes": delivery.bytes_total,
        "bytes_sent": delivery.bytes_sent,
        "attempts": delivery.attempts,
        "next_try": delivery.next_try.isoformat() if delivery.next_try else None,
        "deleted_at": delivery.deleted_at.isoformat() if delivery.deleted_at else None,
        "hold": delivery.hold,
    }


def _seen(status: LineStatus, *, delivering: bool) -> dict[str, Any]:
    return {
        "delivering": delivering,
        "line": status.line.value,
        "words": status.words,
        "waiting": status.waiting,
        "forecast": _forecast_words(status),
    }


def _wait_for_others(store: Store, waiting: set[str]) -> None:
    pause = Event()
    for _ in range(round(OTHERS_S / LOOK_S)):
        if waiting.isdisjoint(delivery.id for delivery in store.outbox.pending()):
            return
        pause.wait(LOOK_S)
