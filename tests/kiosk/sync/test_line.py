"""What exchanges say about the line."""

import pytest

from kiosk.journey.ports import Line
from kiosk.sync.errors import (
    DeviceRefused,
    HubBusy,
    NoLine,
    NotOurHub,
    OtherContent,
    Rejected,
    StillMissing,
)
from kiosk.sync.line import BUSY_TOO_OFTEN, FIRST_PROBE, STEADY, LineView


def after(*errors, start=None):
    view = start or LineView()
    for error in errors:
        view = view.failed(error, now=100.0, jitter=1.0)
        view = view.hurried(0.0)
    return view


def test_nothing_is_known_before_the_first_exchange():
    assert LineView() == LineView(Line.UNKNOWN, "", None)


@pytest.mark.parametrize("error", [NoLine(), NotOurHub()])
def test_without_a_line_the_words_say_why_and_only_the_line_is_tried(error):
    view = LineView().failed(error, now=100.0, jitter=1.0)
    assert (view.line, view.words, view.probe_at) == (
        Line.OFFLINE,
        str(error),
        100.0 + FIRST_PROBE,
    )


def test_a_dead_line_is_looked_for_after_a_share_of_its_absence_and_at_least_every_minute():
    waits = []
    view = LineView()
    for now in (0.0, 4.0, 30.0, 300.0, 3600.0, 86400.0):
        view = view.failed(NoLine(), now, jitter=1.0)
        waits.append(view.probe_at - now)
    assert waits == pytest.approx([FIRST_PROBE, 0.5, 0.6, 6.0, 60.0, 60.0])


def test_a_line_that_only_looks_alive_is_tried_ever_more_rarely():
    view = LineView().failed(NoLine(), 0.0, 1.0).reached(199.0)
    assert view.failed(NoLine(), 200.0, 1.0).probe_at == pytest.approx(204.0)
    assert view.worked().failed(NoLine(), 200.0, 1.0).probe_at == pytest.approx(200.0 + FIRST_PROBE)


def test_a_line_that_held_for_a_while_is_sought_at_once_though_nothing_was_whole_yet():
    view = LineView().failed(NoLine(), 0.0, 1.0).reached(1.0)
    again = view.failed(NoLine(), 1.0 + STEADY, 1.0)
    assert again.probe_at == pytest.approx(1.0 + STEADY + FIRST_PROBE)
    assert again.failed(NoLine(), 31.0, 1.0).probe_at == pytest.approx(31.5)


def test_a_straggler_failing_on_the_same_dead_line_does_not_lengthen_the_wait():
    view = LineView().failed(NoLine(), now=100.0, jitter=1.0)
    assert view.failed(NoLine(), now=100.1, jitter=1.0) == view


def test_the_next_look_for_a_lost_line_is_planned_when_one_begins():
    view = LineView().failed(NoLine(), now=100.0, jitter=1.0)
    sought = view.sought(130.0, jitter=1.0)
    assert sought.probe_at == pytest.approx(130.6)
    assert sought.failed(NoLine(), 130.2, 1.0) == sought
    assert sought.reached(130.3).probe_at is None


def test_a_hub_in_trouble_is_looked_at_once_at_a_time():
    view = after(*[HubBusy()] * BUSY_TOO_OFTEN)
    assert view.sought(130.0, jitter=1.0) == view


def test_one_troubled_answer_is_shown_and_the_others_go_on():
    view = LineView().failed(HubBusy(), now=100.0, jitter=1.0)
    assert (view.line, view.words, view.probe_at) == (Line.ONLINE, str(HubBusy()), None)


def test_a_hub_in_trouble_is_given_a_rest():
    view = after(*[HubBusy()] * BUSY_TOO_OFTEN)
    assert view.probe_at == 0.0
    assert view.line is Line.ONLINE


def test_the_rest_a_hub_asks_for_is_given():
    view = after(*[HubBusy()] * (BUSY_TOO_OFTEN - 1))
    assert view.failed(HubBusy(after=120.0), 100.0, 1.0).probe_at == 220.0


def test_an_unaccepted_device_is_shown_and_waits_up_to_a_quarter_of_an_hour():
    view = LineView()
    for _ in range(12):
        view = view.hurried(0.0).failed(DeviceRefused(), now=0.0, jitter=1.0)
    assert (view.line, view.words, view.probe_at) == (Line.ONLINE, str(DeviceRefused()), 900.0)


@pytest.mark.parametrize("error", [OtherContent(), Rejected("x"), StillMissing()])
def test_trouble_with_one_dossier_says_the_line_is_good(error):
    assert LineView().failed(error, 100.0, 1.0) == LineView(Line.ONLINE)


def test_reaching_the_hub_lets_things_go_but_only_delivery_forgets_the_failures():
    view = after(NoLine(), NoLine()).away_still().reached(101.0)
    assert view == LineView(Line.ONLINE, "", None, failures=2, since=100.0, up=101.0)
    assert view.worked() == LineView(Line.ONLINE)
