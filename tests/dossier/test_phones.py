"""Phone numbers are looked at lightly and shown so that people can check them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.phones import problem_with_phone, spaced

mobiles = st.from_regex(r"0[35789][0-9]{8}", fullmatch=True)
fixed = st.from_regex(r"02[0-9]{9}", fullmatch=True)
separators = st.sampled_from(["", " ", ".", "-", " - ", "(", ")"])


@given(mobiles | fixed, separators, st.booleans())
def test_mobile_and_fixed_numbers_raise_no_doubt_however_they_are_spaced(number, between, abroad):
    written = f"+84{number[1:]}" if abroad else number
    assert problem_with_phone(between.join(written)) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "115",
        "19001234",
        "0121234567",
        "091234567",
        "09123456789",
        "0241234567",
        "không có",
        "+856 20 5555 1234",
        "٠٩١٢٣٤٥٦٧٨",
        "０９１２３４５６７８",
    ],
)
def test_any_other_number_is_asked_to_be_looked_at_again(text):
    problem = problem_with_phone(text)
    assert "10 chữ số, bắt đầu bằng số 0" in problem
    assert problem.endswith("xin xem lại.")
    assert unicodedata.is_normalized("NFC", problem)


@given(mobiles, separators)
def test_ten_digits_are_shown_in_three_groups(number, between):
    assert spaced(between.join(number)) == f"{number[:4]} {number[4:7]} {number[7:]}"


@pytest.mark.parametrize("text", ["", "115", "02438251234", "+84 912 345 678", "1912345678", "abc"])
def test_anything_else_is_shown_as_it_stands(text):
    assert spaced(text) == text


@given(st.text())
def test_spacing_changes_no_digit_and_is_done_once(text):
    shown = spaced(text)
    assert spaced(shown) == shown
    assert [c for c in shown if c.isdigit()] == [c for c in text if c.isdigit()]
