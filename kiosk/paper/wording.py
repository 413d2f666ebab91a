"""Numbers, dates and sums in the words official papers use, and masked personal data."""

import re
from datetime import date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))
"""Indochina Time; Viet Nam has had no summer time since 1975."""

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", " nghìn", " triệu", " tỷ")


def day(when: date) -> str:
    """`ngày 03 tháng 12 năm 2026`: two digits for days, and for the months January and February.

    Decree 30/2020/ND-CP, annex I, part II, item 4.
    """
    month = f"{when.month:02d}" if when.month in {1, 2} else str(when.month)
    return f"ngày {when.day:02d} tháng {month} năm {when.year}"


def instant(when: datetime) -> str:
    """`15 giờ 20 phút, thứ Hai ngày 23 tháng 11 năm 2026`, in Viet Nam time."""
    local = when.astimezone(VIETNAM)
    return f"{local:%H} giờ {local:%M} phút, {_WEEKDAYS[local.weekday()]} {day(local)}"


def short_instant(when: datetime) -> str:
    """`15:20 · 23/11/2026`, in Viet Nam time."""
    return f"{when.astimezone(VIETNAM):%H:%M · %d/%m/%Y}"


def short_day(when: date) -> str:
    """`23/11/2026`."""
    return f"{when:%d/%m/%Y}"


def money(amount: int) -> str:
    """`16.000 đ`."""
    return f"{amount:,}".replace(",", ".") + " đ"


def money_in_words(amount: int) -> str:
    """`Mười sáu nghìn đồng`. Raises ValueError below zero or from 10^12."""
    if not 0 <= amount < 10**12:
        raise ValueError(f"no words for {amount} đồng")
    if amount == 0:
        return "Không đồng"
    groups = [amount // 1000**place % 1000 for place in range(4)]
    highest = max(place for place, group in enumerate(groups) if group)
    words = [
        _hundreds(groups[place], full=place < highest) + _SCALES[place]
        for place in range(highest, -1, -1)
        if groups[place]
    ]
    said = " ".join(words) + " đồng"
    return said[0].upper() + said[1:]


def _hundreds(group: int, *, full: bool) -> str:
    hundreds, tens, units = group // 100, group // 10 % 10, group % 10
    words = [f"{_DIGITS[hundreds]} trăm"] if full or hundreds else []
    if tens == 0:
        if units and words:
            words.append("linh")
    else:
        words.append("mười" if tens == 1 else f"{_DIGITS[tens]} mươi")
    if units:
        words.append(_unit(units, tens))
    return " ".join(words)


def _unit(units: int, tens: int) -> str:
    after_ten = {1: "mốt", 5: "lăm"} if tens > 1 else {5: "lăm"} if tens else {}
    return after_ten.get(units, _DIGITS[units])


def phone(number: str) -> str:
    """A phone number in groups: `0912 000 147`, `0214 3000 115`; other text as it came."""
    digits = re.sub(r"[ .\-]", "", number)
    if re.fullmatch(r"0\d{9}", digits):
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    if re.fullmatch(r"02\d{9}", digits):
        return f"{digits[:4]} {digits[4:8]} {digits[8:]}"
    return number


def masked_phone(number: str) -> str:
    """A phone number with its middle hidden, for rolls that lie about: `0912 *** 147`."""
    digits = re.sub(r"\D", "", number)
    return re.sub(r"^(\d{4})\d{2,}(\d{3})$", r"\1 *** \2", digits) if digits[9:] else ""


def without_unit_kind(commune: str) -> str:
    """The bare place name, as it stands before a date: `Xã Nậm Mẫu` gives `Nậm Mẫu`."""
    return re.sub(r"^(?:xã|phường|thị trấn|đặc khu)\s+", "", commune.strip(), flags=re.IGNORECASE)
