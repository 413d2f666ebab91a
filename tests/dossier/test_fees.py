"""What a filing costs, line by line, in đồng; nothing hidden is ever charged."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier import fees
from dossier.fees import FeeLine
from tests.support.booth import BIRTH, reference
from tests.support.pack_maker import TODAY, a_filing, a_pack, an_answer

COPY = reference().catalogue.in_force("certified-copy", TODAY)
PACK = a_pack("""
    questions:
      - {id: wanted, kind: yes_no}
      - id: papers
        kind: rows
        when: wanted
        rows:
          - {id: pages, kind: number, least: 1, most: 99}
      - {id: free, kind: yes_no}
    fees:
      - {id: paper, each: papers, amount: "pages * 1000"}
      - {id: form, amount: "free ? 0 : 5000"}
      - {id: search, amount: "700", when: "!free"}
""")
rows = st.lists(
    st.fixed_dictionaries(
        {
            "paper_title": st.just("Bằng tốt nghiệp"),
            "original_pages": st.integers(1, 2000),
            "paper_copies": st.integers(1, 99),
        }
    ),
    max_size=6,
)


def lines(filing):
    return [(line.id, line.amount) for line in fees.due(filing)]


def test_a_line_of_nothing_is_shown_and_one_that_does_not_apply_is_not():
    filing = a_filing(PACK, free=True)
    assert fees.due(filing) == (FeeLine("paper", "Phí paper", 0), FeeLine("form", "Phí form", 0))
    assert lines(filing.answer("free", an_answer(False))) == [
        ("paper", 0),
        ("form", 5000),
        ("search", 700),
    ]


def test_a_table_that_is_hidden_now_costs_nothing():
    filing = a_filing(PACK, wanted=True, papers=[{"pages": 2}, {"pages": 3}])
    assert lines(filing)[0] == ("paper", 5000)
    assert lines(filing.answer("wanted", an_answer(False)))[0] == ("paper", 0)


@pytest.mark.parametrize("value", [(), "", [7, "x"]])
def test_what_is_no_table_costs_nothing(value):
    assert lines(a_filing(PACK, wanted=True, papers=value))[0] == ("paper", 0)


def _certified(pages, copies):
    """TT 226/2016/TT-BTC: 2.000 đ for pages one and two, 1.000 đ after, 200.000 đ at most."""
    one = 2000 * pages if pages <= 2 else min(200_000, 4000 + 1000 * (pages - 2))
    return one * copies


@settings(deadline=None)
@given(rows)
def test_certified_copies_cost_what_the_circular_says(papers):
    found = fees.due(a_filing(COPY, papers=papers))
    wanted = sum(_certified(row["original_pages"], row["paper_copies"]) for row in papers)
    assert fees.total(found) == wanted


@settings(deadline=None)
@given(st.integers(0, 20), st.booleans())
def test_a_birth_costs_its_copies_and_lateness(copies, late):
    pack = reference().catalogue.in_force(BIRTH, TODAY)
    filing = a_filing(pack, child_born="2026-01-01" if late else "2026-11-01", copies=copies)
    assert fees.total(fees.due(filing)) == 8000 * (copies + late)


@given(st.lists(st.integers(0, 10**9), max_size=5))
def test_the_total_is_the_sum_of_the_lines(amounts):
    bill = tuple(FeeLine(f"f{at}", "Phí", amount) for at, amount in enumerate(amounts))
    assert fees.total(bill) == sum(amounts)
