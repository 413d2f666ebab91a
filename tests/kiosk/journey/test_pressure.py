"""When the counter warns, and when it takes no new visit."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kiosk.journey.clock_watch import ClockDoubt
from kiosk.journey.pressure import MB, RESERVE_BYTES, Alarm, Facts, judge, room_for
from kiosk.journey.watching import VisitRefused
from tests.support.booth import BIRTH, SETTINGS, Booth

DAY = timedelta(days=1)
ROOM = 10_000 * MB
SPANS = some.none() | some.timedeltas(timedelta(0), timedelta(days=4000))


@pytest.mark.parametrize(
    ("facts", "alarm", "words"),
    [
        (Facts(ROOM), Alarm.FINE, ""),
        (Facts(RESERVE_BYTES + 80 * MB), Alarm.WARNING, "Còn chỗ cho khoảng 40 hồ sơ"),
        (Facts(RESERVE_BYTES + MB), Alarm.STOP, "sắp hết chỗ"),
        (Facts(0), Alarm.STOP, "Lượt đang làm vẫn làm tiếp và lưu được"),
        (Facts(ROOM, oldest=2 * DAY), Alarm.FINE, ""),
        (Facts(ROOM, oldest=5 * DAY), Alarm.WARNING, "chờ gửi 5 ngày"),
        (Facts(ROOM, silent=2 * DAY), Alarm.WARNING, "2 ngày chưa gửi được gì"),
        (Facts(ROOM, clock=ClockDoubt.JUMPED), Alarm.WARNING, "Đồng hồ máy vừa đổi"),
        (Facts(ROOM, clock=ClockDoubt.BACK), Alarm.STOP, "chưa nhận hồ sơ mới"),
    ],
)
def test_each_is_said_in_words(facts, alarm, words):
    pressure = judge(facts)
    assert pressure.alarm is alarm
    assert (words in pressure.words) if words else pressure.words == ""


@given(some.integers(RESERVE_BYTES + 2 * MB, 10**13), SPANS, SPANS)
def test_neither_age_nor_silence_ever_stops_the_counter(free, oldest, silent):
    assert judge(Facts(free, oldest=oldest, silent=silent)).alarm < Alarm.STOP


@given(some.integers(0, 10**13), some.integers(0, 10**13), some.integers(1, 10**9))
def test_more_room_never_takes_fewer_dossiers_nor_alarms_more(one, other, typical):
    less, more = (Facts(free, typical) for free in sorted((one, other)))
    assert room_for(less) <= room_for(more)
    assert judge(less).disk.alarm >= judge(more).disk.alarm


def test_a_counter_without_room_refuses_a_visit_and_names_the_hotline():
    booth = Booth()
    booth.free = RESERVE_BYTES
    with pytest.raises(VisitRefused, match=SETTINGS.hotline):
        booth.beginning.start(BIRTH)
    assert not booth.desk.busy
    booth.free = ROOM
    booth.beginning.start(BIRTH)
    booth.free = 0
    booth.answering.answer("applicant_relation", "mother")
    assert booth.stored().filing.answers["applicant_relation"].value == "mother"


def test_a_clock_set_back_behind_what_is_recorded_refuses_a_visit_until_it_is_right():
    booth = Booth()
    booth.beginning.start(BIRTH)
    right = booth.clock.moment.wall
    booth.beginning.end("stopped")
    booth.clock.set_wall(right - DAY)
    with pytest.raises(VisitRefused, match="chưa nhận hồ sơ mới"):
        booth.beginning.start(BIRTH)
    booth.clock.set_wall(right)
    booth.beginning.start(BIRTH)
