"""A joined kiosk that sends dossiers by stick, and what it takes back."""

import json
from pathlib import Path

from dossier.lifecycle import State
from dossier.receipt_parcel import ReceiptParcel
from dossier.wire import DossierDocument, Receipt, SignedReceipt
from kiosk.sync.parcels import Parcels
from kiosk.sync.receipt_parcels import Heard, ReceiptParcels
from tests.support.hub_server import Kiosk
from tests.support.memory import MemoryOutbox


class Traveller:
    """An outbox beside a joined kiosk's keys and ciphertexts."""

    def __init__(self, kiosk: Kiosk, usb: Path) -> None:
        self.kiosk = kiosk
        self.usb = usb
        self.outbox = MemoryOutbox()

    def seal(self, *sizes: int) -> DossierDocument:
        """A dossier in the outbox."""
        document, outgoing = self.kiosk.seal(*sizes)
        self.outbox.enqueue(outgoing)
        return document

    def export(self) -> Path:
        """All that waits, on the stick."""
        kiosk = self.kiosk
        return Parcels(self.outbox, kiosk.blobs, kiosk.keys, kiosk.clock).export(self.usb).file

    def take(self, receipts: bytes) -> tuple[Heard, ...]:
        """The receipts that came back."""
        return ReceiptParcels(self.outbox, self.kiosk.keys, self.kiosk.clock).take(receipts)

    def states(self) -> list[State]:
        """Of all dossiers, in the order of sealing."""
        return [row.state for row in self.outbox.deliveries()][::-1]


def told(answer: bytes) -> ReceiptParcel:
    """What is inside signed receipts."""
    signed = SignedReceipt.model_validate_json(answer)
    return ReceiptParcel.model_validate(json.loads(signed.receipt))


def codes(answer: bytes) -> list[str]:
    """The official codes in signed receipts."""
    return [Receipt.model_validate_json(one.receipt).official_code for one in told(answer).receipts]
