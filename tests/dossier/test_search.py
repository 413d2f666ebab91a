"""Search: without accents, with slips, half typed, in the words people use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.search import Findable, Index, Sayings, words_of

THINGS = [
    Findable(
        "birth", ["Đăng ký khai sinh"], ["làm giấy cho bé"], ["Em bé mới sinh"], ["1.001193"], 0.5
    ),
    Findable("again", ["Đăng ký lại khai sinh"], ["mất giấy khai sinh"], [], ["1.004884"]),
    Findable("death", ["Đăng ký khai tử"], [], ["người thân qua đời"]),
    Findable("trade", ["Đăng ký hộ kinh doanh"], ["mở quán"]),
    Findable("poor", ["Xét hộ nghèo"], [], [], ["1.011606", "1.011607"]),
]
SAYINGS = Sayings.from_data({"khai tử": ["mất", "bố mất"], "khai sinh": ["đẻ"]}, ["cho", "làm"])
INDEX = Index(THINGS, SAYINGS)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("khai sinh", "birth"),
        ("KHAI SINH", "birth"),
        ("khai sinhs", "birth"),
        ("khaii sinh", "birth"),
        ("kkhai sinh", "birth"),
        ("kai sinh", "birth"),
        ("khaisinh", "birth"),
        ("khai s", "birth"),
        ("lam giay khai sinh lai", "again"),
        ("đẻ", "birth"),
        ("bố mất", "death"),
        ("kinh", "trade"),
        ("mo quan", "trade"),
        ("1.001193", "birth"),
        ("mã 1.011607", "poor"),
        ("cho", "birth"),
    ],
)
def test_what_is_meant_comes_first(words, first):
    assert INDEX.search(words)[:1] == (first,)


@pytest.mark.parametrize("words", ["", "  ", "?!", "qqqqq", "zz"])
def test_words_that_say_nothing_find_nothing(words):
    assert INDEX.search(words) == ()


def test_what_is_met_far_less_is_left_out():
    assert "poor" not in INDEX.search("đăng ký khai sinh")


def test_of_two_met_alike_the_one_of_higher_rank_comes_first():
    alike = [Findable("a", ["Cấp thẻ"]), Findable("b", ["Cấp thẻ"], rank=0.1)]
    assert Index(alike).search("cap the") == ("b", "a")


def test_an_empty_index_finds_nothing():
    assert Index([]).search("khai sinh") == ()


def test_a_code_is_one_word():
    assert words_of("Mã 1.001193, bản 2") == ["ma", "1.001193", "ban", "2"]


@given(st.text(max_size=40))
def test_whatever_is_typed_every_key_found_is_known_and_found_once(text):
    found = INDEX.search(text)
    assert len(set(found)) == len(found)
    assert set(found) <= {thing.key for thing in THINGS}


@given(st.sampled_from(THINGS), st.data())
def test_every_beginning_of_a_name_finds_it(thing, data):
    name = thing.names[0]
    typed = name[: data.draw(st.integers(2, len(name)))]
    assert thing.key in INDEX.search(typed)
