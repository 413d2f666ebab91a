"""From the text of a pack to a checked `Procedure`; errors name file, line and what to mend.

A pack is `procedure.yaml`, one `texts.<language>.yaml` per language and `cases/*.yaml`; packs share
`blocks` (groups of questions such as a person). A later version says what it changes in the one
before (`dossier.overlay`). No disk here: files come in as text.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from dossier import conditions, overlay
from dossier import procedure as procedure_model
from dossier.blocks import BlockError, expand
from dossier.pack_text import Document, Finding, PackRefused, parse
from dossier.procedure import Give, Kind, Procedure, Question
from dossier.spelling import meant

__all__ = [
    "LANGUAGE",
    "MAIN",
    "Finding",
    "PackRefused",
    "case_documents",
    "cases",
    "line_of",
    "load",
    "read",
]

MAIN = "procedure.yaml"
LANGUAGE = "vi"
"""The language every pack has."""
COMPLETE = frozenset({LANGUAGE, "en"})
"""Languages of the whole screen: their texts lack nothing. Others say what they can."""
_FIELDS = frozenset(
    name
    for model in vars(procedure_model).values()
    if isinstance(model, type) and issubclass(model, BaseModel)
    for name in model.model_fields
)
_SHAPES = {
    "id": "small letters without accents, digits and _, a letter first",
    "rule": "SAME_DAY_15H, WD(n), WD(n)15H (n working days), BATCH(day,n) or NONE",
    "slug": "small letters without accents, digits and -, a letter first",
    "take": "identity.name (or another field of the card), answer:QUESTION or default:VALUE",
}


def load(
    files: Mapping[str, str],
    blocks: Mapping[str, str],
    before: Sequence[Mapping[str, str]] = (),
) -> Procedure:
    """Build and check the procedure of one pack. Raises PackRefused with every fault.

    `before` are the files of its earlier versions, oldest first; `files` change the last.
    """
    main, texts = read((*before, files))
    shared = {name: parse(f"blocks/{name}", text).data for name, text in blocks.items()}
    try:
        data, words, origins = expand(
            main.data, {language: text.data for language, text in texts.items()}, shared
        )
    except BlockError as problem:
        line = main.line("questions", problem.position)
        raise PackRefused((Finding(MAIN, line, str(problem)),)) from problem
    for language in words.keys() - COMPLETE:
        words[language] = overlay.filled(words[language], words.get(LANGUAGE, {}))
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


def read(versions: Sequence[Mapping[str, str]]) -> tuple[Document, dict[str, Document]]:
    """What the last of these versions says in all, and its texts by language.

    Lines are known only where the last version speaks. Raises PackRefused.
    """
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
    return {name: document.data for name, document in case_documents(files).items()}


def case_documents(files: Mapping[str, str]) -> dict[str, Document]:
    """The golden cases with their lines. Raises PackRefused for YAML that does not parse."""
    return {
        name: parse(name, text) for name, text in sorted(files.items()) if name.startswith("cases/")
    }


def _invalid(
    problem: ValidationError, origins: list[int], main: Document, texts: dict[str, Document]
) -> Iterator[Finding]:
    for error in problem.errors(include_url=False, include_context=False):
        place = tuple(error["loc"])
        words = f"{'.'.join(str(part) for part in place)}: {_reason(error)}"
        if place[:1] == ("texts",) and len(place) > 1:
            language = str(place[1])
            known = texts.get(language)
            yield Finding(f"texts.{language}.yaml", known.line(*place[2:]) if known else 1, words)
        else:
            if len(place) > 1 and place[0] == "questions" and isinstance(place[1], int):
                place = (place[0], origins[place[1]], *place[2:])
            yield Finding(MAIN, main.line(*place), words)


def _reason(error: ErrorDetails) -> str:
    name = str(error["loc"][-1])
    if error["type"] == "extra_forbidden":
        return f"the format has no such field{meant(name, _FIELDS)}"
    if error["type"] == "string_pattern_mismatch" and name in _SHAPES:
        return f"write {_SHAPES[name]}"
    if error["type"] == "enum":
        return f"{error['msg']}{meant(str(error['input']), (*Kind, *Give))}"
    return error["msg"]


def _check(procedure: Procedure, main: Document, texts: dict[str, Document]) -> Iterator[Finding]:
    try:
        rules = conditions.of(procedure)
        faults = list(rules.check())
    except conditions.ConditionError as problem:
        faults = [problem]
    for fault in faults:
        yield Finding(MAIN, line_of(main, fault.place), str(fault))
    yield from _structure(procedure, main)
    yield from _repeated(procedure, main)
    yield from _order(procedure, main)
    for language, document in texts.items():
        yield from _texts(procedure, language, document)


def line_of(main: Document, place: str) -> int:
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
    return main.line(*next(found, (group,)))


def _ids(item: Mapping[str, Any]) -> set[Any]:
    return {item.get("id"), item.get("office"), item.get("rule")}


def _structure(procedure: Procedure, main: Document) -> Iterator[Finding]:
    sections = {section.id for section in procedure.sections}
    seen: set[str] = set()
    for question in procedure.questions:
        line = line_of(main, f"questions.{question.id}.section")
        if question.id in seen:
            yield Finding(MAIN, line, f"question `{question.id}` stands twice: rename one")
        seen.add(question.id)
        if question.section not in sections:
            words = f"unknown section `{question.section}`{meant(question.section, sections)}"
            yield Finding(MAIN, line, words)
        if (question.kind is Kind.CHOICE) != bool(question.choices):
            yield Finding(MAIN, line, f"`{question.id}`: choices belong to kind choice")
        for prefill in question.prefill:
            source, _, name = prefill.take.partition(":")
            if source == "answer" and name not in seen:
                words = f"`{question.id}` takes `{name}`, not asked before it{meant(name, seen)}"
                yield Finding(MAIN, line, words)
    named = [("applicant", name) for name in procedure.applicant.values()]
    named += [("who_files", name) for name in filter(None, [procedure.who_files])]
    named += [("fees", fee.each) for fee in procedure.fees if fee.each]
    for group, name in named:
        if name not in seen:
            words = f"{group}: unknown question `{name}`{meant(name, seen)}"
            yield Finding(MAIN, main.line(group), words)


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
                line = main.line(group, index)
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
                line_of(main, f"questions.{question.id}.when"),
                f"`{question.id}` depends on `{name}`, which is not asked before it: "
                f"put it behind `{name}`",
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
        line = document.line(group)
        for item in sorted(needed - given):
            yield Finding(name, line, f"{group}: no text for `{item}`")
        for item in sorted(given - needed):
            here = document.line(group, item)
            yield Finding(name, here, f"{group}: text for unknown `{item}`")
    for question in _all(procedure):
        if question.id in words.questions:
            yield from _question_texts(name, question, procedure, language, document)


def _question_texts(
    file: str, question: Question, procedure: Procedure, language: str, document: Document
) -> Iterator[Finding]:
    words = procedure.texts[language].questions[question.id]
    line = document.line("questions", question.id)
    for choice in sorted(set(question.choices) ^ set(words.choices)):
        yield Finding(file, line, f"`{question.id}`: choice `{choice}` and its text do not match")
    for check in sorted({check.id for check in question.checks} ^ set(words.checks)):
        yield Finding(file, line, f"`{question.id}`: check `{check}` and its text do not match")


def _all(procedure: Procedure) -> Iterator[Question]:
    for question in procedure.questions:
        yield question
        yield from question.rows
