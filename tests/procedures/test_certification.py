"""Certifying a signature: who signs comes with a card, and nothing is kept but the signature."""

import pytest

from dossier import fees
from dossier.routing import route
from tests.support.pack_cases import FOLDERS, asked, begun, golden, submitted, told, verdict

SIGNATURE = "signature-certification"


def test_nothing_is_handed_in():
    """Decree 23/2015/ND-CP, Article 24: identity paper and the paper to be signed are shown."""
    procedure = FOLDERS[SIGNATURE].procedure
    assert {document.give for document in procedure.documents} == {"show"}
    assert submitted(golden(SIGNATURE, 1)) == set()


@pytest.mark.parametrize(
    ("authorises", "refused"),
    [
        ("hand_in", False), ("money", False), ("house", False), ("policy_loan", False),
        ("property", True), ("paid", True),
    ],
)  # fmt: skip
def test_only_simple_authorisations_are_a_matter_of_a_signature(authorises, refused):
    """Circular 01/2020/TT-BTP, Article 14."""
    filing = begun(SIGNATURE, who_signs="self", paper_kind="authorisation")
    assert bool(verdict(filing, "authorises", authorises).errors) is refused


def test_two_signatures_in_one_paper_are_one_case():
    """Circular 226/2016/TT-BTC."""
    filing = golden(SIGNATURE, 1)
    assert len(filing.answers["signers"].value) == 1
    assert fees.total(fees.due(filing)) == 10_000
    assert fees.total(fees.due(told(filing, papers=3))) == 30_000


def test_who_signs_alone_is_asked_about_nobody_else():
    filing = begun(SIGNATURE, who_signs="self", paper_kind="cv")
    assert not asked(filing) & {"signers", "bedridden", "authorises", "paper_title"}


@pytest.mark.parametrize("kind", ["authorisation", "cv"])
def test_a_paper_known_by_its_kind_need_not_be_described(kind):
    filing = begun(SIGNATURE, who_signs="self", paper_kind=kind)
    assert not asked(filing) & {"paper_title", "foreign_language"}


def test_the_commune_comes_to_who_cannot_come():
    """Decree 23/2015/ND-CP, Article 10."""
    filing = golden(SIGNATURE, 1)
    assert route(filing) == "certification"
    assert route(told(filing, bedridden=True)) == "home_visit"
