"""What filing each procedure costs the citizen: touches, keys, answers typed by hand.

Counted by one finger on the real window, with the card and the first golden case of the pack, and
held against `tests/journeys/effort.json`.
"""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figures import Figure
from tests.support.booth import BIRTH, SHIPPED
from tests.support.filing_by_finger import (
    BUDGET,
    SLACK,
    TYPED_AGAIN,
    Effort,
    file_by_finger,
    on_its_day,
)
from tests.support.kiosk_window import open_kiosk

AGAIN = "birth_again"


def measure() -> Sequence[Figure]:
    """Three figures a procedure, and the share typed for a second birth."""
    found = [figure for slug in sorted(SHIPPED) for figure in _figures(_filed(slug))]
    again = _filed(BIRTH, times=2)
    share = round(again.share, 3)
    return [*found, Figure(f"effort_{AGAIN}_typed", share, "share", "all fields", 1.0, TYPED_AGAIN)]


def _filed(slug: str, times: int = 1) -> Effort:
    with (
        tempfile.TemporaryDirectory(dir=Path.cwd() / "build") as folder,
        open_kiosk(Path(folder), clock=on_its_day(slug)) as kiosk,
    ):
        return [file_by_finger(kiosk, slug)[0] for _ in range(times)][-1]


def _figures(effort: Effort) -> Sequence[Figure]:
    budget = BUDGET.get(effort.slug, {})
    sources = json.dumps(dict(effort.sources), sort_keys=True)
    return [
        Figure(
            f"effort_{effort.slug}_{name}",
            getattr(effort, name),
            name,
            f"budget; {effort.fields} fields by source: {sources}",
            budget.get(name, 0),
            SLACK,
        )
        for name in ("touches", "keys", "typed")
    ]
