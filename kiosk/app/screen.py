"""The screen: every view model on its use cases, and the window that shows them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, Signal

from kiosk.app.counter import Counter
from kiosk.journey.ports import PageSource
from kiosk.ui.answer.section import SectionModel
from kiosk.ui.answer.view_model import QuestionModel
from kiosk.ui.attempts import Attempts
from kiosk.ui.camera import CameraFeed
from kiosk.ui.capture.view_model import CaptureModel
from kiosk.ui.finish.status import StatusModel
from kiosk.ui.finish.view_model import DoneModel
from kiosk.ui.identify.earlier import EarlierModel
from kiosk.ui.identify.view_model import CardModel, ConfirmCardModel, NoticeModel
from kiosk.ui.jobs import SerialJobRunner
from kiosk.ui.review.view_model import ChecklistModel, ReviewModel
from kiosk.ui.shell.comfort import ComfortModel
from kiosk.ui.shell.frame import FrameModel
from kiosk.ui.shell.idle import IdleWatch
from kiosk.ui.shell.slices import Slices, UseCases
from kiosk.ui.shell.view_model import ShellModel
from kiosk.ui.welcome.view_model import HomeModel, SheetModel
from kiosk.ui.window import KioskWindow, Look

FRESH_S = 600.0
"""A visit interrupted less than this ago goes on at once; an older one is parked for its card."""


@dataclass(frozen=True, slots=True)
class Screen:
    """The window and what it shows. `close` leaves the counter behind it running."""

    window: KioskWindow
    shell: ShellModel
    comfort: ComfortModel
    idle: IdleWatch
    frame: FrameModel
    jobs: SerialJobRunner
    feed: CameraFeed
    news: "News" = field(repr=False)

    def close(self) -> None:
        """Unload the window, then finish the job at hand and close the camera."""
        self.window.close()
        self.idle.end()
        self.frame.close()
        self.jobs.close()
        self.feed.release()


class News(QObject):
    """Swaps in what the library prepared: at the home screen, where no visit is touched."""

    arrived = Signal()

    def __init__(self, counter: Counter, shell: ShellModel) -> None:
        super().__init__()
        self._counter = counter
        self._shell = shell
        self.arrived.connect(self._swap, Qt.ConnectionType.QueuedConnection)
        shell.stepped.connect(self._swap)
        counter.library.watch(self.arrived.emit)

    def _swap(self) -> None:
        if self._shell.property("screen") != "home":
            return
        reference = self._counter.renew()
        if reference is not None:
            self._shell.slices.learn(reference.wording)


def open_screen(
    counter: Counter, source: PageSource, look: Look, idle: IdleWatch | None = None
) -> Screen:
    """Show the first screen: home, or the very step a power cut interrupted."""
    jobs = SerialJobRunner()
    feed = CameraFeed(source)
    attempts = Attempts()
    idle = idle or IdleWatch()
    comfort = ComfortModel()
    frame = FrameModel(counter.desk, counter.tracking, counter.config.settings)
    shell = ShellModel(
        UseCases(counter.desk, counter.beginning, counter.identifying),
        _slices(counter, feed, jobs, attempts),
        attempts,
        frame,
        comfort,
        idle,
    )
    news = News(counter, shell)
    shell.resume_interrupted(FRESH_S)
    frame.minutePassed.connect(shell.slices.home.refresh)
    window = KioskWindow(shell, idle, counter.capturing.picture, look)
    return Screen(window, shell, comfort, idle, frame, jobs, feed, news)


def _slices(
    counter: Counter, feed: CameraFeed, jobs: SerialJobRunner, attempts: Attempts
) -> Slices:
    desk, wording = counter.desk, counter.reference.wording
    settings = counter.config.settings
    return Slices(
        home=HomeModel(counter.beginning, counter.watching),
        sheet=SheetModel(counter.leaflets, jobs),
        card=CardModel(counter.identifying, feed, jobs),
        confirm_card=ConfirmCardModel(counter.identifying, attempts),
        notice=NoticeModel(counter.identifying, attempts),
        earlier=EarlierModel(counter.remembering, attempts),
        question=QuestionModel(desk, counter.answering, attempts, wording, settings),
        section=SectionModel(desk, counter.answering, attempts, wording),
        capture=CaptureModel(desk, counter.capturing, feed, jobs, attempts),
        checklist=ChecklistModel(desk, counter.reviewing, attempts),
        review=ReviewModel(desk, counter.reviewing, counter.sealing, wording, jobs, attempts),
        done=DoneModel(desk, counter.tracking, counter.sealing, jobs, attempts),
        status=StatusModel(counter.tracking),
    )


def when_first_drawn(screen: Screen, act: Callable[[], None]) -> None:
    """Call `act` once, on the GUI thread, after the first frame is on the screen."""
    done = False

    def drawn() -> None:
        nonlocal done
        if not done:
            done = True
            act()

    screen.window.window.afterFrameEnd.connect(drawn)
