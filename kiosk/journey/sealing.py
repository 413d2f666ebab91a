"""Sealing: the dossier becomes immutable, numbered, encrypted for the hub and queued, at once."""

from dataclasses import dataclass
from datetime import datetime, time

from dossier import events as happened
from dossier import receipts, seal
from dossier.documents import required
from dossier.filing import Filing
from dossier.moments import Moment
from dossier.routing import deadline
from dossier.seal import Envelope, SealedDossier
from dossier.wire import DossierDocument, SealedObject
from dossier.workdays import WorkCalendar, due
from kiosk.journey.desk import Desk
from kiosk.journey.ports import (
    BlobStore,
    Journal,
    Keys,
    Outbox,
    Outgoing,
    PageReader,
    Printed,
    Printer,
    Settings,
    Transport,
)
from kiosk.journey.visit import Visit

PDF = "application/pdf"
SVG = "image/svg+xml"
SIGNATURE = "signature"
CLOSING = time(17, 0)
"""Results are due before the counter closes (17:00), as printed on form 01."""


@dataclass(frozen=True, slots=True)
class SealingTools:
    """The adapters sealing needs."""

    journal: Journal
    blobs: BlobStore
    keys: Keys
    outbox: Outbox
    pages: PageReader
    printer: Printer
    transport: Transport


class Sealing:
    """Seals the visit at hand and prints its slip. Slow work: run it on a worker."""

    def __init__(
        self, desk: Desk, tools: SealingTools, settings: Settings, calendar: WorkCalendar
    ) -> None:
        self._desk = desk
        self._tools = tools
        self._settings = settings
        self._calendar = calendar

    def learn(self, calendar: WorkCalendar) -> None:
        """Count working days by this calendar from now on."""
        self._calendar = calendar

    def seal(self) -> Visit:
        """Seal and queue the dossier. Raises SealRefused or StoreFailed, changing nothing."""
        visit = self._desk.visit
        if visit.sealed is not None:
            return visit
        seal.refuse_unfinished(visit.filing)
        moment = self._desk.clock.now()
        sealed = seal.seal(visit.filing, self._envelope(visit, moment))
        document = sealed.document
        event = happened.Sealed(document.id, sealed.digest, document.receipt_number)
        sealed_visit = self._desk.seal(event, _outgoing(sealed, moment))
        self._tools.transport.nudge()
        return sealed_visit

    def print_slip(self) -> Printed:
        """Print the intake slip of the sealed visit. Raises PrinterFailed."""
        event = self._desk.visit.sealed
        if event is None:
            raise seal.SealRefused("Hồ sơ chưa được nộp nên chưa có giấy biên nhận.")
        outbox = self._tools.outbox
        document = DossierDocument.model_validate_json(outbox.document(event.dossier))
        delivery = outbox.delivery(event.dossier)
        slip = self._tools.printer.slip(document, delivery.official_code if delivery else None)
        self._desk.record(happened.SlipPrinted(seal.digest(slip.pdf), slip.where))
        return slip

    def _envelope(self, visit: Visit, moment: Moment) -> Envelope:
        received = moment.right
        day = due(deadline(visit.filing), received, self._calendar)
        dossier = self._desk.new_id()
        serial = self._tools.journal.next_serial()
        return Envelope(
            id=dossier,
            kiosk=self._settings.kiosk,
            receipt_number=receipts.make(self._settings.kiosk, received.date(), serial),
            lookup_code=receipts.lookup_code(dossier.encode()),
            received_at=received,
            due=datetime.combine(day, CLOSING, received.tzinfo) if day else None,
            moment=moment,
            sequence=visit.sequence,
            journal=visit.link,
            objects=self._objects(visit.filing),
        )

    def _objects(self, filing: Filing) -> tuple[SealedObject, ...]:
        """Papers asked for by the answers as they stand, and the ink: nothing else leaves."""
        words = filing.procedure.words
        sealed = []
        for need in required(filing):
            document = need.document.id
            pages = filing.pages.get(document, ())
            if pages:
                title = words.documents[document].name
                content = self._tools.pages.bind(
                    [self._tools.blobs.get(page.sha256) for page in pages], title
                )
                sealed.append(self._object(document, title, len(pages), PDF, content))
        if filing.signature is not None:
            ink = self._tools.blobs.get(filing.signature.sha256)
            sealed.append(self._object(SIGNATURE, "Chữ ký", 0, SVG, ink))
        return tuple(sealed)

    def _object(
        self, document: str, title: str, pages: int, media_type: str, content: bytes
    ) -> SealedObject:
        ciphertext = self._tools.keys.seal_for_hub(content)
        return SealedObject(
            id=self._desk.new_id(),
            document=document,
            title=title,
            pages=pages,
            media_type=media_type,
            size=len(content),
            sha256=seal.digest(content),
            sealed_size=len(ciphertext),
            sealed_sha256=self._tools.blobs.put(ciphertext, sealed=True),
        )


def _outgoing(sealed: SealedDossier, moment: Moment) -> Outgoing:
    document = sealed.document
    return Outgoing(
        id=document.id,
        receipt_number=document.receipt_number,
        lookup_code=document.lookup_code,
        digest=sealed.digest,
        document=sealed.content,
        sealed_at=moment,
    )
