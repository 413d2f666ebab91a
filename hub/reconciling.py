"""What a kiosk holds receipts of and this hub does not know: asked for again, and taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from dossier.wire import Reconcile, Reconciled
from hub.database import Database, upsert
from hub.devices import Device
from hub.tables import devices, dossiers, lost, receipts
from hub.upstream import Upstream


@dataclass(frozen=True, slots=True)
class Lost:
    """A dossier this hub had received and does not hold (any more)."""

    dossier: str
    kiosk: str
    official_code: str
    kept: bool
    back: bool

    @property
    def words(self) -> str:
        """How it stands with it."""
        if self.back:
            return "đã nhận lại"
        return "quầy đang gửi lại" if self.kept else "quầy không còn bản gốc"


def reconcile(upstream: Upstream, device: Device, asked: Reconcile) -> Reconciled:
    """Which of a kiosk's received dossiers must come again."""
    ids = [kept.id for kept in asked.dossiers]
    with upstream.database.write() as connection:
        known = _vouched(connection, device, ids)
        gone = [kept for kept in asked.dossiers if known.get(kept.id) != kept.digest]
        at = upstream.config.now().isoformat()
        for kept in gone:
            row = upsert(connection, lost).values(
                dossier=kept.id,
                device=device.device,
                official_code=kept.official_code,
                kept=kept.whole,
                at=at,
            )
            connection.execute(row.on_conflict_do_nothing(index_elements=[lost.c.dossier]))
    return Reconciled(lost=tuple(kept.id for kept in gone if kept.whole))


def told(database: Database) -> tuple[Lost, ...]:
    """Everything that was asked for again, and whether it came back."""
    joined = (
        select(lost, devices.c.kiosk, receipts.c.dossier.label("back"))
        .join(devices, devices.c.device == lost.c.device)
        .join(receipts, receipts.c.dossier == lost.c.dossier, isouter=True)
        .order_by(lost.c.at, lost.c.dossier)
    )
    with database.read() as connection:
        rows = connection.execute(joined).all()
    return tuple(
        Lost(row.dossier, row.kiosk, row.official_code, row.kept, row.back is not None)
        for row in rows
    )


def _vouched(connection: Connection, device: Device, ids: Sequence[str]) -> dict[str, str]:
    rows = connection.execute(
        select(dossiers.c.id, dossiers.c.digest)
        .join(receipts, receipts.c.dossier == dossiers.c.id)
        .where(dossiers.c.id.in_(ids), dossiers.c.device == device.device)
    ).all()
    return {row.id: row.digest for row in rows}
