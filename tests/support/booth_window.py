"""The real window over a booth of fakes, and what is wrong with what it shows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, QSizeF
from PySide6.QtQuick import QQuickItem

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
from tests.support.booth import SETTINGS, Booth, reference
from tests.support.devices import FakePageSource
from tests.support.jobs import ManualJobExecutor


@dataclass(frozen=True, slots=True)
class BoothWindow:
    """A booth, its view models and the window."""

    booth: Booth
    shell: ShellModel
    comfort: ComfortModel
    jobs: ManualJobExecutor
    source: FakePageSource
    window: KioskWindow

    def misfits(self) -> list[str]:
        """Every visible text that is cut off or reaches out of the window."""
        root = self.window.window.contentItem()
        return list(_misfits(root, root.size()))


@contextmanager
def open_window(booth: Booth, size: tuple[int, int], density: float) -> Iterator[BoothWindow]:
    """Show the home screen of a booth on a panel of `density` pixels to the millimetre."""
    executor, source = ManualJobExecutor(), FakePageSource()
    jobs, feed = SerialJobRunner(executor), CameraFeed(source)
    attempts, idle, comfort = Attempts(), IdleWatch(), ComfortModel()
    shell = ShellModel(
        UseCases(booth.desk, booth.beginning, booth.identifying),
        _slices(booth, feed, jobs, attempts),
        attempts,
        FrameModel(booth.desk, booth.tracking, SETTINGS),
        comfort,
        idle,
    )
    window = KioskWindow(shell, idle, booth.capturing.picture, Look(QSize(*size), density))
    try:
        yield BoothWindow(booth, shell, comfort, executor, source, window)
    finally:
        window.close()
        jobs.close()
        feed.release()


def _slices(booth: Booth, feed: CameraFeed, jobs: SerialJobRunner, attempts: Attempts) -> Slices:
    desk, wording = booth.desk, reference().wording
    return Slices(
        home=HomeModel(booth.beginning, booth.watching),
        sheet=SheetModel(booth.leaflets, jobs),
        card=CardModel(booth.identifying, feed, jobs),
        confirm_card=ConfirmCardModel(booth.identifying, attempts),
        notice=NoticeModel(booth.identifying, attempts),
        earlier=EarlierModel(booth.remembering, attempts),
        question=QuestionModel(desk, booth.answering, attempts, wording, SETTINGS),
        section=SectionModel(desk, booth.answering, attempts, wording),
        capture=CaptureModel(desk, booth.capturing, feed, jobs, attempts),
        checklist=ChecklistModel(desk, booth.reviewing, attempts),
        review=ReviewModel(desk, booth.reviewing, booth.sealing, wording, jobs, attempts),
        done=DoneModel(desk, booth.tracking, booth.sealing, jobs, attempts),
        status=StatusModel(booth.tracking),
    )


def _misfits(item: QQuickItem, window: QSizeF, *, clipped: bool = False) -> Iterator[str]:
    """`clipped`: the item lies in a part of the page that is turned over by buttons."""
    for child in item.childItems():
        if not child.isVisible():
            continue
        words = child.property("text") if child.inherits("QQuickText") else ""
        if words:
            place = child.mapRectToScene(child.boundingRect())
            cut = float(child.property("contentWidth")) > child.width() + 1
            aside = place.left() < -1 or place.right() > window.width() + 1
            below = not clipped and place.bottom() > window.height() + 1
            if cut or aside or below or child.property("truncated"):
                yield f"“{words}” at {place.getRect()}, {child.property('contentWidth'):.0f} wide"
        yield from _misfits(child, window, clipped=clipped or child.clip())


def text_of(model: QObject, name: str) -> str:
    """A property of a view model as text."""
    return str(model.property(name))
