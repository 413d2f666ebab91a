"""Registering a residence: whose house it is decides what is asked, who agrees, what it costs."""

from datetime import UTC, date, datetime

import pytest

from dossier import fees
from dossier.documents import required
from dossier.filing import Filing
from dossier.loading import cases
from dossier.procedure import Give
from dossier.provenance import CITIZEN, Answer, Source
from dossier.values import freeze
from kiosk.app.config import PROCEDURES
from kiosk.app.reference import read_packs

FOLDERS = {folder.slug: folder for folder in read_packs(PROCEDURES)}
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
PERMANENT = "permanent-residence"


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


@pytest.mark.parametrize("slug", [PERMANENT])
def test_the_first_question_is_whose_house_it_is(slug):
    first = begun(slug).unanswered[0]
    assert first.id == "dwelling"
    assert FOLDERS[slug].procedure.words.questions["dwelling"].ask == "Nhà này của ai?"


@pytest.mark.parametrize("slug", [PERMANENT])
@pytest.mark.parametrize(
    "forbidden", ["hộ khẩu", "bản sao", "bản chụp", "phô-tô", "trưởng thôn", "cắt khẩu"]
)
def test_no_paper_goes_by_a_forbidden_name(slug, forbidden):
    words = FOLDERS[slug].procedure.words.documents.values()
    assert words
    assert [
        text.name for text in words if forbidden in f"{text.name} {text.official}".lower()
    ] == []


@pytest.mark.parametrize(
    "paper",
    ["home_papers", "kinship", "care_need", "vessel_registration", "passport", "exemption_proof"],
)
def test_proof_is_shown_and_never_photographed(paper):
    assert FOLDERS[PERMANENT].procedure.document(paper).give is Give.SHOW


def test_papers_of_the_house_are_not_asked_when_the_database_has_them():
    own = begun(PERMANENT, dwelling="own", home_papers="recorded")
    assert {need.document.id for need in required(own)} == {"declaration", "applicant_identity"}
    assert papers(told(own, home_papers="none")) == {"declaration", "commune_home_note"}


def test_of_a_house_of_ones_own_nobody_else_agrees():
    filing = golden(PERMANENT, 2)
    assert not asked(filing) & {"owner_agrees", "head_agrees", "guardian_agrees", "co_owners"}


def test_an_answer_left_behind_by_another_case_asks_for_nothing():
    rented = golden(PERMANENT, 3)
    assert {"lease_to_certify", "floor_area"} <= papers(rented)
    assert papers(told(rented, dwelling="own", home_papers="recorded")) == {"declaration"}


@pytest.mark.parametrize(
    ("born", "fee"),
    [
        ("2010-11-26", 20000),
        ("2010-11-27", 0),
        ("1966-11-26", 0),
        ("1966-11-27", 20000),
        ("1966", 0),
    ],
)
def test_children_and_elders_pay_nothing_and_are_not_asked_about_it(born, fee):
    filing = told(golden(PERMANENT, 2), applicant_born=born)
    assert fees.total(fees.due(filing)) == fee
    assert ("exemption" in asked(filing)) == (fee > 0)


@pytest.mark.parametrize(
    "why", ["poor", "merit", "disabled", "border", "island", "minority", "orphan"]
)
@pytest.mark.parametrize("channel", ["counter", "online"])
def test_every_exemption_decides_the_fee(why, channel):
    filing = told(golden(PERMANENT, 2), exemption=why, channel=channel)
    assert [(line.id, line.amount) for line in fees.due(filing)] == [("free", 0)]


def test_from_six_years_on_owner_and_head_agree():
    child = golden(PERMANENT, 5)
    assert "owner_agrees" not in asked(child)
    assert "owner_agrees" in asked(told(child, mover_born="2020-11-26"))
    assert "owner_agrees" in asked(told(child, joins_parent=False))
