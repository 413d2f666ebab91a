"""Every golden case that is whole can be filed at a counter, by a person without a card."""

from datetime import datetime
from typing import Any

import pytest

from dossier import missing
from dossier.documents import required
from dossier.loading import cases
from dossier.missing import What
from kiosk.journey.steps import Ask, Review, ShowCard
from tests.support.booth import INK, Booth
from tests.support.devices import VIETNAM
from tests.support.pack_cases import FOLDERS, begun

ENOUGH_STEPS = 300


def whole(slug: str, case: dict[str, Any]) -> bool:
    """Whether the case answers all it must, and nothing it answers is refused."""
    day = datetime.fromisoformat(str(case["received"])).date()
    filing = begun(slug, on=day, **case["answers"])
    gaps = [gap for gap in missing.of(filing) if gap.what is What.ANSWER or not gap.deferrable]
    return not case["expect"].get("refused") and not gaps


WHOLE = [
    (slug, name)
    for slug, folder in sorted(FOLDERS.items())
    for name, case in cases(folder.files).items()
    if folder.procedure and whole(slug, case)
]


def file(booth: Booth, answers: dict[str, Any]) -> None:
    """Go through the visit as the answers say; what they do not say is left empty."""
    for _ in range(ENOUGH_STEPS):
        match booth.step:
            case Review():
                return
            case ShowCard():
                booth.identifying.skip("no card")
            case Ask(question=question):
                booth.go_on({question.id: "", **answers})
            case _:
                booth.go_on(answers)
    raise AssertionError("no end of steps")


@pytest.mark.parametrize(("slug", "name"), WHOLE, ids=lambda part: part.removeprefix("cases/"))
def test_it_comes_to_a_sealed_dossier(slug, name):
    case = cases(FOLDERS[slug].files)[name]
    received = datetime.fromisoformat(str(case["received"])).replace(tzinfo=VIETNAM)
    booth = Booth()
    booth.clock.pass_time(received - booth.clock.now().wall)
    procedure = FOLDERS[slug].procedure
    assert procedure
    booth.beginning.start(procedure.slug)
    assert booth.visit.filing.procedure.version == procedure.version
    file(booth, case["answers"])
    asked = {question.id for question in booth.visit.filing.visible}
    assert not asked & set(case["expect"].get("hidden", ()))
    captured = {need.document.id for need in required(booth.visit.filing) if need.to_capture}
    assert captured == set(booth.visit.filing.pages)
    booth.reviewing.sign(INK)
    sealed = booth.sealing.seal()
    assert sealed
