"""Golden cases of a pack: answers in, required papers, fee, route, due date and gaps out.

A case file: `received` (ISO date and time), `answers` (question: value), optional `pages`
(documents already captured) and `expect` with any of `submit`, `show`, `not_asked`, `missing` (ids
in order), `fee` (total đồng), `due` (ISO date), `route` (office), `hidden` (questions that must not
be asked), `refused` (question: check or kind error, as a substring of its sentence) and `warned`
(the same).
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from dossier import fees, missing
from dossier.answering import Judgement, judge
from dossier.documents import not_asked, required
from dossier.filing import Filing, Page
from dossier.pack_text import Place
from dossier.procedure import Give, Procedure
from dossier.provenance import CITIZEN, Answer, Source
from dossier.routing import deadline, route
from dossier.spelling import meant
from dossier.values import freeze
from dossier.workdays import WorkCalendar, due

EXPECTATIONS = frozenset(
    ["submit", "show", "not_asked", "missing", "fee", "due", "route", "hidden", "refused", "warned"]
)


def differences(
    procedure: Procedure, case: Mapping[str, Any], calendar: WorkCalendar
) -> Iterator[tuple[Place, str]]:
    """Yield every expectation of the case that the pack does not meet, in words, with its place."""
    received = datetime.fromisoformat(str(case["received"]))
    filing, judged = _filled(procedure, case, received)
    expect = dict(case["expect"])
    for name in sorted(set(expect) - EXPECTATIONS):
        yield ("expect", name), f"unknown expectation `{name}`{meant(name, EXPECTATIONS)}"
    found = _outcome(filing, received, calendar)
    for name, value in expect.items():
        if name in found and found[name] != _written(value):
            yield ("expect", name), f"{name}: expected {value!r}, got {found[name]!r}"
    for question in expect.get("hidden", ()):
        if question in {q.id for q in filing.visible}:
            yield ("expect", "hidden"), f"`{question}` is asked and should not be"
    refused = expect.get("refused", {})
    for question, judgement in judged.items():
        yield from _verdicts(question, judgement, refused, expect.get("warned", {}))


def _filled(
    procedure: Procedure, case: Mapping[str, Any], received: datetime
) -> tuple[Filing, dict[str, Judgement]]:
    filing = Filing(procedure, received.date())
    judged: dict[str, Judgement] = {}
    for name, raw in case["answers"].items():
        question = procedure.question(name)
        value = freeze(_written(raw))
        judged[name] = judge(procedure, filing.answers, question, value, filing.today)
        answer = Answer(value, Source.CITIZEN, CITIZEN, received, confirmed=True)
        filing = filing.answer(name, answer)
    for document in case.get("pages", ()):
        page = Page("0" * 64, 1, "image/jpeg", "good")
        filing = filing.attach(document, page).finish(document)
    return filing, judged


def _written(value: Any) -> Any:  # noqa: ANN401  (YAML data of any shape)
    """YAML makes a date of what looks like one."""
    return value.isoformat() if isinstance(value, date) else value


def _outcome(
    filing: Filing, received: datetime, calendar: WorkCalendar
) -> dict[str, list[str] | int | str | None]:
    needs = required(filing)
    day = due(deadline(filing), received, calendar)
    return {
        "submit": [n.document.id for n in needs if n.document.give is Give.SUBMIT],
        "show": [n.document.id for n in needs if n.document.give is Give.SHOW],
        "not_asked": [item.id for item in not_asked(filing)],
        "missing": [gap.id for gap in missing.of(filing)],
        "fee": fees.total(fees.due(filing)),
        "due": day.isoformat() if day else None,
        "route": route(filing),
    }


def _verdicts(
    question: str, judgement: Judgement, refused: Mapping[str, str], warned: Mapping[str, str]
) -> Iterator[tuple[Place, str]]:
    for given, expected, word in (
        (judgement.errors, refused, "refused"),
        (judgement.warnings, warned, "warned"),
    ):
        wanted = expected.get(question)
        if wanted is None and given and word == "refused":
            yield ("answers", question), f"`{question}` was refused: {given[0]}"
        if wanted is not None and not any(wanted in sentence for sentence in given):
            words = f"`{question}` should be {word} with “{wanted}”, got {list(given)}"
            yield ("expect", word, question), words
