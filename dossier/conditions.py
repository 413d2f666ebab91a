"""CEL conditions over the answers of a filing: names, compilation, evaluation.

Names an expression may use (all always present, typed, checked when a pack is loaded):

- a question's id: string, int (number) or bool (yes_no); unanswered means "", 0 or false;
- for dates also `<id>_days` and `<id>_years`: whole days/years between the date and today (0 when
  unanswered; negative days lie in the future);
- for addresses `<id>_country`, `<id>_province`, `<id>_commune`; for rows `<id>_count`;
- derived facts by their id, and `today` (ISO date of reception);
- `months(from, until)`: months begun between two dates, 0 when one is unanswered: a period of three
  months from a day still runs while `months(day, today) <= 3`;
- `years(from, until)`: whole years completed between two dates, as an age on a day; 0 when one is
  unanswered, and counted from the earliest day a year-only birth can mean.

CEL: https://github.com/google/cel-spec, evaluated by cel-expr-python.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from cel_expr_python import cel

from dossier.partial_dates import PartialDate
from dossier.procedure import Kind, Procedure, Question
from dossier.spelling import meant
from dossier.values import Value

Fact = str | int | bool
Facts = Mapping[str, Fact]

_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_WORD = re.compile(r"[A-Za-z_]\w*")
_UNDECLARED = re.compile(r"undeclared reference to '(\w+)'")
_BLANK: dict[str, Fact] = {"STRING": "", "INT": 0, "BOOL": False}


def _months(first: str, last: str) -> int:
    try:
        return PartialDate.from_iso(first).months_until(PartialDate.from_iso(last))
    except ValueError:
        return 0


def _years(first: str, last: str) -> int:
    try:
        return PartialDate.from_iso(first).years_before(PartialDate.from_iso(last).earliest)
    except ValueError:
        return 0


_FUNCTIONS = (
    cel.FunctionDecl(
        "months",
        [cel.Overload("months_string_string", cel.Type.INT, [cel.Type.STRING] * 2, impl=_months)],
    ),
    cel.FunctionDecl(
        "years",
        [cel.Overload("years_string_string", cel.Type.INT, [cel.Type.STRING] * 2, impl=_years)],
    ),
)


class ConditionError(ValueError):
    """An expression does not compile: unknown name, wrong type or syntax. `place` says where."""

    def __init__(self, place: str, expression: str, reason: str) -> None:
        super().__init__(f"{place}: `{expression}`: {reason}")
        self.place = place
        self.reason = reason


@dataclass(frozen=True, slots=True)
class _Rule:
    """A compiled expression. It is given only the names it uses: each costs time to hand over."""

    compiled: cel.Expression
    names: tuple[str, ...]

    @property
    def type(self) -> cel.Type:
        return self.compiled.return_type()

    def value(self, facts: Facts) -> Any:  # noqa: ANN401  (of the type of the expression)
        return self.compiled.eval(data={name: facts[name] for name in self.names}).value()


class Conditions:
    """The compiled conditions of one procedure."""

    def __init__(self, procedure: Procedure) -> None:
        """Compile nothing yet but the derived facts, in order: each may use those before it."""
        self._procedure = procedure
        self._env: cel.Env | None = None
        self._types: dict[str, cel.Type] = {"today": cel.Type.STRING}
        for question in procedure.questions:
            self._types.update(names_of(question))
        self._compiled: dict[tuple[str, str | None], _Rule] = {}
        self._derived: list[tuple[str, _Rule]] = []
        behind = {name: {name} for name in self._types}
        for fact in procedure.derived:
            rule = self._compile(f"derived.{fact.id}", fact.cel)
            self._derived.append((fact.id, rule))
            self._types[fact.id] = rule.type
            behind[fact.id] = set().union(*(behind.get(name, ()) for name in used(fact.cel)))
        self._moved = {
            question.id: [
                (name, rule)
                for name, rule in self._derived
                if not behind[name].isdisjoint(names_of(question))
            ]
            for question in procedure.questions
        }
        self._env = cel.NewEnv(variables=self._types, functions=_FUNCTIONS)

    @property
    def names(self) -> frozenset[str]:
        """Every name an expression may use."""
        return frozenset(self._types)

    def check(self) -> Iterator[ConditionError]:
        """Yield every condition or fee amount of the pack that does not compile to its type."""
        for place, expression in self._procedure.conditions():
            yield from self._problem(place, expression, "BOOL", {})
        for fee in self._procedure.fees:
            yield from self._problem(
                f"fees.{fee.id}.amount", fee.amount, "INT", self._row_types(fee.each)
            )

    def facts(self, answers: Mapping[str, Value], today: date) -> dict[str, Fact]:
        """Facts known from the answers of visible questions, in question order."""
        known = self.blank(today)
        for question in self._procedure.questions:
            if question.id in answers and self.holds(question.when, known):
                known.update(_facts_of(question, answers[question.id], today))
                _derive(self._moved[question.id], known)
        return known

    def blank(self, today: date) -> dict[str, Fact]:
        """The facts of an empty filing received on `today`."""
        known = {name: _BLANK[kind.name()] for name, kind in self._types.items()}
        known["today"] = today.isoformat()
        _derive(self._derived, known)
        return known

    def holds(self, expression: str, facts: Facts) -> bool:
        """Whether a condition is true."""
        if expression == "true":
            return True
        return self._rule(expression).value(facts) is True

    def amount(
        self,
        expression: str,
        facts: Facts,
        each: str | None = None,
        row: Mapping[str, Value] = MappingProxyType({}),
    ) -> int:
        """The whole number of đồng an amount expression gives, for one `row` of question `each`."""
        given = dict(facts)
        today = date.fromisoformat(str(facts["today"]))
        for part in self._parts(each):
            given.update({name: _BLANK[kind.name()] for name, kind in names_of(part).items()})
            if part.id in row:
                given.update(_facts_of(part, row[part.id], today))
        return int(self._rule(expression, each).value(given))

    def _rule(self, expression: str, each: str | None = None) -> _Rule:
        key = (expression, each)
        if key not in self._compiled:
            self._compiled[key] = self._compile("condition", expression, self._row_types(each))
        return self._compiled[key]

    def _compile(
        self, place: str, expression: str, more: Mapping[str, cel.Type] | None = None
    ) -> _Rule:
        types = {**self._types, **(more or {})}
        env = (None if more else self._env) or cel.NewEnv(variables=types, functions=_FUNCTIONS)
        try:
            compiled = env.compile(expression)
        except RuntimeError as problem:
            reason = _reason(str(problem), types)
            raise ConditionError(place, expression, reason) from None
        return _Rule(compiled, tuple(used(expression) & types.keys()))

    def _problem(
        self, place: str, expression: str, wanted: str, more: Mapping[str, cel.Type]
    ) -> Iterator[ConditionError]:
        try:
            found = self._compile(place, expression, more).type.name()
        except ConditionError as problem:
            yield problem
            return
        if found != wanted:
            yield ConditionError(place, expression, f"gives {found}, {wanted} is needed")

    def _row_types(self, each: str | None) -> dict[str, cel.Type]:
        return {name: kind for part in self._parts(each) for name, kind in names_of(part).items()}

    def _parts(self, each: str | None) -> tuple[Question, ...]:
        return tuple(part for q in self._procedure.questions if q.id == each for part in q.rows)


@lru_cache(maxsize=256)
def of(procedure: Procedure) -> Conditions:
    """The conditions of a procedure, compiled once."""
    return Conditions(procedure)


def used(expression: str) -> set[str]:
    """The words outside quotes of an expression: every name it uses is among them."""
    return set(_WORD.findall(_QUOTED.sub("", expression)))


def names_of(question: Question) -> dict[str, cel.Type]:
    """The names a question brings into expressions, with their types."""
    text, whole = cel.Type.STRING, cel.Type.INT
    match question.kind:
        case Kind.NUMBER:
            return {question.id: whole}
        case Kind.YES_NO:
            return {question.id: cel.Type.BOOL}
        case Kind.DATE | Kind.PARTIAL_DATE:
            return {
                question.id: text,
                f"{question.id}_days": whole,
                f"{question.id}_years": whole,
            }
        case Kind.ADDRESS:
            parts = ("country", "province", "commune")
            return {question.id: text, **{f"{question.id}_{part}": text for part in parts}}
        case Kind.ROWS:
            return {f"{question.id}_count": whole}
        case _:
            return {question.id: text}


def _derive(derived: list[tuple[str, _Rule]], known: dict[str, Fact]) -> None:
    for name, rule in derived:
        known[name] = rule.value(known)


def _facts_of(question: Question, value: Value, today: date) -> dict[str, Fact]:
    match value:
        case Mapping():
            parts = {key: str(value.get(key, "")) for key in ("country", "province", "commune")}
            words = str(value.get("text") or value.get("detail") or parts["commune"])
            return {
                question.id: words,
                **{f"{question.id}_{key}": part for key, part in parts.items()},
            }
        case tuple():
            return {f"{question.id}_count": len(value)}
        case str() if question.kind in {Kind.DATE, Kind.PARTIAL_DATE} and value:
            when = PartialDate.from_iso(value)
            return {
                question.id: value,
                f"{question.id}_days": when.days_before(today),
                f"{question.id}_years": when.years_before(today),
            }
        case _:
            return {question.id: value}


def _reason(message: str, known: Iterable[str]) -> str:
    """The first line of a CEL error without its position: `undeclared reference to 'x'`."""
    first = message.splitlines()[0]
    plain = re.sub(r"^INVALID_ARGUMENT: ERROR: <input>:\d+:\d+: | \(in container ''\)", "", first)
    unknown = _UNDECLARED.search(plain)
    return plain + (meant(unknown[1], known) if unknown else "")
