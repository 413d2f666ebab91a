"""What XLSForm says is said in CEL with the same meaning; what cannot be said is refused in words.

The meaning comes from an independent reading of XPath 1.0 in Python: a number nobody gave is NaN.
"""

import math
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier import conditions, loading
from dossier.values import freeze
from kiosk.app.xlsform import expressions, translating
from kiosk.app.xlsform.expressions import NotCarried
from kiosk.app.xlsform.terms import Known, Sort

TODAY = date(2026, 11, 23)
PACK = {
    "procedure.yaml": """\
slug: form
code: "0.000000"
version: "1"
level: 3
effective_from: 2026-01-01
last_checked: 2026-01-01
legal_basis: []
sections: [{id: all}]
questions:
  - {id: poor, kind: choice, section: all, choices: ["yes", "no"], required: false}
  - {id: name, kind: text, section: all, required: false}
  - {id: born, kind: date, section: all, required: false}
  - {id: moved, kind: date, section: all, required: false}
  - {id: people, kind: number, section: all, when: 'poor == "yes"'}
  - {id: rooms, kind: number, section: all}
  - {id: fine, kind: yes_no, section: all, required: false}
  - {id: has_cow, kind: yes_no, section: all, required: false}
  - {id: has_pig, kind: yes_no, section: all, required: false}
  - id: kids
    kind: rows
    section: all
    required: false
    rows: [{id: kid, kind: text, section: all}]
""",
    "texts.vi.yaml": """\
name: Biểu
official: Biểu
summary: Biểu
declaration: Cam đoan
sections: {all: Chung}
questions:
  poor: {ask: a, choices: {"yes": Có, "no": Không}}
  name: {ask: a}
  born: {ask: a}
  moved: {ask: a}
  people: {ask: a}
  rooms: {ask: a}
  fine: {ask: a}
  has_cow: {ask: a}
  has_pig: {ask: a}
  kids: {ask: a}
  kid: {ask: a}
""",
}
RULES = conditions.Conditions(loading.load(PACK, {}))
KNOWN = {
    "poor": Known("poor", Sort.CHOICE, choices={"yes": "yes", "no": "no"}),
    "name": Known("name", Sort.TEXT),
    "born": Known("born", Sort.DAY),
    "moved": Known("moved", Sort.DAY),
    "people": Known("people", Sort.NUMBER, 'poor == "yes"'),
    "rooms": Known("rooms", Sort.NUMBER),
    "fine": Known("fine", Sort.TICK),
    "has": Known("has", Sort.MANY, choices={"cow": "has_cow", "pig": "has_pig"}),
    "kids": Known("kids", Sort.TABLE),
    "area": Known("area", Sort.UNSAYABLE, why="số thập phân"),
}


def names(name):
    if name not in KNOWN:
        raise NotCarried(f"câu “{name}” không có")
    return KNOWN[name]


def cel(text):
    return translating.condition(expressions.read(text), names)


def holds(text, **answers):
    facts = RULES.facts({name: freeze(value) for name, value in answers.items()}, TODAY)
    return RULES.holds(cel(text), facts)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("${poor} = 'yes'", 'poor == "yes"'),
        ("selected(${poor}, 'yes')", 'poor == "yes"'),
        ('selected( ${has},"cow" )', "has_cow"),
        ("${rooms} > 3 and ${rooms} <= 9", "(rooms > 3) && (rooms <= 9)"),
        ("3 < ${rooms}", "rooms > 3"),
        ("${people} < 2", '(poor == "yes") && people < 2'),
        ("${born} <= today()", 'born != "" && born <= today'),
        ("${born} > '2020-02-29'", 'born != "" && born > "2020-02-29"'),
        ("int((today() - ${born}) div 365.25) >= 18", 'born != "" && born_years >= 18'),
        ("(today() - ${born}) div 365 < 18", 'born != "" && born_years < 18'),
        ("${moved} - ${born} > 30", 'moved != "" && born != "" && (born_days - moved_days) > 30'),
        ("count(${kids}) >= 2", "kids_count >= 2"),
        ("count-selected(${has}) > 1", "((has_cow ? 1 : 0) + (has_pig ? 1 : 0)) > 1"),
        ("${fine} = 'OK'", "fine"),
        ("not(${name} = '')", '!(name == "")'),
        ("string-length(${name}) < 5", "size(name) < 5"),
        ("regex(${name}, '[0-9]{4}')", 'name.matches("^(?:[0-9]{4})$")'),
        ("if(${rooms} > 1, 1, 0) = 1", "((rooms > 1) ? 1 : 0) == 1"),
    ],
)
def test_what_forms_often_say(text, said):
    assert cel(text) == said
    assert RULES.holds(said, RULES.blank(TODAY)) in {True, False}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "bỏ dở"),
        ("${rooms} >", "bỏ dở"),
        ("${rooms} 3", "không hiểu chữ “3”"),
        ("../rooms = 3", "không đọc được"),
        ("/data/rooms", "không đọc được"),
        ("rooms = 3", "không hiểu chữ “=”"),
        ("pulldata('a', 'b', 'c', ${name}) = 1", "không có hàm pulldata()"),
        ("${ghost} = 1", "câu “ghost” không có"),
        ("${area} > 1", "số thập phân"),
        ("${rooms} > 0.5", "số nguyên"),
        ("9223372036854775808", "số lớn hơn"),
        ("${rooms} div 2 = 1", "phép chia"),
        ("${rooms} mod 0 = 1", "khác 0"),
        ("${poor} = 'maybe'", "không có lựa chọn “maybe”"),
        ("${poor} > 'yes'", "lớn nhỏ"),
        ("${born} > 'hôm qua'", "không phải là ngày"),
        ("${rooms} = 'ba'", "không phải là số"),
        ("(today() - ${born}) div 365.25 > 18", "tuổi lẻ"),
        ("regex(${name}, '(?=a)')", "cách viết"),
        ("regex(${name}, '(')", "sai"),
        ("count(${rooms}) = 1", "nhóm lặp lại"),
        ("count-selected(${poor}) = 1", "chọn nhiều"),
        ("selected(${rooms}, '1')", "câu chọn"),
        ("selected(${poor}, ${name})", "tên của một lựa chọn"),
        ("selected(${poor})", "cần 2 điều"),
        ("string-length(${rooms}) = 1", "câu chữ"),
        ("${has}", "đúng hoặc sai"),
        ("${fine} = 'no'", "'OK'"),
        ("${fine} > true()", "lớn nhỏ"),
        ("${name} = ${rooms}", "chữ với số"),
        ("${born} = ${rooms}", "ngày với thứ khác"),
        ("today() - today() > 1", "chỉ trừ được hai ngày"),
        ("(" * 60 + "1" + ")" * 60, "quá 40 lớp"),
        (" or ".join(["${fine}"] * 400), "dài hơn 300"),
    ],
)
def test_what_a_pack_cannot_say_is_refused_in_words(text, why):
    with pytest.raises(NotCarried, match=r".") as refused:
        cel(text)
    assert why in str(refused.value)


def test_an_answer_not_given_is_neither_less_nor_more():
    assert not holds("${people} < 5")
    assert holds("${people} != 5")
    assert holds("not(${people} < 5)")
    assert not holds("${born} < today()")
    assert holds("${people} < 5", poor="yes", people=3)


def test_facts_are_derived():
    said = translating.fact(expressions.read("if(${rooms} > 2, 'big', 'small')"), names)
    assert (said.sort, said.cel) == (Sort.TEXT, '(rooms > 2) ? "big" : "small"')
    age = translating.fact(expressions.read("int((today() - ${born}) div 365.25)"), names)
    assert (age.sort, age.cel) == (Sort.NUMBER, "born_years")
    assert translating.fact(expressions.read("${rooms} > 2"), names).sort is Sort.TRUTH
    assert translating.fact(expressions.read("${born} - ${moved}"), names).cel == (
        "moved_days - born_days"
    )
    with pytest.raises(NotCarried):
        translating.fact(expressions.read("${has}"), names)


ROOMS, PEOPLE, NAMES = st.integers(0, 4), st.integers(0, 4), st.sampled_from(["", "a", "b"])
NUMBER = st.recursive(
    st.one_of(
        st.integers(0, 4).map(lambda number: (str(number), lambda _, n=number: float(n))),
        st.just(("${rooms}", lambda given: float(given["rooms"]))),
    ),
    lambda inner: st.builds(
        lambda a, sign, b: (
            f"({a[0]} {sign} {b[0]})",
            lambda given: {"+": a[1](given) + b[1](given), "*": a[1](given) * b[1](given),
                           "-": a[1](given) - b[1](given)}[sign],
        ),
        inner, st.sampled_from("+-*"), inner,
    ),
    max_leaves=4,
)  # fmt: skip


def _people(given):
    return float(given["people"]) if given["poor"] == "yes" else math.nan


def _order(sign, left, right):
    return {"<": left < right, ">": left > right, "<=": left <= right, ">=": left >= right,
            "=": left == right, "!=": left != right}[sign]  # fmt: skip


SIGNS = st.sampled_from(["<", ">", "<=", ">=", "=", "!="])
TRUTH = st.recursive(
    st.one_of(
        st.builds(
            lambda a, sign, b: (f"{a[0]} {sign} {b[0]}", lambda g: _order(sign, a[1](g), b[1](g))),
            NUMBER, SIGNS, NUMBER,
        ),
        st.builds(
            lambda sign, n: (f"${{people}} {sign} {n}", lambda g: _order(sign, _people(g), n)),
            SIGNS, PEOPLE,
        ),
        NAMES.map(lambda word: (f"${{name}} = '{word}'", lambda g: g["name"] == word)),
        st.just(("selected(${poor}, 'yes')", lambda g: g["poor"] == "yes")),
    ),
    lambda inner: st.one_of(
        inner.map(lambda a: (f"not({a[0]})", lambda g: not a[1](g))),
        st.builds(lambda a, b: (f"{a[0]} and {b[0]}", lambda g: a[1](g) and b[1](g)), inner, inner),
        st.builds(lambda a, b: (f"({a[0]} or {b[0]})", lambda g: a[1](g) or b[1](g)), inner, inner),
    ),
    max_leaves=5,
)  # fmt: skip


@given(TRUTH, ROOMS, PEOPLE, NAMES, st.sampled_from(["yes", "no", ""]))
def test_every_condition_keeps_its_meaning(truth, rooms, people, name, poor):
    text, meaning = truth
    given = {"rooms": rooms, "people": people, "name": name, "poor": poor}
    asked = {key: value for key, value in given.items() if value != ""}
    if poor != "yes":
        asked.pop("people")
    assert holds(text, **asked) is bool(meaning(given))


@given(st.text(max_size=60))
def test_nothing_but_a_refusal_comes_of_nonsense(text):
    said = ""
    with suppress(NotCarried):
        said = cel(text)
    assert not said or isinstance(RULES.holds(said, RULES.blank(TODAY)), bool)
