"""Numbers, dates and money are written in words as Vietnamese offices write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier import words

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
VARIANTS = {"mốt": 1, "tư": 4, "lăm": 5}
SCALES = {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}


def heard(said: str) -> int:
    """The number a listener writes down, word by word."""
    total = below_billion = group = 0
    digit = None
    for word in said.split():
        if word in DIGITS or word in VARIANTS:
            digit = VARIANTS[word] if word in VARIANTS else DIGITS.index(word)
            group += digit
        elif word == "mười":
            group += 10
        elif word == "mươi":
            group += (digit or 0) * 9
        elif word == "trăm":
            group = group * 100
        elif word == "tỷ":
            total += (below_billion + group) * SCALES[word]
            below_billion = group = 0
        elif word in SCALES:
            below_billion += group * SCALES[word]
            group = 0
        else:
            assert word == "linh", word
    return total + below_billion + group


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "không"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (111, "một trăm mười một"),
        (555, "năm trăm năm mươi lăm"),
        (1000, "một nghìn"),
        (1005, "một nghìn không trăm linh năm"),
        (1990, "một nghìn chín trăm chín mươi"),
        (2026, "hai nghìn không trăm hai mươi sáu"),
        (16_000, "mười sáu nghìn"),
        (1_000_001, "một triệu không trăm linh một"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_050_000, "một triệu không trăm năm mươi nghìn"),
        (3_000_000_000, "ba tỷ"),
        (1_002_000_000_000, "một nghìn không trăm linh hai tỷ"),
        (1_234_000_000_000, "một nghìn hai trăm ba mươi tư tỷ"),
        (10**15, "một triệu tỷ"),
    ],
)
def test_a_number_is_said_in_official_style(value, said):
    assert words.number(value) == said


@given(st.integers(0, 10**18 - 1) | st.integers(0, 10_000))
def test_a_number_said_is_heard_as_the_same_number(value):
    assert heard(words.number(value)) == value


@given(st.integers(0, 10**9 - 1))
def test_saying_a_number_wastes_no_space_and_no_word_of_scale(value):
    said = words.number(value)
    assert said == " ".join(said.split())
    assert all(said.split().count(scale) <= 1 for scale in SCALES)


@pytest.mark.parametrize("value", [-1, 10**18])
def test_a_number_out_of_range_is_refused(value):
    with pytest.raises(ValueError, match="cannot say"):
        words.number(value)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (
            date(2026, 11, 25),
            "ngày hai mươi lăm tháng mười một năm hai nghìn không trăm hai mươi sáu",
        ),
        (date(1990, 4, 21), "ngày hai mươi mốt tháng tư năm một nghìn chín trăm chín mươi"),
        (date(2000, 1, 1), "ngày một tháng một năm hai nghìn"),
    ],
)
def test_a_date_is_said_in_words(day, said):
    assert words.day(day) == said


@given(st.dates())
def test_a_date_said_is_heard_as_the_same_day(day):
    number, rest = words.day(day).removeprefix("ngày ").split(" tháng ")
    assert heard(number) == day.day
    length = 2 if day.month > 10 else 1  # “tháng mười một”
    month, year = rest.split()[:length], rest.split()[length:]
    assert heard(" ".join(month)) == day.month
    assert year[0] == "năm"
    assert heard(" ".join(year[1:])) == day.year


@pytest.mark.parametrize(
    ("amount", "written"), [(0, "0"), (500, "500"), (16_000, "16.000"), (1_234_567, "1.234.567")]
)
def test_money_has_dots_and_never_parts_from_its_unit(amount, written):
    assert words.money(amount) == f"{written}\u00a0đ"


@pytest.mark.parametrize(
    ("amount", "said"), [(0, "Không đồng"), (16_000, "Mười sáu nghìn đồng"), (5, "Năm đồng")]
)
def test_money_in_words_begins_with_a_capital(amount, said):
    assert words.money_in_words(amount) == said
