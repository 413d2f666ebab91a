"""One question, one durable answer with its provenance; nothing wrong is recorded."""

import pytest

from dossier.procedure import Kind
from dossier.provenance import Actor, Source
from dossier.values import freeze
from kiosk.journey.ports import StoreFailed
from kiosk.journey.steps import Ask, ConfirmSection
from tests.support.booth import BIRTH, reference
from tests.support.devices import MORNING

HOME = {"country": "VN", "province": "15", "commune": "03037", "detail": "Bản Mây", "text": ""}
ABROAD = {"country": "LA", "province": "", "commune": "", "detail": "Luông Nậm Thà", "text": ""}
RIGHT_AND_WRONG = {
    Kind.CHOICE: ("birth_place_kind", "facility", "ở đâu đó"),
    Kind.TEXT: ("birth_facility", "Trung tâm y tế khu vực Mẫu", "m" * 161),
    Kind.YES_NO: ("foreign_parent", False, "không"),
    Kind.NAME: ("child_name", "Lò Minh Ân", "Bé số 1"),
    Kind.DATE: ("child_born", "2026-11-01", "2026-11"),
    Kind.PARTIAL_DATE: ("father_born", "1995", "1995-02-30"),
    Kind.ADDRESS: ("birth_place", HOME, {**HOME, "commune": ""}),
    Kind.ID_NUMBER: ("father_number", "010095000024", "01009500002"),
    Kind.EMAIL: ("applicant_email", "mau@vidu.vn", "mau@vidu"),
    Kind.COUNTRY: ("father_nationality", "LA", "Lào"),
    Kind.ETHNIC_GROUP: ("father_ethnic_group", "tay", 7),
    Kind.NUMBER: ("copies", 3, 21),
    Kind.PHONE: ("applicant_phone", "0912000147", 912000147),
}


@pytest.fixture
def begun(booth):
    booth.identify()
    return booth


@pytest.mark.parametrize(
    ("question", "right", "wrong"), RIGHT_AND_WRONG.values(), ids=[*RIGHT_AND_WRONG]
)
def test_every_kind_of_question_takes_a_right_answer_and_refuses_a_wrong_one(
    begun, question, right, wrong
):
    before = begun.visit
    judged = begun.answering.answer(question, wrong)
    assert judged.errors
    assert all(error.endswith(".") for error in judged.errors)
    assert begun.visit == before
    assert not begun.answering.answer(question, right).errors
    assert begun.visit.filing.answers[question].value == freeze(right)
    assert begun.stored() == begun.visit


def test_the_table_above_leaves_out_no_kind_but_rows():
    pack = reference().catalogue.in_force(BIRTH, MORNING.date())
    asked = {question.kind for question in pack.questions}
    assert asked <= set(RIGHT_AND_WRONG)
    assert set(Kind) - set(RIGHT_AND_WRONG) == {Kind.ROWS}


def test_rows_are_answered_together(booth):
    booth.beginning.start("certified-copy")
    procedure = booth.visit.filing.procedure
    rows = next(one for one in procedure.questions if one.kind is Kind.ROWS)
    assert booth.answering.judge(rows.id, []).errors
    assert booth.answering.judge(rows.id, [{}]).errors == ("Dòng 1 còn thiếu.",)


def test_an_address_abroad_is_an_answer(begun):
    assert not begun.answering.answer("birth_place", ABROAD).errors
    assert begun.visit.filing.answers["birth_place"].value == ABROAD


def test_a_required_question_may_not_be_left_empty(begun):
    question = begun.visit.filing.procedure.question("child_name")
    assert not begun.answering.may_skip(question)
    assert begun.answering.answer("child_name", "").errors == ("Câu này cần có câu trả lời.",)
    assert "child_name" not in begun.visit.filing.answers


def test_an_optional_question_left_empty_is_not_asked_again(begun):
    question = begun.visit.filing.procedure.question("applicant_phone")
    assert begun.answering.may_skip(question)
    assert not begun.answering.answer("applicant_phone", "").errors
    assert question not in begun.visit.filing.unanswered


def test_a_doubtful_answer_is_recorded_with_a_warning(begun):
    judged = begun.answering.answer("child_born", "2026-06-10")
    assert not judged.errors
    assert "hơn 60 ngày" in judged.warnings[0]
    assert begun.visit.filing.answers["child_born"].value == "2026-06-10"


def test_an_answer_in_the_future_is_refused_by_the_packs_own_check(begun):
    assert begun.answering.answer("child_born", "2027-01-01").errors
    assert "child_born" not in begun.visit.filing.answers


def test_letters_are_kept_composed(begun):
    begun.answering.answer("child_name", "Lò Minh A\u0302n")
    assert begun.visit.filing.answers["child_name"].value == "Lò Minh Ân"


def test_judging_records_nothing(begun):
    before = begun.visit
    begun.answering.judge("child_name", "Lò Minh Ân")
    assert begun.visit == before


def test_an_untouched_proposal_keeps_where_it_came_from(begun):
    assert begun.desk.proposals["applicant_residence_kind"].value == "permanent"
    begun.answering.answer("applicant_residence_kind", "permanent")
    assert begun.visit.filing.answers["applicant_residence_kind"].source is Source.DEFAULT


def test_a_changed_proposal_is_the_citizens(begun):
    begun.answering.answer("applicant_residence_kind", "temporary")
    assert begun.visit.filing.answers["applicant_residence_kind"].source is Source.CITIZEN


def test_what_an_officer_types_is_marked_as_theirs(begun):
    begun.desk.actor = Actor("officer", "Giàng Thị Thử")
    begun.answering.answer("child_name", "Lò Minh Ân")
    answer = begun.visit.filing.answers["child_name"]
    assert (answer.source, answer.by) == (Source.OFFICER, Actor("officer", "Giàng Thị Thử"))


def test_a_confirmed_section_is_answered_at_once(begun, answers):
    begun.up_to(ConfirmSection, answers)
    proposals = begun.step.proposals
    assert len(proposals) > 1
    assert begun.answering.confirm(proposals) == {}
    given = begun.visit.filing.answers
    assert all(given[one.question].value == one.value for one in proposals)
    assert all(given[one.question].source is one.source for one in proposals)


def test_a_proposal_that_is_no_answer_stays_open_and_is_told(booth):
    booth.beginning.start(BIRTH)
    booth.answering.answer("applicant_relation", "other")
    booth.show_card("010198000017||Lò Thị Mẫu|12031998|Nữ|Bản Suối Mây, Tả Van, Sa Pa, Lào Cai|"
                    "15082027")  # fmt: skip
    booth.identifying.confirm()
    assert "applicant_paper_issued" not in booth.visit.filing.answers
    assert booth.visit.filing.answers["applicant_name"].value == "Lò Thị Mẫu"
    proposal = booth.desk.proposals["applicant_paper_issued"]
    assert booth.answering.confirm((proposal,))["applicant_paper_issued"].errors == (
        "Ngày cấp ở tương lai, xin xem lại.",
    )


def test_a_full_disk_loses_the_answer_and_nothing_else(begun):
    before = begun.visit
    begun.journal.fail_next(StoreFailed("Máy hết chỗ lưu."))
    with pytest.raises(StoreFailed):
        begun.answering.answer("child_name", "Lò Minh Ân")
    assert begun.visit == before == begun.stored()
    begun.answering.answer("child_name", "Lò Minh Ân")
    assert begun.visit.filing.answers["child_name"].value == "Lò Minh Ân"


def test_an_answer_that_opens_a_question_brings_it_next(begun, answers):
    answers |= {"has_birth_notice": "none", "has_witness": True}
    while not (isinstance(begun.step, Ask) and begun.step.question.id == "has_birth_notice"):
        begun.go_on(answers)
    begun.go_on(answers)
    assert begun.step.question.id == "has_witness"
