"""The camera screen of one document, over fakes; background work runs when the test says so."""

from dataclasses import dataclass

import pytest

from kiosk.journey.steps import Capture
from kiosk.ui.attempts import Attempts
from kiosk.ui.camera import CameraFeed
from kiosk.ui.capture.view_model import CaptureModel
from kiosk.ui.jobs import SerialJobRunner
from tests.support.booth import BIRTH, Booth, golden
from tests.support.devices import FakePageSource
from tests.support.jobs import ManualJobExecutor

ANSWERS = golden(BIRTH, "01-married-mother-on-time")["answers"]


@dataclass
class CameraScreen:
    """The screen, its jobs and the camera behind it."""

    booth: Booth
    model: CaptureModel
    jobs: ManualJobExecutor
    source: FakePageSource

    def see(self) -> None:
        """The camera gives one more picture and the screen takes it up."""
        looks: list[bool] = []
        self.model.feed.arrived.connect(lambda: looks.append(True))
        self.source.show(self.booth.frame())
        self.model.feed._look()
        assert looks


@pytest.fixture
def screen(qapp):
    booth = Booth()
    booth.identify()
    booth.up_to(Capture, ANSWERS)
    jobs, source = ManualJobExecutor(), FakePageSource()
    runner = SerialJobRunner(jobs)
    model = CaptureModel(booth.desk, booth.capturing, CameraFeed(source), runner, Attempts())
    model.open(booth.visit.filing, booth.step.document)
    yield CameraScreen(booth, model, jobs, source)
    model.close()
    runner.close()


def pages(screen):
    return screen.booth.visit.filing.pages.get(screen.booth.step.document, ())


def test_a_press_while_a_picture_is_being_judged_takes_that_picture(screen):
    screen.see()
    assert screen.jobs.waiting == 1
    screen.model.shoot()
    assert not pages(screen)
    screen.jobs.drain()
    assert len(pages(screen)) == 1


def test_a_press_between_pictures_takes_the_last_one_seen(screen):
    screen.see()
    screen.jobs.drain()
    assert not pages(screen)
    screen.model.shoot()
    screen.jobs.drain()
    assert len(pages(screen)) == 1


def test_one_press_takes_one_page(screen):
    screen.see()
    screen.model.shoot()
    screen.model.shoot()
    screen.jobs.drain()
    screen.see()
    screen.jobs.drain()
    assert len(pages(screen)) == 1
