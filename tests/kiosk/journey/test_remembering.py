"""A second visit with the same card: what was said before is offered, and only taken if wished."""

import pytest

from dossier import earlier
from dossier.provenance import Source
from kiosk.journey.ports import StoreFailed
from kiosk.journey.steps import Notice, Review, TakeOver
from tests.support.booth import BIRTH, CARD, CHILD_CARD, OTHER_CARD, golden

ANSWERS = golden(BIRTH, "01-married-mother-on-time")["answers"]
MARITAL = "marital-status-certificate"


def file_one(booth):
    booth.file_one(BIRTH, ANSWERS)


def roles(booth):
    return [person.role for person in booth.step.people]


@pytest.fixture
def again(booth):
    """After a first birth registration: a second one up to the question what to take over."""
    file_one(booth)
    booth.identify()
    return booth


def test_the_first_visit_asks_nothing_about_earlier_ones(booth):
    booth.identify()
    assert not isinstance(booth.step, TakeOver)
    assert booth.visit.earlier == ()


def test_the_second_visit_asks_whom_to_take_over_after_the_notice(again):
    assert isinstance(again.step, TakeOver)
    assert roles(again) == [earlier.OWN, "father"]
    assert again.step.people[1].name == ANSWERS["father_name"]
    again.desk.look_back()
    assert isinstance(again.step, Notice)


def test_nothing_is_proposed_before_the_citizen_chose(again):
    assert Source.PREVIOUS not in {one.source for one in again.desk.proposals.values()}


def test_who_was_chosen_is_proposed_and_kept_with_its_source(again):
    again.remembering.choose((earlier.OWN, "father"))
    again.up_to(Review, ANSWERS)
    kept = again.visit.filing.answers
    for question in ("mother_ethnic_group", "father_name", "father_ethnic_group"):
        assert (kept[question].value, kept[question].source) == (
            ANSWERS[question],
            Source.PREVIOUS,
        )
    assert again.stored() == again.visit


def test_who_was_not_chosen_is_not_proposed(again):
    again.remembering.choose((earlier.OWN,))
    again.up_to(Review, ANSWERS)
    assert again.visit.filing.answers["father_name"].source is Source.CITIZEN


def test_nobody_need_be_chosen(again):
    again.remembering.choose(())
    assert not isinstance(again.step, TakeOver)
    again.up_to(Review, ANSWERS)
    assert Source.PREVIOUS not in {one.source for one in again.visit.filing.answers.values()}


def test_the_choice_can_be_made_anew(again):
    again.remembering.choose(())
    again.desk.go_to("earlier")
    assert isinstance(again.step, TakeOver)
    again.remembering.choose(("father",))
    assert [person.role for person in again.visit.filing.earlier] == ["father"]
    assert not isinstance(again.step, TakeOver)


def test_another_procedure_knows_the_citizen_and_nobody_else(booth):
    file_one(booth)
    booth.beginning.start(MARITAL)
    booth.up_to(TakeOver, golden(MARITAL, "01-never-married-to-marry")["answers"])
    assert roles(booth) == [earlier.OWN]


@pytest.mark.parametrize("card", [OTHER_CARD, CHILD_CARD])
def test_another_card_is_offered_nothing(booth, card):
    file_one(booth)
    booth.identify(card=card)
    assert booth.visit.earlier == ()


def test_another_card_forgets_what_was_found(again):
    again.desk.go_to("card")
    again.show_card(OTHER_CARD)
    assert again.visit.earlier == ()
    again.identifying.skip("không có thẻ")
    assert again.visit.filing.earlier == ()


def test_a_typed_number_opens_nothing(booth):
    file_one(booth)
    booth.beginning.start(BIRTH)
    booth.answering.answer("applicant_relation", "mother")
    booth.identifying.skip("không có thẻ")
    booth.identifying.consent("x")
    booth.answering.answer("applicant_number", ANSWERS["applicant_number"])
    assert booth.visit.earlier == ()


def test_a_deleted_or_unknown_dossier_offers_nothing(booth, monkeypatch):
    file_one(booth)
    monkeypatch.setattr(booth.outbox, "filed_by", lambda number, limit: (b"", b"{}"))
    booth.identify()
    assert booth.visit.earlier == ()


def test_a_store_that_cannot_be_read_costs_only_typing(booth, monkeypatch):
    file_one(booth)

    def broken(number, limit):
        raise StoreFailed("Không đọc được.")

    monkeypatch.setattr(booth.outbox, "filed_by", broken)
    booth.identify()
    assert booth.visit.card_confirmed
    assert booth.visit.earlier == ()


def test_a_dossier_of_a_pack_nobody_has_any_more_is_passed_over(booth):
    file_one(booth)
    sealed = booth.outbox.filed_by(ANSWERS["applicant_number"], 1)[0]
    strange = sealed.replace(b'"version":"2026-01-15"', b'"version":"1999"')
    assert strange != sealed
    booth.outbox.filed_by = lambda number, limit: (strange,)
    booth.identify(card=CARD)
    assert booth.visit.earlier == ()
