"""Each port twice: its fake in memory and its real adapter on disk. Both keep one contract."""

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyrage import decrypt, x25519

from dossier.wire import DossierDocument, Enrolled, SignedReceipt
from kiosk.journey.ports import BlobStore, Journal, Keys, Outbox, Outgoing
from kiosk.store.opening import open_store
from tests.support.devices import HUB_KEY_ID, FakeKeys, ManualClock
from tests.support.memory import MemoryBlobs, MemoryOutbox
from tests.support.memory_journal import MemoryJournal
from tests.support.sealed_queue import sealed_dossier


@dataclass(frozen=True)
class Durable:
    """The four ports of a store."""

    journal: Journal
    blobs: BlobStore
    outbox: Outbox
    keys: Keys
    public_key: Ed25519PublicKey
    join: Callable[[Ed25519PrivateKey, x25519.Identity], None]

    def dossier(self, *sizes: int, serial: int = 1) -> tuple[DossierDocument, Outgoing]:
        """An invented dossier whose ciphertexts are in these blobs."""
        return sealed_dossier(self.blobs, sizes or (10,), serial)


def in_memory() -> Durable:
    outbox, keys = MemoryOutbox(), FakeKeys(enrolled=False)
    journal = MemoryJournal(outbox)
    return Durable(journal, MemoryBlobs(), outbox, keys, keys.private.public_key(), keys.join_hub)


@pytest.fixture(params=["fake", "real"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Durable]:
    """A fresh store of either kind; its device has not joined a hub."""
    if request.param == "fake":
        yield in_memory()
        return
    real = open_store(tmp_path / "data", ManualClock())

    def join(signing: Ed25519PrivateKey, age: x25519.Identity) -> None:
        raw = signing.public_key().public_bytes_raw()
        real.keys.enrol(
            Enrolled(
                device="Q03-1",
                kiosk="Q03",
                hub="https://hub.example",
                hub_signing_key=base64.b64encode(raw).decode(),
                hub_key_id=HUB_KEY_ID,
                hub_recipient=str(age.to_public()),
                server_time=datetime(2026, 11, 23, tzinfo=UTC),
            )
        )

    public = Ed25519PublicKey.from_public_bytes(real.keys.public_key)
    yield Durable(real.journal, real.blobs, real.outbox, real.keys, public, join)
    real.close()


@dataclass(frozen=True)
class Hub:
    """The private side of a hub."""

    signing: Ed25519PrivateKey
    age: x25519.Identity

    def sign(self, text: str, key_id: str = HUB_KEY_ID) -> SignedReceipt:
        """A receipt with this hub's signature."""
        signature = base64.b64encode(self.signing.sign(text.encode())).decode()
        return SignedReceipt(receipt=text, signature=signature, key_id=key_id)

    def open(self, ciphertext: bytes) -> bytes:
        return bytes(decrypt(ciphertext, [self.age]))


@pytest.fixture
def hub() -> Hub:
    return Hub(Ed25519PrivateKey.generate(), x25519.Identity.generate())
