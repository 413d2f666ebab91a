"""Capturing: from a frame to a durable page of a required document."""

from dossier import events as happened
from kiosk.journey.desk import Desk
from kiosk.journey.ports import BlobStore, Corners, Frame, PageReader, PageView, ScannedPage
from kiosk.journey.visit import Visit

JPEG = "image/jpeg"


class Capturing:
    """Finds, takes, retakes and puts off pages; a page is durable before it is shown as taken."""

    def __init__(self, desk: Desk, reader: PageReader, blobs: BlobStore) -> None:
        self._desk = desk
        self._reader = reader
        self._blobs = blobs

    def find(self, frame: Frame) -> PageView:
        """Where the page is and whether it may be shot. Safe on a worker."""
        return self._reader.find(frame)

    def scan(self, frame: Frame, corners: Corners | None) -> ScannedPage:
        """Straighten a page without keeping it. Safe on a worker."""
        return self._reader.scan(frame, corners)

    def keep(self, document: str, page: ScannedPage) -> Visit:
        """Make a scanned page durable: first the blob, then the event."""
        sha256 = self._blobs.put(page.jpeg)
        size = len(page.jpeg)
        event = happened.PageAdded(document, sha256, size, JPEG, page.verdict.value)
        return self._desk.record(event)

    def picture(self, sha256: str) -> bytes:
        """The JPEG of a kept page."""
        return self._blobs.get(sha256)

    def retake(self, document: str, sha256: str) -> Visit:
        """Discard a page so that it can be taken again."""
        visit = self._desk.record(happened.PageRemoved(document, sha256))
        kept = {page.sha256 for pages in visit.filing.pages.values() for page in pages}
        if sha256 not in kept:
            self._blobs.remove(sha256)
        return visit

    def finish(self, document: str) -> Visit:
        """All pages of the document are in."""
        return self._desk.record(happened.DocumentFinished(document))

    def defer(self, document: str, reason: str) -> Visit:
        """The document comes later."""
        return self._desk.record(happened.DocumentDeferred(document, reason))
