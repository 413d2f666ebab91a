"""Tracking: the honest state of a dossier, and originals going back into the citizen's hands."""

from dossier import events as happened
from dossier.receipts import parse_qr_text
from kiosk.journey.desk import Desk
from kiosk.journey.ports import Delivery, LineStatus, Outbox, Transport
from kiosk.journey.visit import Visit


class Tracking:
    """What happened to a dossier after sealing."""

    def __init__(self, desk: Desk, outbox: Outbox, transport: Transport) -> None:
        self._desk = desk
        self._outbox = outbox
        self._transport = transport

    @property
    def line(self) -> LineStatus:
        """The state of the line."""
        return self._transport.status()

    def delivery(self) -> Delivery | None:
        """The dossier of the visit at hand, None before sealing."""
        sealed = self._desk.visit.sealed
        return self._outbox.delivery(sealed.dossier) if sealed else None

    def by_slip(self, text: str) -> Delivery | None:
        """The dossier a slip's QR names, None when the code is not ours or does not match."""
        slip = parse_qr_text(text)
        if slip is None:
            return None
        receipt_number, lookup_code = slip
        found = self._outbox.by_receipt(receipt_number)
        return found if found is not None and found.lookup_code == lookup_code else None

    def take_back(self, document: str) -> Visit:
        """The citizen has the original in hand again."""
        return self._desk.record(happened.OriginalReturned(document))
