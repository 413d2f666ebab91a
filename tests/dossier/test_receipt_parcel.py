"""Receipts of a stick count only when the hub signed them."""

import pytest

from dossier import receipt_parcel
from dossier.parcel import ParcelRefused
from dossier.receipt_parcel import NOT_RECEIPTS, ReceiptParcel
from dossier.wire import SignedReceipt

ANSWER = ReceiptParcel(device="Q03-1", sequence=7, parcel="a" * 64, receipts=())
SIGNED = SignedReceipt(receipt=ANSWER.model_dump_json(), signature="s", key_id="hub")


def test_receipts_the_hub_signed_are_read():
    content = SIGNED.model_dump_json().encode()
    assert receipt_parcel.read_receipts(content, lambda signed: signed == SIGNED) == ANSWER


def test_receipts_nobody_signed_are_refused():
    with pytest.raises(ParcelRefused, match=NOT_RECEIPTS):
        receipt_parcel.read_receipts(SIGNED.model_dump_json().encode(), lambda _: False)


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", SIGNED.model_copy(update={"receipt": "{}"}).model_dump_json().encode()],
)
def test_other_files_are_no_receipts(content):
    with pytest.raises(ParcelRefused, match=NOT_RECEIPTS):
        receipt_parcel.read_receipts(content, lambda _: True)
