"""Any procedure filed through the real window: its first golden case, touch by touch."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from dossier.answering import is_blank
from dossier.lifecycle import State
from dossier.procedure import Kind, Procedure
from dossier.values import freeze
from dossier.wire import DossierDocument
from kiosk.app.clock import VIETNAM
from kiosk.app.config import ASSETS, PROCEDURES
from kiosk.app.reference import read_reference
from kiosk.demo.golden import in_words
from kiosk.demo.preview import AnotherDay
from kiosk.demo.scene import BIRTH_NOTICE, Scene
from kiosk.demo.visiting import finish, go_on, open_sheet
from kiosk.demo.visitor import Visitor
from kiosk.journey.ports import Clock
from tests.support.booth import first_case
from tests.support.kiosk_window import OpenKiosk

BUDGET: Mapping[str, Mapping[str, int]] = json.loads(
    (Path(__file__).parent.parent / "journeys" / "effort.json").read_text(encoding="utf-8")
)
"""By procedure, what its filing may cost: as seen when the pack was last changed on purpose."""
SLACK = 1.05
"""A date wheel held a moment too long costs a touch more."""
TYPED_AGAIN = 0.3
"""Share of a birth registration that may be typed with a card and one earlier dossier."""
TYPED = frozenset({"citizen", "officer"})
DAY = date(2026, 11, 23)
"""The versions in force on this day are filed, each on the day of its first golden case."""
CHOSEN = frozenset({Kind.CHOICE, Kind.YES_NO})


@dataclass(frozen=True, slots=True)
class Effort:
    """What one filing cost the citizen: touches (keys among them) and where the answers came from.

    `typed` of `fields` answers were typed by hand; a choice tapped is not typing.
    """

    slug: str
    touches: int
    keys: int
    fields: int
    typed: int
    sources: Mapping[str, int]

    @property
    def share(self) -> float:
        """Share of the answers typed by hand."""
        return self.typed / self.fields


def on_its_day(slug: str) -> Clock:
    """The clocks of the day on which the first golden case of a procedure was received."""
    reference = read_reference(ASSETS, PROCEDURES, DAY)
    case = first_case(reference.catalogue.in_force(slug, DAY))
    return AnotherDay(datetime.fromisoformat(str(case["received"])).replace(tzinfo=VIETNAM))


def file_by_finger(kiosk: OpenKiosk, slug: str) -> tuple[Effort, DossierDocument]:
    """File the first golden case of the version in force; its cost, and the dossier as sealed."""
    shell, finger, reference = kiosk.screen.shell, kiosk.finger, kiosk.counter.reference
    procedure = reference.catalogue.in_force(slug, DAY)
    scene = Scene(ASSETS / "fonts")
    page = lambda: scene.page(BIRTH_NOTICE, 1)  # noqa: E731
    papers = {document.id: (page,) for document in procedure.documents}
    said = in_words(procedure, first_case(procedure)["answers"], reference.wording)
    play = replace(
        kiosk.play,
        visitor=Visitor(shell, finger, said),
        props=replace(kiosk.play.props, papers=papers),
    )
    before = finger.touches, finger.keys
    open_sheet(play, slug)
    while play.visitor.step != "done":
        go_on(play)
    touches, keys = finger.touches - before[0], finger.keys - before[1]
    document = _delivered(kiosk, finish(play))
    return _effort(procedure, document, touches, keys), document


def _delivered(kiosk: OpenKiosk, number: str) -> DossierDocument:
    outbox = kiosk.counter.store.outbox
    delivery = outbox.by_receipt(number)
    assert delivery is not None
    assert delivery.state is State.ACKNOWLEDGED
    return DossierDocument.model_validate_json(outbox.document(delivery.id))


def _effort(procedure: Procedure, document: DossierDocument, touches: int, keys: int) -> Effort:
    sources: dict[str, int] = {}
    typed = 0
    for answer in document.answers:
        sources[answer.source] = sources.get(answer.source, 0) + 1
        by_hand = procedure.question(answer.question).kind not in CHOSEN
        typed += answer.source in TYPED and by_hand and not is_blank(freeze(answer.value))
    return Effort(procedure.slug, touches, keys, len(document.answers), typed, sources)
