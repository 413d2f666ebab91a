"""Invented sealed dossiers of any size, ready for an outbox."""

import os
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone

from dossier.moments import Moment
from dossier.receipts import lookup_code, make
from dossier.seal import digest
from dossier.uuid7 import uuid7
from dossier.values import canonical
from dossier.wire import (
    Applicant,
    DossierDocument,
    ProcedureRef,
    SealedAnswer,
    SealedMoment,
    SealedObject,
)
from kiosk.journey.ports import BlobStore, Outgoing

KIOSK = "Q03"
VIETNAM = timezone(timedelta(hours=7))
FIRST = datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM)


def sealed_dossier(
    blobs: BlobStore,
    sizes: Sequence[int],
    serial: int = 1,
    seal_for_hub: Callable[[bytes], bytes] | None = None,
    kiosk: str = KIOSK,
) -> tuple[DossierDocument, Outgoing]:
    """A dossier with one object per size, its ciphertexts in `blobs`, and its outbox entry.

    Without `seal_for_hub` the "ciphertext" is the invented bytes themselves.
    """
    at = FIRST + timedelta(minutes=serial)
    objects = tuple(_object(blobs, size, at, seal_for_hub) for size in sizes)
    dossier = _id(at)
    document = DossierDocument(
        id=dossier,
        revision=1,
        kiosk=kiosk,
        receipt_number=make(kiosk, at.date(), serial),
        lookup_code=lookup_code(dossier.encode()),
        procedure=ProcedureRef(
            slug="birth-registration",
            version="2026-07-01",
            code="1.001193",
            name="Đăng ký khai sinh",
        ),
        applicant=Applicant(name="Nguyễn Thị Mẫu", number="001199000001"),
        received_at=at,
        due=None,
        sealed=SealedMoment(wall=at, boot_id="boot-thu", boot_seconds=float(serial), sequence=9),
        answers=(
            SealedAnswer(
                question="child.name",
                value="Trần Văn Thử",
                source="citizen",
                role="citizen",
                by="",
                at=at,
                confirmed=True,
            ),
        ),
        shown=(),
        missing=(),
        consent="2026-1",
        declaration="Tôi cam đoan lời khai trên là đúng.",
        fees=(),
        journal="0" * 64,
        objects=objects,
    )
    content = canonical(document.model_dump(mode="json"))
    outgoing = Outgoing(
        id=dossier,
        receipt_number=document.receipt_number,
        lookup_code=document.lookup_code,
        digest=digest(content),
        document=content,
        sealed_at=Moment(at, "boot-thu", float(serial)),
    )
    return document, outgoing


def _object(
    blobs: BlobStore, size: int, at: datetime, seal_for_hub: Callable[[bytes], bytes] | None
) -> SealedObject:
    content = os.urandom(size)
    ciphertext = seal_for_hub(content) if seal_for_hub else content
    return SealedObject(
        id=_id(at),
        document="birth-certificate",
        title="Giấy chứng sinh",
        pages=1,
        media_type="application/pdf",
        size=len(content),
        sha256=digest(content),
        sealed_size=len(ciphertext),
        sealed_sha256=blobs.put(ciphertext, sealed=True),
    )


def _id(at: datetime) -> str:
    return uuid7(int(at.timestamp() * 1000), os.urandom(10))
