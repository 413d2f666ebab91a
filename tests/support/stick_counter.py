"""A counter whose dossiers go out on sticks, and a hub that answers on them."""

import io
from pathlib import Path

from dossier import parcel
from dossier.lifecycle import State
from dossier.parcel import Letter
from dossier.receipt_parcel import ReceiptParcel
from dossier.wire import DossierDocument, Receipt, ReceivedObject, SignedReceipt
from kiosk.journey.ports import Delivery
from kiosk.sync.parcels import Parcels
from kiosk.sync.receipt_parcels import ReceiptParcels
from tests.support.devices import FakeKeys, ManualClock
from tests.support.memory import MemoryBlobs, MemoryOutbox
from tests.support.sealed_queue import sealed_dossier

CODE = "H38.037.01-261123-0001"


class StickCounter:
    """A kiosk's outbox with sealed dossiers, and what it does with sticks."""

    def __init__(self) -> None:
        self.outbox, self.blobs = MemoryOutbox(), MemoryBlobs()
        self.keys, self.clock = FakeKeys("Q03-0a1b2c3d"), ManualClock()
        self.parcels = Parcels(self.outbox, self.blobs, self.keys, self.clock)
        self.receipts = ReceiptParcels(self.outbox, self.keys, self.clock)
        self.serial = 0

    def seal(self, *sizes: int) -> DossierDocument:
        """A dossier in the outbox."""
        self.serial += 1
        document, outgoing = sealed_dossier(self.blobs, sizes, self.serial)
        self.outbox.enqueue(outgoing)
        return document

    def row(self, document: DossierDocument) -> Delivery:
        """Where it stands."""
        row = self.outbox.delivery(document.id)
        assert row is not None
        return row

    def states(self) -> list[State]:
        """Of all dossiers, in the order of sealing."""
        return [row.state for row in self.outbox.deliveries()][::-1]

    def opened(self, file: Path) -> Letter:
        """The parcel as the hub reads it."""
        source = io.BytesIO(file.read_bytes())
        key = self.keys.private.public_key()
        opened = parcel.read_head(source, lambda _, text, signature: key.verify(signature, text))
        plain = self.keys.open_as_hub(parcel.read_letter(source, opened))
        letter = parcel.open_letter(opened.opening, plain)
        parcel.check_objects(source, letter.manifest.objects)
        return letter

    def receipt(self, document: DossierDocument, **changes: object) -> SignedReceipt:
        """What the hub signs for a dossier."""
        return self.keys.hub_says(
            Receipt(
                **{
                    "dossier": document.id, "digest": self.row(document).digest,
                    "kiosk": document.kiosk, "receipt_number": document.receipt_number,
                    "official_code": CODE, "received_at": document.received_at,
                    "objects": tuple(
                        ReceivedObject(object=one.id, sha256=one.sealed_sha256)
                        for one in document.objects
                    ),
                    **changes,
                }
            ).model_dump_json()
        )  # fmt: skip

    def brought(self, *receipts: SignedReceipt, **changes: object) -> bytes:
        """The bytes of a receipt parcel of the hub."""
        told = ReceiptParcel(
            **{
                "device": self.keys.device, "sequence": 1, "parcel": "a" * 64,
                "receipts": receipts, **changes,
            }
        )  # fmt: skip
        return self.keys.hub_says(told.model_dump_json()).model_dump_json().encode()
