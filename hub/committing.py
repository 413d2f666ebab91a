"""The moment a dossier counts as received: every object verified, then one transaction."""

import hashlib
import os
from http import HTTPStatus

from dossier.wire import DossierDocument, MissingObject, SealedObject
from hub import dossiers, durable, receipts
from hub.devices import Device
from hub.keys import NotForUs, Sink
from hub.problems import Refused
from hub.uploads import Upload
from hub.upstream import Upstream


def commit(upstream: Upstream, device: Device, dossier: str, presented: bytes = b"") -> bytes:
    """The bytes of the signed receipt, the same on every repeat.

    `presented` is the receipt this hub gave before it was put back to an older state, if any.

    Raises Refused: 409 with what is missing; 422 when an object is not what the document says.
    """
    holding = dossiers.held(upstream, device, dossier)
    known = receipts.find(upstream.database, dossier)
    if known is not None:
        return known
    if holding.refusal is not None:
        raise _rejected(holding.refusal)
    former = receipts.former(upstream, holding.document, holding.digest, presented)
    lacks = _verify(upstream, holding.document)
    if lacks:
        raise receipts.incomplete(lacks)
    return receipts.issue(upstream, holding.document, holding.digest, former)


def _verify(upstream: Upstream, document: DossierDocument) -> list[MissingObject]:
    """What must (again) be sent: all that is incomplete, and what arrived damaged."""
    lacks = [lack for sealed in document.objects if (lack := _lack(upstream, document, sealed))]
    if not lacks:
        durable.sync_folder(upstream.uploads.folder)
        for sealed in document.objects:
            _open(upstream, document, sealed)
    return lacks


def _lack(
    upstream: Upstream, document: DossierDocument, sealed: SealedObject
) -> MissingObject | None:
    lack = upstream.uploads.lacking(document.id, sealed)
    if lack is not None:
        return lack
    upload = _whole(upstream, document, sealed)
    with upstream.uploads.path(upload.id).open("rb") as file:
        intact = hashlib.file_digest(file, "sha256").hexdigest() == sealed.sealed_sha256
        if intact and os.fstat(file.fileno()).st_size == sealed.sealed_size:
            return None
    upstream.uploads.drop(upload)
    return MissingObject(object=sealed.id, upload=None, offset=0)


def _open(upstream: Upstream, document: DossierDocument, sealed: SealedObject) -> None:
    sink = Sink()
    upload = _whole(upstream, document, sealed)
    try:
        with upstream.uploads.path(upload.id).open("rb") as file:
            upstream.keys.open(file, sink)
    except NotForUs as problem:
        reason = f"Không mở được tệp “{sealed.title}”: tệp không được mã hóa cho hệ thống này."
        dossiers.reject(upstream, document.id, reason)
        raise _rejected(reason) from problem
    if (sink.sha256, sink.size) != (sealed.sha256, sealed.size):
        reason = f"Tệp “{sealed.title}” không khớp với nội dung đã ký trong hồ sơ."
        dossiers.reject(upstream, document.id, reason)
        raise _rejected(reason)


def _whole(upstream: Upstream, document: DossierDocument, sealed: SealedObject) -> Upload:
    """The upload that holds all bytes of an object."""
    upload = upstream.uploads.of_object(document.id, sealed)
    if upload is None:  # given up a moment ago by another request
        lack = MissingObject(object=sealed.id, upload=None, offset=0)
        raise receipts.incomplete([lack])
    return upload


def _rejected(reason: str) -> Refused:
    return Refused(HTTPStatus.UNPROCESSABLE_ENTITY, reason, kind="rejected")
