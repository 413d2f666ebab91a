"""Our client as the kiosk runs it: `ours DATA HUB` delivers the queue of a data folder.

Prints, as JSON, the seconds until the hub held every dossier's answers and until it had vouched for
all of them.
"""

import json
import sys
import time
from pathlib import Path
from threading import Event

from dossier.lifecycle import State
from kiosk.app.clock import SystemClock
from kiosk.store.opening import open_store
from kiosk.sync.client import HubClient
from kiosk.sync.loop import DeliveryLoop


def main(data: Path, hub: str) -> None:
    """Deliver everything, then say when what was done."""
    clock = SystemClock()
    store = open_store(data, clock)
    client = HubClient(hub, store.keys, clock)
    loop = DeliveryLoop(store.outbox, store.blobs, store.keys, clock, client)
    changed = Event()
    loop.watch(changed.set)
    began, announced = time.monotonic(), 0.0
    loop.start()
    while rows := store.outbox.pending():
        if not announced and all(row.state is not State.SEALED for row in rows):
            announced = time.monotonic() - began
        changed.wait(1.0)
        changed.clear()
    done = time.monotonic() - began
    print(json.dumps({"answers_s": round(announced, 1), "done_s": round(done, 1)}), flush=True)
    client.close()
    loop.stop()
    store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
