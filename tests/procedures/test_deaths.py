"""Registering a death: how the person died decides which paper is needed, and who must bring it."""

from datetime import date

import pytest

from dossier.catalogue import Catalogue
from dossier.documents import not_asked
from dossier.filing import Filing
from dossier.loading import cases
from dossier.prefill import propose
from dossier.routing import deadline, route
from tests.support.pack_cases import FOLDERS, asked, begun, golden, submitted, told

CATALOGUE = Catalogue.of(folder.procedure for folder in FOLDERS.values() if folder.procedure)
DEATH, LINKED = "death-registration", "death-linked"
VERSIONS = sorted(slug for slug in FOLDERS if slug.startswith("death-"))
NEW_LAW = date(2027, 3, 1)
PROOFS = {"death_notice", "old_evidence", "police_record", "court_ruling", "execution_record"}


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
    assert submitted(filing) & PROOFS == {paper}


def test_for_a_death_at_home_here_the_commune_writes_the_notice_itself():
    filing = golden(DEATH, 2)
    assert submitted(filing) & PROOFS == set()
    assert route(filing) == "issue_notice"
    assert "death_notice_by_commune" in {item.id for item in not_asked(filing)}
    elsewhere = told(filing, died_here=False)
    assert submitted(elsewhere) & PROOFS == {"death_notice"}
    assert route(elsewhere) == "civil_status"


def test_data_sent_online_replace_every_paper():
    """Decree 07/2025/ND-CP: signed data count as the paper."""
    for manner in ("illness", "accident", "sudden", "court", "execution"):
        filing = begun(
            DEATH, applicant_relation="child", manner=manner, death_place_kind="facility",
            death_date="2026-11-20", death_paper="digital",
        )  # fmt: skip
        assert submitted(filing) == {"declaration"}


def test_a_relative_without_a_mandate_needs_no_authorisation():
    filing = told(golden(DEATH, 7), delegated=False)
    assert "authorisation" not in submitted(filing)


def test_at_home_the_place_of_death_is_proposed_from_the_last_home():
    filing = golden(DEATH, 2)
    answers = {name: a for name, a in filing.answers.items() if name != "death_place"}
    filing = Filing(filing.procedure, filing.today, answers=answers)
    assert propose(filing)["death_place"].value == filing.answers["deceased_residence"].value


@pytest.mark.parametrize("slug", VERSIONS)
@pytest.mark.parametrize(
    "forbidden",
    ["hộ khẩu", "bản sao", "phô-tô", "trưởng thôn", "hóa đơn", "khai sinh", "sổ bảo hiểm"],
)
def test_no_paper_goes_by_a_forbidden_name(slug, forbidden):
    words = FOLDERS[slug].procedure.words.documents.values()
    assert words
    assert [text for text in words if forbidden in f"{text.name} {text.official}".lower()] == []


@pytest.mark.parametrize(
    ("slug", "eve", "day"),
    [
        (DEATH, date(2027, 2, 28), NEW_LAW),
        (LINKED, date(2026, 8, 31), date(2026, 9, 1)),
        (LINKED, date(2026, 12, 31), date(2027, 1, 1)),
        (LINKED, date(2027, 2, 28), NEW_LAW),
    ],
)
def test_a_dossier_stays_under_the_version_of_the_day_it_was_received(slug, eve, day):
    before, after = CATALOGUE.in_force(slug, eve), CATALOGUE.in_force(slug, day)
    assert before.effective_to == eve
    assert (after.effective_from, after.version) == (day, day.isoformat())
    assert CATALOGUE.version(slug, before.version) is before


@pytest.mark.parametrize("slug", [DEATH, LINKED])
def test_the_result_is_an_extract_up_to_february_2027_and_then_a_certificate(slug):
    """Law 03/2026/QH16."""
    old, new = CATALOGUE.in_force(slug, date(2027, 2, 26)), CATALOGUE.in_force(slug, NEW_LAW)
    assert old.words.result.startswith("Trích lục khai tử")
    assert new.words.result.startswith("Giấy chứng tử")
    told_now = [new.words.summary, *new.words.fees.values(), new.words.questions["copies"].ask]
    assert not [sentence for sentence in told_now if "rích lục" in sentence]


@pytest.mark.parametrize("slug", [DEATH, LINKED])
def test_the_new_law_sends_nobody_to_the_commune_of_the_last_home(slug):
    assert "elsewhere" in CATALOGUE.in_force(slug, date(2027, 2, 26)).question("last_lived").choices
    new = CATALOGUE.in_force(slug, NEW_LAW)
    assert new.question("last_lived").choices == ("known", "unknown")
    assert "other_commune" not in {item.office for item in new.routes}


def test_the_linked_software_ends_with_the_year_2026():
    filing = golden(f"{LINKED}/2026-09-01", 1)
    assert route(filing) == "linked_software"
    portal = CATALOGUE.in_force(LINKED, date(2027, 1, 4))
    assert route(Filing(portal, filing.today, answers=filing.answers)) == "national_portal"


@pytest.mark.parametrize(
    ("benefit", "born", "rule"),
    [
        ("none", "1940", "SAME_DAY_15H"), ("elderly_pension", "1948", "WD(6)15H"),
        ("social", "1980", "WD(6)15H"), ("pension", "1950", "WD(9)15H"),
        ("survivor", "1946-11-20", "WD(11)15H"), ("survivor", "1946-11-21", "WD(3)15H"),
        ("merit", "1945", "WD(18)15H"),
    ],
)  # fmt: skip
def test_what_the_deceased_received_decides_how_long_it_takes(benefit, born, rule):
    """Decision 296/QD-VPCP; a survivor's benefit brings funeral money from eighty years on."""
    filing = golden(f"{LINKED}/2026-09-01", 1)
    assert deadline(told(filing, benefit=benefit, deceased_born=born)) == rule


def test_who_received_nothing_is_asked_nothing_about_money():
    filing = golden(f"{LINKED}/2026-09-01", 5)
    sections = {question.section for question in filing.visible}
    assert not sections & {"funeral", "survivors"}


def test_who_files_and_holds_the_funeral_is_not_asked_for_themselves_again():
    filing = told(golden(f"{LINKED}/2026-09-01", 1), pay_by="account")
    assert not {name for name in asked(filing) if name.startswith("organiser_")}
    assert propose(filing)["account_holder"].value == filing.answers["applicant_name"].value


@pytest.mark.parametrize("slug", VERSIONS)
def test_no_case_asks_anything_twice(slug):
    for number in range(1, len(cases(FOLDERS[slug].files)) + 1):
        filing = golden(slug, number)
        words = filing.procedure.words.questions
        asks = [words[question.id].ask for question in filing.visible]
        assert len(asks) == len(set(asks))
