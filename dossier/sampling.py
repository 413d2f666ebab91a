"""For a question, values between which the expressions of its pack can tell.

A rule `age_years >= 16 && sex == "female"` asks for birthdays about sixteen years ago and for each
choice; any other value behaves like one of these.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from dossier.procedure import Kind, Question
from dossier.values import Value, freeze

_TEXT = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_WHOLE = re.compile(r"(?<![\w\"'.-])\d{1,9}(?![\w\"'])")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_PROVINCE, _COMMUNE = re.compile(r"\d{2}"), re.compile(r"\d{5}")
HOME, ABROAD = "VN", "LA"
_DAYS_A_MONTH, _DAYS_A_YEAR = 30.44, 365.25
_ABOUT = timedelta(days=1)
_LONG_AGO = timedelta(days=300 * 31)
SOME_NUMBER = "001090000013"
"""A citizen number of an invented person."""


def values_told_apart(
    question: Question, expressions: Sequence[str], today: date
) -> tuple[Value, ...]:
    """Values of the question's kind that these expressions may judge differently on `today`.

    Never empty; a value may stand there more than once.
    """
    texts = [first or second for each in expressions for first, second in _TEXT.findall(each)]
    plain = (_TEXT.sub("", each) for each in expressions)
    wholes = sorted({int(found) for each in plain for found in _WHOLE.findall(each)})
    return tuple(_values(question, texts, wholes, today))


def _values(
    question: Question, texts: Sequence[str], wholes: Sequence[int], today: date
) -> Iterator[Value]:
    match question.kind:
        case Kind.YES_NO:
            yield from (True, False)
        case Kind.CHOICE:
            yield from question.choices
        case Kind.NUMBER:
            yield from _numbers(question, wholes)
        case Kind.DATE | Kind.PARTIAL_DATE:
            yield from (day.isoformat() for day in _days(texts, wholes, today))
            if question.kind is Kind.PARTIAL_DATE:
                yield from (str(day.year) for day in _days(texts, wholes, today))
        case Kind.COUNTRY:
            yield from (HOME, ABROAD, *filter(_COUNTRY.fullmatch, texts))
        case Kind.ADDRESS:
            yield from _addresses(texts)
        case Kind.ROWS:
            yield from (_rows(question, count) for count in _numbers(question, [*wholes, 1, 2]))
        case Kind.ID_NUMBER:
            yield from ("", SOME_NUMBER, SOME_NUMBER[::-1])
        case Kind.ETHNIC_GROUP:
            yield from ("kinh", "hmong", *texts)
        case _:
            yield from ("", "Mẫu", "Thử", *texts)


def _numbers(question: Question, wholes: Sequence[int]) -> Iterator[int]:
    least = 0 if question.least is None else question.least
    most = 2**31 if question.most is None else question.most
    near = {least, *(whole + step for whole in wholes for step in (-1, 0, 1))}
    if question.most is not None:
        near.add(most)
    yield from sorted(number for number in near if least <= number <= most)


def _days(texts: Sequence[str], wholes: Sequence[int], today: date) -> Iterator[date]:
    yield from (today, today - _ABOUT, today + _ABOUT, today - _LONG_AGO)
    named = [date.fromisoformat(text) for text in texts if _ISO_DATE.fullmatch(text)]
    for day in named:
        yield from (day - _ABOUT, day, day + _ABOUT)
    for whole in wholes:
        for days in (1.0, _DAYS_A_MONTH, _DAYS_A_YEAR):
            if whole * days < _LONG_AGO.days:
                for step in (-_ABOUT, timedelta(), _ABOUT):
                    yield today - timedelta(days=whole * days) + step
                    yield today + timedelta(days=whole * days) + step


def _addresses(texts: Sequence[str]) -> Iterator[Value]:
    for commune in ("00004", "03037", *filter(_COMMUNE.fullmatch, texts)):
        yield _address(HOME, "01", commune)
    for province in filter(_PROVINCE.fullmatch, texts):
        yield _address(HOME, province, "00004")
    for country in (ABROAD, *filter(_COUNTRY.fullmatch, texts)):
        if country != HOME:
            yield _address(country, "", "")


def _address(country: str, province: str, commune: str) -> Value:
    parts = {"country": country, "province": province, "commune": commune}
    return freeze({**parts, "detail": "Bản Mẫu", "text": ""})


def _rows(question: Question, count: int) -> Value:
    row = {part.id: _first(part) for part in question.rows}
    return freeze([row] * count)


def _first(part: Question) -> Value:
    return next(_values(part, (), (), date(2026, 1, 1)))
