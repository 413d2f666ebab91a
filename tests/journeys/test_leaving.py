"""Leaving and coming back: pause, walk away, look back, ask for help; nothing is lost or left."""

import pytest

from kiosk.demo.visiting import begin, go_on
from kiosk.demo.visitor import shown
from tests.support.kiosk_window import open_kiosk

pytestmark = pytest.mark.window

PAUSE = "Tạm dừng, cất hồ sơ để làm sau"


def up_to(kiosk, step):
    begin(kiosk.play)
    while not kiosk.play.visitor.step.startswith(step):
        go_on(kiosk.play)


def home(kiosk):
    return shown(kiosk.screen.shell, "screen") == "home"


def take_up(kiosk):
    kiosk.stage.show(kiosk.play.props.card)
    kiosk.finger.tap("Xem hồ sơ đã nộp")
    kiosk.finger.until(lambda: kiosk.counter.desk.busy, "the visit of this card")


def test_a_paused_visit_is_taken_up_by_the_card_it_was_begun_with(tmp_path):
    with open_kiosk(tmp_path) as kiosk:
        up_to(kiosk, "ask:birth_place_kind")
        answers = dict(kiosk.counter.desk.visit.filing.answers)
        kiosk.finger.tap(PAUSE)
        kiosk.finger.until(lambda: home(kiosk), "home")
        assert "cất" in shown(kiosk.screen.shell, "message")
        kiosk.finger.tap("Đã hiểu")
        take_up(kiosk)
        assert kiosk.play.visitor.step == "ask:birth_place_kind"
        assert dict(kiosk.counter.desk.visit.filing.answers) == answers


def test_a_visit_somebody_walked_away_from_is_put_away_and_the_screen_wiped(tmp_path):
    with open_kiosk(tmp_path, idle=(3, 1)) as kiosk:
        up_to(kiosk, "card_confirm")
        slices = kiosk.screen.shell.slices
        assert shown(slices.confirm_card, "rows")
        kiosk.finger.until(lambda: home(kiosk), "the home screen")
        assert shown(slices.confirm_card, "rows") == []
        assert not kiosk.counter.desk.busy
        assert [visit.parked for visit in kiosk.counter.store.journal.open_visits()] == [True]
        take_up(kiosk)
        assert kiosk.play.visitor.step == "card_confirm"


def test_who_says_they_are_still_here_goes_on(tmp_path):
    with open_kiosk(tmp_path, idle=(2, 30)) as kiosk:
        up_to(kiosk, "notice")
        idle = kiosk.screen.idle
        kiosk.finger.until(lambda: shown(idle, "left") > 0, "the question whether one is there")
        kiosk.finger.tap("Tôi vẫn ở đây")
        assert shown(idle, "left") == 0
        assert kiosk.play.visitor.step == "notice"


def test_looking_back_and_changing_an_answer_keeps_the_others(tmp_path):
    with open_kiosk(tmp_path) as kiosk:
        up_to(kiosk, "ask:has_birth_notice")
        before = dict(kiosk.counter.desk.visit.filing.answers)
        kiosk.finger.tap("Quay lại")
        kiosk.finger.until(
            lambda: kiosk.play.visitor.step == "ask:birth_place_kind", "the question before"
        )
        choices = shown(kiosk.screen.shell.slices.question, "choices")
        other = next(choice for choice in choices if choice["key"] == "home")
        kiosk.finger.tap(other["label"])
        kiosk.finger.tap("Tiếp tục")
        kiosk.finger.until(
            lambda: kiosk.play.visitor.step == "ask:has_birth_notice", "the question left"
        )
        after = dict(kiosk.counter.desk.visit.filing.answers)
        assert after.pop("birth_place_kind").value == "home"
        before.pop("birth_place_kind")
        assert after == before


def test_text_grows_contrast_changes_and_the_next_person_starts_as_usual(tmp_path):
    with open_kiosk(tmp_path) as kiosk:
        up_to(kiosk, "notice")
        comfort = kiosk.screen.comfort
        kiosk.finger.tap("Cỡ chữ")
        kiosk.finger.tap("Tương phản cao")
        assert (shown(comfort, "textScale"), shown(comfort, "highContrast")) == (1.2, True)
        kiosk.finger.tap("Không đồng ý, thôi không làm nữa")
        kiosk.finger.until(lambda: home(kiosk), "home")
        assert (shown(comfort, "textScale"), shown(comfort, "highContrast")) == (1.0, False)
        assert kiosk.counter.store.journal.open_visits() == ()


def test_calling_an_officer_is_shown_and_recorded(tmp_path):
    with open_kiosk(tmp_path) as kiosk:
        up_to(kiosk, "notice")
        kiosk.finger.tap("Gọi cán bộ")
        kiosk.finger.tap("Cán bộ đã đến, làm tiếp")
        visit = kiosk.counter.desk.visit
        kinds = [one.event.kind for one in kiosk.counter.store.journal.events(visit.id)]
        assert "officer_called" in kinds
        assert kiosk.play.visitor.step == "notice"


def test_a_slip_of_another_counter_is_told_apart(tmp_path):
    from tests.journeys.test_bad_input import a_code

    with open_kiosk(tmp_path) as kiosk:
        kiosk.stage.show(lambda: a_code("MOTCUA:S/Q03-261123-0001-K/7F3K"))
        kiosk.finger.tap("Xem hồ sơ đã nộp")
        status = kiosk.screen.shell.slices.status
        kiosk.finger.until(lambda: "Không thấy hồ sơ" in shown(status, "words"), "the sentence")
        assert shown(status, "found") is False
