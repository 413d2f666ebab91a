"""What runs on a broken disk: a counter that goes on as a person would, a hub, single calls.

Every program here runs under `fiu-run -x` and says what it has done in lines of JSON.
"""

import json
import logging
import os
import random
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from dossier.events import Answered, VisitStarted
from dossier.provenance import CITIZEN, Source
from dossier.wire import SignedReceipt
from hub.config import HubConfig
from hub.server import EmbeddedHub, bound
from kiosk.app.clock import SystemClock
from kiosk.journey.ports import KioskError, StoreFailed
from kiosk.store.opening import Store, open_store
from kiosk.sync.errors import SyncError
from kiosk.sync.trusting import trusted
from kiosk.sync.uploads import Piece, Place, Uploads
from tests.faults.counter_work import FilingCounter, one_step, stand
from tests.faults.points import READ, RENAME, SYNC, WRITE, failing, failing_once
from tests.support.hub_server import Kiosk, running_hub

VISIT = "visit-1"
STRETCHES, STEPS, PROBABILITY = 3, 40, 0.05
SIZE, HALF = 200_000, 70_000


def say(**values: Any) -> None:
    """One line, at once."""
    os.write(1, json.dumps(values, ensure_ascii=False).encode() + b"\n")


def single_calls(data: Path) -> None:
    """Each call of the store once while its disk fails, and again after."""
    store = open_store(data, SystemClock())
    _append(store, VisitStarted("birth-registration", "2026-07-01"))
    kept = store.blobs.put(b"kept")
    calls = {
        "append": (SYNC, lambda: _append(store, Answered("child.name", "x", Source.CITIZEN))),
        "append_unwritten": (WRITE, lambda: _append(store, Answered("n", "x", Source.CITIZEN))),
        "serial": (SYNC, store.journal.next_serial),
        "put": (SYNC, lambda: store.blobs.put(b"page")),
        "get": ("posix/io/oc/open", lambda: store.blobs.get(kept)),
        "events": (READ, lambda: store.journal.events(VISIT)),
        "pending": (READ, store.outbox.pending),
        "version": (READ, store.version),
    }
    done = 1
    for name, (point, call) in calls.items():
        call()
        _append(store, Answered("child.name", "y", Source.CITIZEN))  # nothing left to read twice
        said = ""
        with failing(point):
            for _ in range(3):
                try:
                    call()
                except StoreFailed as problem:
                    said = str(problem)
        call()
        done += 3 if name.startswith("append") else 1
        say(call=name, said=said, done=done, steps=len(store.journal.events(VISIT)))
    store.close()


def hub_bytes(data: Path) -> None:
    """What the hub counts as held after its fsync failed in the middle of an upload."""
    with running_hub(data) as (hub, url), closing(Kiosk(url)) as kiosk:
        kiosk.join(hub.enrolment_code())
        for name, call in {"behind": 2, "before": 1}.items():
            document, outgoing = kiosk.seal(SIZE)
            (sealed,) = document.objects
            piece, content = Piece(document.id, sealed), kiosk.blobs.get(sealed.sealed_sha256)
            (lack,) = kiosk.client.put_dossier(document.id, outgoing.document).missing
            assert lack.offset == 0
            uploads, places = Uploads(kiosk.client), list[Place]()
            with suppress(SyncError):
                uploads.send(piece, content[:HALF], Place(), _noting(places))
            half = places[-1]
            said = ""
            with failing_once("posix/io/sync/fsync", call):
                try:
                    uploads.send(piece, content, half, _noting(places))
                except SyncError as problem:
                    said = str(problem)
            (lack,) = kiosk.client.dossier_status(document.id).missing
            uploads.send(piece, content, replace(half, certain=False), _noting(places))
            signed = kiosk.client.commit(document.id)
            assert isinstance(signed, SignedReceipt), signed
            trusted(signed, outgoing.document, kiosk.keys)
            say(call=name, said=said, half=half.offset, held=lack.offset)


def _noting(places: list[Place]) -> Callable[[int, str | None], None]:
    def note(offset: int, address: str | None) -> None:
        places.append(Place(address, offset, certain=True))

    return note


def _append(store: Store, event: Any) -> int:
    return store.journal.append(VISIT, event, SystemClock().now(), CITIZEN).sequence


def counter(data: Path, seed: int) -> None:
    """File visits while calls fail now and then, doing again what failed, as a person would."""
    chance = random.Random(seed)
    booth = FilingCounter(data, seed)
    left = booth.beginning.interrupted()
    if left is not None:
        booth.beginning.resume(left.id)
    for _ in range(STRETCHES):
        with failing(chance.choice((SYNC, WRITE, READ, RENAME)), PROBABILITY):
            for _ in range(STEPS):
                try:
                    if one_step(booth):
                        say(**stand(booth))
                except KioskError as problem:
                    say(failed=str(problem))


def hub(data: Path, port: int, seed: int) -> None:
    """Serve while calls fail now and then, until nobody holds our standard input any more."""
    chance = random.Random(seed)
    embedded = EmbeddedHub(HubConfig(data), bound("127.0.0.1", port))
    say(url=embedded.start())
    with failing(chance.choice((SYNC, WRITE, READ)), PROBABILITY):
        sys.stdin.read()
    embedded.stop()


WORK: dict[str, Callable[..., None]] = {
    "counter": counter,
    "hub": hub,
    "single": single_calls,
    "hub-bytes": hub_bytes,
}

if __name__ == "__main__":
    logging.disable(logging.WARNING)
    WORK[sys.argv[1]](Path(sys.argv[2]), *map(int, sys.argv[3:]))
