"""Expressions of XLSForm said as conditions of a pack (CEL, `dossier.conditions`).

A number or a day nobody gave is no number in XPath, so it compares as neither less nor more; a pack
knows 0 and "". Guards keep that difference away: a day must be given, a number must be asked.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum, auto

from kiosk.app.xlsform.expressions import (
    Binary,
    Call,
    Expression,
    Field,
    Literal,
    Negative,
    NotCarried,
)

TODAY = "today"
DAYS_OF_A_YEAR = {Decimal(365), Decimal("365.25")}
"""By what forms divide days to get years."""
_MEANT = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_JOINED = {"and": "&&", "or": "||"}
_COUNTED = {"+": "+", "-": "-", "*": "*", "mod": "%"}


class Sort(Enum):
    """What a thing is."""

    TEXT = auto()
    CHOICE = auto()
    NUMBER = auto()
    DAY = auto()
    TICK = auto()
    MANY = auto()
    TABLE = auto()
    TRUTH = auto()
    SPAN = auto()
    AGE = auto()
    UNSAYABLE = auto()


@dataclass(frozen=True, slots=True)
class Known:
    """A question (or calculated fact) by its id in the pack.

    `asked` is the condition under which it is asked; `choices` are names in the form and, for a
    choice, in the pack; `why` says what keeps an unsayable one out of conditions.
    """

    id: str
    sort: Sort
    asked: str = "true"
    choices: Mapping[str, str] | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of CEL; `guard` must hold for an order of it to mean something.

    A span runs `since` a day `until` a day.
    """

    cel: str
    sort: Sort
    guard: str = ""
    literal: str | Decimal | None = None
    known: Known | None = None
    since: str = ""
    until: str = ""


Names = Callable[[str], Known]
"""The question of a name in the form, "" the one the expression stands at. Raises NotCarried."""


def condition(tree: Expression, names: Names) -> str:
    """A condition of type bool. Raises NotCarried."""
    return _truth(_said(tree, names))


def fact(tree: Expression, names: Names) -> Said:
    """A fact to be derived. Raises NotCarried for what is none."""
    said = _said(tree, names)
    if said.sort in {Sort.SPAN, Sort.MANY, Sort.TABLE, Sort.UNSAYABLE} or said.known is not None:
        raise NotCarried("phép tính này không thành một điều suy ra được")
    return replace(said, sort=Sort.NUMBER) if said.sort is Sort.AGE else said


def _said(tree: Expression, names: Names) -> Said:
    match tree:
        case Literal(str() as value):
            return Said(json.dumps(value, ensure_ascii=False), Sort.TEXT, literal=value)
        case Literal(Decimal() as value):
            return _number(value)
        case Field(name):
            return _answer(names(name), itself=not name)
        case Negative(of):
            inner = _counted(_said(of, names))
            return Said(f"-({inner.cel})", Sort.NUMBER, inner.guard)
        case Call(name, given):
            return _called(name, given, names)
        case Binary("and" | "or" as sign, left, right):
            sides = [_truth(_said(side, names)) for side in (left, right)]
            return Said(f" {_JOINED[sign]} ".join(map(_bracketed, sides)), Sort.TRUTH)
        case Binary(sign, left, right) if sign in _MEANT:
            return _compared(sign, _said(left, names), _said(right, names))
        case Binary(sign, left, right):
            return _calculated(sign, _said(left, names), _said(right, names))


def _number(value: Decimal) -> Said:
    whole = value == value.to_integral_value()
    cel = str(int(value)) if whole else "0"
    return Said(cel, Sort.NUMBER if whole else Sort.UNSAYABLE, literal=value)


def _answer(known: Known, *, itself: bool) -> Said:
    if known.sort is Sort.UNSAYABLE:
        raise NotCarried(known.why)
    guard = ""
    if not itself and known.sort is Sort.DAY:
        guard = f'{known.id} != ""'
    elif not itself and known.sort is Sort.NUMBER and known.asked != "true":
        guard = _bracketed(known.asked)
    return Said(known.id, known.sort, guard, known=known)


def _truth(said: Said) -> str:
    match said.sort:
        case Sort.TRUTH | Sort.TICK:
            return said.cel
        case Sort.NUMBER | Sort.AGE:
            return _guarded(said.guard, f"{_bracketed(said.cel)} != 0")
        case Sort.TEXT | Sort.CHOICE | Sort.DAY:
            return f'{_bracketed(said.cel)} != ""'
        case _:
            raise NotCarried("chỗ này cần một điều đúng hoặc sai")


def _compared(sign: str, left: Said, right: Said) -> Said:
    sides = {left.sort, right.sort}
    if left.literal is not None and right.literal is None:
        turned = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
        return _compared(turned.get(sign, sign), right, left)
    if Sort.TICK in sides or Sort.TRUTH in sides:
        return _compared_truth(sign, left, right)
    if Sort.CHOICE in sides or sides == {Sort.TEXT}:
        return _compared_words(sign, left, right)
    if Sort.DAY in sides:
        return _ordered(sign, _day(left), _day(right))
    if Sort.SPAN in sides and right.sort is Sort.NUMBER:
        return _ordered(sign, _days(left), right)
    if left.sort is Sort.AGE and sign in {"<", ">="} | {"=", "!="} & {left.cel[:0] or "-"}:
        return _ordered(sign, left, _counted(right))
    return _ordered(sign, _counted(left), _counted(right))


def _compared_truth(sign: str, left: Said, right: Said) -> Said:
    if sign not in {"=", "!="}:
        raise NotCarried("không so lớn nhỏ được với điều đúng sai")
    if left.sort is Sort.TICK and right.literal in {"OK", "ok"}:
        said = left.cel
    elif right.literal is None:
        said = f"{_bracketed(_truth(left))} == {_bracketed(_truth(right))}"
    else:
        raise NotCarried("câu đồng ý chỉ so được với 'OK'")
    return Said(said if sign == "=" else f"!{_bracketed(said)}", Sort.TRUTH)


def _compared_words(sign: str, left: Said, right: Said) -> Said:
    if sign not in {"=", "!="}:
        raise NotCarried("không so lớn nhỏ được với chữ")
    if {left.sort, right.sort} - {Sort.TEXT, Sort.CHOICE}:
        raise NotCarried("không so được chữ với số hay ngày")
    named = right.cel if right.literal is None else json.dumps(_choice(left, str(right.literal)))
    if right.literal is not None and left.sort is Sort.TEXT:
        named = right.cel
    return Said(f"{_bracketed(left.cel)} {_MEANT[sign]} {_bracketed(named)}", Sort.TRUTH)


def _choice(said: Said, name: str) -> str:
    choices = said.known.choices if said.known is not None else None
    if not name or choices is None:
        return name
    if name not in choices:
        raise NotCarried(f"không có lựa chọn “{name}”")
    return choices[name]


def _ordered(sign: str, left: Said, right: Said) -> Said:
    guard = " && ".join(dict.fromkeys(filter(None, [left.guard, right.guard])))
    cel = f"{_bracketed(left.cel)} {_MEANT[sign]} {_bracketed(right.cel)}"
    if guard and sign == "!=":
        return Said(f"!({guard}) || {cel}", Sort.TRUTH)
    return Said(_guarded(guard, cel), Sort.TRUTH)


def _day(said: Said) -> Said:
    if said.sort is Sort.TEXT and isinstance(said.literal, str):
        if said.literal == "":
            return said
        try:
            return Said(json.dumps(date.fromisoformat(said.literal).isoformat()), Sort.DAY)
        except ValueError:
            raise NotCarried(f"“{said.literal}” không phải là ngày") from None
    if said.sort is not Sort.DAY:
        raise NotCarried("không so được ngày với thứ khác")
    return said


def _days(said: Said) -> Said:
    if said.sort is not Sort.SPAN:
        return _counted(said)
    since, until = (f"{day}_days" if day != TODAY else "" for day in (said.since, said.until))
    if not until:
        cel = since or "0"
    else:
        cel = f"{since} - {until}" if since else f"-{until}"
    return Said(cel, Sort.NUMBER, said.guard)


def _counted(said: Said) -> Said:
    if isinstance(said.literal, str):
        try:
            return _counted(_number(Decimal(said.literal)))
        except ArithmeticError:
            raise NotCarried(f"“{said.literal}” không phải là số") from None
    if said.sort is Sort.SPAN:
        return _days(said)
    if said.sort is not Sort.NUMBER:
        why = "tuổi lẻ chỉ so được bằng < và >=; dùng int(…)"
        raise NotCarried(why if said.sort is Sort.AGE else "chỗ này cần một số nguyên")
    return said


def _calculated(sign: str, left: Said, right: Said) -> Said:
    if sign == "-" and {left.sort, right.sort} == {Sort.DAY}:
        if not all(re.fullmatch(r"\w+", side.cel) for side in (left, right)):
            raise NotCarried("chỉ trừ được hai ngày đã hỏi, hoặc hôm nay")
        guard = " && ".join(filter(None, [left.guard, right.guard]))
        return Said("", Sort.SPAN, guard, since=right.cel, until=left.cel)
    if sign == "div":
        if left.sort is Sort.SPAN and right.literal in DAYS_OF_A_YEAR:
            until, since = left.until, left.since
            cel = f"{since}_years" if until == TODAY else f"years({since}, {until})"
            return Said(cel, Sort.AGE, left.guard)
        raise NotCarried("phép chia chỉ dùng được để tính tuổi: (today() - ${ngày}) div 365.25")
    one, other = _counted(left), _counted(right)
    guard = " && ".join(dict.fromkeys(filter(None, [one.guard, other.guard])))
    cel = f"{_bracketed(one.cel)} {_COUNTED[sign]} {_bracketed(other.cel)}"
    return Said(cel, Sort.NUMBER, guard)


def _guarded(guard: str, cel: str) -> str:
    return f"{guard} && {cel}" if guard else cel


def _bracketed(cel: str) -> str:
    return cel if re.fullmatch(r'[\w.]+(\([^()]*\))?|"[^"\\]*"|\(\w+\)', cel) else f"({cel})"
