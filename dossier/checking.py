"""What an author should know about a pack that loads: vain rules, hard texts, thin golden cases."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from dossier import loading
from dossier.loading import LANGUAGE, MAIN, line_of
from dossier.pack_text import Document, Finding
from dossier.packs import PackFolder
from dossier.procedure import Procedure
from dossier.reaching import Attempt, Chance, shown, unreached
from dossier.reading import hard_passages
from dossier.values import freeze

LEAST_CASES = 5
SECOND_LANGUAGE = "en"
_OF_ITS_OWN = 2
"""So deep in a texts file (`questions`, `child_name`) stands what is not shared with others."""


def checked(
    folder: PackFolder,
    before: Sequence[PackFolder],
    hard_terms: Mapping[str, str],
    chance: Chance,
) -> Iterator[Finding]:
    """Findings about one version of a pack whose golden cases come out.

    `before` are its earlier versions, oldest first. Faults of loading and of golden cases are told
    by `folder.findings` and `packs.broken_cases`; a pack that has any is not looked at here.
    """
    procedure = folder.procedure
    if procedure is None:
        return
    main, texts = loading.read([*(each.files for each in before), folder.files])
    cases = loading.cases(folder.files)
    attempts = [_attempt(case) for case in cases.values()]
    for each in (
        _in_vain(procedure, main, attempts, chance),
        _thin(procedure, main, attempts, first=not before),
        _hard(procedure, texts[LANGUAGE], hard_terms, first=not before),
    ):
        for finding in each:
            file = f"{folder.slug}/{finding.file}"
            yield Finding(file, finding.line, finding.message, finding.advice)


def _attempt(case: Mapping[str, Any]) -> Attempt:
    refused = case["expect"].get("refused", {})
    answers = {
        name: freeze(raw if not hasattr(raw, "isoformat") else raw.isoformat())
        for name, raw in case["answers"].items()
        if name not in refused
    }
    return Attempt(answers, datetime.fromisoformat(str(case["received"])).date())


def _in_vain(
    procedure: Procedure, main: Document, attempts: Sequence[Attempt], chance: Chance
) -> Iterator[Finding]:
    for rule in unreached(procedure, attempts, chance):
        words = f"{rule.vain}: no answers were found that make it so; mend its condition"
        yield Finding(MAIN, line_of(main, rule.place), words)


def _thin(
    procedure: Procedure, main: Document, attempts: Sequence[Attempt], *, first: bool
) -> Iterator[Finding]:
    if len(attempts) < LEAST_CASES:
        words = f"{len(attempts)} golden cases: write at least {LEAST_CASES} in cases/"
        yield Finding(MAIN, 1, words, advice=True)
    if SECOND_LANGUAGE not in procedure.texts:
        words = f"no English: write texts.{SECOND_LANGUAGE}.yaml"
        yield Finding(MAIN, 1, words, advice=True)
    met = shown(procedure, attempts)
    places = {f"documents.{each.id}.when": each.id for each in procedure.documents}
    unmet = {place: name for place, name in places.items() if first and place not in met}
    if unmet:
        words = f"no golden case needs {', '.join(unmet.values())}: write one that does"
        yield Finding(MAIN, line_of(main, next(iter(unmet))), words, advice=True)


def _hard(
    procedure: Procedure, texts: Document, hard_terms: Mapping[str, str], *, first: bool
) -> Iterator[Finding]:
    """Hard passages this version wrote itself; those of blocks are told by the first version."""
    for passage in hard_passages(procedure.words, hard_terms):
        place = passage.place
        while place and place not in texts.lines:
            place = place[:-1]
        if first or len(place) >= min(_OF_ITS_OWN, len(passage.place)):
            words = f"{'.'.join(passage.place)}: {passage.why}"
            yield Finding(f"texts.{LANGUAGE}.yaml", texts.lines.get(place, 1), words, advice=True)
