"""The dossiers of a verified parcel on their way through the doors the line uses."""

import hashlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

from dossier.parcel import CHANGED, PIECE, ParcelRefused, Sealed
from dossier.receipt_parcel import RefusedDossier
from dossier.seal import digest
from dossier.wire import SealedObject, SignedReceipt
from hub import committing, dossiers, durable, receipts
from hub.devices import Device
from hub.problems import Refused
from hub.upstream import Upstream

TRIES = 2
"""An object that came damaged by the line is brought once more from the parcel."""
OBJECT = "object-"
"""Begins the names of objects not yet in their place."""

UNREADABLE = (
    "Không đọc được gói hồ sơ, có thể USB bị rút ra hoặc hỏng. Hồ sơ nào chưa có biên nhận thì vẫn "
    "còn ở quầy: xin cắm lại USB và nhập lại gói này."
)
AGAIN = "Chưa nhận đủ giấy tờ của một hồ sơ vì hồ sơ đó đang được gửi lại. Xin nhập lại gói này."


class Source:
    """A parcel being read; a stick that is pulled out is said in words."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, size: int, /) -> bytes:
        """The next bytes, b"" at the end. Raises ParcelRefused."""
        try:
            return self._file.read(size)
        except OSError as problem:
            raise ParcelRefused(UNREADABLE) from problem

    def go_to(self, place: int) -> None:
        """Read on from there. Raises ParcelRefused."""
        try:
            self._file.seek(place)
        except OSError as problem:
            raise ParcelRefused(UNREADABLE) from problem


@dataclass(frozen=True, slots=True)
class Bringing:
    """Brings the dossiers of one parcel in: `places` tells where in `source` each object begins."""

    upstream: Upstream
    owner: Device
    source: Source
    places: Mapping[str, int]
    folder: Path

    def dossier(self, sealed: Sealed) -> SignedReceipt | RefusedDossier:
        """Announce, bring and commit; durable when this returns. Raises OSError, ParcelRefused."""
        dossier = sealed.document.id
        try:
            dossiers.accept(self.upstream, self.owner, dossier, sealed.content)
            for _ in range(TRIES):
                self._objects(sealed)
                signed = self._committed(dossier)
                if signed is not None:
                    return SignedReceipt.model_validate_json(signed)
        except Refused as refused:
            return RefusedDossier(
                dossier=dossier,
                digest=digest(sealed.content),
                rejected=refused.problem.status == HTTPStatus.UNPROCESSABLE_ENTITY,
                reason=refused.problem.detail,
            )
        raise ParcelRefused(AGAIN)

    def _committed(self, dossier: str) -> bytes | None:
        """The signed receipt, None when something is missing after all. Raises Refused."""
        try:
            return committing.commit(self.upstream, self.owner, dossier)
        except Refused as refused:
            if refused.problem.missing:
                return None
            raise

    def _objects(self, sealed: Sealed) -> None:
        if receipts.find(self.upstream.database, sealed.document.id) is not None:
            return
        for each in sealed.document.objects:
            if self.upstream.uploads.lacking(sealed.document.id, each) is not None:
                self._bring(sealed.document.id, each)

    def _bring(self, dossier: str, sealed: SealedObject) -> None:
        """Put a whole object in the place of whatever part of it came by the line.

        Whoever is still writing that part writes into a file nobody looks at any more.
        """
        upload, _ = self.upstream.uploads.create(dossier, sealed)
        temporary = self.folder / f"{OBJECT}{secrets.token_hex(8)}"
        try:
            self._copy(sealed, temporary)
            temporary.replace(self.upstream.uploads.path(upload.id))
        finally:
            temporary.unlink(missing_ok=True)
        durable.sync_folder(self.upstream.uploads.folder)

    def _copy(self, sealed: SealedObject, path: Path) -> None:
        self.source.go_to(self.places[sealed.sealed_sha256])
        hashed, left = hashlib.sha256(), sealed.sealed_size
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags, durable.PRIVATE_FILE), "wb") as file:
            while left and (piece := self.source.read(min(left, PIECE))):
                file.write(piece)
                hashed.update(piece)
                left -= len(piece)
            file.flush()
            os.fsync(file.fileno())
        if hashed.hexdigest() != sealed.sealed_sha256:
            raise ParcelRefused(CHANGED)
