"""The expressions of XLSForm (a subset of XPath 1.0, https://xlsform.org), read into a tree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import TypeAlias

LONGEST, DEEPEST = 300, 40
"""Most words and signs of an expression, and how deep it may be nested."""
_TOKEN = re.compile(
    r"""\s*(?:(?P<text>"[^"]*"|'[^']*')|(?P<number>\d+(?:\.\d+)?|\.\d+)|\$\{\s*(?P<field>[^\s{}]+)\s*\}
    |(?P<name>[A-Za-z_][\w.:-]*)|(?P<sign><=|>=|!=|[=<>+*(),.-]))""",
    re.VERBOSE,
)
_LEVELS = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))
"""Binary operators, loosest first (XPath 1.0, 3.1-3.5)."""


class NotCarried(ValueError):
    """What a pack cannot say; the words tell why."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A text or a number."""

    value: str | Decimal


@dataclass(frozen=True, slots=True)
class Field:
    """The answer to a question, `${name}`; "" is the question itself, `.`."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function and what it is given."""

    name: str
    given: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Binary:
    """Two things joined by an operator."""

    sign: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Negative:
    """A number with its sign turned."""

    of: "Expression"


Expression: TypeAlias = Literal | Field | Call | Binary | Negative


def read(text: str) -> Expression:
    """The tree of an expression. Raises NotCarried for what is none of this kind."""
    return _Reader(text).whole()


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    place = 0
    text = text.rstrip()
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            raise NotCarried(f"không đọc được từ chỗ “{text[place:].strip()[:20]}”")
        kind = str(found.lastgroup)
        yield kind, found[kind]
        place = found.end()
    yield "end", ""


class _Reader:
    def __init__(self, text: str) -> None:
        self._tokens = list(islice(_tokens(text), LONGEST + 1))
        if len(self._tokens) > LONGEST:
            raise NotCarried(f"biểu thức dài hơn {LONGEST} chữ và dấu")
        self._place = 0
        self._depth = 0

    def whole(self) -> Expression:
        tree = self._binary(0)
        if self._kind != "end":
            raise self._refusal()
        return tree

    @property
    def _kind(self) -> str:
        return self._tokens[self._place][0]

    @property
    def _word(self) -> str:
        return self._tokens[self._place][1]

    def _take(self) -> str:
        word = self._word
        self._place += 1
        return word

    def _refusal(self) -> NotCarried:
        return NotCarried(f"không hiểu chữ “{self._word}”" if self._word else "biểu thức bỏ dở")

    def _expect(self, sign: str) -> None:
        if (self._kind, self._word) != ("sign", sign):
            raise self._refusal()
        self._place += 1

    def _binary(self, level: int) -> Expression:
        if level == len(_LEVELS):
            return self._signed()
        left = self._binary(level + 1)
        while self._kind in {"sign", "name"} and self._word in _LEVELS[level]:
            left = Binary(self._take(), left, self._binary(level + 1))
        return left

    def _signed(self) -> Expression:
        self._depth += 1
        if self._depth > DEEPEST:
            raise NotCarried(f"biểu thức lồng nhau quá {DEEPEST} lớp")
        try:
            if (self._kind, self._word) == ("sign", "-"):
                self._place += 1
                return Negative(self._signed())
            return self._atom()
        finally:
            self._depth -= 1

    def _atom(self) -> Expression:
        match self._kind, self._word:
            case "text", word:
                self._place += 1
                return Literal(word[1:-1])
            case "number", word:
                self._place += 1
                return Literal(Decimal(word))
            case "field", word:
                self._place += 1
                return Field(word)
            case "sign", ".":
                self._place += 1
                return Field("")
            case "sign", "(":
                self._place += 1
                inner = self._binary(0)
                self._expect(")")
                return inner
            case "name", _:
                name = self._take()
                self._expect("(")
                return Call(name, tuple(self._given()))
            case _:
                raise self._refusal()

    def _given(self) -> Iterator[Expression]:
        if (self._kind, self._word) != ("sign", ")"):
            yield self._binary(0)
            while (self._kind, self._word) == ("sign", ","):
                self._place += 1
                yield self._binary(0)
        self._expect(")")
