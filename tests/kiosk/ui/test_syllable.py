"""Where tones and marks stand in Vietnamese words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ui.syllable import (
    HATS,
    HORNS,
    TONE_SIGNS,
    VOWELS,
    Rule,
    completed,
    marked,
    nucleus,
    parse,
    retoned,
    shapes_of,
    spell,
    tone_of,
    toned,
)

LETTERS = "abcdeghiklmnopqrstuvxyăâđêôơư"
WORDS = st.text(alphabet=LETTERS + LETTERS.upper(), min_size=1, max_size=7)
TONES = st.integers(min_value=0, max_value=5)


def with_tone(word: str, tone: int, rule: Rule = Rule.OLD) -> str:
    return spell(toned(parse(word), tone, rule))


@pytest.mark.parametrize("tone", range(6))
@pytest.mark.parametrize("vowel", VOWELS)
@pytest.mark.parametrize("rule", Rule)
def test_a_single_vowel_carries_the_tone_whatever_follows(
    vowel: str, tone: int, rule: Rule
) -> None:
    for final in ("", "c", "ch", "m", "n", "ng", "nh", "p", "t"):
        expected = unicodedata.normalize("NFC", "b" + vowel + TONE_SIGNS[tone] + final)
        assert with_tone(f"b{vowel}{final}", tone, rule) == expected


@pytest.mark.parametrize(
    ("plain", "old", "modern"),
    [
        ("hoa", "hòa", "hoà"),
        ("khoe", "khòe", "khoè"),
        ("thuy", "thùy", "thuỳ"),
        ("hoan", "hoàn", "hoàn"),
        ("toet", "toèt", "toèt"),
        ("huynh", "huỳnh", "huỳnh"),
        ("mia", "mìa", "mìa"),
        ("mua", "mùa", "mùa"),
        ("mưa", "mừa", "mừa"),
        ("cua", "cùa", "cùa"),
        ("gia", "già", "già"),
        ("gi", "gì", "gì"),
        ("giêng", "giềng", "giềng"),
        ("qua", "quà", "quà"),
        ("quy", "quỳ", "quỳ"),
        ("quyên", "quyền", "quyền"),
        ("khuya", "khuỳa", "khuỳa"),
        ("khuyu", "khuỳu", "khuỳu"),
        ("nguyên", "nguyền", "nguyền"),
        ("ngươi", "người", "người"),
        ("rươu", "rườu", "rườu"),
        ("oai", "oài", "oài"),
        ("xoay", "xoày", "xoày"),
        ("ngoeo", "ngoèo", "ngoèo"),
        ("tai", "tài", "tài"),
        ("tay", "tày", "tày"),
        ("keo", "kèo", "kèo"),
        ("liu", "lìu", "lìu"),
        ("tiên", "tiền", "tiền"),
        ("tiêu", "tiều", "tiều"),
        ("thuê", "thuề", "thuề"),
        ("thuơ", "thuờ", "thuờ"),
        ("yên", "yền", "yền"),
        ("y", "ỳ", "ỳ"),
        ("êm", "ềm", "ềm"),
    ],
)
def test_the_tone_stands_where_each_rule_says(plain: str, old: str, modern: str) -> None:
    assert with_tone(plain, 1, Rule.OLD) == old
    assert with_tone(plain, 1, Rule.MODERN) == modern


@pytest.mark.parametrize(
    ("plain", "hatted"),
    [
        ("can", "cân"),
        ("hen", "hên"),
        ("con", "côn"),
        ("tien", "tiên"),
        ("yeu", "yêu"),
        ("cuoi", "cuôi"),
        ("nguyen", "nguyên"),
        ("khuay", "khuây"),
        ("dau", "dâu"),
        ("toi", "tôi"),
    ],
)
def test_a_hat_goes_on_the_vowel_that_takes_it(plain: str, hatted: str) -> None:
    assert "".join(marked(parse(plain), HATS)) == "".join(shapes_of(parse(hatted)))


@pytest.mark.parametrize(
    ("plain", "horned"),
    [
        ("can", "căn"),
        ("con", "cơn"),
        ("tu", "tư"),
        ("mua", "mưa"),
        ("xoan", "xoăn"),
        ("nuoc", "nươc"),
        ("tuoi", "tươi"),
        ("huou", "hươu"),
        ("thuo", "thuơ"),
        ("cuu", "cưu"),
        ("choi", "chơi"),
    ],
)
def test_a_horn_goes_on_the_vowels_that_take_it(plain: str, horned: str) -> None:
    assert "".join(marked(parse(plain), HORNS)) == "".join(shapes_of(parse(horned)))


def test_a_glide_is_no_vowel_of_its_word() -> None:
    assert nucleus(parse("qua")) == (2, 3)
    assert nucleus(parse("gia")) == (2, 3)
    assert nucleus(parse("gi")) == (1, 2)
    assert nucleus(parse("khuya")) == (2, 5)
    assert nucleus(parse("xyz")) == (1, 2)
    assert nucleus(parse("ngh")) == (0, 0)


def test_a_tone_moves_on_when_the_word_grows() -> None:
    assert spell(retoned(parse("hòan"), Rule.OLD)) == "hoàn"
    assert spell(retoned(parse("gìa"), Rule.OLD)) == "già"
    assert spell(retoned(parse("múôn"), Rule.OLD)) == "muốn"


def test_half_horned_pairs_become_whole_when_a_letter_follows() -> None:
    assert spell(completed(parse("đưoc"))) == "đươc"
    assert spell(completed(parse("đuơc"))) == "đươc"
    assert spell(completed(parse("thuơ"))) == "thuơ"


@given(word=WORDS)
def test_parsing_and_spelling_are_each_others_undoing(word: str) -> None:
    assert spell(parse(word)) == word
    assert spell(parse(unicodedata.normalize("NFD", word))) == word


@given(word=WORDS, first=TONES, second=TONES)
def test_a_word_has_the_last_tone_given_and_only_that(word: str, first: int, second: int) -> None:
    changed = toned(toned(parse(word), first, Rule.OLD), second, Rule.OLD)
    assert changed == toned(parse(word), second, Rule.OLD)
    assert sum(letter.tone > 0 for letter in changed) <= 1
    if nucleus(parse(word))[0] < nucleus(parse(word))[1]:
        assert tone_of(changed) == second


@given(word=WORDS, tone=TONES)
def test_a_tone_changes_neither_letters_nor_case(word: str, tone: int) -> None:
    changed = toned(parse(word), tone, Rule.OLD)
    assert [(one.shape, one.upper) for one in changed] == [
        (one.shape, one.upper) for one in parse(word)
    ]


@given(word=WORDS, tone=TONES)
def test_settling_a_tone_twice_is_settling_it_once(word: str, tone: int) -> None:
    settled = retoned(toned(parse(word), tone, Rule.OLD), Rule.OLD)
    assert retoned(settled, Rule.OLD) == settled
