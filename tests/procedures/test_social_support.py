"""Social support: one form, nothing the databases know, and nobody sent away without a word."""

from datetime import date

import pytest

from tests.support.pack_cases import FOLDERS, asked, begun, golden, submitted, verdict

PACKS = (
    "social-pension",
    "monthly-social-allowance",
    "funeral-support",
    "poor-household-review",
)


@pytest.mark.parametrize("slug", PACKS)
def test_nothing_the_databases_hold_is_demanded_and_nothing_is_paid(slug):
    procedure = FOLDERS[slug].procedure
    forbidden = {item.id for item in procedure.not_asked}
    assert {"household_book", "identity_copies"} <= forbidden
    words = [text.name.lower() for text in procedure.words.documents.values()]
    for paper in ("hộ khẩu", "hộ nghèo", "khai tử", "bản sao căn cước", "hóa đơn"):
        assert [name for name in words if paper in name] == []
    assert {fee.amount for fee in procedure.fees} == {"0"}


def test_a_social_pension_hands_in_one_form_only():
    assert submitted(golden("social-pension", 1)) == {"declaration"}


@pytest.mark.parametrize(
    ("born", "household", "said"),
    [
        ("1951-11-26", "neither", ""),
        ("1951-11-27", "neither", "Từ 70 đến dưới 75"),
        ("1956-11-26", "poor", ""),
        ("1956-11-27", "poor", "Chưa đủ 70"),
    ],
)
def test_the_age_of_a_social_pension_is_reached_on_the_birthday(born, household, said):
    filing = begun(
        "social-pension",
        on=date(2026, 11, 26),
        applicant_relation="self",
        purpose="begin",
        household=household,
        benefit="none",
    )
    errors = verdict(filing, "applicant_born", born).errors
    assert (said in " ".join(errors)) if said else errors == ()


def test_hiv_is_asked_of_nobody_else():
    """Law on HIV prevention: whoever has another reason is not asked about health."""
    assert "hiv_paper" not in submitted(golden("monthly-social-allowance", 1))
    assert submitted(golden("monthly-social-allowance", 7)) == {"declaration", "hiv_paper"}


def test_an_orphans_parents_are_looked_up_not_proved():
    assert "loss_paper" not in submitted(golden("monthly-social-allowance", 2))


def test_a_poor_household_is_asked_for_each_member_but_its_head():
    alone, five = golden("poor-household-review", 1), golden("poor-household-review", 2)
    assert "members" not in asked(alone)
    assert "members" in asked(five)
    assert verdict(five, "members", list(five.values["members"])[:3]).warnings
