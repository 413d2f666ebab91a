"""Unemployment benefit: three months to file; who may not have it is told before names."""

from datetime import date, datetime

import pytest

from dossier import fees
from dossier.documents import not_asked, required
from dossier.procedure import Give
from dossier.workdays import due, vietnam
from tests.support.pack_cases import asked, begun, golden, submitted, told, verdict

SLUG = "unemployment-benefit"


@pytest.mark.parametrize(
    ("ended", "today", "errors", "warnings"),
    [
        ("2026-08-31", date(2026, 11, 5), 0, 0),
        ("2026-08-31", date(2026, 11, 30), 0, 1),
        ("2026-08-31", date(2026, 12, 1), 0, 1),
        ("2026-08-31", date(2026, 12, 11), 0, 1),
        ("2026-08-31", date(2026, 12, 12), 1, 0),
        ("2026-11-30", date(2027, 2, 28), 0, 1),
        ("2026-11-30", date(2027, 2, 1), 0, 0),
        ("2026-12-01", date(2026, 11, 30), 1, 0),
    ],
)
def test_three_months_from_the_end_of_the_work(ended, today, errors, warnings):
    """Employment Law 74/2025/QH15, Art. 38; a last day off moves on (Civil Code, Art. 148)."""
    found = verdict(begun(SLUG, on=today), "ended", ended)
    assert (len(found.errors), len(found.warnings)) == (errors, warnings)


def test_the_benefit_counts_from_the_eleventh_working_day():
    """Employment Law 74/2025/QH15, Art. 39(3): the day the pack tells the citizen about."""
    filed = datetime.fromisoformat("2026-11-30T10:00")
    assert due("WD(11)", filed, vietnam([2026])) == date(2026, 12, 15)
    assert "ngày làm việc thứ 11" in begun(SLUG).procedure.words.time


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("ended_why", "unlawful"),
        ("paid_in_24", "less"),
        ("occupied", "work"),
        ("occupied", "army"),
        ("occupied", "school"),
        ("occupied", "abroad"),
    ],
)
def test_who_may_not_have_it_is_told_before_the_name(question, answer):
    filing = begun(SLUG, contract_kind="fixed")
    assert verdict(filing, question, answer).errors
    order = [asked_of.id for asked_of in filing.procedure.questions]
    assert order.index(question) < order.index("applicant_name")


@pytest.mark.parametrize(
    ("born", "asks"), [("1979-11-26", True), ("1979-11-27", False), ("1964", True)]
)
def test_a_pension_is_asked_about_only_near_its_age(born, asks):
    filing = begun(SLUG, applicant_relation="self", applicant_born=born)
    assert ("pension" in asked(filing)) == asks


@pytest.mark.parametrize("paper", ["contract", "decision", "agreement", "confirmation", "none"])
def test_any_one_paper_of_the_termination_is_enough(paper):
    filing = told(golden(SLUG, 1), termination_paper=paper)
    assert submitted(filing) == {"declaration", "termination"}
    assert filing.procedure.document("termination").deferrable


def test_a_short_contract_comes_along_once():
    filing = golden(SLUG, 2)
    assert {"termination", "short_contract"} <= submitted(filing)
    assert "short_contract" not in submitted(told(filing, termination_paper="contract"))


def test_neither_account_nor_insurance_book_is_a_condition():
    filing = golden(SLUG, 4)
    assert not asked(filing) & {"account_holder", "account_number", "account_bank"}
    seen = told(filing, insurance_book="electronic")
    assert "insurance_book" not in submitted(seen)
    assert {"paper_book", "bank_account"} <= {item.id for item in not_asked(seen)}
    assert [line.amount for line in fees.due(seen)] == [0]
    shown = {need.document.id for need in required(seen) if need.document.give is Give.SHOW}
    assert shown == {"applicant_identity"}
