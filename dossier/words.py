"""Numbers, dates and money in words, in official Vietnamese style (“ghi bằng chữ”)."""

from datetime import date

NBSP = "\u00a0"
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu")
_BILLION = 10**9
_MOST = 10**18
_APRIL = 4


def number(value: int) -> str:
    """A whole number from 0 below 10^18 in words: 2026 is “hai nghìn không trăm hai mươi sáu”.

    Raises ValueError outside that range.
    """
    if not 0 <= value < _MOST:
        raise ValueError(f"cannot say {value}")
    if value == 0:
        return _DIGITS[0]
    billions, rest = divmod(value, _BILLION)
    said = [f"{_below_billion(billions, full=False)} tỷ"] if billions else []
    if rest:
        said.append(_below_billion(rest, full=bool(billions)))
    return " ".join(said)


def day(value: date) -> str:
    """A date in words: “ngày hai mươi lăm tháng mười một năm hai nghìn …”."""
    month = "tư" if value.month == _APRIL else number(value.month)
    return f"ngày {number(value.day)} tháng {month} năm {number(value.year)}"


def money(amount: int) -> str:
    """Đồng with dots between thousands: `16.000 đ`, not broken across lines."""
    return f"{amount:,}".replace(",", ".") + NBSP + "đ"


def money_in_words(amount: int) -> str:
    """“Mười sáu nghìn đồng”."""
    said = number(amount)
    return f"{said[0].upper()}{said[1:]} đồng"


def _below_billion(value: int, *, full: bool) -> str:
    """Groups of three digits, each with its scale; `full` when more stands before them."""
    said: list[str] = []
    for scale in range(len(_SCALES) - 1, -1, -1):
        group = value // 1000**scale % 1000
        if group:
            said.append(f"{_group(group, full=full or bool(said))} {_SCALES[scale]}".strip())
    return " ".join(said)


def _group(value: int, *, full: bool) -> str:
    """Three digits; `full` says the hundreds even when they are none."""
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    said = [f"{_DIGITS[hundreds]} trăm"] if hundreds or full else []
    if tens == 0:
        if ones:
            said += ["linh"] if said else []
            said.append(_DIGITS[ones])
        return " ".join(said)
    said.append("mười" if tens == 1 else f"{_DIGITS[tens]} mươi")
    if ones:
        said.append(_ones(ones, tens))
    return " ".join(said)


def _ones(ones: int, tens: int) -> str:
    if ones == 5:  # noqa: PLR2004  (the digit itself)
        return "lăm"
    if tens > 1 and ones in {1, 4}:
        return "mốt" if ones == 1 else "tư"
    return _DIGITS[ones]
