"""Legal holds: an officer's word that a dossier must not be deleted, kept with who and when."""

from sqlalchemy import insert, select, update

from dossier.moments import Moment
from kiosk.journey.ports import StoreFailed
from kiosk.store import wording
from kiosk.store.database import Database
from kiosk.store.tables import deletions, dossiers, holds


class SqlHolds:
    """The holds of one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def place(self, dossier: str, reason: str, by: str, moment: Moment) -> None:
        """Keep the dossier from deletion. Raises StoreFailed when it is unknown or already gone."""
        with self._database.write() as connection:
            known = select(dossiers.c.id).where(dossiers.c.id == dossier)
            if connection.execute(known).one_or_none() is None:
                raise StoreFailed(wording.NO_DOSSIER)
            gone = select(deletions.c.number).where(deletions.c.dossier == dossier)
            if connection.execute(gone).one_or_none() is not None:
                raise StoreFailed(wording.DELETED)
            at = moment.wall.isoformat()
            row = {"dossier": dossier, "reason": reason, "placed_by": by, "placed_at": at}
            connection.execute(insert(holds).values(row))

    def lift(self, dossier: str, by: str, moment: Moment) -> bool:
        """Lift every hold on the dossier; whether there was one."""
        with self._database.write() as connection:
            lifted = connection.execute(
                update(holds)
                .where(holds.c.dossier == dossier, holds.c.lifted_at.is_(None))
                .values(lifted_by=by, lifted_at=moment.wall.isoformat())
            )
        return lifted.rowcount > 0

    def reasons(self) -> dict[str, str]:
        """Why each dossier under a hold is kept, by dossier; the newest reason counts."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(holds.c.dossier, holds.c.reason)
                .where(holds.c.lifted_at.is_(None))
                .order_by(holds.c.number)
            ).all()
        return {row.dossier: row.reason for row in rows}
