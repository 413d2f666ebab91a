"""A birth filed together with residence and insurance card: shared facts once, law by date."""

from datetime import date

import pytest

from dossier.catalogue import Catalogue
from dossier.documents import not_asked
from dossier.filing import Filing
from dossier.loading import cases
from dossier.prefill import propose
from dossier.routing import deadline, route
from tests.support.pack_cases import FOLDERS, asked, golden, submitted, told

CATALOGUE = Catalogue.of(folder.procedure for folder in FOLDERS.values() if folder.procedure)
LINKED = "birth-linked"
VERSIONS = sorted(slug for slug in FOLDERS if slug.startswith(LINKED))


@pytest.mark.parametrize(
    ("slug", "eve", "day"),
    [
        (LINKED, date(2026, 8, 31), date(2026, 9, 1)),
        (LINKED, date(2026, 12, 31), date(2027, 1, 1)),
        (LINKED, date(2027, 2, 28), date(2027, 3, 1)),
    ],
)
def test_a_dossier_stays_under_the_version_of_the_day_it_was_received(slug, eve, day):
    before, after = CATALOGUE.in_force(slug, eve), CATALOGUE.in_force(slug, day)
    assert before.effective_to == eve
    assert after.effective_from == day
    assert after.version == day.isoformat()
    assert CATALOGUE.version(slug, before.version) is before


def test_the_identity_card_can_be_asked_for_from_september_2026():
    """Decree 301/2026/ND-CP."""
    august = CATALOGUE.in_force(LINKED, date(2026, 8, 31))
    assert "wants_identity_card" not in {question.id for question in august.questions}
    filing = golden(f"{LINKED}/2026-09-01", 1)
    assert deadline(filing) == "WD(3)15H"
    assert deadline(told(filing, wants_identity_card=True)) == "WD(7)15H"
    assert submitted(told(filing, wants_identity_card=True)) == submitted(filing)


def test_the_linked_software_ends_with_the_year_2026():
    filing = golden(f"{LINKED}/2026-09-01", 1)
    assert route(filing) == "linked_software"
    portal = Filing(
        CATALOGUE.in_force(LINKED, date(2027, 1, 4)), filing.today, answers=filing.answers
    )
    assert route(portal) == "national_portal"
    assert "linked_software" not in portal.procedure.words.offices


def test_from_march_2027_nobody_is_asked_where_the_parents_live():
    """Law 03/2026/QH16: registration does not depend on residence."""
    filing = golden(f"{LINKED}/2027-01-01", 1)
    assert "parent_lives_here" in asked(filing)
    assert "parent_lives_here" not in asked(golden(f"{LINKED}/2027-03-01", 1))


@pytest.mark.parametrize("slug", VERSIONS)
def test_no_case_asks_anything_twice(slug):
    for number in range(1, len(cases(FOLDERS[slug].files)) + 1):
        filing = golden(slug, number)
        words = filing.procedure.words.questions
        asks = [words[question.id].ask for question in filing.visible]
        assert len(asks) == len(set(asks))


@pytest.mark.parametrize("slug", VERSIONS)
def test_the_case_is_asked_before_anything_about_people(slug):
    procedure = FOLDERS[slug].procedure
    sections = [q.section for q in procedure.questions if q.id != procedure.who_files]
    assert sections.index("applicant") == sections.count("case")


def test_a_mother_who_files_is_not_asked_for_herself_again():
    filing = golden(f"{LINKED}/2026-09-01", 1)
    known = {name: a for name, a in filing.answers.items() if not name.startswith("mother_")}
    known.pop("new_home")
    offered = propose(Filing(filing.procedure, filing.today, answers=known))
    assert {f"mother_{name}" for name in ("name", "born", "number", "residence")} <= set(offered)


def test_the_home_of_the_parents_is_proposed_for_the_child():
    filing = golden(f"{LINKED}/2026-09-01", 1)
    known = {name: a for name, a in filing.answers.items() if name != "new_home"}
    offered = propose(Filing(filing.procedure, filing.today, answers=known))
    assert offered["new_home"].value == filing.answers["mother_residence"].value


def test_with_its_parents_a_child_needs_nobodys_signature():
    """Circular 116/2026/TT-BCA, notes 4 and 5 of form CT01."""
    filing = golden(f"{LINKED}/2026-09-01", 2)
    assert "residence_form" not in submitted(filing)
    assert "head_signature" in {item.id for item in not_asked(filing)}
    away = told(filing, moves_to="relative", home_recorded=True, consent="form")
    assert "residence_form" in submitted(away)
    assert "head_signature" not in {item.id for item in not_asked(away)}


@pytest.mark.parametrize("slug", VERSIONS)
@pytest.mark.parametrize(
    "forbidden", ["hộ khẩu", "kết hôn", "bản sao", "phô-tô", "ảnh", "giấy khai sinh"]
)
def test_no_paper_goes_by_a_forbidden_name(slug, forbidden):
    words = FOLDERS[slug].procedure.words.documents.values()
    assert words
    assert [text for text in words if forbidden in f"{text.name} {text.official}".lower()] == []
