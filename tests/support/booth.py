"""A counter made of fakes: every use case of a visit over ports in memory, and real packs."""

import itertools
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from dossier.loading import cases
from dossier.procedure import Procedure
from dossier.provenance import Proposal
from kiosk.app.reference import Reference, read_packs, read_reference
from kiosk.journey.answering import Answering
from kiosk.journey.beginning import Beginning
from kiosk.journey.capturing import Capturing
from kiosk.journey.desk import Desk
from kiosk.journey.identifying import CardSeen, Identifying
from kiosk.journey.leaflets import Leaflets
from kiosk.journey.ports import Frame, Settings
from kiosk.journey.remembering import Remembering
from kiosk.journey.reviewing import Reviewing
from kiosk.journey.sealing import Sealing, SealingTools
from kiosk.journey.steps import (
    Ask,
    Capture,
    Checklist,
    ConfirmCard,
    ConfirmSection,
    Notice,
    Review,
    ShowCard,
    Step,
    TakeOver,
    WhoFiles,
)
from kiosk.journey.tracking import Tracking
from kiosk.journey.visit import Visit, fold
from kiosk.journey.watching import Watching
from tests.support.devices import (
    FakeCodeReader,
    FakeKeys,
    FakePageReader,
    FakePrinter,
    FakeTransport,
    ManualClock,
    a_frame,
)
from tests.support.memory import MemoryBlobs, MemoryOutbox
from tests.support.memory_journal import MemoryJournal

ROOT = Path(__file__).resolve().parents[2]
PACKS = ROOT / "procedures"
SHIPPED = frozenset(main.parent.name for main in PACKS.glob("*/procedure.yaml"))
"""The slugs of all procedures of the project."""
BIRTH = "birth-registration"
CARD = "010198000017||Lò Thị Mẫu|12031998|Nữ|Bản Suối Mây, Tả Van, Sa Pa, Lào Cai|15082022"
OTHER_CARD = "010095000024||Vi Văn Thử|01021995|Nam|Bản Suối Mây, Tả Van, Sa Pa, Lào Cai|15082022"
CHILD_CARD = "010215000019||Lò Văn Bé|02092015|Nam|Bản Suối Mây, Tả Van, Sa Pa, Lào Cai|15082024"
INK = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M1 1L9 9"/></svg>'
SETTINGS = Settings(
    kiosk="Q03",
    counter="3",
    commune="Xã Nậm Mẫu",
    province="Tỉnh Lào Cai",
    agency="Trung tâm Phục vụ hành chính công xã Nậm Mẫu",
    hotline="02143000115",
)


@cache
def reference() -> Reference:
    """The real tables and packs, read once."""
    return read_reference(ROOT / "assets", PACKS, date(2026, 11, 23))


@cache
def golden(slug: str, case: str) -> dict[str, Any]:
    """A golden case of a pack."""
    folder = next(folder for folder in read_packs(PACKS) if folder.slug == slug)
    found: dict[str, Any] = cases(folder.files)[f"cases/{case}.yaml"]
    return found


@cache
def first_case(procedure: Procedure) -> dict[str, Any]:
    """The first golden case of this version of a pack."""
    folder = next(folder for folder in read_packs(PACKS) if folder.procedure == procedure)
    found: dict[str, Any] = next(iter(cases(folder.files).values()))
    return found


def counting_entropy() -> Any:
    """Entropy that never repeats, so ids differ though the clock stands still."""
    numbers = itertools.count(1)
    return lambda size: next(numbers).to_bytes(size, "big")


@dataclass
class Booth:
    """Use cases over fakes; `restart()` is what switching the machine off and on leaves."""

    clock: ManualClock = field(default_factory=ManualClock)
    outbox: MemoryOutbox = field(default_factory=MemoryOutbox)
    blobs: MemoryBlobs = field(default_factory=MemoryBlobs)
    keys: FakeKeys = field(default_factory=FakeKeys)
    codes: FakeCodeReader = field(default_factory=FakeCodeReader)
    pages: FakePageReader = field(default_factory=FakePageReader)
    printer: FakePrinter = field(default_factory=FakePrinter)
    line: FakeTransport = field(default_factory=FakeTransport)
    free: int = 10**11

    def __post_init__(self) -> None:
        self.journal = MemoryJournal(self.outbox)
        self._entropy = counting_entropy()
        self._frames = itertools.count(1)
        self.restart()

    def restart(self) -> None:
        """New use cases over the same durable things."""
        known = reference()
        self.desk = Desk(self.journal, self.clock, known.catalogue, known.units, self._entropy)
        self.watching = Watching(
            self.desk, self.outbox, self.line, lambda: self.free, SETTINGS.hotline
        )
        self.beginning = Beginning(self.desk, self.journal, self.watching)
        self.leaflets = Leaflets(self.desk, self.printer)
        self.remembering = Remembering(self.desk, self.outbox)
        self.identifying = Identifying(self.desk, self.codes, self.remembering)
        self.answering = Answering(self.desk)
        self.capturing = Capturing(self.desk, self.pages, self.blobs)
        self.reviewing = Reviewing(self.desk, self.blobs)
        tools = SealingTools(
            self.journal, self.blobs, self.keys, self.outbox, self.pages, self.printer, self.line
        )
        self.sealing = Sealing(self.desk, tools, SETTINGS, known.calendar)
        self.tracking = Tracking(self.desk, self.outbox, self.line)

    @property
    def visit(self) -> Visit:
        return self.desk.visit

    @property
    def step(self) -> Step:
        return self.desk.step

    def stored(self) -> Visit:
        """The visit at hand as its journal tells it."""
        return fold(self.journal.events(self.visit.id), self.desk.catalogue)

    def frame(self) -> Frame:
        """A picture not seen before."""
        return a_frame(next(self._frames))

    def show_card(self, payload: str = CARD) -> Visit:
        """Hold a card in front of the camera until it is read."""
        seen = self.identifying.look(self.codes.put(self.frame(), payload))
        assert isinstance(seen, CardSeen), seen
        return self.identifying.accept(seen)

    def photograph(self, document: str, pages: int = 1) -> list[str]:
        """Take pages of a document; their hashes."""
        for _ in range(pages):
            self.capturing.keep(document, self.capturing.scan(self.frame(), None))
        return [page.sha256 for page in self.visit.filing.pages[document][-pages:]]

    def identify(self, relation: str = "mother", card: str = CARD) -> None:
        """Begin a birth registration and go up to the first question after the notice."""
        self.beginning.start(BIRTH)
        self.answering.answer("applicant_relation", relation)
        self.show_card(card)
        self.identifying.confirm()
        self.identifying.consent(f"{BIRTH}/2026-01-15")

    def file_one(self, slug: str, answers: dict[str, Any]) -> None:
        """File a whole dossier and leave."""
        self.beginning.start(slug)
        self.up_to(Review, answers)
        self.reviewing.sign(INK)
        self.sealing.seal()
        self.beginning.end("done")

    def go_on(self, answers: dict[str, Any]) -> None:
        """Do what the step at hand asks for, as `answers` say."""
        match self.step:
            case WhoFiles(question=question) | Ask(question=question):
                assert question.id in answers, f"nothing prepared for {question.id}"
                judged = self.answering.answer(question.id, answers[question.id])
                assert not judged.errors, (question.id, judged.errors)
            case ConfirmSection(proposals=proposals) if wrong := _wrong(proposals, answers):
                self.desk.go_to(f"ask:{wrong}")
                self.answering.answer(wrong, answers[wrong])
            case ConfirmSection(proposals=proposals):
                refused = self.answering.confirm(proposals)
                assert not refused, refused
            case ShowCard():
                self.show_card()
            case ConfirmCard():
                self.identifying.confirm()
            case Notice():
                self.identifying.consent("birth-registration/2026-01-15")
            case TakeOver(people=people):
                self.remembering.choose(tuple(person.role for person in people))
            case Capture(document=document):
                self.photograph(document, 2)
                self.capturing.finish(document)
            case Checklist():
                self.reviewing.accept_missing()
            case Review():
                self.reviewing.sign(INK)
            case other:
                raise AssertionError(f"no way on from {other}")

    def up_to(self, kind: type[Step], answers: dict[str, Any]) -> None:
        """Go on until a step of this kind stands."""
        for _ in range(200):
            if isinstance(self.step, kind):
                return
            self.go_on(answers)
        raise AssertionError(f"never came to {kind.__name__}")


def _wrong(proposals: tuple[Proposal, ...], answers: dict[str, Any]) -> str | None:
    """The first proposal the citizen would change; addresses they take as proposed."""
    for one in proposals:
        wanted = answers.get(one.question, one.value)
        if isinstance(one.value, str | int) and wanted != one.value:
            return one.question
    return None
