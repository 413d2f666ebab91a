"""Adapters loaded once the first screen stands: what they import costs half a second."""

from collections.abc import Callable, Sequence
from functools import cached_property

from typing_extensions import override

from dossier.catalogue import Listed
from dossier.wire import DossierDocument
from kiosk.journey.ports import (
    Code,
    CodeReader,
    Corners,
    Frame,
    PageReader,
    PageSource,
    PageView,
    Printed,
    Printer,
    ScannedPage,
)


class LateCodeReader(CodeReader):
    """The counter's code reader."""

    @cached_property
    def _reader(self) -> CodeReader:
        from kiosk.scan.codes import ZxingThenZbar

        return ZxingThenZbar()

    @override
    def read(self, frame: Frame, *, thorough: bool = False) -> tuple[Code, ...]:
        """Read the codes of a frame."""
        return self._reader.read(frame, thorough=thorough)


class LatePageReader(PageReader):
    """The counter's page reader."""

    @cached_property
    def _reader(self) -> PageReader:
        from kiosk.scan.pages import OpenCvPageReader

        return OpenCvPageReader()

    @override
    def find(self, frame: Frame) -> PageView:
        """Find the page in a frame."""
        return self._reader.find(frame)

    @override
    def scan(self, frame: Frame, corners: Corners | None = None) -> ScannedPage:
        """Straighten the page in a frame."""
        return self._reader.scan(frame, corners)

    @override
    def bind(self, pages: Sequence[bytes], title: str) -> bytes:
        """Bind pages as a PDF."""
        return self._reader.bind(pages, title)


class LatePageSource(PageSource):
    """The camera or other source the configuration names."""

    def __init__(self, where: str) -> None:
        self._where = where

    @cached_property
    def _source(self) -> PageSource:
        from kiosk.scan.sources import open_source

        return open_source(self._where)

    @override
    def start(self) -> None:
        """Open it."""
        self._source.start()

    @override
    def frame(self) -> Frame | None:
        """The newest frame, None when none is new."""
        return self._source.frame()

    @override
    def stop(self) -> None:
        """Let it go, if it was ever opened."""
        if "_source" in self.__dict__:
            self._source.stop()


class LatePrinter(Printer):
    """The counter's printer; `made` builds it."""

    def __init__(self, made: Callable[[], Printer]) -> None:
        self._made = made

    @cached_property
    def _printer(self) -> Printer:
        return self._made()

    @override
    def slip(self, document: DossierDocument, official_code: str | None) -> Printed:
        """Print the slip."""
        return self._printer.slip(document, official_code)

    @override
    def leaflet(self, listed: Listed) -> Printed:
        """Print the leaflet."""
        return self._printer.leaflet(listed)


def load_late_adapters() -> None:
    """Import now what they will need, so that the first citizen does not wait for it."""
    import kiosk.app.slips
    import kiosk.scan.codes
    import kiosk.scan.pages
    import kiosk.scan.sources  # noqa: F401
