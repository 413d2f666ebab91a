"""Registering a death: how the person died decides which paper is needed, and who must bring it."""

from datetime import UTC, date, datetime

import pytest

from dossier.documents import not_asked, required
from dossier.filing import Filing
from dossier.loading import cases
from dossier.prefill import propose
from dossier.procedure import Give
from dossier.provenance import CITIZEN, Answer, Source
from dossier.routing import route
from dossier.values import freeze
from kiosk.app.config import PROCEDURES
from kiosk.app.reference import read_packs

FOLDERS = {folder.slug: folder for folder in read_packs(PROCEDURES)}
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
DEATH = "death-registration"
PROOFS = {"death_notice", "old_evidence", "police_record", "court_ruling", "execution_record"}


def told(filing: Filing, **answers: object) -> Filing:
    for name, raw in answers.items():
        value = freeze(raw.isoformat() if isinstance(raw, date) else raw)
        filing = filing.answer(name, Answer(value, Source.CITIZEN, CITIZEN, NOON, confirmed=True))
    return filing


def begun(slug: str, **answers: object) -> Filing:
    procedure = FOLDERS[slug].procedure
    assert procedure
    return told(Filing(procedure, NOON.date()), **answers)


def golden(slug: str, number: int) -> Filing:
    found = cases(FOLDERS[slug].files)
    name = next(name for name in found if name.startswith(f"cases/{number:02d}-"))
    return begun(slug, **found[name]["answers"])


def papers(filing: Filing) -> set[str]:
    return {need.document.id for need in required(filing) if need.document.give is Give.SUBMIT}


def asked(filing: Filing) -> set[str]:
    return {question.id for question in filing.visible}


def test_the_case_is_asked_before_anything_about_people():
    filing = begun(DEATH, applicant_relation="child")
    sections = [question.section for question in filing.unanswered]
    assert filing.unanswered[0].id == "manner"
    assert sections.index("applicant") == sections.count("case")


@pytest.mark.parametrize(
    ("manner", "place", "paper"),
    [
        ("illness", "facility", "death_notice"),
        ("accident", "other", "police_record"),
        ("sudden", "home", "police_record"),
        ("illness", "vehicle", "police_record"),
        ("court", "", "court_ruling"),
        ("execution", "", "execution_record"),
    ],
)
def test_each_way_of_dying_is_proved_by_one_paper(manner, place, paper):
    """Decree 123/2015/ND-CP, Article 4(2)."""
    filing = begun(DEATH, applicant_relation="child", manner=manner)
    if place:
        filing = told(filing, death_place_kind=place)
    filing = told(filing, death_date="2026-11-20", death_paper="paper")
    assert papers(filing) & PROOFS == {paper}


def test_for_a_death_at_home_here_the_commune_writes_the_notice_itself():
    filing = golden(DEATH, 2)
    assert papers(filing) & PROOFS == set()
    assert route(filing) == "issue_notice"
    assert "death_notice_by_commune" in {item.id for item in not_asked(filing)}
    elsewhere = told(filing, died_here=False)
    assert papers(elsewhere) & PROOFS == {"death_notice"}
    assert route(elsewhere) == "civil_status"


def test_data_sent_online_replace_every_paper():
    """Decree 07/2025/ND-CP: signed data count as the paper."""
    for manner in ("illness", "accident", "sudden", "court", "execution"):
        filing = begun(
            DEATH, applicant_relation="child", manner=manner, death_place_kind="facility",
            death_date="2026-11-20", death_paper="digital",
        )  # fmt: skip
        assert papers(filing) == {"declaration"}


def test_a_relative_without_a_mandate_needs_no_authorisation():
    filing = told(golden(DEATH, 7), delegated=False)
    assert "authorisation" not in papers(filing)


def test_at_home_the_place_of_death_is_proposed_from_the_last_home():
    filing = golden(DEATH, 2)
    answers = {name: a for name, a in filing.answers.items() if name != "death_place"}
    filing = Filing(filing.procedure, filing.today, answers=answers)
    assert propose(filing)["death_place"].value == filing.answers["deceased_residence"].value


@pytest.mark.parametrize(
    "forbidden", ["hộ khẩu", "bản sao", "phô-tô", "trưởng thôn", "mai táng", "khai sinh"]
)
def test_no_paper_goes_by_a_forbidden_name(forbidden):
    words = FOLDERS[DEATH].procedure.words.documents.values()
    assert words
    assert [text for text in words if forbidden in f"{text.name} {text.official}".lower()] == []
