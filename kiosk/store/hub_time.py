"""The hub's time, kept so that it outlives a restart and a wall clock set wrong."""

from datetime import datetime
from threading import Lock

from sqlalchemy import insert, select, update

from dossier.moments import HubTime
from kiosk.store.database import Database
from kiosk.store.tables import hub_time


class SqlHubTime:
    """What the hub told last. Several programs may hear it; each looks again when told to."""

    def __init__(self, database: Database) -> None:
        """Read what is known. Raises StoreFailed."""
        self._database = database
        self._reading = Lock()
        self._known: HubTime | None = None
        self.refresh()

    @property
    def known(self) -> HubTime | None:
        """What the hub told last, None when it never did."""
        return self._known

    def keep(self, told: HubTime) -> None:
        """Keep what the hub told. Raises StoreFailed."""
        values = {
            "hub": told.hub.isoformat(),
            "wall": told.wall.isoformat(),
            "boot_id": told.boot_id,
            "boot_seconds": told.boot_seconds,
        }
        with self._reading:
            with self._database.write() as connection:
                changed = connection.execute(update(hub_time).values(values))
                if changed.rowcount == 0:
                    connection.execute(insert(hub_time).values(id=1, **values))
            self._known = told

    def refresh(self) -> None:
        """Read what another program may have heard. Raises StoreFailed."""
        with self._reading, self._database.read() as connection:
            row = connection.execute(select(hub_time)).one_or_none()
            if row is not None:
                self._known = HubTime(
                    datetime.fromisoformat(row.hub),
                    datetime.fromisoformat(row.wall),
                    row.boot_id,
                    row.boot_seconds,
                )
