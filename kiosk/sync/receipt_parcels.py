"""Receipts brought back on a stick: verified one by one, then kept like those of the line."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from dossier import receipt_parcel
from dossier.lifecycle import MoveRefused, State
from dossier.parcel import ParcelRefused
from dossier.receipt_parcel import ReceiptParcel, RefusedDossier
from dossier.wire import HubEvents, Receipt, SignedReceipt
from kiosk.journey.ports import Clock, Delivery, Keys, KioskError, Outbox
from kiosk.sync import events
from kiosk.sync.errors import NotEnrolled, Rejected
from kiosk.sync.trusting import trusted

OTHER_KIOSK = (
    "Giấy xác nhận này là của quầy khác. Không có gì thay đổi trên máy. "
    "Xin mang tệp đến đúng quầy đã chép gói hồ sơ."
)
RECEIVED = "Đã nhận giấy xác nhận của nơi tiếp nhận."
KNOWN = "Đã có giấy xác nhận từ trước, không thay đổi."
UNKNOWN = "Hồ sơ này không có trên máy nên bỏ qua giấy xác nhận của nó."
_TO_PARK = frozenset({State.EXPORTED, State.SEALED})


@dataclass(frozen=True, slots=True)
class Heard:
    """What the hub said of one dossier and what became of it here."""

    dossier: str
    delivery: Delivery | None
    words: str


class ReceiptParcels:
    """Takes in what the hub sent back."""

    def __init__(self, outbox: Outbox, keys: Keys, clock: Clock) -> None:
        self._outbox = outbox
        self._keys = keys
        self._clock = clock

    def take(self, content: bytes) -> tuple[Heard, ...]:
        """Keep the receipts, refusals and events of a receipt parcel; a repeat changes nothing.

        Raises KioskError, and nothing has changed, when anything in it is not our hub's word for
        exactly our dossiers.
        """
        if not self._keys.enrolled:
            raise NotEnrolled
        try:
            told = receipt_parcel.read_receipts(content, self._keys.receipt_is_genuine)
        except ParcelRefused as problem:
            raise KioskError(str(problem)) from problem
        if told.device != self._keys.device:
            raise KioskError(OTHER_KIOSK)
        receipts = [self._verified(signed) for signed in told.receipts]
        heard = [keep() for keep in receipts]
        heard += [self._refused(each) for each in told.refused]
        self._events(told)
        return tuple(heard)

    def _verified(self, signed: SignedReceipt) -> Callable[[], Heard]:
        """What to do with a receipt, once all others are known to be good too."""
        try:
            dossier = Receipt.model_validate_json(signed.receipt).dossier
        except ValueError as problem:
            raise KioskError(receipt_parcel.NOT_RECEIPTS) from problem
        row = self._outbox.delivery(dossier)
        if row is None:
            return lambda: Heard(dossier, None, UNKNOWN)
        inside = trusted(signed, self._outbox.document(dossier), self._keys)
        return lambda: self._acknowledged(row, signed, inside.official_code)

    def _acknowledged(self, row: Delivery, signed: SignedReceipt, code: str) -> Heard:
        words = RECEIVED if self._outbox.receipt(row.id) is None else KNOWN
        try:
            self._outbox.acknowledge(row.id, signed, code, self._clock.now())
        except MoveRefused:
            words = row.reason or KNOWN
        return Heard(row.id, self._outbox.delivery(row.id), words)

    def _refused(self, refused: RefusedDossier) -> Heard:
        row = self._outbox.delivery(refused.dossier)
        if row is None or row.digest != refused.digest:
            return Heard(refused.dossier, row, UNKNOWN)
        words = str(Rejected(refused.reason))
        if refused.rejected:
            self._aside(row, State.REJECTED, words)
        elif row.state in _TO_PARK:
            self._aside(row, State.PARKED, words)
        return Heard(row.id, self._outbox.delivery(row.id), words)

    def _aside(self, row: Delivery, state: State, words: str) -> None:
        with suppress(MoveRefused):
            self._outbox.move(row.id, state, words, self._clock.now())

    def _events(self, told: ReceiptParcel) -> None:
        """Events that go on from what we know; others come by the line or the next stick."""
        page = HubEvents(events=told.events, next=told.next)
        if told.since <= self._outbox.cursor() and events.follows(page, told.since):
            events.apply(page, self._outbox)
