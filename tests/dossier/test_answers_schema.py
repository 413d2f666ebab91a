"""The schema of a pack's answers takes what can be answered and nothing else."""

import pytest
from jsonschema import Draft202012Validator

from dossier.answers_schema import answers_schema
from tests.support.small_pack import small_pack

PACK = small_pack()
JUDGE = Draft202012Validator(answers_schema(PACK))
GOOD = {
    "who": "me", "named": "Lò Thị Mẫu", "words": "mười chữ", "paper": True, "born": "2026-11-01",
    "since": "1950", "count": 2, "number": "001199000001", "phone": "0912345678",
    "email": "a@b.vn", "land": "VN", "people": "dao",
    "home": {"country": "VN", "province": "15", "commune": "03037", "detail": "", "text": ""},
    "copies": [{"title": "Bằng", "pages": 2}, {"title": "Sổ", "pages": ""}],
}  # fmt: skip


def test_the_schema_is_one_and_names_its_pack():
    Draft202012Validator.check_schema(JUDGE.schema)
    assert JUDGE.schema["$id"] == f"urn:mot-cua:answers:small:{PACK.version}"
    assert set(JUDGE.schema["properties"]) == {question.id for question in PACK.questions}


def test_good_answers_and_empty_ones_fit():
    assert list(JUDGE.iter_errors(GOOD)) == []
    assert list(JUDGE.iter_errors(dict.fromkeys(GOOD, ""))) == []
    assert list(JUDGE.iter_errors({})) == []


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("who", "nobody"), ("named", 7), ("words", "mười một chữ"), ("paper", "true"),
        ("born", "2026-11"), ("born", "hôm nay"), ("since", "50"), ("count", 0), ("count", 6),
        ("count", 1.5), ("count", True), ("number", "12345"), ("land", "Việt Nam"),
        ("home", "Tả Van"), ("home", {"street": "x"}), ("home", {"commune": "Tả Van"}),
        ("copies", [{"title": "Bằng"}] * 4), ("copies", [{"colour": "đỏ"}]),
        ("copies", [{"pages": 10}]), ("nobody", ""),
    ],
)  # fmt: skip
def test_anything_else_does_not(question, value):
    assert len(list(JUDGE.iter_errors({**GOOD, question: value}))) == 1
