"""USB parcels: what has not been received goes out on a stick, the hub's receipts come back.

A dossier on a stick is not received: it stays in the outbox, keeps going by the line when that
returns, and whichever route is first completes it.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dossier import parcel
from dossier.lifecycle import MoveRefused, State
from dossier.moments import Moment
from dossier.parcel import Manifest, Opening, PackedDossier, Sealed
from dossier.seal import digest
from dossier.wire import DossierDocument
from kiosk.journey.ports import BlobStore, Clock, Delivery, Keys, KioskError, Outbox, StoreFailed
from kiosk.sync import stick
from kiosk.sync.errors import FileDamaged, NotEnrolled
from kiosk.sync.packing import Load

NOTHING = "Không có hồ sơ nào chờ gửi nên không cần chép ra USB."
NO_ROOM = (
    "USB còn {} MB trống, không đủ cho hồ sơ nào. Hồ sơ vẫn giữ trên máy. "
    "Xin dùng USB khác còn trống hơn."
)
NEXT_STICK = "USB này không đủ chỗ: hồ sơ còn giữ trên máy, xin chép tiếp ra USB khác."
REJECTED = (
    "Nơi tiếp nhận đã từ chối hồ sơ này, chép ra USB cũng không được nhận. Nhờ cán bộ xem lại."
)
_SHOWN = "%H:%M ngày %d/%m/%Y"


@dataclass(frozen=True, slots=True)
class Left:
    """A dossier that did not go along, and why."""

    delivery: Delivery
    words: str


@dataclass(frozen=True, slots=True)
class Exported:
    """A parcel that is on the stick for sure. `again`: ids that were on a stick before."""

    file: Path
    sequence: int
    size: int
    taken: tuple[Delivery, ...]
    again: frozenset[str]
    left: tuple[Left, ...]


class Parcels:
    """Makes parcels of the outbox's dossiers."""

    def __init__(self, outbox: Outbox, blobs: BlobStore, keys: Keys, clock: Clock) -> None:
        self._outbox = outbox
        self._blobs = blobs
        self._keys = keys
        self._clock = clock

    def export(self, folder: Path, receipt_numbers: Sequence[str] = ()) -> Exported:
        """Put what waits (or only those numbers) on a stick, oldest first, as far as it fits.

        What was on no stick yet goes first, then what has been on one the longest.

        Raises KioskError when nothing could be exported: then no dossier has moved.
        """
        if not self._keys.enrolled:
            raise NotEnrolled
        rows = self._wanted(receipt_numbers)
        stick.clear(folder, f"hoso-*{parcel.SUFFIX}")
        room = stick.room(folder)
        taken, left = self._choose(rows.values(), room)
        if not taken:
            raise KioskError(left[0].words)
        moment = self._clock.now()
        sequence = self._outbox.next_parcel()
        kiosk = taken[0].document.kiosk
        file = folder / parcel.file_name(kiosk, moment.wall.date(), sequence)
        size = stick.put(file, self._pieces(taken, sequence, moment))
        gone = tuple(rows[one.document.id] for one in taken)
        again = frozenset(row.id for row in gone if row.exported_at is not None)
        words = _exported_words(folder, sequence, moment)
        return Exported(file, sequence, size, self._moved(gone, words, moment), again, tuple(left))

    def _wanted(self, receipt_numbers: Sequence[str]) -> dict[str, Delivery]:
        pending = self._outbox.pending()
        waiting = [row for row in pending if row.state is not State.REJECTED]
        rows = {row.id: row for row in sorted(waiting, key=_turn)}
        if receipt_numbers:
            named = [self._named(number) for number in receipt_numbers]
            rows = {row.id: row for row in rows.values() if row.id in named}
        if not rows:
            raise KioskError(NOTHING)
        return rows

    def _named(self, number: str) -> str:
        row = self._outbox.by_receipt(number.strip().upper())
        if row is None:
            raise KioskError(f"Không tìm thấy hồ sơ {number} trên máy. Chưa chép gì ra USB.")
        if row.state in {State.ACKNOWLEDGED, State.PURGEABLE}:
            raise KioskError(f"Hồ sơ {number} đã được tiếp nhận, không cần chép. Chưa chép gì.")
        if row.state is State.REJECTED:
            raise KioskError(f"Hồ sơ {number}: {REJECTED}")
        return row.id

    def _choose(self, rows: Iterable[Delivery], room: int) -> tuple[list[Sealed], list[Left]]:
        """What goes along, whole and readable, and what does not; a large one holds up nobody."""
        load = Load()
        taken: list[Sealed] = []
        left: list[Left] = []
        for row in rows:
            if load.full:
                left.append(Left(row, NEXT_STICK))
                continue
            try:
                sealed = self._sealed(row.id)
                fuller = load.plus(sealed)
                if fuller.fits(room):
                    self._check(sealed)
                    load = fuller
                    taken.append(sealed)
                else:
                    words = NEXT_STICK if taken else NO_ROOM.format(room // 1_000_000)
                    left.append(Left(row, words))
            except (FileDamaged, StoreFailed) as problem:
                left.append(Left(row, str(problem)))
        return taken, left

    def _sealed(self, dossier: str) -> Sealed:
        content = self._outbox.document(dossier)
        return Sealed(DossierDocument.model_validate_json(content), content)

    def _check(self, sealed: Sealed) -> None:
        """Raises FileDamaged unless every object can be read back from this machine's disk."""
        for each in sealed.document.objects:
            try:
                fits = len(self._blobs.get(each.sealed_sha256)) == each.sealed_size
            except StoreFailed as problem:
                raise FileDamaged(each.title) from problem
            if not fits:
                raise FileDamaged(each.title)

    def _pieces(self, dossiers: Sequence[Sealed], sequence: int, moment: Moment) -> Iterator[bytes]:
        """The parcel from its first byte to its last."""
        objects = parcel.packed_objects(dossiers)
        manifest = Manifest(
            device=self._keys.device,
            sequence=sequence,
            kiosk=dossiers[0].document.kiosk,
            made_at=moment.wall,
            since=self._outbox.cursor(),
            dossiers=tuple(
                PackedDossier(id=one.document.id, digest=digest(one.content), size=len(one.content))
                for one in dossiers
            ),
            objects=objects,
        )
        plain = parcel.write_letter(manifest, [one.content for one in dossiers])
        letter = self._keys.seal_for_hub(plain)
        opening = Opening(
            device=self._keys.device,
            sequence=sequence,
            letter_size=len(letter),
            letter_sha256=digest(letter),
            objects_size=sum(each.size for each in objects),
        )
        yield parcel.write_head(opening, self._keys.sign)
        yield letter
        for each in objects:
            yield self._blobs.get(each.sha256)

    def _moved(self, rows: Sequence[Delivery], words: str, moment: Moment) -> tuple[Delivery, ...]:
        """The rows as they are now; one received by the line in the meantime stays received."""
        moved = []
        for row in rows:
            with suppress(MoveRefused):
                self._outbox.move(row.id, State.EXPORTED, words, moment)
            moved.append(self._outbox.delivery(row.id) or row)
        return tuple(moved)


def _turn(row: Delivery) -> float:
    return row.exported_at.timestamp() if row.exported_at else 0.0


def _exported_words(folder: Path, sequence: int, moment: Moment) -> str:
    name = folder.resolve().name or "USB"
    return (
        f"Đã chép ra USB “{name}” lúc {moment.wall:{_SHOWN}} (gói số {sequence}). "
        "Nơi tiếp nhận chưa xác nhận; có mạng máy vẫn tự gửi."
    )
