"""Filings of the packs of the project, as their golden cases or a few answers leave them."""

from datetime import UTC, date, datetime

from dossier.answering import Judgement, judge
from dossier.documents import required
from dossier.filing import Filing
from dossier.loading import cases
from dossier.procedure import Give
from dossier.provenance import CITIZEN, Answer, Source
from dossier.values import freeze
from kiosk.app.config import PROCEDURES
from kiosk.app.reference import read_packs

FOLDERS = {folder.slug: folder for folder in read_packs(PROCEDURES)}
TODAY = date(2026, 11, 26)
_NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


def told(filing: Filing, **answers: object) -> Filing:
    """The filing with these answers too."""
    for name, raw in answers.items():
        value = freeze(raw.isoformat() if isinstance(raw, date) else raw)
        filing = filing.answer(name, Answer(value, Source.CITIZEN, CITIZEN, _NOON, confirmed=True))
    return filing


def begun(slug: str, *, on: date = TODAY, **answers: object) -> Filing:
    """A filing of the pack received on that day."""
    procedure = FOLDERS[slug].procedure
    assert procedure
    return told(Filing(procedure, on), **answers)


def golden(slug: str, number: int, *, on: date = TODAY) -> Filing:
    """The golden case of that number, received on that day."""
    found = cases(FOLDERS[slug].files)
    name = next(name for name in found if name.startswith(f"cases/{number:02d}-"))
    return begun(slug, on=on, **found[name]["answers"])


def submitted(filing: Filing) -> set[str]:
    """The papers to hand in."""
    return {need.document.id for need in required(filing) if need.document.give is Give.SUBMIT}


def shown(filing: Filing) -> set[str]:
    """The papers only shown."""
    return {need.document.id for need in required(filing) if need.document.give is Give.SHOW}


def asked(filing: Filing) -> set[str]:
    """The questions that matter now."""
    return {question.id for question in filing.visible}


def verdict(filing: Filing, name: str, raw: object) -> Judgement:
    """What is wrong with this answer."""
    question = filing.procedure.question(name)
    return judge(filing.procedure, filing.answers, question, freeze(raw), filing.today)
