"""Vietnamese phone numbers: a light look, never a refusal (short and foreign numbers exist)."""

import re

_PLAUSIBLE = re.compile(r"(?:0|\+84)(?:[35789][0-9]{8}|2[0-9]{9})")
_SEPARATORS = re.compile(r"[\s.\-()]")


def problem_with_phone(text: str) -> str:
    """A sentence asking to look again, "" for a plausible mobile or fixed number."""
    if _PLAUSIBLE.fullmatch(_SEPARATORS.sub("", text)):
        return ""
    return "Số điện thoại thường có 10 chữ số, bắt đầu bằng số 0, xin xem lại."


def spaced(text: str) -> str:
    """`0912345678` as `0912 345 678`; anything else as it stands."""
    digits = _SEPARATORS.sub("", text)
    if not re.fullmatch(r"0[0-9]{9}", digits):
        return text
    return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
