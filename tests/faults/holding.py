"""What must hold after any fault: everything said is there, once, and whole."""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dossier.events import PageAdded, PageRemoved, Sealed, Signed
from dossier.lifecycle import State
from dossier.wire import DossierDocument, SignedReceipt
from kiosk.app.clock import SystemClock
from kiosk.journey.ports import KioskError
from kiosk.store.opening import Store, open_store
from kiosk.sync.trusting import trusted


@dataclass
class Found:
    """What was found wrong, in words, by kind."""

    lost: list[str] = field(default_factory=list)
    duplicated: list[str] = field(default_factory=list)
    corrupt: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    """Gone, but said only while the power was going: no fault, yet told."""

    def __bool__(self) -> bool:
        return bool(self.lost or self.duplicated or self.corrupt)

    def add(self, other: "Found") -> None:
        """Take over what another look found."""
        self.lost += other.lost
        self.duplicated += other.duplicated
        self.corrupt += other.corrupt
        self.late += other.late


def check_kiosk(data: Path, said: Iterable[dict[str, Any]]) -> Found:
    """The kiosk's folder holds what was said, its chains and its database hold."""
    found = Found()
    latest: dict[str, list[dict[str, Any]]] = {}
    for one in said:
        latest.setdefault(one["visit"], []).append(one)
    store = open_store(data, SystemClock())
    try:
        for pragma in ("integrity_check", "cipher_integrity_check"):
            with store._database.read() as connection:
                rows = [row[0] for row in connection.exec_driver_sql(f"PRAGMA {pragma}")]
            if rows not in ([], ["ok"]):
                found.corrupt.append(f"{pragma}: {rows}")
        for visit, steps in latest.items():
            _check_visit(store, visit, steps, found)
    finally:
        store.close()
    return found


def _check_visit(store: Store, visit: str, steps: list[dict[str, Any]], found: Found) -> None:
    try:
        events = store.journal.events(visit)
        kept = set[str]()
        for recorded in events:
            match recorded.event:
                case PageAdded(sha256=sha256) | Signed(sha256=sha256):
                    kept.add(sha256)
                case PageRemoved(sha256=sha256):
                    kept.discard(sha256)
                case _:
                    pass
        for sha256 in kept:
            store.blobs.get(sha256)
    except KioskError as problem:
        found.corrupt.append(f"visit {visit}: {problem}")
        return
    seals = [one.event.dossier for one in events if isinstance(one.event, Sealed)]
    if len(seals) > 1:
        found.duplicated.append(f"visit {visit} was sealed {len(seals)} times")
    for step in steps:
        at = step["sequence"]
        if len(events) < at or events[at - 1].link != step["link"]:
            found.lost.append(f"visit {visit}: step {at} of {len(events)}")
        if step["sealed"] and (
            step["sealed"] not in seals or store.outbox.delivery(step["sealed"]) is None
        ):
            found.lost.append(f"dossier {step['sealed']} is not queued")


def check_hub(data: Path) -> Found:
    """The hub's database holds, and no number, code or receipt stands twice."""
    found = Found()
    for sql in ("PRAGMA integrity_check", "PRAGMA foreign_key_check"):
        rows = rows_of(data, sql)
        if rows not in ([], [("ok",)]):
            found.corrupt.append(f"{sql}: {rows}")
    for sql in (
        "SELECT receipt_number FROM dossiers",
        "SELECT official_code FROM receipts",
        "SELECT dossier FROM receipts",
        "SELECT dossier FROM events WHERE kind = 'code_assigned'",
    ):
        twice = [key for key, times in Counter(rows_of(data, sql)).items() if times > 1]
        if twice:
            found.duplicated.append(f"{sql}: {twice}")
    return found


def check_both(kiosk: Path, hub: Path, *, delivered: bool) -> Found:
    """Receipts the kiosk holds are the hub's own, for bytes the hub has; all, if `delivered`."""
    found = check_hub(hub)
    signed = {
        dossier: SignedReceipt.model_validate_json(text)
        for dossier, text in rows_of(hub, "SELECT dossier, signed FROM receipts")
    }
    held = {row[0]: bytes(row[1]) for row in rows_of(hub, "SELECT id, document FROM dossiers")}
    files = {
        (row[0], row[1]): row[2]
        for row in rows_of(hub, "SELECT dossier, object, id FROM uploads WHERE NOT dropped")
    }
    store = open_store(kiosk, SystemClock())
    try:
        rows = store.outbox.deliveries(1_000_000)
        for row in rows:
            receipt = store.outbox.receipt(row.id)
            content = store.outbox.document(row.id)
            if receipt is None:
                if delivered:
                    found.lost.append(f"{row.id} was not delivered: {row.state} {row.reason}")
                continue
            assert row.state is State.ACKNOWLEDGED
            trusted(receipt, content, store.keys)
            if receipt != signed.get(row.id):
                found.lost.append(f"{row.id}: the hub holds another receipt, or none")
            if held.get(row.id) != content:
                found.lost.append(f"{row.id}: the hub holds another document, or none")
            for sealed in DossierDocument.model_validate_json(content).objects:
                path = hub / "objects" / str(files.get((row.id, sealed.id)))
                there = path.read_bytes() if path.exists() else b""
                if hashlib.sha256(there).hexdigest() != sealed.sealed_sha256:
                    found.corrupt.append(f"{row.id}: object {sealed.id} at the hub")
        strange = set(held) - {row.id for row in rows}
        if strange:
            found.lost.append(f"the hub holds what the kiosk does not: {strange}")
    finally:
        store.close()
    return found


def rows_of(data: Path, sql: str) -> list[Any]:
    """What the hub's database says, read beside it."""
    connection = sqlite3.connect(data / "hub.db", timeout=30)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()
