"""Copies out of the register: whose paper it is decides who has to agree, nothing more is asked."""

from datetime import date

import pytest

from dossier.catalogue import Catalogue
from dossier.fees import due, total
from dossier.routing import deadline, route
from tests.support.pack_cases import FOLDERS, asked, begun, golden, shown, submitted, told, verdict

EXTRACT = "civil-status-extract"
CATALOGUE = Catalogue.of(folder.procedure for folder in FOLDERS.values() if folder.procedure)
LETTERS = {"authorisation", "authorisation_close"}


@pytest.mark.parametrize(
    ("whose", "letter"),
    [
        ("self", set()),
        ("minor_child", set()),
        ("close", {"authorisation_close"}),
        ("other", {"authorisation"}),
        ("organisation", set()),
    ],
)
def test_who_is_alive_authorises_and_the_dead_do_not(whose, letter):
    """Circular 04/2020/TT-BTP, Article 2: close relatives need no certified letter."""
    living = begun(EXTRACT, applicant_relation=whose, kind="birth", registered_in="here")
    assert submitted(living) & LETTERS == letter
    assert submitted(told(living, kind="death")) & LETTERS == set()


def test_a_grown_child_is_not_taken_for_a_young_one():
    filing = golden(EXTRACT, 1)
    assert verdict(filing, "subject_born", "2008-11-27").errors == ()
    assert verdict(filing, "subject_born", "2008-11-26").errors


def test_kinship_is_shown_only_where_no_number_can_be_looked_up():
    filing = golden(EXTRACT, 3)
    assert "kinship_proof" in shown(filing)
    assert "kinship_proof" not in shown(told(filing, subject_number="010050000018"))


def test_an_organisation_is_neither_poor_nor_disabled():
    filing = begun(EXTRACT, applicant_relation="organisation", kind="birth", registered_in="here")
    assert "fee_exemption" not in asked(filing)
    assert total(due(told(filing, copies=2))) == 16_000


def test_the_fee_is_told_before_the_exemption_is_asked():
    filing = begun(EXTRACT, applicant_relation="self", kind="birth", copies=4)
    assert total(due(filing)) == 32_000
    assert total(due(told(filing, fee_exemption="poor"))) == 0


@pytest.mark.parametrize("where", ["elsewhere", "abroad", "unknown"])
def test_no_day_is_promised_before_the_register_is_found(where):
    filing = told(golden(EXTRACT, 3), registered_in=where)
    assert (route(filing), deadline(filing)) == ("book_keeper", "NONE")


def test_the_death_extract_is_called_a_death_certificate_from_the_new_law_on():
    old = CATALOGUE.in_force(EXTRACT, date(2027, 2, 28))
    new = CATALOGUE.in_force(EXTRACT, date(2027, 3, 1))
    said = [pack.words.questions["kind"].choices["death"] for pack in (old, new)]
    assert said == ["Giấy khai tử", "Giấy chứng tử"]
    assert "Nộp ở xã, phường nào cũng được" in new.words.who
    assert old.questions == new.questions
