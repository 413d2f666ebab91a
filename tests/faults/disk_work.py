"""What runs on a broken disk: a counter that goes on as a person would, a hub, single calls.

Every program here runs under `fiu-run -x` and says what it has done in lines of JSON.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from dossier.events import Answered, VisitStarted
from dossier.provenance import CITIZEN, Source
from kiosk.app.clock import SystemClock
from kiosk.journey.ports import StoreFailed
from kiosk.store.opening import Store, open_store
from tests.faults.points import READ, SYNC, WRITE, failing

VISIT = "visit-1"


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


def _append(store: Store, event: Any) -> int:
    return store.journal.append(VISIT, event, SystemClock().now(), CITIZEN).sequence


WORK = {"single": single_calls}

if __name__ == "__main__":
    WORK[sys.argv[1]](Path(sys.argv[2]), *map(int, sys.argv[3:]))
