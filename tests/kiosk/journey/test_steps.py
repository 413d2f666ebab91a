"""The steps follow from what is unresolved; Back looks at what was, and changes nothing."""

import pytest

from kiosk.journey import steps
from kiosk.journey.steps import (
    Ask,
    Capture,
    Checklist,
    ConfirmSection,
    Done,
    Notice,
    Review,
    WhoFiles,
)
from tests.support.booth import BIRTH


@pytest.fixture
def reviewing(booth, answers):
    booth.identify()
    booth.up_to(Review, answers)
    return booth


def test_there_is_nothing_before_the_first_step(booth):
    booth.beginning.start(BIRTH)
    before = booth.visit
    booth.desk.look_back()
    assert booth.visit == before
    assert isinstance(booth.step, WhoFiles)


def test_back_walks_through_every_step_to_the_first(reviewing):
    walked = []
    for _ in range(100):
        here = reviewing.step.id
        reviewing.desk.look_back()
        if reviewing.step.id == here:
            break
        walked.append(reviewing.step.id)
    assert walked[0] == "checklist"
    assert walked[-4:] == ["notice", "card_confirm", "card", "who"]
    assert len(walked) == len(set(walked))
    assert {"capture:birth_notice", "ask:child_name", "ask:mother_name"} < set(walked)


def test_looking_back_takes_nothing_away(reviewing):
    before = reviewing.visit.filing
    for _ in range(5):
        reviewing.desk.look_back()
    assert reviewing.visit.filing == before
    assert reviewing.stored() == reviewing.visit


def test_an_answer_looked_back_at_can_be_changed_and_the_visit_goes_on(reviewing):
    reviewing.desk.go_to("ask:child_name")
    assert isinstance(reviewing.step, Ask)
    reviewing.answering.answer("child_name", "Lò Minh An")
    assert isinstance(reviewing.step, Review)
    assert reviewing.visit.filing.answers["child_name"].value == "Lò Minh An"


def test_agreeing_with_the_answer_looked_back_at_also_goes_on(reviewing, answers):
    reviewing.desk.go_to("ask:child_name")
    reviewing.answering.answer("child_name", answers["child_name"])
    assert isinstance(reviewing.step, Review)


def test_an_answer_changed_on_the_review_asks_only_what_follows_from_it(reviewing):
    reviewing.desk.go_to("ask:parents_married")
    reviewing.answering.answer("parents_married", False)
    assert isinstance(reviewing.step, Ask)
    assert reviewing.step.question.id == "has_kinship_evidence"
    reviewing.answering.answer("has_kinship_evidence", True)
    assert isinstance(reviewing.step, Capture)
    assert reviewing.step.document == "acknowledgement_form"


def test_changing_who_files_asks_about_the_other_parent_again(reviewing):
    reviewing.desk.go_to("who")
    reviewing.answering.answer("applicant_relation", "father")
    assert isinstance(reviewing.step, Ask)
    assert reviewing.step.question.id == "mother_state"


def test_a_step_that_is_no_longer_there_shows_the_open_one(reviewing):
    reviewing.desk.go_to("ask:has_witness")
    assert isinstance(reviewing.step, Review)
    reviewing.desk.go_to("no such step")
    assert isinstance(reviewing.step, Review)


def test_a_question_inside_a_section_goes_back_to_its_confirmation(booth, answers):
    booth.identify()
    booth.up_to(ConfirmSection, answers)
    section = booth.step
    booth.desk.go_to(f"ask:{section.proposals[1].question}")
    assert booth.step == Ask(
        booth.visit.filing.procedure.question(section.proposals[1].question), section.proposals[1]
    )
    booth.desk.look_back()
    assert booth.step == section


def test_after_sealing_there_is_no_way_back(reviewing):
    reviewing.go_on({})
    reviewing.sealing.seal()
    assert isinstance(reviewing.step, Done)
    assert steps.before(reviewing.visit, reviewing.desk.proposals) is None
    reviewing.desk.go_to("ask:child_name")
    assert isinstance(reviewing.step, Done)


def test_the_notice_comes_before_any_question_of_the_form(booth):
    booth.beginning.start(BIRTH)
    booth.answering.answer("applicant_relation", "mother")
    booth.identifying.skip("quên thẻ")
    assert isinstance(booth.step, Notice)


def test_every_step_has_a_name_of_its_own(reviewing):
    names = [
        step.id for step, _ in steps.resolved_and_open(reviewing.visit, reviewing.desk.proposals)
    ]
    assert len(names) == len(set(names))
    assert Checklist().id in names
    assert Done().id == "done"
