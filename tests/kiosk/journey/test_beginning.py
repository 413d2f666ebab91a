"""Visits begin, are put away, are interrupted, and are taken up where they stood."""

from datetime import timedelta

import pytest

from dossier.catalogue import UnknownProcedure
from dossier.events import OfficerCalled, Parked, Resumed, VisitEnded
from dossier.identity import parse_qr
from kiosk.journey.desk import NoVisit
from kiosk.journey.ports import StoreFailed
from kiosk.journey.steps import Ask, Capture, WhoFiles
from kiosk.journey.visit import BrokenVisit
from tests.support.booth import BIRTH, CARD, OTHER_CARD, SHIPPED


def test_procedures_are_found_by_the_citizens_words(booth):
    assert booth.beginning.offered("khai sinh cho cháu")[0].slug == BIRTH
    assert {found.slug for found in booth.beginning.offered()} == SHIPPED
    assert booth.beginning.offered("xyz") == ()


def test_starting_fixes_the_pack_version_of_the_day(booth):
    visit = booth.beginning.start(BIRTH)
    assert (visit.filing.procedure.version, visit.filing.today) == (
        "2026-01-15", booth.clock.now().wall.date(),
    )  # fmt: skip
    assert booth.desk.busy
    assert booth.desk.saved == booth.clock.now().wall
    assert [one.id for one in booth.journal.open_visits()] == [visit.id]


def test_a_procedure_not_in_force_cannot_be_started(booth):
    booth.clock.pass_time(timedelta(days=-365))
    with pytest.raises(UnknownProcedure):
        booth.beginning.start(BIRTH)
    assert not booth.desk.busy


def test_a_visit_that_cannot_be_stored_does_not_start(booth):
    booth.journal.fail_next(StoreFailed("Máy hết chỗ lưu."))
    with pytest.raises(StoreFailed):
        booth.beginning.start(BIRTH)
    assert not booth.desk.busy
    with pytest.raises(NoVisit):
        _ = booth.visit


def test_ending_clears_the_desk(booth):
    visit = booth.beginning.start(BIRTH)
    booth.beginning.end("discarded")
    assert not booth.desk.busy
    assert (booth.desk.saved, dict(booth.desk.proposals)) == (None, {})
    assert booth.journal.events(visit.id)[-1].event == VisitEnded("discarded")
    assert booth.beginning.interrupted() is None


def test_nothing_was_interrupted_on_a_quiet_morning(booth):
    assert booth.beginning.interrupted() is None
    assert booth.beginning.parked() == ()


def test_an_interrupted_visit_stands_exactly_where_it_stood(booth, answers):
    booth.identify()
    booth.up_to(Capture, answers)
    booth.photograph("birth_notice", 2)
    before, step, proposals = booth.visit, booth.step, booth.desk.proposals
    booth.restart()
    assert not booth.desk.busy
    again = booth.beginning.resume(booth.beginning.interrupted().id)
    assert (again, booth.step, booth.desk.proposals) == (before, step, proposals)
    assert [page.sha256 for page in again.filing.pages["birth_notice"]] == [
        page.sha256 for page in before.filing.pages["birth_notice"]
    ]
    booth.capturing.finish("birth_notice")
    assert booth.stored() == booth.visit


def test_an_interrupted_visit_still_looks_back_where_it_looked(booth, answers):
    booth.identify()
    booth.up_to(Capture, answers)
    booth.desk.look_back()
    step = booth.step
    booth.restart()
    booth.beginning.resume(booth.beginning.interrupted().id)
    assert booth.step == step


def test_a_parked_visit_is_not_an_interrupted_one(booth):
    booth.identify()
    parked = booth.beginning.park("hết giờ")
    assert not booth.desk.busy
    assert booth.beginning.interrupted() is None
    assert [one.id for one in booth.beginning.parked()] == [parked]
    assert booth.journal.events(parked)[-1].event == Parked("hết giờ")


def test_a_parked_visit_is_resumed_with_all_that_was_given(booth):
    booth.identify()
    step, answered = booth.step, booth.visit.filing.answers
    parked = booth.beginning.park("hết giờ")
    booth.restart()
    visit = booth.beginning.resume(parked)
    assert not visit.parked
    assert (booth.step, visit.filing.answers) == (step, answered)
    assert booth.journal.events(parked)[-1].event == Resumed()
    assert booth.beginning.parked() == ()


def test_a_parked_visit_is_found_by_its_card_the_newest_first(booth):
    parked = []
    for _ in range(2):
        booth.clock.pass_time(timedelta(minutes=5))
        booth.identify()
        parked.append(booth.beginning.park("hết giờ"))
    assert booth.beginning.parked_by(parse_qr(CARD)) == parked[-1]
    assert booth.beginning.parked_by(parse_qr(OTHER_CARD)) is None


def test_a_park_that_cannot_be_stored_leaves_the_visit_on_the_desk(booth):
    booth.identify()
    before = booth.visit
    booth.journal.fail_next(StoreFailed("Máy hết chỗ lưu."))
    with pytest.raises(StoreFailed):
        booth.beginning.park("hết giờ")
    assert booth.visit == before


def test_calling_an_officer_keeps_the_step(booth):
    booth.identify()
    step = booth.step
    assert isinstance(step, Ask)
    booth.beginning.call_officer("ask:applicant_residence_kind")
    assert booth.step == step
    called = OfficerCalled("ask:applicant_residence_kind")
    assert booth.journal.events(booth.visit.id)[-1].event == called


def test_an_officer_may_be_called_before_any_visit(booth):
    booth.beginning.call_officer("welcome")
    assert booth.journal.open_visits() == ()


def test_an_unknown_visit_cannot_be_resumed(booth):
    booth.beginning.start(BIRTH)
    with pytest.raises(BrokenVisit):
        booth.beginning.resume("nobody")
    assert isinstance(booth.step, WhoFiles)
