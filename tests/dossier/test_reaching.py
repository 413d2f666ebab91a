"""Rules that can hold are found; those that cannot are named."""

from datetime import date
from random import Random

import pytest

from dossier.reaching import Attempt, shown, unreached
from tests.support.pack_maker import TODAY, a_pack

NO_CASES: list[Attempt] = []


def vain(text, cases=NO_CASES):
    return [rule.vain for rule in unreached(a_pack(text), cases, Random(1))]


def asked_when(condition, kind="yes_no"):
    return f"""
    questions:
      - {{id: age, kind: date}}
      - {{id: sex, kind: choice, choices: [female, male]}}
      - {{id: land, kind: country}}
      - {{id: home, kind: address}}
      - {{id: people, kind: ethnic_group}}
      - {{id: number, kind: id_number}}
      - {{id: words, kind: text}}
      - {{id: count, kind: number, least: 1, most: 30}}
      - {{id: since, kind: partial_date}}
      - {{id: free, kind: number}}
      - id: lines
        kind: rows
        most: 4
        rows: [{{id: title, kind: text}}, {{id: pages, kind: number, least: 1}}]
      - {{id: last, kind: {kind}, when: '{condition}'}}
    derived:
      - {{id: woman, cel: 'sex == "female"'}}
      - {{id: grown_woman, cel: 'woman && age_years >= 18'}}
    """


@pytest.mark.parametrize(
    "condition",
    [
        "true",
        "grown_woman",
        'grown_woman && age_years < 19 && land == "TH"',
        '(grown_woman && (count == 17)) && home_commune == "12345"',
        'home_country == "KH" && home_country != "VN" && home_province != "99"',
        'home_province == "24" || false',
        'people == "dao" && number != "" && words == "và && thế"',
        "lines_count == 3 && count > 29",
        "since_days > 60 && since_years < 1",
        "age_days < 0 && months(age, since) > 3",
        'age == "2026-03-01" && today >= "2026-11-01"',
        "sex == 'male' ? count == 4 : free == 100000",
        'words.matches("^[A-Z]{2}[0-9]{5}$")',
    ],
)  # fmt: skip
def test_what_some_answers_make_true_is_found(condition):
    text = asked_when(condition.replace("'", "''"))
    assert vain(text) == []


@pytest.mark.parametrize(
    "condition",
    [
        "false",
        "grown_woman && age_days < 0",
        'sex == "female" && sex == "male"',
        "count > 30",
        "lines_count > 4",
        'words == "a" && !(words == "a")',
    ],
)  # fmt: skip
def test_what_no_answers_make_true_is_named(condition):
    assert vain(asked_when(condition)) == ["`last` is never asked"]


def test_a_question_behind_one_never_asked_is_never_asked():
    text = """
    questions:
      - {id: a, kind: yes_no}
      - {id: b, kind: yes_no, when: "a && !a"}
      - {id: c, kind: yes_no, when: b}
    """
    assert vain(text) == ["`b` is never asked", "`c` is never asked"]


def test_papers_fees_words_and_proposals_in_vain_are_named():
    text = """
    questions:
      - {id: a, kind: yes_no, prefill: [{take: "default:true", when: "today < \\"2020-01-01\\""}]}
      - {id: b, kind: number, checks: [{id: most, cel: "b < 5"},
          {id: odd, cel: "b != 3", soft: true}, {id: least, cel: "b > 5"}]}
    documents: [{id: never, when: "a && !a"}, {id: sometimes, when: a}]
    not_asked: [{id: nobody, when: "b > 5 && b < 6"}]
    fees: [{id: free, when: "false", amount: 1}]
    deadlines: [{rule: "WD(3)"}, {rule: NONE, when: a}]
    routes: [{office: here, when: a}, {office: there}, {office: nowhere}]
    """
    assert vain(text) == [
        "`a` never takes `default:true`",
        "no answer to `b` passes its checks down to `least`",
        "the paper `never` is never required",
        "nobody is ever told that `nobody` is not asked for",
        "the fee `free` is never charged",
        "deadlines: `NONE` never applies",
        "routes: `nowhere` never applies",
    ]


def test_a_case_shows_what_a_search_would_not_find():
    text = """
    questions:
      - {id: word, kind: text}
      - {id: a, kind: yes_no, when: 'word.size() == 9'}
    documents: [{id: paper, when: a}]
    """
    case = Attempt({"word": "chín chữ ", "a": True}, TODAY)
    assert vain(text) == ["`a` is never asked", "the paper `paper` is never required"]
    assert vain(text, [case]) == []
    assert "documents.paper.when" in shown(a_pack(text), [case])
    assert "documents.paper.when" not in shown(a_pack(text), [Attempt({}, date(2026, 11, 1))])


def test_brackets_and_quotes_do_not_mislead():
    text = """
    questions:
      - {id: word, kind: text}
      - {id: a, kind: yes_no, when: '(word == "(x && y") && ((word != "z)") && size([word]) == 1)'}
      - {id: b, kind: yes_no, when: '(word == "1") || (word == "2")'}
    """
    assert vain(text) == []
