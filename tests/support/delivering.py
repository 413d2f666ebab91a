"""Delivering dossiers to a playing hub, and what delivered means."""

import pytest

from dossier.lifecycle import State

KB = 1000
WAY = [State.SEALED, State.ANNOUNCED, State.UPLOADING, State.COMPLETE, State.ACKNOWLEDGED]
EVERY_STEP = [
    ("PUT", "/v1/dossiers/"),
    ("POST", "/v1/files"),
    ("POST", "/commit"),
]


def deliver(counter, hub, rounds=8):
    """What repeated `kiosk sync --once` does, each by a fresh process."""
    for _ in range(rounds):
        counter.loop(hub.url).run_once()
        if not counter.outbox.pending():
            return
    pytest.fail(f"not delivered in {rounds} rounds: {counter.outbox.pending()}")


def assert_delivered_once(hub, counter, document):
    """The dossier is at the hub, whole and once, and its own receipt is what we keep."""
    assert counter.state(document) is State.ACKNOWLEDGED
    assert counter.outbox.receipt(document.id) == hub.receipts[document.id]
    assert hub.documents[document.id] == counter.outbox.document(document.id)
    for sealed in document.objects:
        copies = [bytes(up.data) for up in hub.uploads.values() if up.object == sealed.id]
        assert copies == [counter.blobs.get(sealed.sealed_sha256)]
