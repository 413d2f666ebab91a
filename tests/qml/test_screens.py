"""Every screen of a visit, with its real view model, at every window and text size."""

from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication

from kiosk.journey.steps import Done, Review
from kiosk.ui.shell.comfort import TEXT_SCALES
from kiosk.ui.shell.view_model import ShellModel
from tests.support.booth import BIRTH, INK, Booth, golden
from tests.support.booth_window import BoothWindow, open_window, text_of

PANELS = [((1080, 1920), 4.03), ((1920, 1080), 4.03), ((1024, 768), 3.37)]  # 21.5 and 15 inches
FILES = {"home", "sheet", "card", "confirm_card", "notice", "earlier", "section"}
LATE = {"question", "capture", "checklist", "review", "done"}


def answers() -> dict[str, Any]:
    return dict(golden(BIRTH, "01-married-mother-on-time")["answers"])


class Walk:
    """Goes through a visit and looks at each screen at small and large text."""

    def __init__(self, opened: BoothWindow) -> None:
        self.open = opened
        self.seen: list[str] = []
        self.faults: list[str] = []

    def look(self, name: str) -> None:
        """Look at the screen as it is now."""
        shell: ShellModel = self.open.shell
        self.seen.append(str(shell.property("screen")))
        for _ in TEXT_SCALES:
            scale = text_of(self.open.comfort, "textScale")
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            assert not self.open.window.window.grabWindow().isNull()
            self.faults += [f"{name} at {scale}: {fault}" for fault in self.open.misfits()]
            self.open.comfort.enlarge()

    def visit(self) -> None:
        booth, shell = self.open.booth, self.open.shell
        self.look("home")
        shell.openSheet(BIRTH)
        self.look("sheet")
        shell.start()
        given = answers()
        for _ in range(200):
            shell.show_step()
            self.look(booth.step.id)
            if isinstance(booth.step, Review):
                break
            booth.go_on(given)
        booth.reviewing.sign(INK)
        booth.sealing.seal()
        assert isinstance(booth.step, Done)
        shell.show_step()
        self.look("done")


@pytest.mark.window
@pytest.mark.parametrize(("size", "density"), PANELS, ids=["portrait", "landscape", "small"])
def test_every_screen_of_a_visit_shows_all_its_words(
    size: tuple[int, int], density: float, qapp: QGuiApplication
) -> None:
    booth = Booth()
    booth.file_one(BIRTH, answers())
    with open_window(booth, size, density) as opened:
        walk = Walk(opened)
        walk.visit()
    assert set(walk.seen) >= FILES | LATE
    assert not walk.faults, "\n".join(walk.faults)
