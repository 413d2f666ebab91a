"""Ciphertexts arriving in pieces, and where each stands.

An offset is only ever the size of a file after fsync. Rows say which uploads there are.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Row, insert, select, update

from dossier.wire import DossierDocument, MissingObject, SealedObject
from hub import durable
from hub.config import VIETNAM
from hub.database import Database, alone
from hub.tables import receipts, uploads


@dataclass(frozen=True, slots=True)
class Upload:
    """One upload; `dropped` ones are never coming back."""

    id: str
    dossier: str
    object: str
    sha256: str
    size: int
    dropped: bool


class Uploads:
    """Uploads as rows and files. Blocking: call from a worker thread."""

    def __init__(self, database: Database, folder: Path, kept: timedelta) -> None:
        """Files live in `folder`; an unfinished one expires `kept` after its last byte.

        Raises OSError.
        """
        durable.private_folder(folder)
        self._database = database
        self._kept = kept
        self.folder = folder

    def sweep(self) -> None:
        """Remove files no live upload owns: what a crash between two steps left. Raises OSError."""
        with self._database.read() as connection:
            live = select(uploads.c.id).where(uploads.c.dropped.is_(False))
            owned = set(connection.execute(live).scalars())
        for file in self.folder.iterdir():
            if file.name not in owned:
                file.unlink()

    def path(self, upload: str) -> Path:
        """The file of an upload that has a row."""
        return self.folder / upload

    def offset(self, upload: Upload) -> int:
        """Bytes held for good. Raises OSError; an upload whose bytes are in doubt is given up."""
        try:
            held = durable.synced_size(self.path(upload.id))
        except durable.NotOnDisk:
            self.drop(upload)
            raise
        return min(held or 0, upload.size)

    def expires(self, upload: Upload) -> datetime:
        """When an upload is given up if no more bytes come. Raises OSError."""
        touched = self.path(upload.id).stat().st_mtime
        return datetime.fromtimestamp(touched, VIETNAM) + self._kept

    def expired(self, now: datetime) -> list[Upload]:
        """Uploads without news for too long, of dossiers the hub has not vouched for."""
        vouched = select(receipts.c.dossier)
        wanted = select(uploads).where(
            uploads.c.dropped.is_(False), uploads.c.dossier.not_in(vouched)
        )
        with self._database.read() as connection:
            live = [_upload(row) for row in connection.execute(wanted)]
        return [one for one in live if self.path(one.id).exists() and self.expires(one) <= now]

    def find(self, upload: str) -> Upload | None:
        """The upload of that id, dropped ones too."""
        with self._database.read() as connection:
            row = connection.execute(select(uploads).where(uploads.c.id == upload)).one_or_none()
        return None if row is None else _upload(row)

    def of_object(self, dossier: str, sealed: SealedObject) -> Upload | None:
        """The live upload of an object."""
        with self._database.read() as connection:
            return _of_object(connection, dossier, sealed)

    def create(self, dossier: str, sealed: SealedObject) -> tuple[Upload, bool]:
        """The live upload of an object and whether it is new. Raises OSError."""
        made = Upload(
            secrets.token_hex(16), dossier, sealed.id, sealed.sealed_sha256, sealed.sealed_size,
            dropped=False,
        )  # fmt: skip
        known = self.of_object(dossier, sealed)
        if known is not None:
            return known, False
        durable.make_empty(self.path(made.id))
        with self._database.write() as connection:
            alone(connection, f"dossier {dossier}")
            known = _of_object(connection, dossier, sealed)
            if known is None:
                connection.execute(
                    insert(uploads).values(
                        id=made.id, dossier=dossier, object=made.object, sha256=made.sha256,
                        size=made.size,
                    )
                )  # fmt: skip
        if known is not None:
            self.path(made.id).unlink(missing_ok=True)
        return known or made, known is None

    def drop(self, upload: Upload) -> bool:
        """Give an upload up for good: its bytes go, its id answers "gone" from now on.

        False, and nothing changes, when the hub has vouched for its dossier.
        """
        vouched = select(receipts.c.dossier).where(receipts.c.dossier == upload.dossier).exists()
        with self._database.write() as connection:
            alone(connection, f"dossier {upload.dossier}")
            dropped = connection.execute(
                update(uploads).where(uploads.c.id == upload.id, ~vouched).values(dropped=True)
            )
        if dropped.rowcount == 0:
            return False
        self.path(upload.id).unlink(missing_ok=True)
        return True

    def lacking(self, dossier: str, sealed: SealedObject) -> MissingObject | None:
        """What the hub still lacks of an object, None when it holds all bytes. Raises OSError."""
        known = self.of_object(dossier, sealed)
        if known is None:
            return MissingObject(object=sealed.id, upload=None, offset=0)
        offset = self.offset(known)
        if offset == known.size:
            return None
        return MissingObject(object=sealed.id, upload=f"/v1/files/{known.id}", offset=offset)


def absent(connection: Connection, document: DossierDocument) -> list[MissingObject]:
    """Objects without a live upload, as seen by the transaction of `connection`."""
    return [
        MissingObject(object=sealed.id, upload=None, offset=0)
        for sealed in document.objects
        if _of_object(connection, document.id, sealed) is None
    ]


def _of_object(connection: Connection, dossier: str, sealed: SealedObject) -> Upload | None:
    row = connection.execute(
        select(uploads).where(
            uploads.c.dossier == dossier,
            uploads.c.object == sealed.id,
            uploads.c.sha256 == sealed.sealed_sha256,
            uploads.c.dropped.is_(False),
        )
    ).one_or_none()
    return None if row is None else _upload(row)


def _upload(row: Row[str, str, str, str, int, bool]) -> Upload:
    return Upload(row.id, row.dossier, row.object, row.sha256, row.size, dropped=row.dropped)
