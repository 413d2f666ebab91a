"""Copies and corrections of civil-status papers, under both laws."""

from datetime import date, datetime

import pytest

from dossier.catalogue import Catalogue
from dossier.routing import deadline
from dossier.workdays import due, vietnam
from tests.support.pack_cases import FOLDERS, asked, begun, golden, submitted

CALENDAR = vietnam([2026, 2027])
SLUGS = ("civil-status-extract", "civil-status-correction")
KNOWN = Catalogue.of([folder.procedure for folder in FOLDERS.values()])


@pytest.mark.parametrize("slug", SLUGS)
def test_each_law_rules_to_its_last_day(slug):
    eve, day = (KNOWN.in_force(slug, date(2027, 2, 28)), KNOWN.in_force(slug, date(2027, 3, 1)))
    assert "60/2014/QH13" in " ".join(eve.legal_basis)
    assert "03/2026/QH16" in " ".join(day.legal_basis)
    assert "60/2014/QH13" not in " ".join(day.legal_basis)
    assert eve.version != day.version


def test_handed_in_on_the_last_friday_it_stays_under_the_law_of_that_day():
    filing = golden("civil-status-extract", 1, on=date(2027, 2, 26))
    received = datetime(2027, 2, 26, 15, 10)  # noqa: DTZ001  (Vietnamese wall time, as in cases)
    assert due(deadline(filing), received, CALENDAR) == date(2027, 3, 1)
    assert filing.procedure.effective_to == date(2027, 2, 28)


@pytest.mark.parametrize("slug", SLUGS)
def test_no_statement_of_police_village_or_household_is_demanded(slug):
    words = [text.name.lower() for text in FOLDERS[slug].procedure.words.documents.values()]
    for paper in ("hộ khẩu", "thôn", "công an", "bản sao căn cước"):
        assert [name for name in words if paper in name] == []


def test_a_close_relatives_letter_needs_no_certification():
    """Circular 04/2020/TT-BTP, Art. 2."""
    close = begun("civil-status-extract", applicant_relation="close", kind="birth")
    other = begun("civil-status-extract", applicant_relation="other", kind="birth")
    assert "authorisation_close" in submitted(close)
    assert "authorisation" in submitted(other) - submitted(close)


@pytest.mark.parametrize(
    ("age", "wanted"),
    [("under_nine", False), ("from_nine", True), ("adult", False)],
)
def test_a_child_of_nine_says_whether_it_agrees_to_another_name(age, wanted):
    """Law on civil status 60/2014/QH13 and Decree 123/2015/NĐ-CP, Art. 7."""
    filing = begun(
        "civil-status-correction", applicant_relation="parent", matter="change", subject_age=age
    )
    assert ("child_agrees" in asked(filing)) is wanted
    assert ("father_agrees" in asked(filing)) is (age != "adult")
