"""Reviewing: what is complete, what is missing, everything on one page, and the signature."""

from dossier import events as happened
from dossier import fees, missing
from dossier.documents import Requirement, not_asked, required
from dossier.fees import FeeLine
from dossier.missing import Missing
from dossier.procedure import NotAsked
from kiosk.journey.desk import Desk
from kiosk.journey.ports import BlobStore
from kiosk.journey.visit import Visit


class Reviewing:
    """The checklist, the bill and the signature of the visit at hand."""

    def __init__(self, desk: Desk, blobs: BlobStore) -> None:
        self._desk = desk
        self._blobs = blobs

    @property
    def gaps(self) -> tuple[Missing, ...]:
        """What is missing."""
        return missing.of(self._desk.visit.filing)

    @property
    def needs(self) -> tuple[Requirement, ...]:
        """Every required document and how far it is."""
        return required(self._desk.visit.filing)

    @property
    def forbidden(self) -> tuple[NotAsked, ...]:
        """Papers that must not be asked for."""
        return not_asked(self._desk.visit.filing)

    @property
    def bill(self) -> tuple[FeeLine, ...]:
        """The fee lines."""
        return fees.due(self._desk.visit.filing)

    def accept_missing(self) -> Visit:
        """The citizen has seen the checklist and goes on."""
        return self._desk.record(happened.MissingAccepted(tuple(gap.id for gap in self.gaps)))

    def sign(self, ink: bytes) -> Visit:
        """Keep the ink (SVG) under the declaration now shown: first the blob, then the event."""
        procedure = self._desk.visit.filing.procedure
        sha256 = self._blobs.put(ink)
        declaration = f"{procedure.slug}/{procedure.version}"
        return self._desk.record(happened.Signed(declaration, sha256, len(ink)))
