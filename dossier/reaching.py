"""Which rules of a pack no answers can make true: what is never asked, required, charged or filed.

A search, no proof: from the answers of golden cases and from none, the questions behind a rule are
given the values that its expressions tell apart, and what makes more of the rule true is kept.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol, TypeVar

from dossier import conditions
from dossier.conditions import Fact
from dossier.procedure import Procedure, Question
from dossier.sampling import values_told_apart
from dossier.values import Value

TRIES = 1500
"""Far more than any rule of the project's packs needs (a few hundred)."""
_FRESH_START = 0.1
_PATTERN = ".matches("
"""Words that fit a pattern are not searched for: such a rule is taken to be right."""
_NAME = re.compile(r"[a-z_]\w*")


_T = TypeVar("_T")


class Chance(Protocol):
    """What a search draws lots with: a seeded `random.Random` finds the same every time."""

    def random(self) -> float: ...
    def randint(self, a: int, b: int) -> int: ...
    def choice(self, seq: Sequence[_T]) -> _T: ...
    def sample(self, population: Sequence[_T], k: int) -> list[_T]: ...


@dataclass(frozen=True, slots=True)
class Attempt:
    """Answers given on a day of reception."""

    answers: Mapping[str, Value]
    today: date


@dataclass(frozen=True, slots=True)
class Rule:
    """What must all hold at once for the thing at `place` to happen, and what would be in vain."""

    place: str
    parts: tuple[str, ...]
    vain: str


def unreached(procedure: Procedure, cases: Sequence[Attempt], chance: Chance) -> Iterator[Rule]:
    """The rules that neither the cases nor a search from them could make true."""
    search = _Search(procedure, cases)
    for rule in _rules(procedure):
        if not search.reaches(rule, chance):
            yield rule


def shown(procedure: Procedure, cases: Sequence[Attempt]) -> frozenset[str]:
    """The places of the rules that hold in one of the cases."""
    search = _Search(procedure, cases)
    return frozenset(rule.place for rule in _rules(procedure) if search.stands_in_a_case(rule))


def _rules(procedure: Procedure) -> Iterator[Rule]:
    for question in procedure.questions:
        here = f"questions.{question.id}"
        yield Rule(f"{here}.when", (question.when,), f"`{question.id}` is never asked")
        passed = [question.when]
        for check in question.checks:
            if not check.soft:
                passed.append(check.cel)
                vain = f"no answer to `{question.id}` passes its checks down to `{check.id}`"
                yield Rule(f"{here}.checks.{check.id}", tuple(passed), vain)
        for prefill in question.prefill:
            wanted = (question.when, prefill.when)
            vain = f"`{question.id}` never takes `{prefill.take}`"
            yield Rule(f"{here}.prefill.{prefill.take}", wanted, vain)
    for document in procedure.documents:
        vain = f"the paper `{document.id}` is never required"
        yield Rule(f"documents.{document.id}.when", (document.when,), vain)
    for item in procedure.not_asked:
        vain = f"nobody is ever told that `{item.id}` is not asked for"
        yield Rule(f"not_asked.{item.id}.when", (item.when,), vain)
    for fee in procedure.fees:
        yield Rule(f"fees.{fee.id}.when", (fee.when,), f"the fee `{fee.id}` is never charged")
    yield from _first_of(
        "deadlines", [(deadline.rule, deadline.when) for deadline in procedure.deadlines]
    )
    yield from _first_of("routes", [(route.office, route.when) for route in procedure.routes])


def _first_of(group: str, items: Sequence[tuple[str, str]]) -> Iterator[Rule]:
    """Of these the first that holds applies: one that holds only behind another is in vain."""
    for index, (name, when) in enumerate(items):
        before = tuple(f"!({earlier})" for _, earlier in items[:index])
        yield Rule(f"{group}.{name}.when", (*before, when), f"{group}: `{name}` never applies")


class _Search:
    def __init__(self, procedure: Procedure, cases: Sequence[Attempt]) -> None:
        self._procedure = procedure
        self._rules = conditions.of(procedure)
        self._cases = tuple(cases)
        self._derived = {fact.id: fact.cel for fact in procedure.derived}
        self._asked_by = {
            name: question.id
            for question in procedure.questions
            for name in conditions.names_of(question)
        }
        self._last_day = procedure.effective_to or date(procedure.effective_from.year + 2, 12, 31)

    def stands_in_a_case(self, rule: Rule) -> bool:
        return any(self._missed(rule.parts, facts) == 0 for facts in self._facts_of_cases)

    def reaches(self, rule: Rule, chance: Chance) -> bool:
        if self.stands_in_a_case(rule):
            return True
        parts = tuple(part for whole in rule.parts for part in self._conjuncts(whole))
        if any(_PATTERN in part for part in parts):
            return True
        behind = self._behind(parts)
        if not behind:
            return self._missed(parts, self._rules.blank(self._first_day)) == 0
        best, least = self._begin(chance), len(parts) + 1
        for _ in range(TRIES):
            start = self._begin(chance) if chance.random() < _FRESH_START else best
            attempt = self._varied(start, behind, chance)
            missed = self._missed(parts, self._facts(attempt))
            if missed == 0:
                return True
            if missed <= least:
                best, least = attempt, missed
        return False

    @cached_property
    def _facts_of_cases(self) -> list[dict[str, Fact]]:
        return [self._facts(case) for case in self._cases]

    @property
    def _first_day(self) -> date:
        return self._procedure.effective_from

    def _facts(self, attempt: Attempt) -> dict[str, Fact]:
        return self._rules.facts(attempt.answers, attempt.today)

    def _missed(self, parts: Sequence[str], facts: Mapping[str, Fact]) -> int:
        return sum(not self._rules.holds(part, facts) for part in parts)

    def _begin(self, chance: Chance) -> Attempt:
        nothing = Attempt({}, self._first_day)
        return chance.choice((*self._cases, nothing))

    def _varied(self, start: Attempt, behind: Sequence[Question], chance: Chance) -> Attempt:
        changed = chance.sample(behind, chance.randint(1, min(3, len(behind))))
        answers = {question.id: self._value(question, start.today, chance) for question in behind}
        kept = {question.id for question in behind if question not in changed}
        given = {name: value for name, value in start.answers.items() if name in kept}
        today = start.today
        if chance.random() < _FRESH_START:
            span = (self._last_day - self._first_day).days
            today = date.fromordinal(self._first_day.toordinal() + chance.randint(0, span))
        return Attempt({**start.answers, **answers, **given}, today)

    def _value(self, question: Question, today: date, chance: Chance) -> Value:
        return chance.choice(values_told_apart(question, self._expressions[question.id], today))

    @cached_property
    def _expressions(self) -> dict[str, tuple[str, ...]]:
        """By question: every expression that uses one of its names, derived facts unfolded."""
        found: dict[str, list[str]] = {question.id: [] for question in self._procedure.questions}
        everything = [cel for _, cel in self._procedure.conditions()]
        for expression in {*everything, *self._derived.values()}:
            for name in conditions.used(expression):
                if name in self._asked_by:
                    found[self._asked_by[name]].append(expression)
                for source in self._sources(name) - {name}:
                    found[self._asked_by[source]].append(expression)
        return {name: tuple(sorted(expressions)) for name, expressions in found.items()}

    def _sources(self, name: str) -> set[str]:
        """The names of answers a derived fact is made of; of an answer, its own."""
        if name in self._asked_by:
            return {name}
        made_of = conditions.used(self._derived.get(name, ""))
        return set().union(*(self._sources(part) for part in made_of - {name}))

    def _behind(self, parts: Sequence[str]) -> list[Question]:
        """The questions these expressions depend on, with those that must be asked for them."""
        found: dict[str, Question] = {}
        waiting = list(parts)
        while waiting:
            for name in conditions.used(waiting.pop()):
                for source in self._sources(name):
                    question = self._procedure.question(self._asked_by[source])
                    if question.id not in found:
                        found[question.id] = question
                        waiting.append(question.when)
        return [question for question in self._procedure.questions if question.id in found]

    def _conjuncts(self, expression: str) -> Iterator[str]:
        """What an `a && b` needs one by one, so that a search feels that it comes nearer."""
        parts = _split(expression)
        if len(parts) > 1:
            for part in parts:
                yield from self._conjuncts(part)
        elif _NAME.fullmatch(expression) and expression in self._derived:
            yield from self._conjuncts(self._derived[expression])
        else:
            yield expression


def _split(expression: str) -> list[str]:
    """The operands of the `&&` at the top of an expression; itself alone when there is none."""
    depth, quote, start, parts = 0, "", 0, list[str]()
    for index, sign in enumerate(expression):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign in "([":
            depth += 1
        elif sign in ")]":
            depth -= 1
        elif depth == 0 and expression.startswith(("||", "?"), index):
            return [_bare(expression)]
        elif depth == 0 and expression.startswith("&&", index):
            parts.append(_bare(expression[start:index]))
            start = index + 2
    return [*parts, _bare(expression[start:])]


def _bare(expression: str) -> str:
    """Without the brackets around all of it."""
    text = expression.strip()
    while text.startswith("(") and _closes(text) == len(text) - 1:
        text = text[1:-1].strip()
    return text


def _closes(text: str) -> int:
    depth = 0
    for index, sign in enumerate(text):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth == 0:
            return index
    return -1
