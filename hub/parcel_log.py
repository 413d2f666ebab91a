"""Which parcels came: the same one again is harmless, another one under a used number is not."""

from http import HTTPStatus

from sqlalchemy import insert, select

from dossier.parcel import Opened
from hub.database import alone
from hub.problems import Refused
from hub.tables import parcels
from hub.upstream import Upstream

USED = (
    "Số thứ tự của gói hồ sơ này đã dùng cho một gói khác của cùng quầy, nên gói này có thể là bản "
    "cũ đã bị sửa. Chưa nhận phần nào. Nếu máy ở quầy vừa khôi phục từ bản sao lưu, "
    "xin chép lại ra USB để có gói mới."
)


def enter(upstream: Upstream, opened: Opened) -> bool:
    """Write down that a parcel with a good signature is taken in; whether it was before.

    Raises Refused, and writes that down, when its number belongs to a different parcel.
    """
    device, sequence = opened.opening.device, opened.opening.sequence
    numbered = (parcels.c.device == device) & (parcels.c.sequence == sequence)
    with upstream.database.write() as connection:
        alone(connection, f"parcels of {device}")
        rows = connection.execute(select(parcels).where(numbered)).all()
        taken = next((row.digest for row in rows if row.refusal is None), None)
        known = any(row.digest == opened.digest for row in rows)
        if not known:
            connection.execute(
                insert(parcels).values(
                    device=device,
                    sequence=sequence,
                    digest=opened.digest,
                    arrived_at=upstream.config.now().isoformat(),
                    refusal=None if taken is None else USED,
                )
            )
    if taken not in {None, opened.digest}:
        raise Refused(HTTPStatus.CONFLICT, USED, kind="parcel-number")
    return known
