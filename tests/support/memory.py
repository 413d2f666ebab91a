"""The durable ports in memory: blobs and outbox, each able to fail when told to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from typing_extensions import override

from dossier import lifecycle
from dossier.lifecycle import State
from dossier.moments import Moment
from dossier.seal import digest
from dossier.wire import DossierDocument, HubEvent, SealedObject, SignedReceipt
from kiosk.journey.ports import (
    Backlog,
    BlobDamaged,
    BlobStore,
    Delivery,
    Outbox,
    Outgoing,
    Queued,
    StoreFailed,
)
from tests.support.failing import Failing

DELIVERED = (State.ACKNOWLEDGED, State.PURGEABLE)


class MemoryBlobs(Failing, BlobStore):
    """Blobs in a dict; `held` may be damaged by a test, as a disk would."""

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[str, bytes] = {}

    @override
    def put(self, content: bytes, *, sealed: bool = False) -> str:
        self.risk()
        name = digest(content)
        self.held[name] = content
        return name

    @override
    def get(self, sha256: str) -> bytes:
        self.risk()
        content = self.held.get(sha256)
        if content is None or digest(content) != sha256:
            raise BlobDamaged("Không đọc được ảnh giấy tờ đã lưu. Xin chụp lại giấy này.")
        return content

    @override
    def remove(self, sha256: str) -> None:
        self.risk()
        self.held.pop(sha256, None)


@dataclass(frozen=True, slots=True)
class QueuedDossier:
    """One dossier in the memory outbox."""

    delivery: Delivery
    document: bytes
    objects: tuple[SealedObject, ...]
    moves: tuple[tuple[State, datetime], ...]
    uploads: Mapping[str, tuple[int, str | None]] = field(default_factory=dict)
    receipt: SignedReceipt | None = None


class MemoryOutbox(Failing, Outbox):
    """The queue in a dict. Every write replaces one frozen row, so readers see whole ones."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, QueuedDossier] = {}
        self._events: tuple[HubEvent, ...] = ()
        self._cursor = 0
        self._epoch = ""
        self._heard = 0
        self._parcels = 0

    def enqueue(self, outgoing: Outgoing) -> None:
        """What sealing does: queue a dossier. Refuses an id or number queued before."""
        known = {(row.id, row.receipt_number) for row in self.deliveries()}
        if any(outgoing.id == id_ or outgoing.receipt_number == no for id_, no in known):
            raise StoreFailed("Hồ sơ này đã có trong hàng chờ. Hồ sơ trước vẫn giữ nguyên.")
        document = DossierDocument.model_validate_json(outgoing.document)
        wall = outgoing.sealed_at.wall
        delivery = Delivery(
            id=outgoing.id,
            receipt_number=outgoing.receipt_number,
            lookup_code=outgoing.lookup_code,
            digest=outgoing.digest,
            state=State.SEALED,
            reason="",
            sealed_at=wall,
            procedure=document.procedure.name,
            applicant=document.applicant.name,
            objects=len(document.objects),
            objects_done=0,
            bytes_total=sum(one.sealed_size for one in document.objects),
            bytes_sent=0,
            attempts=0,
            next_try=None,
            official_code=None,
            due=document.due,
        )
        self._rows[outgoing.id] = QueuedDossier(
            delivery, outgoing.document, document.objects, ((State.SEALED, wall),)
        )

    @override
    def pending(self) -> tuple[Delivery, ...]:
        self.risk()
        rows = tuple(self._rows.values())
        return tuple(row.delivery for row in rows if row.delivery.state not in DELIVERED)

    @override
    def filed_by(self, number: str, limit: int) -> tuple[bytes, ...]:
        self.risk()
        documents = [row.document for row in reversed(self._rows.values())]
        mine = [
            document
            for document in documents
            if number and DossierDocument.model_validate_json(document).applicant.number == number
        ]
        return tuple(mine[:limit])

    @override
    def queued(self, states: Collection[State], after: int, limit: int) -> tuple[Queued, ...]:
        self.risk()
        numbered = enumerate(tuple(self._rows.values()), start=1)
        rows = (Queued(number, row.delivery.id, row.delivery.state) for number, row in numbered)
        return tuple(row for row in rows if row.state in states and row.number > after)[:limit]

    @override
    def waiting(self) -> int:
        self.risk()
        rows = tuple(self._rows.values())
        settled = (*DELIVERED, State.REJECTED)
        return sum(row.delivery.state not in settled for row in rows)

    @override
    def backlog(self) -> Backlog:
        self.risk()
        stopped = (*DELIVERED, State.REJECTED, State.PARKED)
        rows = [row.delivery for row in tuple(self._rows.values())]
        going = [row for row in rows if row.state not in stopped]
        return Backlog(len(going), sum(row.bytes_total - row.bytes_sent for row in going))

    @override
    def deliveries(self, limit: int = 200) -> tuple[Delivery, ...]:
        return tuple(row.delivery for row in tuple(self._rows.values())[::-1][:limit])

    @override
    def delivery(self, dossier: str) -> Delivery | None:
        row = self._rows.get(dossier)
        return row.delivery if row else None

    @override
    def by_receipt(self, receipt_number: str) -> Delivery | None:
        rows = self.deliveries(len(self._rows))
        return next((row for row in rows if row.receipt_number == receipt_number), None)

    @override
    def document(self, dossier: str) -> bytes:
        return self._row(dossier).document

    @override
    def moves(self, dossier: str) -> tuple[tuple[State, datetime], ...]:
        row = self._rows.get(dossier)
        return row.moves if row else ()

    @override
    def move(self, dossier: str, state: State, reason: str, moment: Moment) -> None:
        self.risk()
        row = self._row(dossier)
        before = row.delivery.state
        lifecycle.move(before, state)
        stays = state is before and state is not State.EXPORTED
        moves = row.moves if stays else (*row.moves, (state, moment.wall))
        delivery = replace(row.delivery, state=state, reason=reason, next_try=None)
        if state is State.EXPORTED:
            delivery = replace(delivery, exported_at=moment.wall)
        self._rows[dossier] = replace(row, delivery=delivery, moves=moves)

    @override
    def progress(self, dossier: str, sealed_object: str, offset: int, upload: str | None) -> None:
        self.risk()
        row = self._row(dossier)
        sizes = {one.id: one.sealed_size for one in row.objects}
        if sealed_object not in sizes:
            raise StoreFailed("Không tìm thấy giấy tờ này trong hồ sơ.")
        uploads = {**row.uploads, sealed_object: (offset, upload)}
        sent = {name: min(there, sizes[name]) for name, (there, _) in uploads.items()}
        delivery = replace(
            row.delivery,
            bytes_sent=sum(sent.values()),
            objects_done=sum(size <= sent.get(name, 0) for name, size in sizes.items()),
        )
        self._rows[dossier] = replace(row, delivery=delivery, uploads=uploads)

    @override
    def uploads(self, dossier: str) -> Mapping[str, tuple[int, str | None]]:
        row = self._rows.get(dossier)
        return dict(row.uploads) if row else {}

    @override
    def postpone(self, dossier: str, until: datetime, reason: str) -> None:
        self.risk()
        row = self._row(dossier)
        attempts = row.delivery.attempts + 1
        delivery = replace(row.delivery, attempts=attempts, next_try=until, reason=reason)
        self._rows[dossier] = replace(row, delivery=delivery)

    @override
    def acknowledge(
        self, dossier: str, receipt: SignedReceipt, official_code: str, moment: Moment
    ) -> None:
        if self._row(dossier).receipt is not None:
            if self._row(dossier).delivery.state not in DELIVERED:
                self.move(dossier, State.ACKNOWLEDGED, "", moment)
            return
        self.move(dossier, State.ACKNOWLEDGED, "", moment)
        row = self._row(dossier)
        delivery = replace(row.delivery, official_code=official_code)
        self._rows[dossier] = replace(row, delivery=delivery, receipt=receipt)

    @override
    def receipt(self, dossier: str) -> SignedReceipt | None:
        row = self._rows.get(dossier)
        return row.receipt if row else None

    @override
    def next_parcel(self) -> int:
        self.risk()
        self._parcels += 1
        return self._parcels

    @override
    def cursor(self) -> int:
        return self._cursor

    @override
    def epoch(self) -> str:
        return self._epoch

    @override
    def follow(self, epoch: str, cursor: int) -> None:
        self.risk()
        self._epoch, self._cursor, self._heard = epoch, cursor, len(self._events)

    @override
    def recall(self, dossier: str, reason: str, moment: Moment) -> None:
        self.risk()
        row = self._row(dossier)
        state = lifecycle.recall(row.delivery.state)
        delivery = replace(
            row.delivery, state=state, reason=reason, attempts=0, next_try=None, bytes_sent=0,
            objects_done=0,
        )  # fmt: skip
        moves = (*row.moves, (state, moment.wall))
        self._rows[dossier] = replace(row, delivery=delivery, moves=moves, uploads={})

    @override
    def apply(self, events: Sequence[HubEvent], cursor: int) -> None:
        self.risk()
        for event in sorted(events, key=lambda each: each.cursor):
            if event.cursor <= self._cursor:
                continue
            self._cursor = event.cursor
            before = self._events[: self._heard]
            if any(uncounted(known) == uncounted(event) for known in before):
                continue
            self._events += (event,)
            code, row = event.data.get("official_code", ""), self._rows.get(event.dossier)
            if event.kind == "code_assigned" and code and row is not None:
                delivery = replace(row.delivery, official_code=code)
                self._rows[event.dossier] = replace(row, delivery=delivery)
        self._cursor = max(self._cursor, cursor)

    @override
    def hub_events(self, dossier: str) -> tuple[HubEvent, ...]:
        return tuple(event for event in self._events if event.dossier == dossier)

    def _row(self, dossier: str) -> QueuedDossier:
        if dossier not in self._rows:
            raise StoreFailed("Không tìm thấy hồ sơ này trên máy. Các hồ sơ khác vẫn còn nguyên.")
        return self._rows[dossier]


def uncounted(event: HubEvent) -> HubEvent:
    """The event without its place in the count."""
    return event.model_copy(update={"cursor": 0})
