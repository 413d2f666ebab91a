"""Who typed a value decides where it is said to come from."""

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest

from dossier.provenance import CITIZEN, Actor, Answer, Proposal, Source


def test_what_a_citizen_types_comes_from_the_citizen():
    assert Actor("citizen", "") == CITIZEN
    assert CITIZEN.source is Source.CITIZEN


@pytest.mark.parametrize("role", ["officer", "helper"])
def test_what_staff_type_comes_from_the_officer(role):
    assert Actor(role, "Trần Văn Thử").source is Source.OFFICER


def test_sources_keep_the_names_that_stand_in_sealed_dossiers():
    assert {source.value for source in Source} == {
        "card_qr",
        "card_chip",
        "card_mrz",
        "ocr",
        "previous",
        "citizen",
        "officer",
        "default",
    }


def test_an_answer_and_a_proposal_cannot_be_changed():
    answer = Answer("Huế", Source.CITIZEN, CITIZEN, datetime(2026, 11, 23, tzinfo=UTC), True)
    proposal = Proposal("birth_place", "Huế", Source.OCR)
    with pytest.raises(FrozenInstanceError):
        answer.value = "Hà Nội"
    with pytest.raises(FrozenInstanceError):
        proposal.value = "Hà Nội"
