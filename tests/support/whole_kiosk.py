"""A counter with its real store on disk, sealing, delivering and ending like the real one."""

import ssl
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Thread

from dossier.events import Sealed, VisitStarted
from dossier.lifecycle import State
from dossier.provenance import CITIZEN
from dossier.wire import DossierDocument
from kiosk.journey.ports import Delivery, LineStatus
from kiosk.store.opening import Store, open_store
from kiosk.sync.client import HubClient
from kiosk.sync.connections import Carriage
from kiosk.sync.enrolling import enrol
from kiosk.sync.loop import DeliveryLoop, beside
from tests.support.devices import ManualClock
from tests.support.sealed_queue import KIOSK, sealed_dossier

SET_ASIDE = (State.PARKED, State.REJECTED)


def in_turn(work: Callable[[], None]) -> Thread:
    """Begin an exchange and wait for its end: one at a time, so that a run can be repeated."""
    worker = beside(work)
    worker.join()
    return worker


class WholeKiosk:
    """One kiosk on its data folder; `restart` is what a power cut and a new start do."""

    def __init__(
        self, data: Path, clock: ManualClock, carriage: Carriage | None = None, kiosk: str = KIOSK
    ) -> None:
        self.data = data
        self.kiosk = kiosk
        self.clock = clock
        self.url = "http://hub"
        self.carriage = carriage
        self.begin: Callable[[Callable[[], None]], Thread] = in_turn
        self.store: Store = open_store(data, clock)
        self.loop: DeliveryLoop | None = None
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    def join(self, code: str) -> None:
        """Enrol with a one-time code."""
        keys = self.store.keys
        client = self.client()
        joined = enrol(
            client, code=code, kiosk=self.kiosk, name="Quầy 3", public_key=keys.public_key
        )
        keys.enrol(joined)
        client.close()

    def client(self) -> HubClient:
        """A client of its own towards the hub."""
        return HubClient(
            self.url, self.store.keys, self.clock, carriage=self.carriage, tls=self._tls
        )

    def seal(self, *sizes: int) -> DossierDocument:
        """Seal a dossier with objects of these sizes, the way a visit does."""
        store, serial = self.store, self.store.journal.next_serial()
        visit, now = f"visit-{serial}", self.clock.now()
        store.journal.append(visit, VisitStarted("birth-registration", "2026-07-01"), now, CITIZEN)
        document, outgoing = sealed_dossier(
            store.blobs, sizes, serial, store.keys.seal_for_hub, self.kiosk
        )
        event = Sealed(document.id, outgoing.digest, document.receipt_number)
        store.journal.seal(visit, event, now, CITIZEN, replace(outgoing, sealed_at=now))
        return document

    def deliver(self) -> LineStatus:
        """One round of the delivery loop."""
        if self.loop is None:
            self.loop = DeliveryLoop(
                self.store.outbox, self.store.blobs, self.store.keys, self.clock, self.client(),
                jitter=lambda: 0.0, begin=self.begin,
            )  # fmt: skip
        return self.loop.run_once()

    def end(self) -> None:
        """No more is sent or written down, also not what is under way."""
        if self.loop is not None:
            self.loop.stop()

    def restart(self) -> None:
        """Come back from disk with nothing else."""
        self.close()
        self.store = open_store(self.data, self.clock)

    def close(self) -> None:
        """Let go of everything."""
        self.end()
        self.loop = None
        self.store.close()

    def rows(self) -> tuple[Delivery, ...]:
        """Every dossier as it stands."""
        return self.store.outbox.deliveries(10_000)

    def state(self, dossier: str) -> State:
        """Where a dossier stands."""
        return next(row.state for row in self.rows() if row.id == dossier)

    def set_aside(self) -> list[str]:
        """Dossiers that wait for an officer."""
        return [row.id for row in self.rows() if row.state in SET_ASIDE]

    def take_up(self, dossier: str) -> None:
        """What an officer does with one that was set aside."""
        self.store.outbox.move(dossier, State.SEALED, "", self.clock.now())

    def codes(self) -> dict[str, str | None]:
        """The official code of each dossier as the kiosk knows it."""
        return {row.id: row.official_code for row in self.rows()}

    def now(self) -> datetime:
        """The wall clock."""
        return self.clock.now().wall
