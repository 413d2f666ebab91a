"""Long sentences and words of offices are pointed at, in the citizen's own texts only."""

import pytest

from dossier.procedure import Texts
from dossier.reading import MOST_SYLLABLES, hard_passages

LONG = " ".join(["chữ"] * (MOST_SYLLABLES + 1)) + "."
TERMS = {"xuất trình": "đưa cho cán bộ xem"}
PLAIN = {"name": "Việc", "official": LONG, "summary": "Ngắn.", "declaration": LONG, "notice": LONG}


def found(**texts):
    words = Texts.model_validate({**PLAIN, **texts})
    return [(".".join(one.place), one.why) for one in hard_passages(words, TERMS)]


def test_plain_texts_and_the_words_of_the_law_are_left_alone():
    assert found(exemptions=LONG) == []


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        ({"summary": LONG}, "summary"),
        ({"questions": {"a": {"ask": LONG}}}, "questions.a.ask"),
        ({"questions": {"a": {"ask": "?", "help": LONG}}}, "questions.a.help"),
        ({"questions": {"a": {"ask": "?", "choices": {"b": LONG}}}}, "questions.a.choices.b"),
        ({"questions": {"a": {"ask": "?", "checks": {"b": LONG}}}}, "questions.a.checks.b"),
        ({"documents": {"a": {"name": "Giấy", "where": LONG}}}, "documents.a.where"),
        ({"not_asked": {"a": LONG}}, "not_asked.a"),
    ],
)
def test_a_long_sentence_is_pointed_at(texts, place):
    ((where, why),) = found(**texts)
    assert where == place
    assert why.startswith(f"{MOST_SYLLABLES + 1} syllables in one sentence")


def test_two_short_sentences_are_not_one_long_one():
    half = " ".join(["chữ"] * (MOST_SYLLABLES - 1))
    assert found(summary=f"{half}. {half}? {half}: {half}") == []


def test_a_hard_term_is_pointed_at_with_plainer_words():
    assert found(summary="Xin Xuất  trình thẻ.") == [
        ("summary", "“xuất trình” is hard to understand; say “đưa cho cán bộ xem”")
    ]
    assert found(summary="Bản trình.", questions={"a": {"ask": "?", "official": LONG}}) == []
