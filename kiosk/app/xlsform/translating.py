"""Expressions of XLSForm said as conditions of a pack (CEL, see `dossier.conditions`)."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from kiosk.app.xlsform.comparing import SIGNS, chosen, compared
from kiosk.app.xlsform.expressions import (
    Binary,
    Call,
    Expression,
    Field,
    Literal,
    Negative,
    NotCarried,
)
from kiosk.app.xlsform.terms import (
    TODAY,
    Known,
    Said,
    Sort,
    both,
    bracketed,
    counted,
    day,
    quoted,
    truth,
)

DAYS_OF_A_YEAR = {Decimal(365), Decimal("365.25")}
"""By what forms divide days to get years."""
_JOINED = {"and": "&&", "or": "||"}
_RECKONED = {"+": "+", "-": "-", "*": "*", "mod": "%"}
_NOT_IN_RE2 = re.compile(r"\(\?[=!<]|\\[1-9]|[*+?}]\+")
"""Looking around, back references and possessive repeats, which CEL's matches() has not."""

Names = Callable[[str], Known]
"""The question of a name in the form, "" the one the expression stands at. Raises NotCarried."""


def condition(tree: Expression, names: Names) -> str:
    """A condition of type bool. Raises NotCarried."""
    return truth(_said(tree, names))


def fact(tree: Expression, names: Names) -> Said:
    """Something to be derived: a text, a whole number or a truth. Raises NotCarried."""
    said = _said(tree, names)
    match said.sort:
        case Sort.TEXT | Sort.CHOICE | Sort.DAY:
            return Said(said.cel, Sort.TEXT, choices=said.choices)
        case Sort.TRUTH | Sort.TICK:
            return Said(said.cel, Sort.TRUTH)
        case _:
            return counted(said)


def _said(tree: Expression, names: Names) -> Said:
    match tree:
        case Literal(str() as value):
            return Said(quoted(value), Sort.TEXT, literal=value)
        case Literal(value):
            return Said(str(value), Sort.NUMBER, literal=value)
        case Field(name):
            return _answer(names(name), itself=not name)
        case Negative(of):
            inner = counted(_said(of, names))
            return Said(f"-{bracketed(inner.cel)}", Sort.NUMBER, inner.guard)
        case Call(name, given):
            return _called(name, given, names)
        case Binary(sign, left, right) if sign in _JOINED:
            sides = (bracketed(truth(_said(side, names))) for side in (left, right))
            return Said(f" {_JOINED[sign]} ".join(sides), Sort.TRUTH)
        case Binary(sign, left, right) if sign in SIGNS:
            return compared(sign, _said(left, names), _said(right, names))
        case Binary(sign, left, right):
            return _reckoned(sign, _said(left, names), _said(right, names))


def _answer(known: Known, *, itself: bool) -> Said:
    if known.sort is Sort.UNSAYABLE:
        raise NotCarried(known.why)
    guard = ""
    if not itself and known.sort is Sort.DAY:
        guard = f'{known.id} != ""'
    elif not itself and known.sort is Sort.NUMBER and known.asked != "true":
        guard = bracketed(known.asked)
    return Said(known.id, known.sort, guard, choices=known.choices)


def _reckoned(sign: str, left: Said, right: Said) -> Said:
    if sign == "-" and {left.sort, right.sort} == {Sort.DAY}:
        names = (right.cel, left.cel)
        if names.count(TODAY) > 1 or not all(re.fullmatch(r"\w+", name) for name in names):
            raise NotCarried("chỉ trừ được hai ngày đã hỏi, hoặc ngày đã hỏi với hôm nay")
        guard = both(left.guard, right.guard)
        return Said("", Sort.SPAN, guard, since=right.cel, until=left.cel)
    if sign == "div":
        if left.sort is not Sort.SPAN or right.literal not in DAYS_OF_A_YEAR:
            raise NotCarried("phép chia chỉ dùng để tính tuổi: (today() - ${ngày}) div 365.25")
        whole = f"years({left.since}, {left.until})"
        cel = f"{left.since}_years" if left.until == TODAY else whole
        return Said(cel, Sort.AGE, left.guard)
    one, other = counted(left), counted(right)
    if sign == "mod" and not other.literal:
        raise NotCarried("mod chỉ dùng với một số viết sẵn khác 0")
    cel = f"{bracketed(one.cel)} {_RECKONED[sign]} {bracketed(other.cel)}"
    return Said(cel, Sort.NUMBER, both(one.guard, other.guard))


def _called(name: str, given: tuple[Expression, ...], names: Names) -> Said:
    if name not in _FUNCTIONS:
        raise NotCarried(f"gói không có hàm {name}()")
    least, most, make = _FUNCTIONS[name]
    if not least <= len(given) <= most:
        raise NotCarried(f"hàm {name}() cần {least} điều, đây có {len(given)}")
    return make([_said(each, names) for each in given])


def _selected(given: list[Said]) -> Said:
    field, name = given
    if not isinstance(name.literal, str | Decimal):
        raise NotCarried("selected() cần tên của một lựa chọn")
    choice = chosen(field, str(name.literal))
    if field.sort is Sort.MANY:
        return Said(choice, Sort.TRUTH)
    if field.sort is not Sort.CHOICE:
        raise NotCarried("selected() chỉ dùng với câu chọn")
    return Said(f"{field.cel} == {quoted(choice)}", Sort.TRUTH)


def _count_selected(given: list[Said]) -> Said:
    (field,) = given
    if field.sort is not Sort.MANY or not field.choices:
        raise NotCarried("count-selected() chỉ dùng với câu chọn nhiều")
    return Said(" + ".join(f"({name} ? 1 : 0)" for name in field.choices.values()), Sort.NUMBER)


def _count(given: list[Said]) -> Said:
    (field,) = given
    if field.sort is not Sort.TABLE:
        raise NotCarried("count() chỉ dùng với nhóm lặp lại")
    return Said(f"{field.cel}_count", Sort.NUMBER)


def _either(given: list[Said]) -> Said:
    asked, one, other = bracketed(truth(given[0])), given[1], given[2]
    if {one.sort, other.sort} <= {Sort.TEXT, Sort.CHOICE}:
        sort = Sort.TEXT
    elif {one.sort, other.sort} <= {Sort.TRUTH, Sort.TICK}:
        sort = Sort.TRUTH
    else:
        one, other, sort = counted(one), counted(other), Sort.NUMBER
    cel = f"{asked} ? {bracketed(one.cel)} : {bracketed(other.cel)}"
    return Said(cel, sort, both(one.guard, other.guard))


def _matched(given: list[Said]) -> Said:
    text, pattern = given
    if text.sort is not Sort.TEXT or not isinstance(pattern.literal, str):
        raise NotCarried("regex() cần một câu chữ và một mẫu viết sẵn")
    try:
        re.compile(pattern.literal)
    except re.error as problem:
        raise NotCarried(f"mẫu của regex() sai: {problem}") from None
    if _NOT_IN_RE2.search(pattern.literal):
        raise NotCarried("mẫu của regex() dùng cách viết mà gói không có")
    return Said(f"{bracketed(text.cel)}.matches({quoted(f'^(?:{pattern.literal})$')})", Sort.TRUTH)


def _length(given: list[Said]) -> Said:
    (text,) = given
    if text.sort not in {Sort.TEXT, Sort.CHOICE}:
        raise NotCarried("string-length() cần một câu chữ")
    return Said(f"size({text.cel})", Sort.NUMBER)


def _whole(given: list[Said]) -> Said:
    (said,) = given
    return replace(said, sort=Sort.NUMBER) if said.sort is Sort.AGE else counted(said)


_FUNCTIONS: dict[str, tuple[int, int, Callable[[list[Said]], Said]]] = {
    "true": (0, 0, lambda _: Said("true", Sort.TRUTH)),
    "false": (0, 0, lambda _: Said("false", Sort.TRUTH)),
    "today": (0, 0, lambda _: Said(TODAY, Sort.DAY)),
    "not": (1, 1, lambda given: Said(f"!{bracketed(truth(given[0]))}", Sort.TRUTH)),
    "boolean": (1, 1, lambda given: Said(truth(given[0]), Sort.TRUTH)),
    "date": (1, 1, lambda given: day(given[0])),
    "number": (1, 1, _whole),
    "int": (1, 1, _whole),
    "floor": (1, 1, _whole),
    "string-length": (1, 1, _length),
    "count": (1, 1, _count),
    "count-selected": (1, 1, _count_selected),
    "selected": (2, 2, _selected),
    "regex": (2, 2, _matched),
    "if": (3, 3, _either),
}
