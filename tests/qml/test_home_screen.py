"""Home: from a life event to a procedure and back; words find what no tile shows."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QGuiApplication

from kiosk.journey.ports import PrinterFailed
from kiosk.ui.shell.comfort import TEXT_SCALES
from tests.support.booth import BIRTH, Booth
from tests.support.booth_window import BoothWindow, open_window, text_of

pytestmark = pytest.mark.window


@pytest.fixture
def opened(qapp: QGuiApplication) -> Iterator[BoothWindow]:
    with open_window(Booth(), (1080, 1920), 4.03) as opened:
        yield opened


def offered(opened: BoothWindow) -> list[str]:
    home: QObject = opened.shell.slices.home
    return [tile["slug"] for tile in home.property("procedures")]


def test_a_life_event_leads_to_its_procedures_and_back(opened: BoothWindow) -> None:
    home, shell = opened.shell.slices.home, opened.shell
    assert "birth" in offered(opened)
    assert BIRTH not in offered(opened)
    home.choose("birth")
    assert offered(opened) == ["birth-linked", BIRTH]
    home.choose(BIRTH)
    assert shell.property("screen") == "sheet"
    shell.back()
    assert (shell.property("screen"), home.property("lifeEvent")) == ("home", "Sinh con")
    home.leave()
    assert "birth" in offered(opened)


def test_a_procedure_of_no_life_event_opens_its_sheet_and_leads_back_home(
    opened: BoothWindow,
) -> None:
    opened.shell.slices.home.choose("unemployment-benefit")
    assert opened.shell.property("screen") == "sheet"
    opened.shell.back()
    assert opened.shell.property("screen") == "home"


def test_whoever_walks_away_leaves_the_first_screen_behind(opened: BoothWindow) -> None:
    home = opened.shell.slices.home
    home.seek()
    home.search("khai tu")
    assert "death-registration" in offered(opened)
    opened.shell.leave_abandoned()
    assert not home.property("searching")
    assert home.property("words") == ""
    assert "birth" in offered(opened)


def test_all_its_states_show_all_their_words(opened: BoothWindow) -> None:
    home, faults = opened.shell.slices.home, []
    steps = (lambda: home.choose("birth"), home.leave, home.seek, lambda: home.search("giay"))
    for step in steps:
        step()
        for _ in TEXT_SCALES:
            QCoreApplication.processEvents()
            assert not opened.window.window.grabWindow().isNull()
            scale = text_of(opened.comfort, "textScale")
            faults += [f"at {scale}: {fault}" for fault in opened.misfits()]
            opened.comfort.enlarge()
    assert not faults


def test_a_leaflet_is_printed_to_take_home_and_a_failure_is_said(opened: BoothWindow) -> None:
    sheet, printer = opened.shell.slices.sheet, opened.booth.printer
    opened.shell.openSheet(BIRTH)
    sheet.printLeaflet()
    assert sheet.property("printing")
    opened.jobs.drain()
    QCoreApplication.processEvents()
    assert len(printer.leaflets) == 1
    assert printer.name in sheet.property("printed")
    printer.fail_next(PrinterFailed("Máy in hết giấy."))
    sheet.printLeaflet()
    opened.jobs.drain()
    QCoreApplication.processEvents()
    assert (sheet.property("problem"), sheet.property("printed")) == ("Máy in hết giấy.", "")
    opened.shell.openSheet(BIRTH)
    assert sheet.property("problem") == ""
