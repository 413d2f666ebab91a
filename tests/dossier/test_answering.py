"""Is a typed value an answer? Every kind of question, in words for the citizen."""

import pytest

from dossier.answering import is_blank, judge, judge_kind
from dossier.values import freeze
from tests.support.small_pack import TODAY, filled, small_pack

HOME = {"country": "VN", "province": "15", "commune": "03037", "detail": "", "text": ""}
GOOD_ROW = {"title": "Bằng", "pages": 2}


def judged(question, value, answers=None):
    pack = small_pack()
    given = filled(answers or {}, pack).answers
    return judge(pack, given, pack.question(question), freeze(value), TODAY)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("who", "me"), ("named", "Lò Thị Mẫu"), ("words", "ngắn"), ("paper", False),
        ("born", "2026-11-01"), ("since", "1998"), ("count", 3), ("number", "010198000017"),
        ("phone", "0912000147"), ("email", "mau@thu.vn"), ("land", "VN"), ("people", "tay"),
        ("home", HOME), ("home", {**HOME, "commune": "", "text": "Sa Pa, Lào Cai"}),
        ("home", {"country": "LA", "detail": "Viêng Chăn"}), ("copies", [GOOD_ROW]),
        ("copies", [{"title": "Bằng", "pages": ""}]), ("words", ""), ("copies", []),
        ("home", {"country": "VN", "province": "", "commune": "", "detail": "", "text": ""}),
    ],
)  # fmt: skip
def test_good_answers_pass(question, value):
    assert judged(question, value).errors == ()


@pytest.mark.parametrize(
    ("question", "value", "words"),
    [
        ("who", "", "cần có câu trả lời"), ("who", "nobody", "một trong các dòng"),
        ("named", 7, "phải là chữ"), ("words", "dài quá mười chữ", "10 chữ"),
        ("paper", "có", "Có hoặc Không"), ("born", "2026", "đủ ngày"),
        ("born", "2026-02-31", "trong lịch"), ("born", "2027-01-01", "tương lai"),
        ("since", "mai", "trong lịch"), ("count", "3", "con số"), ("count", True, "con số"),
        ("count", 0, "ít nhất là 1"), ("count", 6, "nhiều nhất là 5"),
        ("number", "12345", "12 chữ số"), ("email", "mau@", "ten@noi.vn"),
        ("land", "Việt Nam", "danh sách"), ("home", "Sa Pa", "trong danh sách"),
        ("home", {"country": "LA", "detail": "", "text": "x"}, "nước ngoài"),
        ("home", {**HOME, "commune": ""}, "xã hoặc phường"),
        ("copies", "một", "ít nhất một dòng"), ("copies", [GOOD_ROW] * 4, "Nhiều nhất 3"),
        ("copies", ["Bằng"], "Dòng 1 còn thiếu"),
        ("copies", [GOOD_ROW, {"title": "", "pages": 1}], "Dòng 2 còn thiếu"),
        ("copies", [{"title": "Bằng", "pages": 99}], "Dòng 1: Số này nhiều nhất"),
    ],
)  # fmt: skip
def test_wrong_answers_are_refused_in_words(question, value, words):
    errors = judged(question, value).errors
    assert len(errors) == 1
    assert words in errors[0]


def test_too_few_rows_are_refused():
    pack = small_pack()
    rows = pack.question("copies").model_copy(update={"least": 2})
    errors, _ = judge_kind(rows, freeze([GOOD_ROW]))
    assert errors == ["Cần ít nhất 2 dòng."]


def test_a_soft_check_only_warns():
    judgement = judged("born", "1900-01-01")
    assert judgement.errors == ()
    assert judgement.warnings == ("Hơn trăm tuổi?",)


def test_a_check_can_say_the_day_from_which_it_is_met():
    words = {
        "checks": {"past": "x", "young": "Đủ 18 tuổi ngày {18 years later}, 20: {20 years later}."}
    }
    texts = small_pack().words
    born = texts.questions["born"].model_copy(update=words)
    said = texts.model_copy(update={"questions": {**texts.questions, "born": born}})
    pack = small_pack().model_copy(update={"texts": {"vi": said}})
    judgement = judge(pack, {}, pack.question("born"), "1904-02-29", TODAY)
    assert judgement.warnings == ("Đủ 18 tuổi ngày 01/03/1922, 20: 29/02/1924.",)


def test_a_strange_phone_only_warns():
    judgement = judged("phone", "12345")
    assert (judgement.errors, len(judgement.warnings)) == ((), 1)


@pytest.mark.parametrize(("value", "blank"), [("", True), ((), True), (0, False), (False, False)])
def test_blank_means_nothing_was_said(value, blank):
    assert is_blank(value) is blank
