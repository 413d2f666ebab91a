"""What every printer does."""

from datetime import date

import pytest

from kiosk.journey.ports import PrinterFailed
from kiosk.paper.printing import FilePrinter, LpSpooler, SystemPrinter
from tests.support.booth import BIRTH, reference
from tests.support.devices import FakePrinter
from tests.support.sealed_dossier import DOCUMENT, SETTINGS, WORDS

SHEET = "1.004746"
"""An information sheet."""
DAY = date(2026, 11, 24)
CODE = "H50.15.01-261123-0001"


def listed(key):
    return reference().catalogue.listed(key, DAY)


@pytest.fixture(params=["fake", "real"])
def printer(request, tmp_path):
    if request.param == "fake":
        return FakePrinter()
    return FilePrinter(tmp_path / "slips", SETTINGS, lambda _document: WORDS)


def broken(tmp_path):
    (tmp_path / "slips").write_bytes(b"a file where the folder should be")
    return FilePrinter(tmp_path / "slips", SETTINGS, lambda _document: WORDS)


def test_a_slip_is_a_pdf_and_says_where_it_went(printer):
    slip = printer.slip(DOCUMENT, None)
    assert slip.pdf.startswith(b"%PDF-")
    assert slip.where


def test_the_same_dossier_gives_the_same_slip(printer):
    assert printer.slip(DOCUMENT, None).pdf == printer.slip(DOCUMENT, None).pdf


def test_the_official_code_makes_another_slip(printer):
    assert printer.slip(DOCUMENT, CODE).pdf != printer.slip(DOCUMENT, None).pdf


@pytest.mark.parametrize("kind", ["fake", "real"])
def test_a_slip_that_did_not_come_out_is_said_in_words(kind, tmp_path):
    if kind == "fake":
        printer = FakePrinter()
        printer.fail_next(PrinterFailed("Máy in hết giấy. Số phiếu trên màn hình vẫn dùng được."))
    else:
        printer = broken(tmp_path)
    with pytest.raises(PrinterFailed, match="Số phiếu trên màn hình vẫn dùng được"):
        printer.slip(DOCUMENT, None)


def test_a_leaflet_is_a_pdf_and_says_where_it_went(printer):
    for key in (BIRTH, SHEET):
        leaflet = printer.leaflet(listed(key))
        assert leaflet.pdf.startswith(b"%PDF-")
        assert leaflet.where
        assert printer.leaflet(listed(key)).pdf == leaflet.pdf


def test_a_leaflet_that_did_not_come_out_is_said_in_words(tmp_path):
    printer = SystemPrinter(
        FilePrinter(tmp_path / "slips", SETTINGS, lambda _document: WORDS),
        LpSpooler(command=("no-lp",)),
    )
    with pytest.raises(PrinterFailed, match="trên màn hình"):
        printer.leaflet(listed(BIRTH))
