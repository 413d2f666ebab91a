"""A dossier on a stick is shown as just that: since when, not yet confirmed, the number valid."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from dossier.lifecycle import State
from kiosk.journey.steps import Review
from kiosk.ui.finish.view_model import DONE, LATER, NOW, states
from kiosk.ui.shell.comfort import TEXT_SCALES
from tests.qml.test_screens import PANELS, answers
from tests.support.booth import BIRTH, INK, Booth
from tests.support.booth_window import BoothWindow, open_window, text_of


def sealed(opened: BoothWindow) -> str:
    """File a dossier and show the screen after it; its id."""
    booth, shell = opened.booth, opened.shell
    shell.openSheet(BIRTH)
    shell.start()
    booth.up_to(Review, answers())
    booth.reviewing.sign(INK)
    booth.sealing.seal()
    shell.show_step()
    filed = booth.visit.sealed
    assert filed is not None
    return filed.dossier


def exported(opened: BoothWindow, dossier: str) -> datetime:
    """Put the dossier on a stick; when that was."""
    moment = opened.booth.clock.now()
    opened.booth.outbox.move(dossier, State.EXPORTED, "Đã chép ra USB.", moment)
    opened.shell.slices.done.refresh()
    return moment.wall


def look(opened: BoothWindow, picture: Path) -> list[str]:
    """What does not fit at any text size; the picture is kept for whoever wants to look."""
    faults: list[str] = []
    for _ in TEXT_SCALES:
        QCoreApplication.processEvents()
        scale = text_of(opened.comfort, "textScale")
        taken = opened.window.window.grabWindow()
        assert taken.save(str(picture.with_stem(f"{picture.stem}-{scale}")))
        faults += [f"{picture.stem} at {scale}: {fault}" for fault in opened.misfits()]
        opened.comfort.enlarge()
    return faults


@pytest.mark.window
@pytest.mark.parametrize(("size", "density"), PANELS, ids=["portrait", "landscape", "small"])
def test_a_dossier_on_a_stick_is_shown_honestly_after_filing_and_by_its_slip(
    size: tuple[int, int], density: float, qapp: QGuiApplication, tmp_path: Path
) -> None:
    with open_window(Booth(), size, density) as opened:
        dossier = sealed(opened)
        since = exported(opened, dossier)
        faults = look(opened, tmp_path / "done.png")
        row = opened.booth.outbox.delivery(dossier)
        assert row is not None
        opened.booth.beginning.end("done")
        opened.shell.openStatus()
        opened.shell.slices.status.show(row.receipt_number, row.lookup_code)
        faults += look(opened, tmp_path / "status.png")
        kept, way, received = opened.shell.slices.status.states
    assert not faults, "\n".join(faults)
    assert [kept["state"], way["state"], received["state"]] == [DONE, NOW, LATER]
    for words in (f"Từ {since:%H:%M} ngày {since:%d/%m/%Y}", "chưa xác nhận", "vẫn có giá trị"):
        assert words in way["words"]
    assert "USB" in way["title"]


def test_the_line_and_the_hub_have_the_word_when_they_move_it_on() -> None:
    booth = Booth()
    booth.identify()
    booth.up_to(Review, answers())
    booth.reviewing.sign(INK)
    booth.sealing.seal()
    filed = booth.visit.sealed
    assert filed is not None
    now = booth.clock.now()
    titles = {}
    for state in (State.EXPORTED, State.SEALED, State.ANNOUNCED, State.PARKED):
        booth.outbox.move(filed.dossier, state, "", now)
        delivery = booth.tracking.delivery()
        assert delivery is not None
        titles[state] = "USB" in states(delivery)[1]["title"]
    assert titles == {
        State.EXPORTED: True, State.SEALED: True, State.ANNOUNCED: False, State.PARKED: False,
    }  # fmt: skip
