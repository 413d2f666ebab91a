"""What a citizen types is judged by the kind of question, then by the pack's own checks."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.answering import Judgement, is_blank, judge, judge_kind
from dossier.procedure import Kind, Question
from dossier.values import freeze
from tests.support.booth import BIRTH, golden, reference
from tests.support.pack_maker import TODAY, a_filing, a_pack, an_answer

WORDS = [
    Kind.TEXT, Kind.NAME, Kind.DATE, Kind.PARTIAL_DATE, Kind.CHOICE, Kind.ID_NUMBER, Kind.PHONE,
    Kind.EMAIL, Kind.ETHNIC_GROUP, Kind.COUNTRY,
]  # fmt: skip
PLACE_KEYS = ["country", "province", "commune", "detail", "text", "title"]
values = st.recursive(
    st.text(max_size=20) | st.integers() | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(PLACE_KEYS), inner, max_size=3)
    ),
    max_leaves=8,
).map(freeze)


def ask(kind, **more):
    return Question(id="q", kind=kind, section="s", **more)


def errors(question, value):
    return judge_kind(question, freeze(value))[0]


def warnings(question, value):
    return judge_kind(question, freeze(value))[1]


PAPERS = ask(
    Kind.ROWS,
    least=1,
    most=2,
    rows=(
        Question(id="title", kind=Kind.TEXT, section="s", most=10),
        Question(id="pages", kind=Kind.NUMBER, section="s", least=1, most=9),
        Question(id="owner", kind=Kind.NAME, section="s", required="false"),
    ),
)


@pytest.mark.parametrize("kind", WORDS)
@pytest.mark.parametrize("value", [7, True, [], {"detail": "x"}])
def test_a_question_for_words_takes_nothing_but_words(kind, value):
    assert errors(ask(kind), value) == ["Câu trả lời này phải là chữ."]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.TEXT, "Trạm y tế xã Mẫu"),
        (Kind.NAME, "Lò Thị Mẫu"),
        (Kind.DATE, "2026-11-01"),
        (Kind.PARTIAL_DATE, "1950"),
        (Kind.PARTIAL_DATE, "1950-02"),
        (Kind.PARTIAL_DATE, "2024-02-29"),
        (Kind.ID_NUMBER, "010198000017"),
        (Kind.PHONE, "0912000147"),
        (Kind.EMAIL, "mau@vi-du.vn"),
        (Kind.ETHNIC_GROUP, "tay"),
        (Kind.ETHNIC_GROUP, "Một nhóm tự ghi"),
        (Kind.COUNTRY, "LA"),
        (Kind.NUMBER, 0),
        (Kind.YES_NO, False),
        (Kind.ADDRESS, {"country": "VN", "province": "15", "commune": "03037"}),
        (Kind.ADDRESS, {"text": "Tả Van, Sa Pa, Lào Cai"}),
        (Kind.ADDRESS, {"country": "LA", "detail": "Luông Pha Băng"}),
    ],
)
def test_a_good_answer_of_every_kind_passes_without_a_word(kind, value):
    assert judge_kind(ask(kind), freeze(value)) == ([], [])


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (Kind.NAME, "123", "chữ cái"),
        (Kind.DATE, "2026-02-29", "không có trong lịch"),
        (Kind.DATE, "29/02/2024", "không có trong lịch"),
        (Kind.DATE, "2026-02", "đủ ngày, tháng và năm"),
        (Kind.PARTIAL_DATE, "1950-13", "không có trong lịch"),
        (Kind.ID_NUMBER, "01019800001", "12 chữ số"),
        (Kind.ID_NUMBER, "0101980000170", "12 chữ số"),
        (Kind.ID_NUMBER, "01019800001a", "12 chữ số"),
        (Kind.ID_NUMBER, "٠١٠١٩٨٠٠٠٠١٧", "12 chữ số"),
        (Kind.EMAIL, "mau", "ten@noi.vn"),
        (Kind.EMAIL, "mau@vi-du", "ten@noi.vn"),
        (Kind.EMAIL, "mau @vi-du.vn", "ten@noi.vn"),
        (Kind.COUNTRY, "Lào", "danh sách"),
        (Kind.COUNTRY, "la", "danh sách"),
        (Kind.NUMBER, True, "con số"),
        (Kind.NUMBER, "3", "con số"),
        (Kind.YES_NO, "true", "Có hoặc Không"),
        (Kind.YES_NO, 1, "Có hoặc Không"),
        (Kind.ADDRESS, "Tả Van", "danh sách"),
        (Kind.ADDRESS, {"country": "VN", "province": "15"}, "xã hoặc phường"),
        (Kind.ADDRESS, {"detail": "Bản Suối Mây"}, "xã hoặc phường"),
        (Kind.ADDRESS, {"country": "LA", "text": "x"}, "nước ngoài"),
    ],
)
def test_a_wrong_answer_is_refused_with_what_to_do(kind, value, said):
    found, _ = judge_kind(ask(kind), freeze(value))
    assert len(found) == 1
    assert said in found[0]


def test_a_choice_is_one_of_the_lines_shown():
    question = ask(Kind.CHOICE, choices=("mother", "father"))
    assert errors(question, "mother") == []
    assert errors(question, "Mother") == ["Hãy chọn một trong các dòng đã cho."]


@pytest.mark.parametrize(("kind", "odd"), [(Kind.PHONE, "12"), (Kind.NAME, "Anna-Maria Mẫu")])
def test_an_odd_phone_or_name_is_only_doubted(kind, odd):
    assert errors(ask(kind), odd) == []
    assert len(warnings(ask(kind), odd)) == 1


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.NAME, Kind.ETHNIC_GROUP])
def test_words_are_held_to_the_length_the_pack_gives(kind):
    assert errors(ask(kind, most=5), "Mẫu Ê") == []
    assert errors(ask(kind, most=5), "Mẫu Ên") == ["Xin viết không quá 5 chữ cái."]


@given(st.integers(490, 510))
def test_words_without_a_length_stop_at_five_hundred(length):
    assert bool(errors(ask(Kind.TEXT), "a" * length)) == (length > 500)


@given(st.integers(), st.integers(-50, 50), st.integers(0, 50))
def test_a_number_lies_within_its_bounds(value, least, span):
    wanted = []
    if value < least:
        wanted = [f"Số này ít nhất là {least}."]
    if value > least + span:
        wanted = [f"Số này nhiều nhất là {least + span}."]
    assert errors(ask(Kind.NUMBER, least=least, most=least + span), value) == wanted


NUMBERS = a_pack("questions: [{id: n, kind: number, checks: [{id: some, cel: 'n > 3'}]}]")


@pytest.mark.parametrize("value", [2**63, -(2**63) - 1, 10**30])
def test_a_number_no_condition_can_hold_is_refused(value):
    found = judge(NUMBERS, {}, NUMBERS.question("n"), value, TODAY)
    assert len(found.errors) == 1
    assert str(2**63 - 1) in found.errors[0]


@pytest.mark.parametrize("value", [2**63 - 1, 1 - 2**63, 0])
def test_any_number_a_condition_can_hold_is_judged(value):
    found = judge(NUMBERS, {}, NUMBERS.question("n"), value, TODAY)
    assert found.errors == (() if value > 3 else ("Sai some.",))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("not rows", "Hãy ghi ít nhất một dòng."),
        ([], "Cần ít nhất 1 dòng."),
        ([{"title": "a", "pages": 1}] * 3, "Nhiều nhất 2 dòng."),
        ([{"title": "a", "pages": 1}, {"title": " ", "pages": 1}], "Dòng 2 còn thiếu."),
        ([{"title": "a"}], "Dòng 1 còn thiếu."),
        (["a"], "Dòng 1 còn thiếu."),
        ([{"title": "a", "pages": 0}], "Dòng 1: Số này ít nhất là 1."),
        ([{"title": "a" * 11, "pages": 1}], "Dòng 1: Xin viết không quá 10 chữ cái."),
        ([{"title": "a", "pages": 1, "owner": "..."}], "Dòng 1: Tên cần có chữ cái."),
    ],
)
def test_a_table_says_which_line_is_wrong(rows, said):
    assert judge_kind(PAPERS, freeze(rows)) == ([said], [])


def test_a_table_may_leave_out_what_is_not_required():
    assert errors(PAPERS, [{"title": "a", "pages": 1}, {"title": "b", "pages": 9}]) == []
    endless = ask(Kind.ROWS, rows=PAPERS.rows)
    assert errors(endless, [{"title": "a", "pages": 1}] * 50) == []
    assert errors(endless, [{"title": "a", "pages": 1}] * 51) == ["Nhiều nhất 50 dòng."]


def test_a_line_of_a_table_is_a_mapping_though_nothing_in_it_is_required():
    question = ask(Kind.ROWS, rows=(PAPERS.rows[2],))
    assert errors(question, ["a"]) == ["Dòng 1 còn thiếu."]
    assert errors(question, [{}]) == []


def test_a_doubt_about_a_line_of_a_table_is_told_with_its_number():
    found = warnings(PAPERS, [{"title": "a", "pages": 1, "owner": "Anna-Maria Mẫu"}])
    assert found == ["Dòng 1: Tên có dấu nháy, gạch hoặc chấm: xin xem lại cho đúng giấy."]


@pytest.mark.parametrize(
    "value",
    ["", " \u00a0\n", (), {}, {"country": "VN"}, {"country": "LA", "detail": "", "text": ""}],
)
def test_nothing_said_is_blank(value):
    assert is_blank(freeze(value))


@pytest.mark.parametrize(
    "value", ["0", 0, False, True, [{}], {"text": "x"}, {"detail": "x"}, {"commune": "03037"}]
)
def test_zero_no_and_a_part_of_a_place_are_not_blank(value):
    assert not is_blank(freeze(value))


@pytest.mark.parametrize("blank", ["", "   "])
def test_a_blank_answer_is_refused_only_where_one_is_required(blank):
    pack = a_pack("""
        questions:
          - {id: grown, kind: yes_no}
          - {id: number, kind: id_number, required: grown}
    """)
    number = pack.question("number")
    for grown, said in ((True, ("Câu này cần có câu trả lời.",)), (False, ())):
        answers = a_filing(pack, grown=grown).answers
        assert judge(pack, answers, number, blank, TODAY) == Judgement(said)


def test_a_packs_checks_refuse_or_only_warn_in_its_own_words():
    pack = reference().catalogue.in_force(BIRTH, TODAY)
    born = pack.question("child_born")
    words = pack.words.questions["child_born"].checks
    assert judge(pack, {}, born, "2026-11-24", TODAY) == Judgement((words["past"],))
    assert judge(pack, {}, born, "2026-11-23", TODAY) == Judgement()
    assert judge(pack, {}, born, "2026-09-24", TODAY) == Judgement()
    assert judge(pack, {}, born, "2026-09-23", TODAY) == Judgement((), (words["late"],))


def test_checks_are_not_asked_about_what_is_no_answer_at_all():
    pack = a_pack("""
        questions:
          - {id: name, kind: name, checks: [{id: never, cel: "false"}]}
    """)
    assert judge(pack, {}, pack.question("name"), "1", TODAY).errors == ("Tên cần có chữ cái.",)
    doubted = judge(pack, {}, pack.question("name"), "Anna-Maria", TODAY)
    assert doubted.errors == ("Sai never.",)
    assert len(doubted.warnings) == 1


def test_a_check_sees_the_new_answer_instead_of_the_old_one():
    pack = a_pack("""
        questions:
          - {id: first, kind: date}
          - {id: last, kind: date, checks: [{id: order, cel: "first < last"}]}
    """)
    filing = a_filing(pack, first="2020-01-02", last="2020-01-01")
    last = pack.question("last")
    assert judge(pack, filing.answers, last, "2020-01-03", TODAY).errors == ()
    assert judge(pack, filing.answers, last, "2020-01-02", TODAY).errors == ("Sai order.",)


def test_every_answer_of_a_golden_case_is_an_answer():
    pack = reference().catalogue.in_force(BIRTH, TODAY)
    raw = golden(BIRTH, "01-married-mother-on-time")["answers"]
    answers = {name: an_answer(value) for name, value in raw.items()}
    for name, answer in answers.items():
        found = judge(pack, answers, pack.question(name), answer.value, date(2026, 11, 25))
        assert found.errors == (), name


@given(st.sampled_from(list(Kind)), values)
def test_whatever_comes_in_is_judged_in_sentences_and_never_crashes(kind, value):
    question = PAPERS if kind is Kind.ROWS else ask(kind, choices=("a",))
    found, doubts = judge_kind(question, value)
    assert all(said.endswith(".") for said in [*found, *doubts])
