"""From the text of a pack to a checked `Procedure`; errors name file, line and what to mend.

A pack is `procedure.yaml`, one `texts.<language>.yaml` per language and `cases/*.yaml`; packs share
`blocks` (groups of questions such as a person). A later version says what it changes in the one
before (`dossier.overlay`). No disk here: files come in as text.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from dossier import conditions, overlay
from dossier.blocks import BlockError, expand
from dossier.pack_text import Document, Finding, Lines, PackRefused, Place, parse
from dossier.procedure import Kind, Procedure, Question

__all__ = ["LANGUAGE", "Finding", "PackRefused", "cases", "load"]

MAIN = "procedure.yaml"
LANGUAGE = "vi"
"""The language every pack has."""


def load(
    files: Mapping[str, str],
    blocks: Mapping[str, str],
    before: Sequence[Mapping[str, str]] = (),
) -> Procedure:
    """Build and check the procedure of one pack. Raises PackRefused with every fault.

    `before` are the files of its earlier versions, oldest first; `files` change the last.
    """
    main, texts = _read((*before, files))
    shared = {name: parse(f"blocks/{name}", text).data for name, text in blocks.items()}
    try:
        data, words, origins = expand(
            main.data, {language: text.data for language, text in texts.items()}, shared
        )
    except BlockError as problem:
        line = _nearest(main.lines, ("questions", problem.position))
        raise PackRefused((Finding(MAIN, line, str(problem)),)) from problem
    try:
        procedure = Procedure.model_validate({**data, "texts": words})
    except ValidationError as problem:
        raise PackRefused(tuple(_invalid(problem, origins, main, texts))) from problem
    if LANGUAGE not in texts:
        raise PackRefused((Finding(f"texts.{LANGUAGE}.yaml", 1, "every pack has these texts"),))
    findings = tuple(_check(procedure, main, texts))
    if findings:
        raise PackRefused(findings)
    return procedure


def _read(versions: Sequence[Mapping[str, str]]) -> tuple[Document, dict[str, Document]]:
    main, texts = Document({}, {}), dict[str, Document]()
    for number, files in enumerate(versions):
        change = parse(MAIN, files.get(MAIN, ""))
        main = overlay.changed(MAIN, main, change) if number else change
        texts = {language: Document(text.data, {}) for language, text in texts.items()}
        for name, text in files.items():
            if name.startswith("texts."):
                language = name.split(".")[1]
                said = parse(name, text)
                known = texts.get(language)
                texts[language] = overlay.reworded(known.data, said) if known else said
    return main, texts


def cases(files: Mapping[str, str]) -> dict[str, Any]:
    """The golden cases of a pack by file name. Raises PackRefused for YAML that does not parse."""
    return {
        name: parse(name, text).data
        for name, text in sorted(files.items())
        if name.startswith("cases/")
    }


def _invalid(
    problem: ValidationError, origins: list[int], main: Document, texts: dict[str, Document]
) -> Iterator[Finding]:
    for error in problem.errors(include_url=False, include_context=False):
        place = tuple(error["loc"])
        words = f"{'.'.join(str(part) for part in place)}: {error['msg']}"
        if place[:1] == ("texts",) and len(place) > 1:
            language = str(place[1])
            known = texts.get(language)
            yield Finding(
                f"texts.{language}.yaml", _nearest(known.lines, place[2:]) if known else 1, words
            )
        else:
            if len(place) > 1 and place[0] == "questions" and isinstance(place[1], int):
                place = (place[0], origins[place[1]], *place[2:])
            yield Finding(MAIN, _nearest(main.lines, place), words)


def _nearest(lines: Lines, place: Place) -> int:
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _check(procedure: Procedure, main: Document, texts: dict[str, Document]) -> Iterator[Finding]:
    try:
        rules = conditions.of(procedure)
        faults = list(rules.check())
    except conditions.ConditionError as problem:
        faults = [problem]
    for fault in faults:
        yield Finding(MAIN, _line_of(main, fault.place), str(fault))
    yield from _structure(procedure, main)
    yield from _repeated(procedure, main)
    yield from _order(procedure, main)
    for language, document in texts.items():
        yield from _texts(procedure, language, document)


def _line_of(main: Document, place: str) -> int:
    """The line of `questions.child_born.when`: items of lists are found by their id.

    A question of a block stands at the line that uses the block.
    """
    group, _, rest = place.partition(".")
    name, part = rest.split(".")[0], place.rsplit(".", 1)[-1]
    found = (
        (group, index, part if name in _ids(item) else "as")
        for index, item in enumerate(main.data.get(group) or [])
        if name in _ids(item) or ("as" in item and name.startswith(f"{item['as']}_"))
    )
    return _nearest(main.lines, next(found, (group,)))


def _ids(item: Mapping[str, Any]) -> set[Any]:
    return {item.get("id"), item.get("office"), item.get("rule")}


def _structure(procedure: Procedure, main: Document) -> Iterator[Finding]:
    sections = {section.id for section in procedure.sections}
    seen: set[str] = set()
    for question in procedure.questions:
        line = _line_of(main, f"questions.{question.id}.section")
        if question.id in seen:
            yield Finding(MAIN, line, f"question `{question.id}` stands twice")
        seen.add(question.id)
        if question.section not in sections:
            yield Finding(MAIN, line, f"unknown section `{question.section}`")
        if (question.kind is Kind.CHOICE) != bool(question.choices):
            yield Finding(MAIN, line, f"`{question.id}`: choices belong to kind choice")
        for prefill in question.prefill:
            source, _, name = prefill.take.partition(":")
            if source == "answer" and name not in seen:
                yield Finding(MAIN, line, f"`{question.id}` takes `{name}`, not asked before it")
    wanted = {*procedure.applicant.values(), *filter(None, [procedure.who_files])}
    wanted |= {fee.each for fee in procedure.fees if fee.each}
    for name in sorted(wanted - seen):
        yield Finding(MAIN, 1, f"unknown question `{name}`")


def _repeated(procedure: Procedure, main: Document) -> Iterator[Finding]:
    """Ids a list holds twice, and facts that take the name of an answer."""
    asked = {name for question in procedure.questions for name in conditions.names_of(question)}
    for group, ids, taken in (
        ("sections", [item.id for item in procedure.sections], set()),
        ("derived", [item.id for item in procedure.derived], {*asked, "today"}),
        ("documents", [item.id for item in procedure.documents], set()),
        ("not_asked", [item.id for item in procedure.not_asked], set()),
        ("fees", [item.id for item in procedure.fees], set()),
    ):
        for index, name in enumerate(ids):
            if name in taken or name in ids[:index]:
                line = _nearest(main.lines, (group, index))
                yield Finding(MAIN, line, f"{group}: `{name}` is already taken")


def _order(procedure: Procedure, main: Document) -> Iterator[Finding]:
    """A condition may use only what is asked before: else a question would come and go."""
    asked = {name: q.id for q in procedure.questions for name in conditions.names_of(q)}
    behind: dict[str, set[str]] = {name: {question} for name, question in asked.items()}
    for fact in procedure.derived:
        behind[fact.id] = set().union(
            *(behind.get(name, set()) for name in conditions.used(fact.cel))
        )
    before: set[str] = set()
    for question in procedure.questions:
        needed = set().union(*(behind.get(name, set()) for name in conditions.used(question.when)))
        for name in sorted(needed - before):
            yield Finding(
                MAIN,
                _line_of(main, f"questions.{question.id}.when"),
                f"`{question.id}` depends on `{name}`, which is not asked before it",
            )
        before.add(question.id)


def _texts(procedure: Procedure, language: str, document: Document) -> Iterator[Finding]:
    name = f"texts.{language}.yaml"
    words = procedure.texts[language]
    groups = {
        "sections": ({s.id for s in procedure.sections}, set(words.sections)),
        "questions": ({q.id for q in _all(procedure)}, set(words.questions)),
        "documents": ({d.id for d in procedure.documents}, set(words.documents)),
        "not_asked": ({d.id for d in procedure.not_asked}, set(words.not_asked)),
        "fees": ({f.id for f in procedure.fees}, set(words.fees)),
        "offices": ({r.office for r in procedure.routes}, set(words.offices)),
    }
    for group, (needed, given) in groups.items():
        line = document.lines.get((group,), 1)
        for item in sorted(needed - given):
            yield Finding(name, line, f"{group}: no text for `{item}`")
        for item in sorted(given - needed):
            here = document.lines.get((group, item), line)
            yield Finding(name, here, f"{group}: text for unknown `{item}`")
    for question in _all(procedure):
        if question.id in words.questions:
            yield from _question_texts(name, question, procedure, language, document)


def _question_texts(
    file: str, question: Question, procedure: Procedure, language: str, document: Document
) -> Iterator[Finding]:
    words = procedure.texts[language].questions[question.id]
    line = document.lines.get(("questions", question.id), 1)
    for choice in sorted(set(question.choices) ^ set(words.choices)):
        yield Finding(file, line, f"`{question.id}`: choice `{choice}` and its text do not match")
    for check in sorted({check.id for check in question.checks} ^ set(words.checks)):
        yield Finding(file, line, f"`{question.id}`: check `{check}` and its text do not match")


def _all(procedure: Procedure) -> Iterator[Question]:
    for question in procedure.questions:
        yield question
        yield from question.rows
