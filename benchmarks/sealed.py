"""Invented sealed dossiers, put in a queue by the seal of a visit like any other."""

import os
from datetime import timedelta
from pathlib import Path

from dossier.events import Sealed, VisitStarted
from dossier.moments import Moment
from dossier.provenance import CITIZEN
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
from kiosk.app.clock import SystemClock
from kiosk.journey.ports import Outgoing
from kiosk.store.opening import Store, open_store

KIOSK = "Q03"
OBJECT_BYTES = (300_000, 300_000, 40_000)
ANSWERS = 30
APART = timedelta(minutes=1)
"""Between two seals; ten thousand reach back a week."""


def fill(data: Path, dossiers: int, *, first: int = 1, store: Store | None = None) -> None:
    """Seal so many dossiers of three papers, with the receipt serials from `first` on."""
    clock = SystemClock()
    opened = store or open_store(data, clock)
    names = [opened.blobs.put(os.urandom(64), sealed=True) for _ in OBJECT_BYTES]
    now = clock.now()
    for serial in range(first, first + dossiers):
        ago = (first + dossiers - serial) * APART
        at = Moment(now.wall - ago, now.boot_id, now.boot_seconds)
        papers = tuple(
            sealed_object(name, size, at) for name, size in zip(names, OBJECT_BYTES, strict=True)
        )
        outgoing = sealed_dossier(papers, ANSWERS, serial, at)
        visit = f"visit-{serial}"
        started = VisitStarted("birth-registration", "2026-07-01")
        opened.journal.append(visit, started, at, CITIZEN)
        event = Sealed(outgoing.id, outgoing.digest, outgoing.receipt_number)
        opened.journal.seal(visit, event, at, CITIZEN, outgoing)
    if store is None:
        opened.close()


def sealed_dossier(
    papers: tuple[SealedObject, ...], answers: int, serial: int, at: Moment
) -> Outgoing:
    """A dossier with these papers and so many answers."""
    dossier = _id(at)
    document = DossierDocument(
        id=dossier,
        revision=1,
        kiosk=KIOSK,
        receipt_number=make(KIOSK, at.wall.date(), serial),
        lookup_code=lookup_code(dossier.encode()),
        procedure=ProcedureRef(
            slug="birth-registration",
            version="2026-07-01",
            code="1.001193",
            name="Đăng ký khai sinh",
        ),
        applicant=Applicant(name="Nguyễn Thị Mẫu", number="001199000001"),
        received_at=at.wall,
        due=None,
        sealed=SealedMoment(
            wall=at.wall, boot_id=at.boot_id, boot_seconds=at.boot_seconds, sequence=2
        ),
        answers=tuple(_answer(number, at) for number in range(answers)),
        shown=(),
        missing=(),
        consent="2026-1",
        declaration="Tôi cam đoan lời khai trên là đúng.",
        fees=(),
        journal="0" * 64,
        objects=papers,
    )
    content = canonical(document.model_dump(mode="json"))
    return Outgoing(
        id=dossier,
        receipt_number=document.receipt_number,
        lookup_code=document.lookup_code,
        digest=digest(content),
        document=content,
        sealed_at=at,
    )


def _answer(number: int, at: Moment) -> SealedAnswer:
    return SealedAnswer(
        question=f"child.answer_{number}",
        value="Trần Văn Thử",
        source="citizen",
        role="citizen",
        by="",
        at=at.wall,
        confirmed=True,
    )


def sealed_object(
    name: str, size: int, at: Moment, plain: tuple[str, int] | None = None
) -> SealedObject:
    """A paper whose ciphertext is `name` and of `size` bytes; `plain` are the paper's own."""
    sha256, plain_size = plain or ("a" * 64, size)
    return SealedObject(
        id=_id(at),
        document="birth-certificate",
        title="Giấy chứng sinh",
        pages=1,
        media_type="application/pdf",
        size=plain_size,
        sha256=sha256,
        sealed_size=size,
        sealed_sha256=name,
    )


def _id(at: Moment) -> str:
    return uuid7(int(at.wall.timestamp() * 1000), os.urandom(10))
