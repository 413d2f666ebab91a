"""Exchanging a driving licence: what stops the case comes before anything else is asked."""

import pytest

from dossier.documents import not_asked, required
from dossier.procedure import Give
from tests.support.pack_cases import asked, begun, golden, told, verdict

SLUG = "driving-licence-renewal"
BOUND = {"reason": "expiring", "licence_class": "B"}


def test_what_stops_the_case_is_asked_before_the_name():
    order = [question.id for question in begun(SLUG).procedure.questions]
    stops = [order.index(name) for name in ("expires", "unpaid_fine", "suspended", "integrated")]
    assert max(stops) < order.index("applicant_name")


@pytest.mark.parametrize(
    ("expires", "said"),
    [
        ("2026-11-26", ""),
        ("2030-01-01", ""),
        ("2026-11-25", "lý thuyết,"),
        ("2025-11-27", "lý thuyết,"),
        ("2025-11-26", "cả lý thuyết và thực hành"),
        ("2019-05-01", "cả lý thuyết và thực hành"),
    ],
)
def test_an_overdue_licence_needs_tests_and_no_exchange(expires, said):
    errors = verdict(begun(SLUG, **BOUND), "expires", expires).errors
    assert len(errors) == (1 if said else 0)
    assert said in "".join(errors)


@pytest.mark.parametrize("licence_class", ["A1", "A", "A2", "A3"])
def test_a_motorbike_licence_has_no_term_and_needs_no_health_check(licence_class):
    filing = begun(SLUG, reason="damaged", licence_class=licence_class)
    assert not asked(filing) & {"expires", "b1_dated", "health_check", "health_date"}
    assert "health" in {item.id for item in not_asked(filing)}
    assert "health" not in {need.document.id for need in required(filing)}


@pytest.mark.parametrize(("checked", "sound"), [("2025-11-26", True), ("2025-11-25", False)])
def test_a_health_certificate_is_good_for_twelve_months(checked, sound):
    filing = begun(SLUG, **BOUND, health_check="paper")
    assert (verdict(filing, "health_date", checked).errors == ()) == sound


def test_who_lost_a_licence_need_not_know_its_number_or_date():
    lost = begun(SLUG, reason="lost", licence_class="C")
    assert [verdict(lost, name, "").errors for name in ("expires", "licence_number")] == [(), ()]
    kept = told(lost, reason="damaged")
    assert [len(verdict(kept, name, "").errors) for name in ("expires", "licence_number")] == [1, 1]
    assert "old_licence" in {need.document.id for need in required(kept)}
    assert "old_licence" not in {need.document.id for need in required(lost)}


@pytest.mark.parametrize("paper", ["old_licence", "passport", "applicant_identity"])
def test_licence_and_identity_are_shown_and_never_photographed(paper):
    assert begun(SLUG).procedure.document(paper).give is Give.SHOW


@pytest.mark.parametrize("number", range(1, 9))
def test_nobody_is_asked_for_what_the_police_hold(number):
    filing = golden(SLUG, number)
    forbidden = {item.id for item in not_asked(filing)}
    assert {"original_file", "residence_note", "criminal_record", "identity_copies"} <= forbidden
    assert not forbidden & {need.document.id for need in required(filing)}
