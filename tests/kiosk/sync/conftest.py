"""A counter with a queue of sealed dossiers, a device key, and a hub that can lie."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from threading import Condition

import pytest

from dossier.lifecycle import State
from dossier.moments import Moment
from dossier.wire import DossierDocument
from kiosk.sync.client import HubClient
from kiosk.sync.loop import DeliveryLoop
from tests.sims.lying_hub import LyingHub
from tests.support.devices import FakeKeys
from tests.support.memory import MemoryBlobs, MemoryOutbox
from tests.support.sealed_queue import sealed_dossier


class SteadyClock:
    """The real clocks of this machine."""

    def now(self) -> Moment:
        return Moment(datetime.now(UTC), "boot-thu", time.monotonic())


class Counter:
    """A kiosk's outbox, blobs, keys and delivery loop, towards one hub address."""

    def __init__(self, keys: FakeKeys) -> None:
        self.outbox = MemoryOutbox()
        self.blobs = MemoryBlobs()
        self.keys = keys
        self.clock = SteadyClock()
        self.changed = Condition()
        self.loops: list[DeliveryLoop] = []
        self.clients: list[HubClient] = []
        self._serial = 0

    def seal(self, *sizes: int) -> DossierDocument:
        """Put a dossier with objects of these sizes in the queue."""
        self._serial += 1
        document, outgoing = sealed_dossier(self.blobs, sizes, self._serial)
        self.outbox.enqueue(outgoing)
        return document

    def client(self, url: str) -> HubClient:
        made = HubClient(url, self.keys, self.clock)
        self.clients.append(made)
        return made

    def loop(self, url: str) -> DeliveryLoop:
        """A fresh loop, as after a restart."""
        made = DeliveryLoop(
            self.outbox, self.blobs, self.keys, self.clock, self.client(url), jitter=lambda: 0.0
        )
        made.watch(self._ring)
        self.loops.append(made)
        return made

    def until(self, holds: Callable[[], bool], seconds: float = 20.0) -> None:
        """Wait until `holds()`, looking after every change the loop reports."""
        with self.changed:
            assert self.changed.wait_for(holds, seconds), "it never came about"

    def state(self, document: DossierDocument) -> State:
        delivery = self.outbox.delivery(document.id)
        assert delivery is not None
        return delivery.state

    def states(self, document: DossierDocument) -> list[State]:
        """Every state the dossier went through."""
        return [state for state, _ in self.outbox.moves(document.id)]

    def reason(self, document: DossierDocument) -> str:
        delivery = self.outbox.delivery(document.id)
        assert delivery is not None
        return delivery.reason

    def close(self) -> None:
        for loop in self.loops:
            assert loop.stop(), "a loop did not end"
        for client in self.clients:
            with suppress(Exception):
                client.close()

    def _ring(self) -> None:
        with self.changed:
            self.changed.notify_all()


@pytest.fixture
def keys() -> FakeKeys:
    return FakeKeys()


@pytest.fixture
def hub(keys: FakeKeys) -> Iterator[LyingHub]:
    with LyingHub(keys.device, keys.private.public_key()) as hub:
        keys.hub_key = hub.hub_key.public_key()
        yield hub


@pytest.fixture
def counter(keys: FakeKeys) -> Iterator[Counter]:
    counter = Counter(keys)
    yield counter
    counter.close()
