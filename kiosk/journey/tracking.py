"""Tracking: the honest state of a dossier, and originals going back into the citizen's hands."""

from collections.abc import Callable

from dossier import events as happened
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

    def by_slip(self, receipt_number: str, lookup_code: str) -> Delivery | None:
        """The dossier a slip names, None when its look-up code does not match."""
        found = self._outbox.by_receipt(receipt_number)
        return found if found is not None and found.lookup_code == lookup_code else None

    def watch(self, changed: Callable[[], None]) -> None:
        """Call `changed`, from any thread, whenever the line or a delivery moved."""
        self._transport.watch(changed)

    def take_back(self, document: str) -> Visit:
        """The citizen has the original in hand again."""
        return self._desk.record(happened.OriginalReturned(document))
