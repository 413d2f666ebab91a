"""Every procedure that can be filed here is filed by one finger and received by a real hub.

What it costs the citizen may not grow: `effort.json` holds the touches, the keys among them, and
the answers typed by hand, as seen when the pack was last changed on purpose.
"""

import json

import pytest

from dossier.provenance import Source
from tests.support.booth import BIRTH, SHIPPED
from tests.support.filing_by_finger import BUDGET, SLACK, TYPED_AGAIN, file_by_finger, on_its_day
from tests.support.kiosk_window import open_kiosk

pytestmark = [pytest.mark.window, pytest.mark.hub]


@pytest.mark.parametrize("slug", sorted(SHIPPED))
def test_it_is_filed_within_its_budget_of_touches(tmp_path, slug):
    with open_kiosk(tmp_path, clock=on_its_day(slug)) as kiosk:
        effort, document = file_by_finger(kiosk, slug)
    assert document.procedure.slug == slug
    budget = BUDGET.get(slug, {"touches": 0, "keys": 0, "typed": 0})
    spent = {name: getattr(effort, name) for name in budget}
    over = {name for name, most in budget.items() if spent[name] > most * SLACK}
    assert not over, f"{slug}: {json.dumps(spent)} of {dict(effort.sources)}, not {budget}"


def test_the_budget_names_the_procedures_there_are():
    assert set(BUDGET) == SHIPPED


def test_a_second_birth_is_registered_with_little_typing(tmp_path):
    with open_kiosk(tmp_path, clock=on_its_day(BIRTH)) as kiosk:
        first, _ = file_by_finger(kiosk, BIRTH)
        again, document = file_by_finger(kiosk, BIRTH)
    assert again.sources[Source.PREVIOUS] > 0
    assert again.share <= TYPED_AGAIN, dict(again.sources)
    assert again.touches < first.touches
    assert {answer.confirmed for answer in document.answers} == {True}
