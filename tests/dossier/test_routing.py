"""Where a filing goes and how long it may take: the first line of the pack that holds."""

import pytest

from dossier.filing import Filing
from dossier.routing import deadline, route
from tests.support.booth import BIRTH, golden, reference
from tests.support.pack_maker import TODAY, a_filing, a_pack

PACK = a_pack("""
    questions:
      - {id: days, kind: number, least: 0, most: 99}
    deadlines:
      - {rule: "WD(6)", when: "days > 10"}
      - {rule: "WD(3)", when: "days > 0"}
    routes:
      - {office: verification, when: "days > 10"}
      - {office: counter, when: "days > 0"}
""")


@pytest.mark.parametrize(
    ("days", "office", "rule"),
    [(11, "verification", "WD(6)"), (10, "counter", "WD(3)"), (0, None, "NONE")],
)
def test_the_first_line_that_holds_decides(days, office, rule):
    filing = a_filing(PACK, days=days)
    assert (route(filing), deadline(filing)) == (office, rule)


def test_a_pack_that_says_nothing_names_no_office_and_no_time():
    silent = Filing(a_pack("questions: [{id: name, kind: name}]"), TODAY)
    assert (route(silent), deadline(silent)) == (None, "NONE")


@pytest.mark.parametrize(
    ("case", "office", "rule"),
    [
        ("01-married-mother-on-time", "civil_status", "SAME_DAY_15H"),
        ("04-unmarried-father-named", "acknowledgement", "WD(3)15H"),
        ("06-father-from-laos", "officer_review", "SAME_DAY_15H"),
    ],
)
def test_a_birth_goes_to_the_office_its_parents_case_needs(case, office, rule):
    pack = reference().catalogue.in_force(BIRTH, TODAY)
    filing = a_filing(pack, **golden(BIRTH, case)["answers"])
    assert (route(filing), deadline(filing)) == (office, rule)
