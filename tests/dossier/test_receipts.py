"""Receipt numbers catch copying mistakes and survive every way people write them."""

import re
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dossier import receipts
from dossier.receipts import ALPHABET, SPOKEN, ReceiptNumber, WrongReceiptNumber

kiosks = st.from_regex(receipts.KIOSK, fullmatch=True)
days = st.dates(date(2000, 1, 1), date(2068, 12, 31))
numbers = st.builds(ReceiptNumber, kiosks, days, st.integers(1, 9999))
recent = st.builds(
    ReceiptNumber, kiosks, st.dates(date(2026, 1, 1), date(2055, 12, 31)), st.integers(1, 10**6)
)
bodies = st.text(ALPHABET, min_size=1, max_size=20)
EXAMPLE = receipts.make("Q03", date(2026, 11, 23), 147)


def remainder(checked: str) -> int:
    """What ISO 7064 hybrid MOD 37,36 leaves of a text with its check character: 1 when right."""
    product, total = 36, 0
    for letter in checked:
        total = (product + int(letter, 36)) % 36
        product = (total or 36) * 2 % 37
    return total


def read_or_refusal(typed: str) -> ReceiptNumber | str:
    """The number that was read, or the sentence saying why none was."""
    try:
        return receipts.parse(typed)
    except WrongReceiptNumber as refused:
        return str(refused)


def test_the_number_shows_kiosk_day_serial_and_check_character():
    assert re.fullmatch(r"Q03-261123-0147-[0-9A-Z]", EXAMPLE)
    assert str(ReceiptNumber("Q03", date(2026, 11, 23), 147)) == EXAMPLE


def test_the_check_character_is_the_one_of_a_published_identifier():
    # The Global Release Identifier's own example, A1-2425G-ABC1234002-M.
    assert receipts._check("A12425GABC1234002") == "M"


@given(bodies)
def test_a_body_with_its_check_character_satisfies_iso_7064(body):
    assert remainder(body + receipts._check(body)) == 1


@given(numbers)
def test_every_single_wrong_character_is_caught(number):
    printed = str(number)
    for place, letter in enumerate(printed):
        if letter == "-":
            continue
        for wrong in ALPHABET.replace(letter, ""):
            with pytest.raises(WrongReceiptNumber):
                receipts.parse(printed[:place] + wrong + printed[place + 1 :])


@given(bodies, st.data())
def test_two_swapped_neighbours_are_caught_unless_they_follow_each_other_in_the_alphabet(
    body, data
):
    # MOD 37,36 cannot tell 36 of its 22 680 ordered cases apart; all are neighbours by value.
    checked = body + receipts._check(body)
    place = data.draw(st.integers(0, len(checked) - 2))
    left, right = checked[place], checked[place + 1]
    assume(abs(int(left, 36) - int(right, 36)) not in {0, 1, 35})
    swapped = checked[:place] + right + left + checked[place + 2 :]
    assert receipts._check(swapped[:-1]) != swapped[-1]


def test_a_swap_in_the_body_goes_unseen_in_one_of_630_cases_as_the_standard_has_it():
    states = {receipts._check(prefix): prefix for prefix in _prefixes()}
    unseen = [
        (left, right)
        for prefix in states.values()
        for left in ALPHABET
        for right in ALPHABET
        if left < right
        and receipts._check(prefix + left + right) == receipts._check(prefix + right + left)
    ]
    assert len(states) == 36
    assert len(unseen) == 36
    assert {int(right, 36) - int(left, 36) for left, right in unseen} == {1, 35}


def _prefixes() -> list[str]:
    return [left + right for left in ALPHABET for right in ALPHABET]


@given(numbers)
def test_a_printed_number_reads_back(number):
    assert receipts.parse(str(number)) == number


@given(numbers, st.sampled_from(["-", " ", " - ", "--", "\t"]), st.booleans())
def test_case_and_spaces_do_not_matter(number, between, lower):
    typed = str(number).replace("-", between)
    assert receipts.parse(f"  {typed.lower() if lower else typed}\n") == number


@given(kiosks, days, st.integers(10_000, 10**7))
def test_serials_above_four_digits_read_back_from_the_printed_form(kiosk, day, serial):
    assert receipts.parse(receipts.make(kiosk, day, serial)) == ReceiptNumber(kiosk, day, serial)


@pytest.mark.parametrize("serial", [1, 147, 9999, 10_001, 10_147, 123_456])
def test_dashes_may_be_left_out(serial):
    number = ReceiptNumber("Q03", date(2026, 11, 23), serial)
    assert receipts.parse(str(number).replace("-", "").lower()) == number


@given(recent)
def test_a_number_of_these_decades_without_dashes_is_never_read_as_another(number):
    assert read_or_refusal(str(number).replace("-", "")) in {
        number,
        "Xin gõ số biên nhận có cả dấu gạch ngang như trên giấy.",
    }


def test_a_number_that_could_be_read_in_two_ways_asks_for_its_dashes():
    number = ReceiptNumber("Q03", date(2031, 10, 12), 10_147)
    other = ReceiptNumber("Q0", date(2033, 11, 1), 210_147)
    assert str(number).replace("-", "") == str(other).replace("-", "")
    with pytest.raises(WrongReceiptNumber, match="dấu gạch ngang"):
        receipts.parse(str(number).replace("-", ""))


@pytest.mark.parametrize("body", ["Q03-261123-0000", "Q03-261123-00147", "Q03-261123-00000"])
def test_a_serial_that_is_never_printed_is_refused(body):
    printed = f"{body}-{receipts._check(body)}"
    for typed in (printed, printed.replace("-", "")):
        with pytest.raises(WrongReceiptNumber):
            receipts.parse(typed)
    assert receipts.parse_qr_text(receipts.qr_text(printed, "AB23")) is None


@given(st.text() | st.text("Q0123456789-K ", max_size=24))
def test_any_text_is_a_number_or_refused_with_a_sentence(text):
    read = read_or_refusal(text)
    if isinstance(read, ReceiptNumber):
        assert receipts.parse(str(read)) == read
    else:
        assert read.endswith(".")


def test_digits_of_another_script_are_refused_with_a_sentence():
    with pytest.raises(WrongReceiptNumber):
        receipts.parse("Q03-٢٦١١٢٣-٠١٤٧-K")


@pytest.mark.parametrize("typed", ["", "Q03", "1Q3-261123-0147-K", "Q03-26112-0147-K", "Q03?"])
def test_anything_of_another_shape_is_refused_with_the_shape(typed):
    with pytest.raises(WrongReceiptNumber, match="có dạng Q03-261123-0147-K"):
        receipts.parse(typed)


def test_a_wrong_check_character_is_refused_as_a_copying_mistake():
    wrong = "A" if EXAMPLE[-1] != "A" else "B"
    with pytest.raises(WrongReceiptNumber, match="chép sai"):
        receipts.parse(EXAMPLE[:-1] + wrong)


def test_a_day_outside_the_calendar_is_refused_even_with_a_right_check():
    body = "Q03-261340-0147"
    with pytest.raises(WrongReceiptNumber, match="không có trong lịch"):
        receipts.parse(f"{body}-{receipts._check(body)}")


@pytest.mark.parametrize("kiosk", ["", "Q", "q03", "03Q", "Q03-1", "QUAYSO123", "Đ03"])
def test_a_number_is_not_made_for_a_wrong_kiosk(kiosk):
    with pytest.raises(ValueError, match="kiosk id"):
        receipts.make(kiosk, date(2026, 11, 23), 1)


@pytest.mark.parametrize("serial", [0, -1])
def test_a_number_is_not_made_for_a_serial_below_one(serial):
    with pytest.raises(ValueError, match="begin at 1"):
        receipts.make("Q03", date(2026, 11, 23), serial)


@given(st.binary())
def test_a_look_up_code_has_four_characters_nobody_confuses(seed):
    code = receipts.lookup_code(seed)
    assert len(code) == 4
    assert set(code) <= set(SPOKEN)
    assert not set(code) & set("01IO")
    assert receipts.lookup_code(seed) == code


def test_a_look_up_code_never_changes_between_versions_of_the_software():
    # Worked out from sha256sum of "lookupseed": its first eight bytes, lowest letter first.
    assert receipts.lookup_code(b"seed") == "N367"


def test_look_up_codes_of_different_seeds_differ():
    codes = {receipts.lookup_code(serial.to_bytes(4, "big")) for serial in range(1000)}
    assert len(codes) > 990


@given(numbers, st.binary())
def test_the_text_of_a_slips_qr_reads_back(number, seed):
    code = receipts.lookup_code(seed)
    text = receipts.qr_text(str(number), code)
    assert re.fullmatch(r"[0-9A-Z $%*+\-./:]+", text)
    assert receipts.parse_qr_text(text) == (str(number), code)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "MOTCUA:S/Q03-261123-0147-K",
        f"MOTCUA:S/{EXAMPLE}/ABC",
        f"MOTCUA:R/{EXAMPLE}/AB23",
        f"motcua:s/{EXAMPLE}/AB23",
        "MOTCUA:S/NOT-A-NUMBER/AB23",
        "001099012345|012345678|Nguyễn Thị Mẫu|01011990|Nữ|Hà Nội|01012022",
    ],
)
def test_any_other_qr_is_not_taken_for_a_slip(text):
    assert receipts.parse_qr_text(text) is None


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-", min_size=4, max_size=40))
def test_the_text_of_a_resume_slips_qr_reads_back(code):
    text = receipts.resume_qr_text(code)
    assert receipts.parse_resume_qr_text(text) == code
    assert receipts.parse_qr_text(text) is None


@pytest.mark.parametrize("text", ["", "MOTCUA:R/", "MOTCUA:R/ABC", f"MOTCUA:S/{EXAMPLE}/AB23"])
def test_any_other_qr_is_not_taken_for_a_resume_slip(text):
    assert receipts.parse_resume_qr_text(text) is None
