"""Slips of this counter: where they go, and what the wire document leaves unsaid on them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from typing_extensions import override

from dossier.catalogue import Listed
from dossier.filing import Filing
from dossier.provenance import Actor, Answer, Source
from dossier.routing import deadline
from dossier.values import freeze
from dossier.wire import DossierDocument
from dossier.workdays import explain_due
from kiosk.app.config import Config
from kiosk.app.reference import Reference
from kiosk.journey.ports import Printed, Printer
from kiosk.paper.printing import FilePrinter, Spooler, SystemPrinter, system_spooler
from kiosk.paper.sealed_papers import PaperWords, words_of

SLIPS = "slips"


class SlipAndReceipt(Printer):
    """Prints the intake slip, and the 80 mm receipt on a printer of its own."""

    def __init__(self, slips: Printer, files: FilePrinter, receipts: Spooler) -> None:
        self._slips = slips
        self._files = files
        self._receipts = receipts

    @override
    def slip(self, document: DossierDocument, official_code: str | None) -> Printed:
        """Slip first, then receipt. Raises PrinterFailed; what was printed or saved stays."""
        printed = self._slips.slip(document, official_code)
        receipt = self._files.roll(document, official_code)
        where = self._receipts.send(Path(receipt.where), document.receipt_number)
        return Printed(printed.pdf, where if printed.where.endswith(".pdf") else printed.where)

    @override
    def leaflet(self, listed: Listed) -> Printed:
        """A leaflet needs the large printer only. Raises PrinterFailed."""
        return self._slips.leaflet(listed)


def printer_of(data: Path, config: Config, known: Callable[[], Reference]) -> Printer:
    """Slips go to the printers the configuration names, and always to the slips folder."""

    def words(document: DossierDocument) -> PaperWords:
        return slip_words(document, known())

    files = FilePrinter(data / SLIPS, config.settings, words)
    slips = SystemPrinter(files, system_spooler(config.printer)) if config.printer else files
    if not config.receipt_printer:
        return slips
    return SlipAndReceipt(slips, files, system_spooler(config.receipt_printer))


def slip_words(document: DossierDocument, reference: Reference) -> PaperWords:
    """The words of the pack the dossier was received under, and why it is due when it is."""
    sealed_under = document.procedure
    pack = reference.catalogue.version(sealed_under.slug, sealed_under.version)
    words = words_of(pack, reference.unit_name)
    filing = Filing(pack, document.received_at.date())
    for answer in document.answers:
        by = Actor(answer.role, answer.by)
        value = freeze(answer.value)
        source = Source(answer.source)
        filing = filing.answer(
            answer.question, Answer(value, source, by, answer.at, answer.confirmed)
        )
    why = explain_due(deadline(filing), document.received_at, reference.calendar)
    return replace(words, due_explanation=f"{why[:1].lower()}{why[1:]}") if why else words
