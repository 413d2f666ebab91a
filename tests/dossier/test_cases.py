"""Golden cases say every expectation a pack does not meet."""

import datetime as dt

import pytest

from dossier.cases import differences
from dossier.workdays import vietnam
from tests.support.small_pack import small_pack

CALENDAR = vietnam([2026])
CASE = {
    "received": "2026-11-23T09:00",
    "answers": {"who": "me", "named": "Lò Thị Mẫu", "paper": True, "born": dt.date(2026, 11, 1),
                "count": 2},
    "pages": ["proof"],
}  # fmt: skip
MET = {
    "submit": ["proof"], "show": [], "not_asked": [], "missing": [], "fee": 0,
    "due": "2026-11-23", "route": "clerk", "hidden": [],
}  # fmt: skip


def told(expect, **changes):
    case = {**CASE, "answers": {**CASE["answers"], **changes}, "expect": expect}
    return [words for _, words in differences(small_pack(), case, CALENDAR)]


def test_a_case_that_comes_out_says_nothing():
    assert told(MET) == []


@pytest.mark.parametrize(
    ("expect", "words"),
    [
        ({"fee": 1}, "fee: expected 1, got 0"), ({"colour": "red"}, "unknown expectation `colour`"),
        ({"hidden": ["count"]}, "`count` is asked"), ({"due": "2026-12-01"}, "due: expected"),
        ({"missing": ["proof"]}, "missing: expected"),
        ({"refused": {"named": "x"}}, "`named` should be refused with “x”"),
        ({"warned": {"named": "x"}}, "`named` should be warned with “x”"),
    ],
)  # fmt: skip
def test_what_is_not_met_is_said(expect, words):
    (said,) = told(expect)
    assert said.startswith(words)


def test_an_answer_refused_without_being_expected_to_is_said():
    assert told({}, named="7") == [
        said for said in told({}, named="7") if said.startswith("`named` was refused")
    ]
    assert told({"refused": {"born": "tương lai"}}, born="2027-01-01") == []
    assert told({"warned": {"born": "trăm tuổi"}}, born="1900-01-01") == []


def test_a_pack_without_a_rule_that_holds_has_no_day_and_no_office():
    case = {"received": "2026-11-23T09:00", "answers": {"paper": False},
            "expect": {"due": None, "route": None}}  # fmt: skip
    assert list(differences(small_pack(), case, CALENDAR)) == []
