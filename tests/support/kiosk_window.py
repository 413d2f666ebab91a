"""The whole kiosk in this process: real store, real window, one finger, a staged camera."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize

from kiosk.app.clock import SystemClock
from kiosk.app.config import ASSETS, CONFIG_NAME, prepare, read
from kiosk.app.counter import Counter, open_counter
from kiosk.app.running import eyes
from kiosk.app.screen import Screen, open_screen, when_first_drawn
from kiosk.demo.answers import answers
from kiosk.demo.finger import Finger
from kiosk.demo.scene import BIRTH_NOTICE, SECOND_PAGE, Scene
from kiosk.demo.staging import Stage
from kiosk.demo.visiting import Play, Props
from kiosk.demo.visitor import Visitor
from kiosk.journey.ports import Clock, PageSource
from kiosk.ui.shell.idle import COUNTDOWN_S, WARN_AFTER_S, IdleWatch
from kiosk.ui.window import Look, application

PORTRAIT = (1080, 1920)


@dataclass(frozen=True, slots=True)
class OpenKiosk:
    """A kiosk at work and the visitor in front of it."""

    counter: Counter
    screen: Screen
    stage: Stage
    finger: Finger
    play: Play


def configure(data: Path, hub: str, code: str) -> None:
    """Point a data folder at a hub, with the one-time code to join it."""
    path = prepare(data)
    text = (
        path.read_text(encoding="utf-8")
        .replace('hub = "embedded"', f'hub = "{hub}"')
        .replace('enrolment_code = ""', f'enrolment_code = "{code}"')
    )
    (data / CONFIG_NAME).write_text(text, encoding="utf-8")


@contextmanager
def open_kiosk(
    data: Path,
    size: tuple[int, int] = PORTRAIT,
    clock: Clock | None = None,
    camera: Callable[[Stage], PageSource] = lambda stage: stage,
    idle: tuple[int, int] = (WARN_AFTER_S, COUNTDOWN_S),
) -> Iterator[OpenKiosk]:
    """Open the kiosk of a data folder and close it in good order.

    `camera` may put something between the staged camera and the window; `idle` is after how many
    seconds it asks whether somebody is there, and how many it then counts down.
    """
    application(["kiosk", "-platform", "offscreen"])
    clock = clock or SystemClock()
    counter = open_counter(data, read(data), clock, eyes())
    try:
        stage = Stage()
        screen = open_screen(counter, camera(stage), Look(QSize(*size)), IdleWatch(*idle))
        try:
            yield _drawn(counter, screen, stage)
        finally:
            screen.close()
    finally:
        counter.close()


def _drawn(counter: Counter, screen: Screen, stage: Stage) -> OpenKiosk:
    drawn: list[bool] = []
    when_first_drawn(screen, lambda: drawn.append(True))
    finger = Finger(screen.window.window)
    finger.until(lambda: bool(drawn), "the first frame")
    counter.line.start()
    counter.library.start()
    scene = Scene(ASSETS / "fonts")
    props = Props(
        card=scene.card,
        papers={
            "birth_notice": (
                lambda: scene.page(BIRTH_NOTICE, 1),
                lambda: scene.page(SECOND_PAGE, 2),
            )
        },
    )
    today = counter.desk.clock.now().wall.date()
    visitor = Visitor(screen.shell, finger, answers("mother", today))
    return OpenKiosk(
        counter, screen, stage, finger, Play(screen.shell, visitor, finger, stage, props)
    )
