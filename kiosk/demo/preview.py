"""A pack as the citizen will see it, for its author: in a window, or as pictures of one case."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize

from dossier.loading import cases
from dossier.moments import Moment
from dossier.packs import PackFolder
from dossier.procedure import Procedure
from kiosk.app.clock import VIETNAM, SystemClock
from kiosk.app.config import ASSETS, read
from kiosk.app.counter import Counter, open_counter
from kiosk.app.procedures import UnknownPack, pack_folder
from kiosk.app.running import WINDOWED, begin_work, eyes, until_closed
from kiosk.app.screen import Screen, open_screen, when_first_drawn
from kiosk.demo.album import Album
from kiosk.demo.finger import Finger
from kiosk.demo.golden import in_words
from kiosk.demo.scene import BIRTH_NOTICE, Scene
from kiosk.demo.staging import Stage
from kiosk.demo.visiting import Play, Props, finish, go_on, open_sheet
from kiosk.demo.visitor import Visitor, shown
from kiosk.ui.window import Look, application

MORNING = time(9, tzinfo=VIETNAM)


class AnotherDay:
    """This machine's clocks, as if it had been started at another time."""

    def __init__(self, start: datetime) -> None:
        self._clock = SystemClock()
        self._shift = start - self._clock.now().wall

    def now(self) -> Moment:
        """The clocks now."""
        moment = self._clock.now()
        return replace(moment, wall=moment.wall + self._shift)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A pack by its folder (SLUG or SLUG/DATE) below `packs`."""

    pack: str
    packs: Path


def show(wanted: Wanted) -> int:
    """Open the form in a window on a day it is in force; a card and papers are held out to it.

    Returns the exit code. Raises UnknownPack.
    """
    procedure = pack_folder(wanted.packs, wanted.pack)[1]
    qt = application(["kiosk"])
    with _screen(wanted, _day(procedure), Look(WINDOWED)) as (_, screen, stage):
        scene = Scene(ASSETS / "fonts")

        def hold() -> None:
            step = str(shown(screen.shell, "step"))
            stage.show(scene.card if step == "card" else lambda: scene.page(BIRTH_NOTICE, 1))

        screen.shell.stepped.connect(hold)
        screen.shell.openSheet(procedure.slug)
        return until_closed(qt)


def draw(wanted: Wanted, case: str, out: Path, size: tuple[int, int]) -> list[Path]:
    """Photograph every screen of a golden case into `out`; its files, in the order seen.

    `case` is the beginning of its file name, "" for the first. Raises UnknownPack, Lost.
    """
    folder, procedure = pack_folder(wanted.packs, wanted.pack)
    golden = _case(folder, case)
    application(["kiosk", "-platform", "offscreen"])
    received = datetime.fromisoformat(str(golden["received"])).replace(tzinfo=VIETNAM)
    with _screen(wanted, received, Look(QSize(*size))) as (counter, screen, stage):
        drawn: list[bool] = []
        when_first_drawn(screen, lambda: drawn.append(True))
        finger = Finger(screen.window.window)
        finger.until(lambda: bool(drawn), "the first frame")
        scene = Scene(ASSETS / "fonts")
        said = in_words(procedure, golden["answers"], counter.reference.wording)
        papers = {each.id: (lambda: scene.page(BIRTH_NOTICE, 1),) for each in procedure.documents}
        play = Play(
            screen.shell,
            Visitor(screen.shell, finger, said),
            finger,
            stage,
            Props(scene.card, papers),
            Album(out, screen.window.window),
        )
        open_sheet(play, procedure.slug)
        while play.visitor.step != "done":
            go_on(play)
        finish(play)
    return sorted(out.glob("*.png"))


@contextmanager
def _screen(wanted: Wanted, start: datetime, look: Look) -> Iterator[tuple[Counter, Screen, Stage]]:
    """A counter with a hub of its own, gone without a trace afterwards."""
    with tempfile.TemporaryDirectory(prefix="kiosk-preview-") as folder:
        data, stage = Path(folder), Stage()
        counter = open_counter(data, read(data), AnotherDay(start), eyes(), wanted.packs)
        try:
            screen = open_screen(counter, stage, look)
            when_first_drawn(screen, lambda: begin_work(counter))
            try:
                yield counter, screen, stage
            finally:
                screen.close()
        finally:
            counter.close()


def _day(procedure: Procedure) -> datetime:
    """Today, or the nearest day on which this version is in force."""
    day = SystemClock().now().wall.date()
    day = max(day, procedure.effective_from)
    return datetime.combine(min(day, procedure.effective_to or date.max), MORNING)


def _case(folder: PackFolder, beginning: str) -> dict[str, Any]:
    found = cases(folder.files)
    name = next((name for name in found if name.startswith(f"cases/{beginning}")), None)
    if name is None:
        raise UnknownPack(f"Gói “{folder.slug}” không có ca mẫu “{beginning}”.")
    golden: dict[str, Any] = found[name]
    return golden
