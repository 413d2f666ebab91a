"""What a piece of an expression is once it is said in CEL."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto

from kiosk.app.xlsform.expressions import NotCarried

TODAY = "today"
MOST = 10**12
"""The largest number written in a condition; CEL counts in 64 bits."""
_WHOLE = re.compile(r'[\w.]+(\([^()]*\))?|"[^"\\]*"')


class Sort(Enum):
    """What a thing is: a question's answer, or what is calculated of some."""

    TEXT = auto()
    CHOICE = auto()
    NUMBER = auto()
    DAY = auto()
    TICK = auto()
    MANY = auto()
    TABLE = auto()
    UNSAYABLE = auto()
    TRUTH = auto()
    SPAN = auto()
    AGE = auto()


@dataclass(frozen=True, slots=True)
class Known:
    """A question (or derived fact) by its id in the pack.

    `asked` is the condition under which it is asked; `choices` lead from names in the form to names
    in the pack; `why` says what keeps an unsayable one out of conditions.
    """

    id: str
    sort: Sort
    asked: str = "true"
    choices: Mapping[str, str] | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of CEL. `guard` must hold for it to have an order; a span runs `since` … `until`.

    A number or a day nobody gave is no number in XPath, neither less nor more than any; a pack has
    0 and "" for it. Guards keep the difference away: a day must be given, a number must be asked.
    """

    cel: str
    sort: Sort
    guard: str = ""
    literal: str | Decimal | None = None
    choices: Mapping[str, str] | None = None
    since: str = ""
    until: str = ""


def bracketed(cel: str) -> str:
    """CEL that may stand beside any operator."""
    return cel if _WHOLE.fullmatch(cel) else f"({cel})"


def both(*guards: str) -> str:
    """One guard of several; "" for none."""
    return " && ".join(dict.fromkeys(filter(None, guards)))


def guarded(guard: str, cel: str) -> str:
    """CEL that is only true where the guard holds."""
    return f"{guard} && {cel}" if guard else cel


def quoted(text: str) -> str:
    """A text literal."""
    return json.dumps(text, ensure_ascii=False)


def truth(said: Said) -> str:
    """CEL of type bool, as XPath's boolean(). Raises NotCarried."""
    match said.sort:
        case Sort.TRUTH | Sort.TICK:
            return said.cel
        case Sort.NUMBER:
            return guarded(said.guard, f"{bracketed(counted(said).cel)} != 0")
        case Sort.TEXT | Sort.CHOICE | Sort.DAY:
            return f'{bracketed(said.cel)} != ""'
        case _:
            raise NotCarried("chỗ này cần một điều đúng hoặc sai")


def counted(said: Said) -> Said:
    """A whole number; a span in days. Raises NotCarried."""
    if said.sort is Sort.SPAN:
        return _in_days(said)
    if said.literal is not None:
        return number(said.literal)
    if said.sort is Sort.AGE:
        raise NotCarried("tuổi lẻ chỉ so được bằng < và >=; xin dùng int(…)")
    if said.sort is not Sort.NUMBER:
        raise NotCarried("chỗ này cần một số nguyên")
    return said


def number(digits: str | Decimal) -> Said:
    """A whole number as written. Raises NotCarried."""
    try:
        value = Decimal(digits)
        if value != value.to_integral_value():
            raise NotCarried("gói chỉ tính được số nguyên")
        if abs(value) > MOST:
            raise NotCarried(f"số lớn hơn {MOST}")
    except ArithmeticError:
        raise NotCarried(f"“{digits}” không phải là số") from None
    return Said(str(int(value)), Sort.NUMBER, literal=value)


def day(said: Said) -> Said:
    """A day. Raises NotCarried."""
    if isinstance(said.literal, str):
        try:
            return Said(quoted(date.fromisoformat(said.literal).isoformat()), Sort.DAY)
        except ValueError:
            raise NotCarried(f"“{said.literal}” không phải là ngày, ví dụ 2026-11-23") from None
    if said.sort is not Sort.DAY:
        raise NotCarried("không so được ngày với thứ khác")
    return said


def _in_days(said: Said) -> Said:
    since, until = (f"{name}_days" for name in (said.since, said.until))
    if said.until == TODAY:
        cel = since
    else:
        cel = f"-{until}" if said.since == TODAY else f"{since} - {until}"
    return Said(cel, Sort.NUMBER, said.guard)
