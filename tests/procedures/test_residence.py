"""Registering a residence: whose house it is decides what is asked, who agrees, what it costs."""

import pytest

from dossier import fees
from dossier.documents import not_asked, required
from dossier.prefill import propose
from dossier.procedure import Give
from tests.support.pack_cases import FOLDERS, asked, begun, golden, submitted, told, verdict

PERMANENT, TEMPORARY = "permanent-residence", "temporary-residence"


@pytest.mark.parametrize("slug", [PERMANENT, TEMPORARY])
def test_the_first_question_is_whose_house_it_is(slug):
    first = begun(slug).unanswered[0]
    assert first.id == "dwelling"
    assert FOLDERS[slug].procedure.words.questions["dwelling"].ask == "Nhà này của ai?"


@pytest.mark.parametrize("slug", [PERMANENT, TEMPORARY])
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
    assert submitted(told(own, home_papers="none")) == {"declaration", "commune_home_note"}


def test_of_a_house_of_ones_own_nobody_else_agrees():
    filing = golden(PERMANENT, 2)
    assert not asked(filing) & {"owner_agrees", "head_agrees", "guardian_agrees", "co_owners"}


def test_an_answer_left_behind_by_another_case_asks_for_nothing():
    rented = golden(PERMANENT, 3)
    assert {"lease_to_certify", "floor_area"} <= submitted(rented)
    assert submitted(told(rented, dwelling="own", home_papers="recorded")) == {"declaration"}


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


@pytest.mark.parametrize(
    ("born", "channel", "by_list", "amount"),
    [
        ("1999-04-08", "counter", False, 15000),
        ("1999-04-08", "online", False, 7000),
        ("1999-04-08", "counter", True, 10000),
        ("1999-04-08", "online", True, 5000),
        ("1960", "online", True, 0),
    ],
)
def test_a_temporary_residence_costs_less_online_and_by_list(born, channel, by_list, amount):
    filing = told(
        golden(TEMPORARY, 3),
        applicant_born=born,
        exemption="none",
        channel=channel,
        by_list=by_list,
    )
    assert fees.total(fees.due(filing)) == amount


def test_for_a_temporary_residence_a_contract_needs_no_notary_and_is_only_shown():
    filing = golden(TEMPORARY, 4)
    assert filing.procedure.document("lease").give is Give.SHOW
    assert "lease_certification" in {item.id for item in not_asked(filing)}
    found = told(filing, home_recorded=True)
    assert "lease" in {item.id for item in not_asked(found)}
    assert "lease" not in {need.document.id for need in required(found)}


@pytest.mark.parametrize(
    ("first", "last", "sound"),
    [
        ("2026-12-01", "2028-12-01", True),
        ("2026-12-01", "2028-12-02", False),
        ("2027-02-28", "2029-02-28", True),
        ("2026-12-01", "2026-12-01", False),
    ],
)
def test_a_stay_ends_after_it_begins_and_within_two_years(first, last, sound):
    """Law on residence 68/2020/QH14, Art. 27."""
    filing = told(golden(TEMPORARY, 1), stay_from=first)
    assert (verdict(filing, "stay_until", last).errors == ()) == sound


def test_an_extension_starts_where_the_last_stay_ends():
    filing = begun(TEMPORARY, dwelling="rented", request="extend", expires="2026-12-05")
    assert propose(filing)["stay_from"].value == "2026-12-05"
    assert "stay_from" not in propose(told(filing, request="first"))
