"""Sealing: from a filing to the immutable document that disk, wire and stick carry unchanged."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from dossier import fees, missing
from dossier.documents import required
from dossier.filing import Filing
from dossier.moments import Moment
from dossier.procedure import Give
from dossier.values import canonical, thaw
from dossier.wire import (
    Applicant,
    DossierDocument,
    ProcedureRef,
    SealedAnswer,
    SealedFee,
    SealedMoment,
    SealedObject,
)


class SealRefused(ValueError):
    """The filing may not be sealed yet; `str()` says what is open."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the kiosk adds around a filing: numbers, times and the objects already encrypted.

    `journal` is the chain link of the visit's last event: it ties the dossier to its history.
    """

    id: str
    kiosk: str
    receipt_number: str
    lookup_code: str
    received_at: datetime
    due: datetime | None
    moment: Moment
    sequence: int
    journal: str
    objects: tuple[SealedObject, ...]
    revision: int = 1
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class SealedDossier:
    """A sealed dossier: the value, its exact bytes and their SHA-256 in hex."""

    document: DossierDocument
    content: bytes
    digest: str


def seal(filing: Filing, envelope: Envelope) -> SealedDossier:
    """Seal a complete filing. Raises SealRefused when something that may not wait is open."""
    refuse_unfinished(filing)
    document = DossierDocument(
        id=envelope.id,
        revision=envelope.revision,
        parent=envelope.parent,
        kiosk=envelope.kiosk,
        receipt_number=envelope.receipt_number,
        lookup_code=envelope.lookup_code,
        procedure=ProcedureRef(
            slug=filing.procedure.slug,
            version=filing.procedure.version,
            code=filing.procedure.code,
            name=filing.procedure.words.official,
        ),
        applicant=applicant(filing),
        received_at=envelope.received_at,
        due=envelope.due,
        sealed=SealedMoment(
            wall=envelope.moment.wall,
            boot_id=envelope.moment.boot_id,
            boot_seconds=envelope.moment.boot_seconds,
            sequence=envelope.sequence,
            corrected=envelope.moment.corrected,
        ),
        answers=_answers(filing),
        shown=tuple(
            need.document.id for need in required(filing) if need.document.give is Give.SHOW
        ),
        missing=tuple(gap.id for gap in missing.of(filing)),
        consent=filing.consent,
        declaration=filing.signature.declaration if filing.signature else "",
        fees=tuple(
            SealedFee(id=line.id, text=line.text, amount=line.amount) for line in fees.due(filing)
        ),
        journal=envelope.journal,
        objects=envelope.objects,
    )
    content = canonical(document.model_dump(mode="json"))
    return SealedDossier(document, content, digest(content))


def refuse_unfinished(filing: Filing) -> None:
    """Raise SealRefused when consent, signature, a required answer or a paper is open."""
    if not filing.consent:
        raise SealRefused("Chưa có sự đồng ý xử lý dữ liệu.")
    if filing.signature is None:
        raise SealRefused("Hồ sơ chưa được ký.")
    for gap in missing.of(filing):
        if not gap.deferrable or gap.id not in (filing.accepted_missing or ()):
            raise SealRefused(f"Còn thiếu: {gap.name}")


def applicant(filing: Filing) -> Applicant:
    """Who files: the questions the pack names as applicant, else the card."""
    given = {part: filing.standing.get(name) for part, name in filing.procedure.applicant.items()}
    card = filing.identity
    name, number = given.get("name"), given.get("number")
    return Applicant(
        name=str(name.value) if name else (card.name if card else ""),
        number=str(number.value) if number else (card.number if card else ""),
    )


def digest(content: bytes) -> str:
    """Hex SHA-256, the identity of sealed bytes."""
    return hashlib.sha256(content).hexdigest()


def _answers(filing: Filing) -> tuple[SealedAnswer, ...]:
    return tuple(
        SealedAnswer(
            question=name,
            value=thaw(answer.value),
            source=answer.source.value,
            role=answer.by.role,
            by=answer.by.name,
            at=answer.at,
            confirmed=answer.confirmed,
        )
        for name, answer in filing.standing.items()
    )
