"""A kiosk's program without its window: store, delivery, and a line to command it by.

Run as `python -m tests.support.counter_process DATA`. Reads one command a line and answers each
with one JSON line: `seal SERIAL SIZE...` (the dossier's id), `look` (the line and every state as a
screen would show them, and how often it was told to look), `nudge`. Ends at the end of its input.
"""

import json
import sys
from pathlib import Path
from typing import Any

from dossier.events import Sealed, VisitStarted
from dossier.provenance import CITIZEN
from kiosk.app.clock import SystemClock
from kiosk.app.config import read
from kiosk.app.hub_line import HubLine
from kiosk.store.opening import Store, open_store
from tests.support.sealed_queue import sealed_dossier


def main(data: Path) -> None:
    clock = SystemClock()
    store = open_store(data, clock, screen=True)
    line = HubLine(data, read(data), store, clock)
    rings = [0]

    def rung() -> None:
        rings[0] += 1

    line.watch(rung)
    line.start()
    try:
        say({"open": True})
        for command in sys.stdin:
            name, *words = command.split()
            if name == "seal":
                dossier = seal(store, int(words[0]), [int(word) for word in words[1:]])
                line.nudge()
                say({"sealed": dossier})
            elif name == "nudge":
                line.nudge()
                say({})
            else:
                say(look(store, line, rings[0]))
    finally:
        line.stop()
        store.close()


def seal(store: Store, serial: int, sizes: list[int]) -> str:
    """Put an invented dossier in the queue the way a visit does."""
    clock = SystemClock()
    visit = f"visit-{serial}"
    started = VisitStarted("birth-registration", "2026-07-01")
    store.journal.append(visit, started, clock.now(), CITIZEN)
    document, outgoing = sealed_dossier(store.blobs, sizes, serial, store.keys.seal_for_hub)
    event = Sealed(outgoing.id, outgoing.digest, outgoing.receipt_number)
    store.journal.seal(visit, event, clock.now(), CITIZEN, outgoing)
    return document.id


def look(store: Store, line: HubLine, rings: int) -> dict[str, Any]:
    status = line.status()
    return {
        "delivering": line.delivering,
        "line": status.line.value,
        "waiting": status.waiting,
        "states": {row.id: row.state.value for row in store.outbox.deliveries()},
        "codes": {row.id: row.official_code for row in store.outbox.deliveries()},
        "enrolled": store.keys.enrolled,
        "rings": rings,
    }


def say(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
