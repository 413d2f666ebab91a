"""From what the camera sees to a confirmed identity."""

import pytest

from dossier.events import Answered, CardConfirmed
from dossier.provenance import Source
from dossier.receipts import make, qr_text
from kiosk.journey.identifying import CardSeen, OtherCode, SlipSeen
from kiosk.journey.ports import StoreFailed
from kiosk.journey.steps import Ask, ConfirmCard, ConfirmSection, Notice, ShowCard, WhoFiles
from tests.support.booth import BIRTH, CARD, CHILD_CARD, OTHER_CARD
from tests.support.devices import MORNING

UNKNOWN_PLACE = "010198000017||Lò Thị Mẫu|12031998|Nữ|Bản Xa, Xã Lạ, Huyện Lạ, Tỉnh Lạ|15082022"
APPLICANT = {
    "applicant_name": "Lò Thị Mẫu",
    "applicant_born": "1998-03-12",
    "applicant_number": "010198000017",
    "applicant_paper": "citizen_identity_card",
    "applicant_paper_issued": "2022-08-15",
}


@pytest.fixture
def begun(booth):
    booth.beginning.start(BIRTH)
    booth.answering.answer("applicant_relation", "mother")
    return booth


def look(booth, *texts, hard=False, thorough=False):
    return booth.identifying.look(
        booth.codes.put(booth.frame(), *texts, hard=hard), thorough=thorough
    )


def test_a_visit_asks_first_who_files_then_for_the_card(booth):
    booth.beginning.start(BIRTH)
    assert isinstance(booth.step, WhoFiles)
    assert booth.step.question.id == "applicant_relation"
    booth.answering.answer("applicant_relation", "father")
    assert isinstance(booth.step, ShowCard)


def test_an_empty_picture_shows_nothing(begun):
    assert look(begun) is None


def test_a_card_is_seen_and_nothing_is_recorded_yet(begun):
    seen = look(begun, CARD)
    assert isinstance(seen, CardSeen)
    assert seen.identity.name == "Lò Thị Mẫu"
    assert isinstance(begun.step, ShowCard)


def test_a_hard_code_is_read_when_taking_time(begun):
    assert look(begun, CARD, hard=True) is None
    assert isinstance(look(begun, CARD, hard=True, thorough=True), CardSeen)


def test_a_slip_of_ours_is_told_from_a_card(begun):
    number = make("Q03", MORNING.date(), 7)
    assert look(begun, qr_text(number, "7F3K")) == SlipSeen(number, "7F3K")


@pytest.mark.parametrize(
    "text",
    [
        "https://example.vn/thanh-toan",
        "00020101021238570010A000000727",
        "010198000017|Lò",
        "a|b" * 9,
    ],
)
def test_a_foreign_code_is_named_in_words_and_changes_nothing(begun, text):
    seen = look(begun, text)
    assert isinstance(seen, OtherCode)
    assert seen.words.endswith(".")
    assert isinstance(begun.step, ShowCard)


def test_a_card_beside_a_foreign_code_is_still_seen(begun):
    assert isinstance(look(begun, "https://example.vn", CARD), CardSeen)


def test_card_data_wait_for_the_citizens_word(begun):
    begun.show_card()
    assert isinstance(begun.step, ConfirmCard)
    assert set(begun.visit.filing.answers) == {"applicant_relation"}


def test_confirming_the_card_answers_what_it_says_of_the_applicant(begun):
    begun.show_card()
    begun.identifying.confirm()
    assert isinstance(begun.step, Notice)
    given = begun.visit.filing.answers
    assert {name: given[name].value for name in APPLICANT} == APPLICANT
    assert given["applicant_residence"].value["commune"] == "03037"
    from_card = {name: one for name, one in given.items() if name != "applicant_relation"}
    assert all(one.source is Source.CARD_QR and one.confirmed for one in from_card.values())
    assert not {name for name in from_card if not name.startswith("applicant_")}
    assert "applicant_residence_kind" not in given


def test_after_the_case_the_next_thing_asked_is_not_on_the_card(begun, answers):
    begun.show_card()
    begun.identifying.confirm()
    begun.identifying.consent("1")
    assert isinstance(begun.step, Ask)
    while begun.step.question.section == "case":
        begun.go_on(answers)
    assert begun.step.question.id == "applicant_residence_kind"


@pytest.mark.parametrize(("relation", "section"), [("mother", "mother"), ("father", "father")])
def test_other_sections_are_still_confirmed_by_the_citizen(booth, answers, relation, section):
    booth.identify(relation, CARD if relation == "mother" else OTHER_CARD)
    booth.up_to(ConfirmSection, answers)
    while booth.step.section != section:
        booth.go_on(answers)
        booth.up_to(ConfirmSection, answers)
    name = f"{section}_name"
    assert name not in booth.visit.filing.answers
    offered = {one.question: one for one in booth.step.proposals}
    assert offered[name].value == booth.visit.filing.identity.name
    booth.answering.confirm(booth.step.proposals)
    assert booth.visit.filing.answers[name].source is Source.CARD_QR


def test_an_old_address_without_a_commune_of_today_is_asked_about(begun):
    begun.show_card(UNKNOWN_PLACE)
    begun.identifying.confirm()
    assert "applicant_residence" not in begun.visit.filing.answers
    proposal = begun.desk.proposals["applicant_residence"]
    assert proposal.value["text"] == "Bản Xa, Xã Lạ, Huyện Lạ, Tỉnh Lạ"
    assert begun.visit.filing.answers["applicant_name"].value == "Lò Thị Mẫu"


def test_a_childs_card_settles_nothing_by_itself(begun, answers):
    begun.show_card(CHILD_CARD)
    begun.identifying.confirm()
    assert set(begun.visit.filing.answers) == {"applicant_relation"}
    begun.up_to(ConfirmSection, answers)
    assert "applicant_name" in {one.question for one in begun.step.proposals}


def test_a_rejected_card_is_forgotten_and_asked_for_again(begun):
    begun.show_card(OTHER_CARD)
    begun.identifying.reject()
    assert begun.visit.filing.identity is None
    assert {one.source for one in begun.desk.proposals.values()} == {Source.DEFAULT}
    assert isinstance(begun.step, ShowCard)
    begun.show_card(CARD)
    begun.identifying.confirm()
    assert begun.visit.filing.answers["applicant_name"].value == "Lò Thị Mẫu"


def test_rejecting_later_forgets_what_the_card_answered_but_not_what_was_typed(begun):
    begun.show_card()
    begun.identifying.confirm()
    begun.answering.answer("applicant_phone", "0912000147")
    begun.answering.answer("applicant_name", "Lò Thị Mẫu Hai")
    begun.identifying.reject()
    assert set(begun.visit.filing.answers) == {
        "applicant_relation", "applicant_phone", "applicant_name",
    }  # fmt: skip
    assert isinstance(begun.step, ShowCard)


def test_confirming_again_overwrites_nothing_the_citizen_changed(begun):
    begun.show_card()
    begun.identifying.confirm()
    begun.answering.answer("applicant_name", "Lò Thị Mẫu Hai")
    begun.identifying.confirm()
    changed = begun.visit.filing.answers["applicant_name"]
    assert (changed.value, changed.source) == ("Lò Thị Mẫu Hai", Source.CITIZEN)


def test_without_a_card_the_visit_goes_on_with_the_reason(begun, answers):
    begun.identifying.skip("quên thẻ ở nhà")
    assert begun.visit.card_skipped == "quên thẻ ở nhà"
    assert isinstance(begun.step, Notice)
    begun.identifying.consent("1")
    assert isinstance(begun.step, Ask)
    while begun.step.question.section == "case":
        begun.go_on(answers)
    assert begun.step.question.id == "applicant_name"
    assert begun.step.proposal is None


def test_consent_is_kept_with_the_version_of_the_notice(begun):
    begun.identifying.skip("quên thẻ")
    begun.identifying.consent("birth-registration/2026-01-15")
    assert begun.visit.filing.consent == "birth-registration/2026-01-15"


@pytest.mark.parametrize("written", range(9))
def test_a_full_disk_while_confirming_is_made_good_by_confirming_again(begun, written):
    begun.show_card()
    append = begun.journal.append
    begun.journal.append = counted(append, begun.journal, written)
    try:
        begun.identifying.confirm()
    except StoreFailed:
        assert isinstance(begun.step, ConfirmCard)
    begun.journal.append = append
    begun.identifying.confirm()
    kinds = [one.event for one in begun.journal.events(begun.visit.id)]
    answered = [event.question for event in kinds if isinstance(event, Answered)]
    assert len(answered) == len(set(answered))
    assert set(APPLICANT) < set(answered)
    assert isinstance(kinds[-1], CardConfirmed)
    assert begun.stored() == begun.visit


def counted(append, journal, allowed):
    """Appends that fail once after `allowed` writes."""
    left = [allowed]

    def once(*written):
        if left[0] == 0:
            journal.fail_next(StoreFailed("Máy hết chỗ lưu."))
        left[0] -= 1
        return append(*written)

    return once


def test_confirming_again_answers_no_other_section(begun):
    begun.show_card()
    begun.identifying.confirm()
    begun.answering.answer("parents", "both")
    assert begun.desk.proposals["mother_name"].source is Source.CARD_QR
    begun.identifying.confirm()
    assert "mother_name" not in begun.visit.filing.answers
