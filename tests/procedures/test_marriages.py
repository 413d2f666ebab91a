"""Registering a marriage: what the commune looks up itself, who must come, and from what age."""

from datetime import UTC, date, datetime

import pytest

from dossier.catalogue import Catalogue
from dossier.documents import not_asked
from dossier.filing import Filing
from dossier.loading import cases
from dossier.missing import of as gaps
from dossier.prefill import propose
from dossier.routing import deadline, route
from dossier.workdays import due, vietnam
from tests.support.pack_cases import FOLDERS, asked, begun, golden, submitted, told, verdict

MARRIAGE = "marriage-registration"
CATALOGUE = Catalogue.of(folder.procedure for folder in FOLDERS.values() if folder.procedure)
EVE, NEW_LAW = date(2027, 2, 28), date(2027, 3, 1)
VERSIONS = sorted(slug for slug in FOLDERS if slug.split("/")[0] == MARRIAGE)


@pytest.mark.parametrize("slug", VERSIONS)
def test_the_case_is_asked_before_anything_about_people(slug):
    procedure = FOLDERS[slug].procedure
    sections = [q.section for q in procedure.questions if q.id != procedure.who_files]
    assert sections.index("applicant") == sections.count("case")


@pytest.mark.parametrize("slug", VERSIONS)
def test_no_case_asks_anything_twice(slug):
    for number in range(1, len(cases(FOLDERS[slug].files)) + 1):
        filing = golden(slug, number)
        words = filing.procedure.words.questions
        asks = [words[question.id].ask for question in filing.visible]
        assert len(asks) == len(set(asks))


@pytest.mark.parametrize("status", ["never", "divorced", "widowed"])
@pytest.mark.parametrize("known", ["found", "unknown"])
@pytest.mark.parametrize("found", [True, False])
def test_vietnamese_couples_hand_in_the_declaration_only(status, known, found):
    """Decree 07/2025/ND-CP: marital status is looked up or asked for by the commune."""
    filing = begun(
        MARRIAGE, applicant_side="bride", occasion="first", both_present=True, foreign="none",
        homes="one_here", applicant_past_status=status, partner_past_status=status,
        status_known=known, in_forces=False, applicant_past_divorced_abroad=False,
        partner_past_divorced_abroad=False, records_found=found,
    )  # fmt: skip
    assert submitted(filing) == {"declaration"}
    assert "status_certificate_fetched" in {item.id for item in not_asked(filing)}


def test_a_certificate_at_hand_spares_the_letter_to_the_other_commune():
    filing = golden(MARRIAGE, 2)
    assert (deadline(filing), route(filing)) == ("WD(5)15H", "verification")
    at_hand = told(filing, status_known="certificate")
    assert (deadline(at_hand), route(at_hand)) == ("SAME_DAY_15H", "civil_status")


def test_nobody_can_go_instead_and_nobody_is_asked_for_a_mandate():
    """Circular 04/2020/TT-BTP, Article 2: no delegation; one side may hand in the file alone."""
    procedure = FOLDERS[MARRIAGE].procedure
    assert procedure.question(procedure.who_files).choices == ("bride", "groom")
    alone = golden(MARRIAGE, 4)
    assert gaps(alone) == ()
    assert "authorisation" in {item.id for item in not_asked(alone)}


@pytest.mark.parametrize(
    ("side", "person", "born", "refused"),
    [
        ("groom", "applicant", "2006-11-26", False), ("groom", "applicant", "2006-11-27", True),
        ("groom", "partner", "2008-11-26", False), ("groom", "partner", "2008-11-27", True),
        ("bride", "applicant", "2008-11-26", False), ("bride", "applicant", "2008-11-27", True),
        ("bride", "partner", "2006-11-26", False), ("bride", "partner", "2006-11-27", True),
    ],
)  # fmt: skip
def test_a_man_marries_from_twenty_and_a_woman_from_eighteen(side, person, born, refused):
    """Law 52/2014/QH13, Article 8; the filing is received on 26/11/2026."""
    errors = verdict(begun(MARRIAGE, applicant_side=side), f"{person}_born", born).errors
    assert bool(errors) is refused
    assert all("27/11/2026" in error for error in errors)


def test_the_same_person_cannot_stand_on_both_sides():
    filing = golden(MARRIAGE, 1)
    own = filing.answers["applicant_number"].value
    assert verdict(filing, "partner_number", own).errors


def test_who_is_said_to_be_a_foreigner_is_not_entered_as_vietnamese():
    filing = golden(MARRIAGE, 5)
    assert verdict(filing, "partner_nationality", "VN").errors
    assert not verdict(filing, "partner_nationality", "LA").errors
    assert "partner_ethnic_group" not in asked(filing)


@pytest.mark.parametrize(
    ("paper", "issuer"),
    [
        ("identity_card", "Bộ Công an"),
        ("citizen_identity_card", "Cục Cảnh sát quản lý hành chính về trật tự xã hội"),
        ("passport", None),
    ],
)
def test_the_issuer_of_a_card_of_the_other_is_proposed(paper, issuer):
    filing = golden(MARRIAGE, 1)
    known = {name: a for name, a in filing.answers.items() if name != "partner_paper_issuer"}
    filing = told(Filing(filing.procedure, filing.today, answers=known), partner_paper=paper)
    offered = propose(filing).get("partner_paper_issuer")
    assert (offered and offered.value) == issuer


@pytest.mark.parametrize("slug", VERSIONS)
@pytest.mark.parametrize("forbidden", ["hộ khẩu", "phô-tô", "ghi chú", "ảnh thẻ", "ủy quyền"])
def test_no_paper_goes_by_a_forbidden_name(slug, forbidden):
    words = FOLDERS[slug].procedure.words.documents.values()
    assert words
    assert [text for text in words if forbidden in f"{text.name} {text.official}".lower()] == []


def test_up_to_february_2027_one_of_them_must_live_here():
    """Law 60/2014/QH13, Article 17."""
    filing = begun(MARRIAGE, on=EVE, applicant_side="bride", foreign="none", homes="none_here")
    assert verdict(filing, "homes", "none_here").warnings
    assert route(told(filing, status_known="found")) == "other_commune"


def test_from_march_2027_any_commune_registers_a_marriage():
    """Law 03/2026/QH16."""
    filing = golden(f"{MARRIAGE}/2027-03-01", 1, on=NEW_LAW)
    assert filing.answers["homes"].value == "none_here"
    assert not verdict(filing, "homes", "none_here").warnings
    assert route(filing) == "civil_status"
    assert "xã, phường nào cũng được" in filing.procedure.words.who


def test_a_marriage_stays_under_the_law_of_the_day_it_was_handed_in():
    before, after = CATALOGUE.in_force(MARRIAGE, EVE), CATALOGUE.in_force(MARRIAGE, NEW_LAW)
    assert before.effective_to == EVE
    assert (after.effective_from, after.version) == (NEW_LAW, "2027-03-01")
    last = golden(MARRIAGE, 12, on=date(2027, 2, 26))
    assert last.procedure is CATALOGUE.version(MARRIAGE, before.version)
    handed_in = datetime(2027, 2, 26, 15, 10, tzinfo=UTC)
    assert due(deadline(last), handed_in, vietnam([2027])) == NEW_LAW
    assert {q.id for q in after.questions} == {q.id for q in before.questions}
