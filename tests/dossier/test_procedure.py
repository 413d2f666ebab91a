"""A pack is one frozen value with names to look things up by."""

from datetime import date

import pytest
from pydantic import ValidationError

from dossier import loading
from tests.support.small_pack import files, small_pack


def test_questions_and_documents_are_found_by_id():
    pack = small_pack()
    assert pack.question("named").id == "named"
    assert pack.document("proof").when == "paper"
    with pytest.raises(KeyError):
        pack.question("ghost")


def test_a_pack_cannot_be_changed():
    with pytest.raises(ValidationError):
        small_pack().slug = "other"


def test_equal_packs_are_one_value():
    assert {small_pack(), small_pack()} == {small_pack()}


@pytest.mark.parametrize(
    ("day", "applies"),
    [(date(2025, 12, 31), False), (date(2026, 1, 1), True), (date(2026, 6, 30), True),
     (date(2026, 7, 1), False)],
)  # fmt: skip
def test_a_version_applies_between_its_days(day, applies):
    pack = loading.load(
        files("effective_from: 2026-01-01", "effective_from: 2026-01-01\neffective_to: 2026-06-30"),
        {},
    )
    assert pack.in_force(day) is applies
    assert small_pack().in_force(date(2099, 1, 1))
