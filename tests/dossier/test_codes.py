"""Official codes and birth-notice numbers have their legal form."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier import codes, receipts

agencies = st.from_regex(r"[A-Z][0-9]{2}(?:\.[0-9]{2,3}){0,3}", fullmatch=True)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def test_an_official_code_is_agency_day_and_four_digits_or_more():
    assert codes.official_code("H26.12.345", date(2026, 11, 23), 7) == "H26.12.345-261123-0007"
    assert codes.official_code("G01", date(2026, 1, 2), 12345) == "G01-260102-12345"


@given(agencies, days, st.integers(1, 10**7))
def test_every_code_made_is_recognised(agency, day, serial):
    assert codes.is_official_code(codes.official_code(agency, day, serial))


@given(agencies, days, st.integers(1, 10**7))
def test_no_official_code_can_be_taken_for_a_receipt_number(agency, day, serial):
    with pytest.raises(receipts.WrongReceiptNumber):
        receipts.parse(codes.official_code(agency, day, serial))


@given(st.from_regex(receipts.KIOSK, fullmatch=True), days, st.integers(1, 10**7))
def test_no_receipt_number_can_be_taken_for_an_official_code(kiosk, day, serial):
    assert not codes.is_official_code(receipts.make(kiosk, day, serial))


def test_the_form_of_2018_is_recognised():
    assert codes.is_official_code("000.00.01.H26-201123-0001")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "H26",
        "H26-261123",
        "H26-261123-001",
        "h26-261123-0001",
        "H26.1-261123-0001",
        "H26.12.12.12.12-261123-0001",
        "H26-2611230-0001",
        "000.00.H26-201123-0001",
        " H26-261123-0001",
        "H26-261123-0001\n",
    ],
)
def test_other_texts_are_not_official_codes(text):
    assert not codes.is_official_code(text)


@pytest.mark.parametrize("agency", ["", "H2", "26H", "H26.", "H26.1234", "H26-1", "h26"])
def test_a_wrong_agency_gets_no_code(agency):
    with pytest.raises(ValueError, match="not an agency code"):
        codes.official_code(agency, date(2026, 11, 23), 1)


@pytest.mark.parametrize("serial", [0, -5])
def test_a_serial_below_one_gets_no_code(serial):
    with pytest.raises(ValueError, match="begin at 1"):
        codes.official_code("H26", date(2026, 11, 23), serial)


@given(st.integers(0, 99999), st.integers(0, 99999), st.integers(0, 99))
def test_a_birth_notice_number_is_recognised(place, serial, year):
    assert codes.is_birth_notice_number(f"{place:05d}.GCS.{serial:05d}.{year:02d}")


@pytest.mark.parametrize(
    "text",
    ["", "1234.GCS.12345.26", "12345.gcs.12345.26", "12345-GCS-12345-26", "12345.GCS.1.2026"],
)
def test_other_texts_are_not_birth_notice_numbers(text):
    assert not codes.is_birth_notice_number(text)


@given(agencies, days, st.integers(1, 10**7))
def test_day_and_serial_are_read_back_from_a_code(agency, day, serial):
    assert codes.day_and_serial(codes.official_code(agency, day, serial)) == (day, serial)


@pytest.mark.parametrize("text", ["", "H26-261123", "H26-269923-0001", "Q03-261123-0147-K"])
def test_what_is_no_code_of_a_real_day_has_no_serial(text):
    assert codes.day_and_serial(text) is None
