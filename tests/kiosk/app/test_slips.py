"""Which printers a counter's slips and receipts go to, and what they explain."""

import os
import sys
from dataclasses import replace

import pytest

from kiosk.app.config import ASSETS, PROCEDURES, read
from kiosk.app.reference import read_reference
from kiosk.app.slips import SLIPS, printer_of, slip_words
from tests.support.sealed_dossier import DOCUMENT, NOW

FIRST = DOCUMENT.receipt_number


@pytest.fixture(scope="module")
def reference():
    return read_reference(ASSETS, PROCEDURES, NOW.date())


@pytest.fixture
def document(reference):
    pack = reference.catalogue.in_force("birth-registration", NOW.date())
    sealed_under = DOCUMENT.procedure.model_copy(update={"version": pack.version})
    return DOCUMENT.model_copy(update={"procedure": sealed_under})


@pytest.fixture
def queue(tmp_path, monkeypatch):
    """A print queue that keeps what it is sent."""
    if sys.platform == "win32":
        pytest.skip("Windows prints without a queue program")
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "lp"
    program.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/sent\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return tmp_path / "sent"


def test_without_a_printer_the_slip_is_saved(tmp_path, reference, document):
    printed = printer_of(tmp_path, read(tmp_path), lambda: reference).slip(document, None)
    assert printed.where == str(tmp_path / SLIPS / f"{FIRST}.pdf")


def test_a_receipt_printer_gets_the_80_mm_receipt(tmp_path, reference, document, queue):
    config = replace(read(tmp_path), receipt_printer="Cuon80")
    printed = printer_of(tmp_path, config, lambda: reference).slip(document, None)
    assert printed.where == "Cuon80"
    assert "-d Cuon80" in queue.read_text(encoding="utf-8")
    assert f"{FIRST}-80mm.pdf" in queue.read_text(encoding="utf-8")
    assert (tmp_path / SLIPS / f"{FIRST}.pdf").exists()


def test_two_printers_get_one_paper_each(tmp_path, reference, document, queue):
    config = replace(read(tmp_path), printer="Giay", receipt_printer="Cuon80")
    assert printer_of(tmp_path, config, lambda: reference).slip(document, None).where == "Giay"
    slip, receipt = queue.read_text(encoding="utf-8").splitlines()
    assert "-d Giay" in slip
    assert "-d Cuon80" in receipt


def test_the_slip_explains_a_due_day_that_is_not_today(reference, document):
    late = document.model_copy(update={"received_at": NOW.replace(hour=16)})
    words = slip_words(late, reference)
    assert "sau 15 giờ" in words.due_explanation
    assert "24/11" in words.due_explanation
