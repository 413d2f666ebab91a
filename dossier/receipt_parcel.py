"""What the hub sends back on the stick: receipts, refusals and events, under its signature.

Not encrypted: it names codes and numbers, never a person or a paper.
"""

from collections.abc import Callable
from typing import Literal

from pydantic import ValidationError

from dossier.parcel import ParcelRefused
from dossier.wire import HubEvent, Message, Sha256, SignedReceipt

SUFFIX = ".bienlai"
MAX_BYTES = 32 * 1024 * 1024
MAX_EVENTS = 1_000
NOT_RECEIPTS = (
    "Tệp này không phải giấy xác nhận của hệ thống tiếp nhận. Không có gì thay đổi trên máy."
)


class RefusedDossier(Message):
    """A dossier the hub did not take, and why; `rejected` ones only a new revision can follow."""

    dossier: str
    digest: str = Sha256
    rejected: bool
    reason: str


class ReceiptParcel(Message):
    """What the hub sends back on the stick, inside a `SignedReceipt` whose text it is.

    `parcel` is the digest of the parcel it answers; `events` follow the cursor `since`.
    """

    format: Literal["receipts/1"] = "receipts/1"
    device: str
    sequence: int
    parcel: str = Sha256
    receipts: tuple[SignedReceipt, ...]
    refused: tuple[RefusedDossier, ...] = ()
    since: int = 0
    events: tuple[HubEvent, ...] = ()
    next: int = 0


def read_receipts(content: bytes, genuine: Callable[[SignedReceipt], bool]) -> ReceiptParcel:
    """The receipts a hub sent back. Raises ParcelRefused unless our hub signed them."""
    try:
        signed = SignedReceipt.model_validate_json(content)
        if not genuine(signed):
            raise ParcelRefused(NOT_RECEIPTS)
        return ReceiptParcel.model_validate_json(signed.receipt)
    except ValidationError as problem:
        raise ParcelRefused(NOT_RECEIPTS) from problem
