"""The outbox: sealed dossiers on their way, every state they went through, and the hub's word."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update
from typing_extensions import override

from dossier import lifecycle
from dossier.lifecycle import State
from dossier.moments import Moment
from dossier.wire import HubEvent, SignedReceipt
from kiosk.journey.ports import Backlog, Delivery, Outbox, Queued, StoreFailed
from kiosk.store import delivery_rows, history, wording
from kiosk.store.database import Database
from kiosk.store.tables import dossiers, hub_events, moves, objects, parcels

DELIVERED = (State.ACKNOWLEDGED.value, State.PURGEABLE.value)
UNSETTLED = tuple(sorted({*State} - {*DELIVERED, State.REJECTED}))
CODE_ASSIGNED, OFFICIAL_CODE = "code_assigned", "official_code"


class SqlOutbox(Outbox):
    """The queue in the encrypted database.

    Writing about a dossier nobody sealed here raises StoreFailed; an illegal move raises
    `dossier.lifecycle.MoveRefused` and changes nothing.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @override
    def pending(self) -> tuple[Delivery, ...]:
        """Undelivered dossiers, the one sealed first first."""
        waiting = dossiers.c.state.not_in(DELIVERED)
        with self._database.read() as connection:
            return delivery_rows.read(connection, waiting)

    @override
    def deliveries(self, limit: int = 200) -> tuple[Delivery, ...]:
        """The newest `limit` dossiers in any state, newest first."""
        newest = select(dossiers.c.number).order_by(dossiers.c.number.desc()).limit(limit)
        with self._database.read() as connection:
            return delivery_rows.read(connection, dossiers.c.number.in_(newest))[::-1]

    @override
    def delivery(self, dossier: str) -> Delivery | None:
        """The dossier as it stands, None when it was not sealed here."""
        with self._database.read() as connection:
            return next(iter(delivery_rows.read(connection, dossiers.c.id == dossier)), None)

    @override
    def filed_by(self, number: str, limit: int) -> tuple[bytes, ...]:
        """The newest documents of this applicant, newest first, none that was deleted."""
        with self._database.read() as connection:
            return delivery_rows.filed_by(connection, number, limit)

    @override
    def by_receipt(self, receipt_number: str) -> Delivery | None:
        """The dossier with this receipt number, None when there is none."""
        named = dossiers.c.receipt_number == receipt_number
        with self._database.read() as connection:
            return next(iter(delivery_rows.read(connection, named)), None)

    @override
    def queued(self, states: Collection[State], after: int, limit: int) -> tuple[Queued, ...]:
        """At most `limit` dossiers in these states sealed after number `after`, oldest first.

        Asked state by state: then the index alone gives them in order, however many there are.
        """
        with self._database.read() as connection:
            found = [
                Queued(number, id_, state)
                for state in states
                for number, id_ in connection.execute(
                    select(dossiers.c.number, dossiers.c.id)
                    .where(dossiers.c.state == state.value, dossiers.c.number > after)
                    .order_by(dossiers.c.number)
                    .limit(limit)
                )
            ]
        return tuple(sorted(found, key=lambda queued: queued.number)[:limit])

    @override
    def waiting(self) -> int:
        """How many dossiers are neither delivered nor rejected."""
        counted = select(func.count()).where(dossiers.c.state.in_(UNSETTLED))
        with self._database.read() as connection:
            return int(connection.execute(counted).scalar_one())

    @override
    def backlog(self) -> Backlog:
        """What the line still has to carry."""
        with self._database.read() as connection:
            return delivery_rows.backlog(connection)

    def newest(self) -> int:
        """The number of the dossier sealed last, 0 before the first."""
        with self._database.read() as connection:
            return connection.execute(select(func.max(dossiers.c.number))).scalar_one() or 0

    @override
    def document(self, dossier: str) -> bytes:
        """The exact sealed bytes. Raises StoreFailed for an unknown or deleted dossier."""
        with self._database.read() as connection:
            content = bytes(_row(connection, dossier).document)
        if not content:
            raise StoreFailed(wording.DELETED)
        return content

    @override
    def moves(self, dossier: str) -> tuple[tuple[State, datetime], ...]:
        """Every state the dossier went through, in order, with its wall time."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(moves).where(moves.c.dossier == dossier).order_by(moves.c.number)
            ).all()
        return tuple((State(row.state), datetime.fromisoformat(row.wall)) for row in rows)

    @override
    def move(self, dossier: str, state: State, reason: str, moment: Moment) -> None:
        """Move a dossier as the lifecycle allows; a new state is due at once.

        Going onto another stick is a move of its own.
        """
        with self._database.write() as connection:
            _move(connection, dossier, state, moment, reason=reason)

    @override
    def progress(self, dossier: str, sealed_object: str, offset: int, upload: str | None) -> None:
        """Keep how many ciphertext bytes of an object the hub has, and where to go on."""
        with self._database.write() as connection:
            changed = connection.execute(
                update(objects)
                .where(objects.c.dossier == dossier, objects.c.object == sealed_object)
                .values(offset=offset, upload=upload)
            )
            if changed.rowcount != 1:
                raise StoreFailed(wording.NO_DOSSIER)

    @override
    def uploads(self, dossier: str) -> Mapping[str, tuple[int, str | None]]:
        """Offset and upload address of each object the hub said something about."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(objects.c.object, objects.c.offset, objects.c.upload).where(
                    objects.c.dossier == dossier, objects.c.offset.is_not(None)
                )
            ).all()
        return {name: (offset or 0, upload) for name, offset, upload in rows}

    @override
    def postpone(self, dossier: str, until: datetime, reason: str) -> None:
        """Count a failed attempt and say when the next one is due, and why."""
        with self._database.write() as connection:
            row = _row(connection, dossier)
            _change(
                connection,
                dossier,
                attempts=row.attempts + 1,
                next_try=until.isoformat(),
                reason=reason,
            )

    @override
    def acknowledge(
        self, dossier: str, receipt: SignedReceipt, official_code: str, moment: Moment
    ) -> None:
        """Complete the row with the hub's signed receipt; a repeat changes nothing.

        The first receipt stays the one that counts: a recalled dossier is completed with it.
        """
        with self._database.write() as connection:
            row = _row(connection, dossier)
            if row.receipt is not None:
                if row.state not in DELIVERED:
                    _move(connection, dossier, State.ACKNOWLEDGED, moment, reason="")
                return
            _move(
                connection,
                dossier,
                State.ACKNOWLEDGED,
                moment,
                reason="",
                receipt=receipt.model_dump_json(),
                official_code=official_code,
            )

    @override
    def receipt(self, dossier: str) -> SignedReceipt | None:
        """The hub's receipt as it was signed, None before it was acknowledged."""
        with self._database.read() as connection:
            text = connection.execute(
                select(dossiers.c.receipt).where(dossiers.c.id == dossier)
            ).scalar_one_or_none()
        return SignedReceipt.model_validate_json(text) if text is not None else None

    @override
    def next_parcel(self) -> int:
        """The number of the next USB parcel: 1, 2, 3 ..., durable before anybody sees it."""
        with self._database.write() as connection:
            last = connection.execute(select(parcels.c.last)).scalar_one_or_none()
            if last is None:
                connection.execute(insert(parcels).values(id=1, last=1))
                return 1
            connection.execute(update(parcels).values(last=last + 1))
            return int(last) + 1

    @override
    def cursor(self) -> int:
        """The cursor of the hub's events, 0 before the first."""
        with self._database.read() as connection:
            return history.cursor(connection)

    @override
    def epoch(self) -> str:
        """The hub's history the cursor belongs to, empty before the first."""
        with self._database.read() as connection:
            return history.epoch(connection)

    @override
    def follow(self, epoch: str, cursor: int) -> None:
        """Stand at `cursor` of the hub's history `epoch`, also when that is further back."""
        with self._database.write() as connection:
            history.follow(connection, epoch, cursor)

    @override
    def recall(self, dossier: str, reason: str, moment: Moment) -> None:
        """Queue a dossier again that the hub had received and lost; its receipt stays."""
        with self._database.write() as connection:
            state = State(_row(connection, dossier).state)
            history.recall(connection, dossier, state, reason, moment)

    @override
    def apply(self, events: Sequence[HubEvent], cursor: int) -> None:
        """Store hub events and the new cursor in one transaction; official fields: the hub wins.

        What was heard before is passed over; the cursor never goes back.
        """
        with self._database.write() as connection:
            known = before = history.cursor(connection)
            for event in sorted(events, key=lambda each: each.cursor):
                if event.cursor > known:
                    _apply(connection, event)
                    known = event.cursor
            if max(known, cursor) > before:
                history.keep_cursor(connection, max(known, cursor))

    @override
    def hub_events(self, dossier: str) -> tuple[HubEvent, ...]:
        """What happened to the dossier at the hub, in its order."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(hub_events)
                .where(hub_events.c.dossier == dossier)
                .order_by(hub_events.c.number)
            ).all()
        return tuple(history.event_of(row) for row in rows)


def _row(connection: Connection, dossier: str) -> Row[Any]:
    row = connection.execute(select(dossiers).where(dossiers.c.id == dossier)).one_or_none()
    if row is None:
        raise StoreFailed(wording.NO_DOSSIER)
    return row


def _change(connection: Connection, dossier: str, **values: object) -> None:
    connection.execute(update(dossiers).where(dossiers.c.id == dossier).values(**values))


def _move(
    connection: Connection, dossier: str, state: State, moment: Moment, **values: object
) -> None:
    current = State(_row(connection, dossier).state)
    lifecycle.move(current, state)
    _change(connection, dossier, state=state.value, next_try=None, **values)
    if state is not current or state is State.EXPORTED:
        connection.execute(
            insert(moves).values(dossier=dossier, state=state.value, wall=moment.wall.isoformat())
        )


def _apply(connection: Connection, event: HubEvent) -> None:
    if history.heard(connection, event):
        return
    connection.execute(
        insert(hub_events).values(
            cursor=event.cursor,
            dossier=event.dossier,
            kind=event.kind,
            at=event.at.isoformat(),
            data=history.data_of(event),
        )
    )
    code = event.data.get(OFFICIAL_CODE, "")
    if event.kind == CODE_ASSIGNED and code:
        _change(connection, event.dossier, official_code=code)
