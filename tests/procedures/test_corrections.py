"""Corrections: what is wrong and how old the person is decide who agrees and where to file."""

from datetime import date

import pytest

from dossier.catalogue import Catalogue
from dossier.documents import not_asked
from dossier.fees import due, total
from dossier.routing import route
from tests.support.pack_cases import FOLDERS, asked, begun, golden, submitted, told, verdict

CORRECTION = "civil-status-correction"
CATALOGUE = Catalogue.of(folder.procedure for folder in FOLDERS.values() if folder.procedure)


@pytest.mark.parametrize(
    ("age", "matter", "asked_itself", "agreed"),
    [
        ("under_nine", "change", False, set()),
        ("from_nine", "change", True, set()),
        ("from_fifteen", "change", True, set()),
        ("from_nine", "ethnicity", False, {"parents_agreement"}),
        ("from_fifteen", "ethnicity", True, {"parents_agreement"}),
        ("from_nine", "correction", False, set()),
    ],
)
def test_a_child_decides_on_a_name_from_nine_on_an_ethnic_group_from_fifteen(
    age, matter, asked_itself, agreed
):
    """Civil Code 91/2015/QH13, Articles 27(2) and 29(3-4)."""
    filing = begun(CORRECTION, applicant_relation="parent", matter=matter, subject_age=age)
    assert ("child_agrees" in asked(filing)) is asked_itself
    assert submitted(filing) & {"parents_agreement"} == agreed


@pytest.mark.parametrize(
    ("age", "first", "last"),
    [
        ("under_nine", "2017-11-27", "2026-11-26"),
        ("from_nine", "2011-11-27", "2017-11-26"),
        ("from_fifteen", "2008-11-27", "2011-11-26"),
        ("adult", "1940", "2008-11-26"),
    ],
)
def test_the_date_of_birth_fits_the_age_told(age, first, last):
    for told_age in ("under_nine", "from_nine", "from_fifteen", "adult"):
        filing = begun(
            CORRECTION, applicant_relation="parent", matter="change", subject_age=told_age
        )
        for born in (first, last):
            assert bool(verdict(filing, "subject_born", born).errors) is (told_age != age)


def test_the_death_of_a_parent_is_looked_up_and_not_proved():
    filing = golden(CORRECTION, 7)
    assert "parent_gone" not in submitted(filing)
    assert "parent_death_record" in {item.id for item in not_asked(filing)}
    assert "parent_gone" in submitted(told(filing, father_agrees="gone"))


def test_the_fee_is_told_before_the_exemption_is_asked():
    filing = begun(CORRECTION, applicant_relation="self", matter="correction")
    assert total(due(filing)) == 15_000
    assert total(due(told(filing, fee_exemption="merit"))) == 0


def test_neither_registered_nor_living_here_is_told_where_to_file():
    """Law 60/2014/QH13, Article 27."""
    filing = golden(CORRECTION, 6)
    assert route(filing) == "verification"
    assert verdict(filing, "lives_in", "elsewhere").warnings
    assert route(told(filing, lives_in="elsewhere")) == "other_commune"


def test_from_the_new_law_on_any_commune_does_it():
    """Law 03/2026/QH16: registration does not depend on where people live."""
    old = CATALOGUE.in_force(CORRECTION, date(2027, 2, 28))
    new = CATALOGUE.in_force(CORRECTION, date(2027, 3, 1))
    assert (old.version, new.version) == ("2025-07-01", "2027-03-01")
    assert {q.id for q in old.questions} - {q.id for q in new.questions} == {"lives_in"}
    assert "other_commune" not in {one.office for one in new.routes}
    assert "Nộp ở xã, phường nào cũng được" in new.words.who
