"""When a receipt counts: signed by the hub, for exactly these bytes and all of these objects."""

from pydantic import ValidationError

from dossier.seal import digest
from dossier.wire import DossierDocument, Receipt, SignedReceipt
from kiosk.journey.ports import Keys
from kiosk.sync.errors import ReceiptNotTrusted


def trusted(signed: SignedReceipt, content: bytes, keys: Keys) -> Receipt:
    """The receipt inside, for the sealed document `content`. Raises ReceiptNotTrusted."""
    if not keys.receipt_is_genuine(signed):
        raise ReceiptNotTrusted
    try:
        receipt = Receipt.model_validate_json(signed.receipt)
    except ValidationError:
        raise ReceiptNotTrusted from None
    document = DossierDocument.model_validate_json(content)
    vouched = sorted((item.object, item.sha256) for item in receipt.objects)
    ours = sorted((item.id, item.sealed_sha256) for item in document.objects)
    equal = (
        receipt.dossier == document.id
        and receipt.digest == digest(content)
        and receipt.kiosk == document.kiosk
        and receipt.receipt_number == document.receipt_number
        and vouched == ours
    )
    if not equal or not receipt.official_code:
        raise ReceiptNotTrusted
    return receipt
