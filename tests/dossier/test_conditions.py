"""Conditions see the answers of visible questions as typed facts."""

from types import MappingProxyType

import pytest

from dossier import conditions, loading
from dossier.conditions import ConditionError
from dossier.values import freeze
from tests.support.small_pack import TODAY, files, small_pack


def facts(**answers):
    rules = conditions.of(small_pack())
    return rules.facts({name: freeze(value) for name, value in answers.items()}, TODAY)


def test_every_name_is_there_from_the_start():
    rules = conditions.of(small_pack())
    blank = rules.blank(TODAY)
    assert rules.names == frozenset(blank)
    assert (blank["named"], blank["count"], blank["paper"], blank["born_days"]) == ("", 0, False, 0)
    assert (blank["today"], blank["late"]) == ("2026-11-23", False)


def test_dates_places_and_rows_bring_more_than_their_id():
    known = facts(
        paper=True, born="2020-11-23", home={"country": "VN", "province": "15", "commune": "03037"},
        copies=[{"title": "a"}, {"title": "b"}],
    )  # fmt: skip
    assert (known["born_years"], known["late"]) == (6, True)
    assert (known["home_commune"], known["home"]) == ("03037", "03037")
    assert known["copies_count"] == 2


def test_a_place_is_said_by_its_words_when_it_has_any():
    assert facts(home={"country": "LA", "detail": "Viêng Chăn"})["home"] == "Viêng Chăn"
    assert facts(home={"text": "Sa Pa"})["home"] == "Sa Pa"


def test_an_answer_to_a_hidden_question_is_no_fact():
    assert facts(count=4)["count"] == 0
    assert facts(paper=True, count=4)["count"] == 4


def test_an_empty_date_counts_as_unanswered():
    assert facts(born="")["born_days"] == 0


def test_conditions_hold_or_not():
    rules = conditions.of(small_pack())
    known = facts(paper=True)
    assert rules.holds("true", known)
    assert rules.holds("paper && count == 0", known)
    assert not rules.holds("late", known)


def test_an_amount_may_be_summed_over_the_rows_of_a_question():
    rules = conditions.of(small_pack())
    known = facts(born="2020-01-01")
    assert rules.amount("late ? 8000 : 0", known) == 8000
    assert rules.amount("pages * 1000", known, "copies", MappingProxyType({"pages": 3})) == 3000
    assert rules.amount("pages * 1000", known, "copies", MappingProxyType({"pages": ()})) == 0


def test_an_amount_sees_the_age_of_the_person_in_a_row():
    row = "      - {id: pages,"
    child = "      - {id: child, kind: partial_date, section: all, required: false}\n"
    texts = files(row, child + row)
    name = "texts.vi.yaml"
    texts[name] = texts[name].replace("  pages:", "  child: {ask: Sinh ngày nào?}\n  pages:")
    rules = conditions.of(loading.load(texts, {}))
    amount = "child != '' && child_years < 16 ? 0 : 5000"
    rows = ({"child": "2012-05-01"}, {"child": "1980"}, {})
    paid = [rules.amount(amount, rules.blank(TODAY), "copies", freeze(row)) for row in rows]
    assert paid == [0, 5000, 5000]


def test_months_between_dates_are_counted_for_periods_of_the_law():
    rules = conditions.of(small_pack())
    known = facts(born="2026-08-23", since="2026-08")
    assert rules.holds("months(born, today) == 3", known)
    assert rules.holds("months(since, today) == 4", known)
    assert rules.holds('months("", today) == 0 && months(born, "") == 0', known)
    with pytest.raises(ConditionError):
        rules.holds("months(count, today) == 3", known)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("1946-11-21", "2026-11-20", 79), ("1946-11-20", "2026-11-20", 80),
        ("1946", "2026-01-01", 80), ("", "2026-01-01", 0), ("1946", "", 0),
    ],
)  # fmt: skip
def test_an_age_on_a_day_is_counted_in_whole_years(born, day, age):
    rules = conditions.of(small_pack())
    assert rules.holds(f'years("{born}", "{day}") == {age}', facts())


def test_a_condition_that_does_not_compile_says_where_and_why():
    rules = conditions.of(small_pack())
    with pytest.raises(ConditionError) as problem:
        rules.holds("nothing", facts())
    assert (problem.value.place, "nothing" in problem.value.reason) == ("condition", True)


def test_equal_packs_share_their_conditions_and_others_do_not():
    changed = loading.load(files('version: "2026-01-01"', 'version: "2026-02-01"'), {})
    assert conditions.of(small_pack()) is conditions.of(small_pack())
    assert conditions.of(small_pack()) is not conditions.of(changed)


def test_a_derived_fact_follows_every_answer_behind_it_through_other_facts():
    chain = (
        "derived:\n"
        '  - {id: old, cel: "born_days > 60"}\n'
        "  - {id: told, cel: 'old && words == \"paper\"'}\n"
        '  - {id: late, cel: "told || count > 3"}'
    )
    pack = loading.load(files('derived:\n  - {id: late, cel: "born_days > 60"}', chain), {})
    rules = conditions.of(pack)

    def late(**answers):
        return rules.facts({name: freeze(raw) for name, raw in answers.items()}, TODAY)["late"]

    assert late(words="paper", born="2020-01-01")
    assert not late(words="other", born="2020-01-01")
    assert not late(words="paper", born=TODAY.isoformat())
    assert late(paper=True, count=4)
    assert not late(count=4)
