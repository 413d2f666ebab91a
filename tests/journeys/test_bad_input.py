"""Bad input at the counter: a sentence on the screen, and nothing that was done is lost."""

import contextlib
import shutil
import subprocess
import sys
from http import HTTPStatus
from pathlib import Path

import cv2
import numpy as np
import pytest
import segno

from dossier.lifecycle import State
from kiosk.app.config import ASSETS
from kiosk.demo.scene import Scene
from kiosk.demo.visiting import begin, finish, go_on
from kiosk.demo.visitor import shown
from kiosk.journey.ports import SourceLost
from kiosk.scan.pixels import frame_of
from tests.sims.nonsense_server import NonsenseServer
from tests.support.kiosk_window import configure, open_kiosk

pytestmark = [pytest.mark.window, pytest.mark.fault]

ROOT = Path(__file__).resolve().parents[2]
CHILD = (
    "010216000017||Lò Minh Bé|12032016|Nam|Bản Suối Mây, Xã Tả Van, Thị xã Sa Pa, Lào Cai|15082024"
)


@pytest.fixture
def small_disk(tmp_path):
    """A data folder on a disk of 80 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if mount is None or umount is None:
        pytest.skip("no way to make a small disk here")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=80m", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("only an administrator may make a small disk")
    yield folder
    subprocess.run([umount, str(folder)], check=True)


def at_the_card(kiosk):
    begin(kiosk.play)
    go_on(kiosk.play)
    assert kiosk.play.visitor.step == "card"


def up_to(kiosk, step):
    begin(kiosk.play)
    while not kiosk.play.visitor.step.startswith(step):
        go_on(kiosk.play)


def a_code(text):
    modules = np.array(list(segno.make(text, error="m").matrix), np.uint8)
    side = cv2.resize((1 - np.pad(modules, 4)) * 255, (700, 700), interpolation=cv2.INTER_NEAREST)
    picture = np.full((1080, 1920), 120, np.uint8)
    picture[200:900, 600:1300] = side
    return frame_of(picture)


def test_a_code_of_something_else_is_named_and_the_card_still_works(tmp_path):
    with open_kiosk(tmp_path) as kiosk:
        at_the_card(kiosk)
        card = kiosk.screen.shell.slices.card
        kiosk.stage.show(lambda: a_code("https://vi.wikipedia.org/"))
        kiosk.finger.until(lambda: "thẻ" in shown(card, "hint") and not_looking(card), "words")
        assert kiosk.play.visitor.step == "card"
        go_on(kiosk.play)
        assert kiosk.play.visitor.step == "card_confirm"


def not_looking(card):
    return shown(card, "hint") not in {
        "Đưa mặt thẻ có mã vuông vào khung",
        "Để thẻ xa hơn một chút, nghiêng cho bớt chói",
    }


def test_the_card_of_a_child_is_said_to_be_one(tmp_path):
    with open_kiosk(tmp_path) as kiosk:
        at_the_card(kiosk)
        kiosk.stage.show(lambda: Scene(ASSETS / "fonts").card(CHILD))
        kiosk.finger.until(lambda: kiosk.play.visitor.step == "card_confirm", "the card")
        warnings = shown(kiosk.screen.shell.slices.confirm_card, "warnings")
        assert any("dưới 18 tuổi" in warning for warning in warnings)
        kiosk.finger.tap("Không phải tôi, quét thẻ khác")
        kiosk.finger.until(lambda: kiosk.play.visitor.step == "card", "the card again")
        answers = kiosk.counter.desk.visit.filing.answers
        assert set(answers) == {"applicant_relation"}


class BrokenStage:
    """A camera whose cable comes out, and goes in again."""

    def __init__(self, stage):
        self._stage = stage
        self.broken = False

    def start(self):
        if self.broken:
            raise SourceLost("Không thấy máy ảnh. Cắm lại dây máy ảnh.")
        self._stage.start()

    def frame(self):
        if self.broken:
            raise SourceLost("Không thấy máy ảnh. Cắm lại dây máy ảnh.")
        return self._stage.frame()

    def stop(self):
        self._stage.stop()


def test_a_camera_lost_half_way_offers_another_way_and_comes_back(tmp_path):
    broken = []

    def camera(stage):
        broken.append(BrokenStage(stage))
        return broken[0]

    with open_kiosk(tmp_path, camera=camera) as kiosk:
        up_to(kiosk, "capture:")
        answers = len(kiosk.counter.desk.visit.filing.answers)
        feed = kiosk.screen.feed
        broken[0].broken = True
        kiosk.finger.until(lambda: shown(feed, "lost") != "", "the loss in words")
        assert "máy ảnh" in shown(feed, "lost")
        broken[0].broken = False
        kiosk.finger.until(lambda: shown(feed, "lost") == "", "the camera back")
        broken[0].broken = True
        kiosk.finger.until(lambda: shown(feed, "lost") != "", "the loss again")
        kiosk.finger.tap("Chưa có giấy này, hoặc không chụp được")
        kiosk.finger.tap("Máy ảnh hỏng, cán bộ nhận bản giấy")
        kiosk.finger.until(lambda: kiosk.play.visitor.step == "checklist", "the checklist")
        assert len(kiosk.counter.desk.visit.filing.answers) == answers
        gaps = shown(kiosk.screen.shell.slices.checklist, "gaps")
        assert [gap["reason"] for gap in gaps] == ["Máy ảnh hỏng, cán bộ nhận bản giấy"]


def fill(ballast):
    """Take all the room there is."""
    with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def test_a_full_disk_is_said_on_the_screen_and_the_visit_goes_on_after_it(small_disk):
    data = small_disk / "data"
    with open_kiosk(data) as kiosk:
        up_to(kiosk, "ask:child_name")
        shell = kiosk.screen.shell
        before = dict(kiosk.counter.desk.visit.filing.answers)
        ballast = small_disk / "ballast"
        fill(ballast)
        button = kiosk.play.visitor.fill()
        kiosk.finger.tap(button)
        kiosk.finger.until(lambda: shown(shell, "error") != "", "the sentence")
        assert "hết chỗ" in shown(shell, "error")
        assert dict(kiosk.counter.desk.visit.filing.answers) == before
        kiosk.finger.tap("Đã hiểu")
        ballast.unlink()
        kiosk.finger.tap(button)
        kiosk.finger.until(lambda: kiosk.play.visitor.step != "ask:child_name", "the next question")
        assert kiosk.counter.desk.visit.filing.answers["child_name"].value == "Lò Minh Ân"


def test_a_disk_nearly_full_takes_no_new_visit_but_the_one_under_way_is_finished(small_disk):
    with open_kiosk(small_disk / "data") as kiosk:
        up_to(kiosk, "ask:child_name")
        ballast = small_disk / "ballast"
        ballast.write_bytes(bytes(40_000_000))
        while kiosk.play.visitor.step != "done":
            go_on(kiosk.play)
        finish(kiosk.play)
        shell = kiosk.screen.shell
        assert "sắp hết chỗ" in shown(shell.home, "warning")
        assert shown(shell.home, "stopped")
        kept = len(kiosk.counter.store.outbox.deliveries())
        assert kept == 1
        shell.openSheet("birth-registration")
        shell.start()
        assert kiosk.counter.config.settings.hotline in shown(shell, "error")
        assert not kiosk.counter.desk.busy
        shell.dismiss()
        ballast.unlink()
        shell.start()
        assert kiosk.counter.desk.busy


def test_a_second_kiosk_on_the_same_data_says_so_and_harms_nothing(tmp_path):
    with open_kiosk(tmp_path) as kiosk:
        up_to(kiosk, "notice")
        second = subprocess.run(
            [sys.executable, "-X", "utf8", "-m", "kiosk", "--data", str(tmp_path)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert second.returncode == 1
        assert second.stderr.count("\n") == 1
        assert "đang mở" in second.stderr or "đang chạy" in second.stderr
        go_on(kiosk.play)
        assert kiosk.play.visitor.step != "notice"


@pytest.mark.hub
def test_a_hub_that_answers_nonsense_is_told_in_words_and_the_dossier_waits(tmp_path, hub):
    address = hub.start()
    data = tmp_path / "kiosk"
    data.mkdir(mode=0o700)
    configure(data, address, hub.enrolment_code())
    port = int(address.rpartition(":")[2])
    with open_kiosk(data) as kiosk:
        kiosk.finger.until(lambda: kiosk.counter.store.keys.enrolled, "enrolment")
        up_to(kiosk, "review")
        hub.kill()
        lies = NonsenseServer(port)
        go_on(kiosk.play)
        line, outbox = kiosk.counter.line, kiosk.counter.store.outbox
        broken = (HTTPStatus.INTERNAL_SERVER_ERROR, "text/plain", b"boom")
        for answer, words in (
            (broken, "đang bận"),
            ((HTTPStatus.OK, "text/html", b"<html>Dang nhap Wi-Fi</html>"), "trả lời thay"),
            (broken, "đang bận"),
            ((HTTPStatus.OK, "application/json", b'{"garbage": true}'), "trả lời thay"),
        ):
            lies.answer = answer
            line.nudge()
            kiosk.finger.until(lambda: words in line.status().words, words)  # noqa: B023
            assert [each.state for each in outbox.pending()] == [State.SEALED]
        lies.close()
        hub.start()
        line.nudge()
        number = finish(kiosk.play)
        assert outbox.by_receipt(number).state is State.ACKNOWLEDGED
