"""USB parcels from the command line: out to a stick, and the hub's receipts back from one."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dossier import receipt_parcel
from kiosk.app.clock import SystemClock
from kiosk.app.config import read
from kiosk.app.holder_note import ring
from kiosk.app.queue import store_of, told
from kiosk.journey.ports import Delivery, KioskError
from kiosk.sync import stick
from kiosk.sync.parcels import Parcels
from kiosk.sync.receipt_parcels import ReceiptParcels

NO_RECEIPTS = "Không thấy tệp giấy xác nhận ({}) nào ở “{}”. Không có gì thay đổi trên máy."
SAME_DISK = (
    "Lưu ý: nơi chép nằm trên chính ổ của máy này, có thể chưa phải USB. "
    "Xin kiểm tra trước khi mang đi."
)


def export(data: Path, folder: Path, receipt_numbers: Sequence[str]) -> dict[str, Any]:
    """Put what waits, or only those numbers, on a stick; what became of it as plain values.

    Raises KioskError in words; then nothing has moved.
    """
    read(data)
    with store_of(data) as store:
        parcels = Parcels(store.outbox, store.blobs, store.keys, SystemClock())
        made = parcels.export(folder, receipt_numbers)
    ring(data)
    return {
        "file": str(made.file),
        "sequence": made.sequence,
        "bytes": made.size,
        "note": SAME_DISK if _same_disk(data, folder) else "",
        "dossiers": [told(row) | {"again": row.id in made.again} for row in made.taken],
        "left": [
            {"receipt_number": left.delivery.receipt_number, "reason": left.words}
            for left in made.left
        ],
    }


def exported_words(made: dict[str, Any]) -> str:
    """What `export` gave, in words."""
    again = sum(row["again"] for row in made["dossiers"])
    lines = [
        f"Đã chép {len(made['dossiers'])} hồ sơ ra {made['file']} và đọc lại thấy đúng.",
        "Nơi tiếp nhận chưa xác nhận: hồ sơ vẫn giữ trên máy cho đến khi có giấy xác nhận.",
    ]
    if again:
        lines.append(f"Trong đó {again} hồ sơ đã từng chép ra USB; nhận hai lần cũng không sao.")
    lines += [f"Chưa chép {left['receipt_number']}: {left['reason']}" for left in made["left"]]
    return "\n".join([*lines, *filter(None, [made["note"]])])


def import_receipts(data: Path, place: Path) -> list[dict[str, Any]]:
    """Take in a file of receipts, or all in a folder: one plain value per dossier told of.

    A stick may carry receipts of several counters: those that are not ours get a row of their own.
    Raises KioskError in words when no file was ours; then nothing has changed.
    """
    read(data)
    rows: list[dict[str, Any]] = []
    problems: list[KioskError] = []
    with store_of(data) as store:
        receipts = ReceiptParcels(store.outbox, store.keys, SystemClock())
        files = stick.named(place, receipt_parcel.SUFFIX)
        for file in files:
            try:
                heard = receipts.take(stick.get(file, receipt_parcel.MAX_BYTES))
            except KioskError as problem:
                problems.append(problem)
                rows.append(_row(file, None, str(problem)))
            else:
                rows += [_row(file, one.delivery, one.words) for one in heard]
    ring(data)
    if len(problems) == len(files):
        nothing = KioskError(NO_RECEIPTS.format(receipt_parcel.SUFFIX, place))
        raise problems[0] if problems else nothing
    return rows


def _row(file: Path, delivery: Delivery | None, words: str) -> dict[str, Any]:
    return {
        "file": str(file),
        "receipt_number": delivery.receipt_number if delivery else None,
        "official_code": delivery.official_code if delivery else None,
        "state": delivery.state.value if delivery else None,
        "words": words,
    }


def _same_disk(data: Path, folder: Path) -> bool:
    try:
        return data.stat().st_dev == folder.stat().st_dev
    except OSError:
        return False
