"""Procedure packs as the command line tells them."""

import json
from collections.abc import Container, Iterable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from dossier import checking, comparing
from dossier.answers_schema import answers_schema
from dossier.catalogue import Catalogue, Listed
from dossier.life_events import LifeEvent
from dossier.listing import LIFE_EVENTS
from dossier.loading import Finding
from dossier.pack_schema import SCHEMAS
from dossier.packs import PackFolder, broken_cases
from dossier.procedure import Procedure
from dossier.sheets import Sheet
from dossier.workdays import vietnam
from kiosk.app.config import ASSETS
from kiosk.app.reference import read_packs, shipped
from kiosk.journey.ports import KioskError

SEED = 1
"""A check finds the same every time."""


class UnknownPack(KioskError):
    """No pack stands in this folder, or it is broken; in words."""


def found(procedures: Path, words: str, day: date) -> list[dict[str, Any]]:
    """The procedures in force on `day` that match the words, best first; all for no words."""
    return [brief(procedure) for procedure in _catalogue(procedures).search(words, day)]


def shown(procedures: Path, slug: str, day: date) -> dict[str, Any]:
    """One procedure in full. Raises UnknownProcedure."""
    procedure = _catalogue(procedures).in_force(slug, day)
    words = procedure.words
    return {
        **brief(procedure),
        "version": procedure.version,
        "official_name": words.official,
        "who": words.who,
        "time": words.time,
        "fee": words.fee,
        "exemptions": words.exemptions,
        "result": words.result,
        "last_checked": procedure.last_checked.isoformat(),
        "needs_check": list(procedure.needs_check),
        "documents": [
            {
                "id": document.id,
                "name": words.documents[document.id].name,
                "where": words.documents[document.id].where,
                "give": document.give.value,
                "when": document.when,
            }
            for document in procedure.documents
        ],
        "questions": [
            {
                "id": question.id,
                "kind": question.kind.value,
                "ask": words.questions[question.id].ask,
                "when": question.when,
                "required": question.required,
            }
            for question in procedure.questions
        ],
    }


def checked(procedures: Path, day: date) -> Iterator[Finding]:
    """Every fault of every pack, golden cases included, and advice about the packs without any."""
    calendar = vietnam(range(day.year - 1, day.year + 3))
    source = shipped(ASSETS, procedures)
    unusable = list(source.listing_faults())
    yield from unusable
    hard_terms = {} if unusable else source.hard_terms
    yield from _not_here(() if unusable else source.events, source.folders)
    versions: list[PackFolder] = []
    for folder in read_packs(procedures):
        faults = [*folder.findings, *broken_cases(folder, calendar)]
        yield from faults
        versions = [*(versions if "/" in folder.slug else []), folder]
        if not faults:
            chance = Random(SEED)  # noqa: S311  (no secret: lots of a search)
            yield from checking.checked(folder, versions[:-1], hard_terms, chance)


def _not_here(events: Iterable[LifeEvent], here: Container[str]) -> Iterator[Finding]:
    for event in events:
        for slug in event.procedures:
            if slug not in here:
                words = f"{event.id}: không có gói “{slug}”; màn hình đầu sẽ bỏ qua"
                yield Finding(LIFE_EVENTS, 1, words, advice=True)


def changed(old_packs: Path, old: str, new_packs: Path, new: str) -> Iterator[str]:
    """What changed between two packs, named by their folders, in words. Raises UnknownPack."""
    before, after = pack_folder(old_packs, old), pack_folder(new_packs, new)
    return comparing.changes(before[1], after[1])


def pack_folder(procedures: Path, name: str) -> tuple[PackFolder, Procedure]:
    """A whole pack by its folder, SLUG or SLUG/DATE, below `procedures`. Raises UnknownPack."""
    folders = {folder.slug: folder for folder in read_packs(procedures)}
    if name not in folders:
        known = ", ".join(sorted(folders))
        raise UnknownPack(f"Không có gói “{name}” trong {procedures}. Các gói: {known}.")
    folder = folders[name]
    if folder.procedure is None:
        faults = "\n".join(map(str, folder.findings))
        raise UnknownPack(f"Gói “{name}” có lỗi, xin sửa trước:\n{faults}")
    return folder, folder.procedure


def write_schemas(out: Path) -> list[Path]:
    """Write the JSON Schemas of the files of a pack into a folder; the files written."""
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for name, schema in SCHEMAS.items():
        path = out / f"{name}.schema.json"
        text = json.dumps(schema(), ensure_ascii=False, indent=2, sort_keys=True)
        path.write_text(f"{text}\n", encoding="utf-8")
        written.append(path)
    return written


def answers_to(procedures: Path, slug: str, day: date) -> dict[str, Any]:
    """The JSON Schema of the answers to a procedure. Raises UnknownProcedure."""
    return answers_schema(_catalogue(procedures).in_force(slug, day))


def brief(listed: Listed) -> dict[str, Any]:
    """What a list shows of a procedure or a sheet."""
    if isinstance(listed, Sheet):
        return {
            "slug": listed.key,
            "code": listed.code,
            "name": listed.name,
            "level": int(listed.level),
            "summary": listed.official,
            "minutes": 0,
        }
    return _brief(listed)


def _brief(procedure: Procedure) -> dict[str, Any]:
    return {
        "slug": procedure.slug,
        "code": procedure.code,
        "name": procedure.words.name,
        "level": int(procedure.level),
        "summary": procedure.words.summary,
        "minutes": procedure.minutes,
    }


def _catalogue(procedures: Path) -> Catalogue:
    source = shipped(ASSETS, procedures)
    packs = [folder.procedure for folder in source.folders.values()]
    found = [pack for pack in packs if pack is not None]
    if any(source.listing_faults()):
        return Catalogue.of(found)
    return Catalogue.of(found, sheets=source.sheets, sayings=source.sayings, events=source.events)
