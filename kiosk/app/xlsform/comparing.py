"""Comparisons of XLSForm said in CEL."""

from collections.abc import Mapping
from dataclasses import replace

from kiosk.app.xlsform.expressions import NotCarried
from kiosk.app.xlsform.terms import (
    Said,
    Sort,
    both,
    bracketed,
    counted,
    day,
    guarded,
    quoted,
    truth,
)

SIGNS: Mapping[str, str] = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_WORDS = {Sort.TEXT, Sort.CHOICE}
_TICKED = "OK"
"""The answer ODK gives to `acknowledge`."""


def compared(sign: str, left: Said, right: Said) -> Said:
    """Two things compared. Raises NotCarried for what cannot be."""
    if left.literal is not None and right.literal is None:
        return compared(_TURNED.get(sign, sign), right, left)
    sorts = {left.sort, right.sort}
    if sorts & {Sort.TICK, Sort.TRUTH}:
        return _truths(sign, left, right)
    if left.sort in _WORDS:
        return _words(sign, left, right)
    if left.sort is Sort.DAY:
        if right.literal == "" and sign in {"=", "!="}:
            return Said(f'{left.cel} {SIGNS[sign]} ""', Sort.TRUTH)
        return _ordered(sign, left, day(right))
    if left.sort is Sort.AGE and sign in {"<", ">="}:
        left = replace(left, sort=Sort.NUMBER)
    return _ordered(sign, counted(left), counted(right))


def _truths(sign: str, left: Said, right: Said) -> Said:
    _same_or_not(sign)
    if left.sort is Sort.TICK and right.literal == _TICKED:
        same = left.cel
    elif right.literal is None:
        same = f"{bracketed(truth(left))} == {bracketed(truth(right))}"
    else:
        raise NotCarried(f"câu đồng ý chỉ so được với '{_TICKED}'")
    return Said(same if sign == "=" else f"!{bracketed(same)}", Sort.TRUTH)


def _words(sign: str, left: Said, right: Said) -> Said:
    _same_or_not(sign)
    if isinstance(right.literal, str):
        other = quoted(chosen(left, right.literal))
    elif right.literal is not None:
        other = quoted(chosen(left, str(right.literal)))
    elif right.sort in _WORDS:
        other = bracketed(right.cel)
    else:
        raise NotCarried("không so được chữ với số hay ngày")
    return Said(f"{bracketed(left.cel)} {SIGNS[sign]} {other}", Sort.TRUTH)


def chosen(said: Said, name: str) -> str:
    """The name in the pack of a choice of the form. Raises NotCarried when there is none."""
    if not name or said.choices is None:
        return name
    if name not in said.choices:
        raise NotCarried(f"không có lựa chọn “{name}”")
    return said.choices[name]


def _ordered(sign: str, left: Said, right: Said) -> Said:
    guard = both(left.guard, right.guard)
    cel = f"{bracketed(left.cel)} {SIGNS[sign]} {bracketed(right.cel)}"
    if guard and sign == "!=":
        return Said(f"!({guard}) || {cel}", Sort.TRUTH)
    return Said(guarded(guard, cel), Sort.TRUTH)


def _same_or_not(sign: str) -> None:
    if sign not in {"=", "!="}:
        raise NotCarried("không so lớn nhỏ được với chữ hay với điều đúng sai")
