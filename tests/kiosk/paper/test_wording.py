from datetime import UTC, date, datetime

import pytest

from kiosk.paper import wording


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (date(2026, 12, 3), "ngày 03 tháng 12 năm 2026"),
        (date(2026, 2, 14), "ngày 14 tháng 02 năm 2026"),
        (date(2026, 3, 1), "ngày 01 tháng 3 năm 2026"),
    ],
)
def test_days_and_the_first_two_months_have_two_digits(when: date, words: str) -> None:
    assert wording.day(when) == words


def test_an_instant_is_said_in_viet_nam_time_with_its_weekday() -> None:
    when = datetime(2026, 11, 22, 18, 5, tzinfo=UTC)

    assert wording.instant(when) == "01 giờ 05 phút, thứ Hai ngày 23 tháng 11 năm 2026"
    assert wording.short_instant(when) == "01:05 · 23/11/2026"


@pytest.mark.parametrize(
    ("amount", "figures", "words"),
    [
        (0, "0 đ", "Không đồng"),
        (16_000, "16.000 đ", "Mười sáu nghìn đồng"),
        (21_005, "21.005 đ", "Hai mươi mốt nghìn không trăm linh năm đồng"),
        (115_000, "115.000 đ", "Một trăm mười lăm nghìn đồng"),
        (1_000_450, "1.000.450 đ", "Một triệu bốn trăm năm mươi đồng"),
        (205_155_000, "205.155.000 đ", "Hai trăm linh năm triệu một trăm năm mươi lăm nghìn đồng"),
        (3_000_000_010, "3.000.000.010 đ", "Ba tỷ không trăm mười đồng"),
    ],
)
def test_sums_in_figures_and_words(amount: int, figures: str, words: str) -> None:
    assert wording.money(amount) == figures
    assert wording.money_in_words(amount) == words


@pytest.mark.parametrize("amount", [-1, 10**12])
def test_a_sum_out_of_range_has_no_words(amount: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        wording.money_in_words(amount)


@pytest.mark.parametrize(
    ("number", "grouped", "masked"),
    [
        ("0912000147", "0912 000 147", "0912 *** 147"),
        ("0912.000.147", "0912 000 147", "0912 *** 147"),
        ("02143000115", "0214 3000 115", "0214 *** 115"),
        ("18001096", "18001096", ""),
        ("", "", ""),
    ],
)
def test_phone_numbers_are_grouped_and_masked(number: str, grouped: str, masked: str) -> None:
    assert wording.phone(number) == grouped
    assert wording.masked_phone(number) == masked


@pytest.mark.parametrize(
    ("commune", "place"),
    [("Xã Nậm Mẫu", "Nậm Mẫu"), ("phường Mẫu Sơn", "Mẫu Sơn"), ("Nậm Mẫu", "Nậm Mẫu")],
)
def test_a_date_line_has_the_bare_place_name(commune: str, place: str) -> None:
    assert wording.without_unit_kind(commune) == place
