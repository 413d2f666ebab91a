"""Whatever the line does, every dossier is received once and never believed received before.

The real delivery loop, its real encrypted store, the real hub; between them a line that loses,
doubles, delays, cuts and lies. The clock stands still until the machine lets time pass, and one
exchange runs at a time, so a failing run is shrunk and repeated exactly.
"""

import logging
import shutil
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from dossier.lifecycle import State
from dossier.wire import DossierDocument, Receipt, SignedReceipt
from hub.config import VIETNAM, HubConfig
from hub.tables import events, receipts, uploads
from kiosk.sync.trusting import trusted
from tests.sims import scripted_line as line
from tests.sims.hub_at_hand import HubAtHand
from tests.sims.scripted_line import ScriptedLine
from tests.support.devices import ManualClock
from tests.support.whole_kiosk import WholeKiosk

pytestmark = pytest.mark.fault

SHARE = st.integers(0, 99)
LOST = st.sampled_from([
    line.LoseRequest(), line.LoseAnswer(), line.Double(last=False), line.Double(last=True),
    line.Keep(), line.PORTAL, line.GATEWAY, line.BUSY, line.Die(done=False), line.Die(done=True),
])  # fmt: skip
REPLAYED = st.builds(line.Replay, st.integers(0, 9)) | st.builds(line.CutAnswer, SHARE)
CUT = st.builds(line.CutRequest, SHARE, st.booleans()) | st.builds(line.Spoil, SHARE)
MISPLACED = st.builds(line.Misplace, st.sampled_from([-40_000, -1, 1, 7, 40_000]))
FORGED = st.just(line.Forge())
BROKEN = st.one_of(
    st.tuples(st.just("PUT /v1/dossiers/"), LOST | REPLAYED | CUT),
    st.tuples(st.just("GET /v1/dossiers/"), LOST | REPLAYED | FORGED),
    st.tuples(st.just("POST /v1/files"), LOST | REPLAYED | CUT | MISPLACED),
    st.tuples(st.just("PATCH /v1/files/"), LOST | REPLAYED | CUT | MISPLACED),
    st.tuples(st.just("HEAD /v1/files/"), LOST | REPLAYED | MISPLACED),
    st.tuples(st.just("POST commit"), LOST | REPLAYED | FORGED),
    st.tuples(st.just("GET /v1/events"), LOST | REPLAYED),
    st.tuples(st.just("GET /v1/health"), LOST),
)
SCRIPT = st.lists(BROKEN, min_size=3, max_size=16)
SIZES = st.lists(st.sampled_from([1, 900, 17_000, 70_000]), min_size=1, max_size=3) | st.just([])
RESTARTS = ((), (), (), ("hub",), ("kiosk",), ("hub", "kiosk"))
ROUNDS_TO_SETTLE = 60
MEMORY = Path("/dev/shm")
"""A disk made of memory, where there is one: power cuts are tested elsewhere."""


class ExactlyOnce(RuleBasedStateMachine):
    """One kiosk, one hub, and everything that can go wrong between them."""

    @initialize()
    def begin(self):
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        self.clock = ManualClock()
        config = HubConfig(self.folder / "hub", now=self.hub_now)
        self.hub = HubAtHand(config)
        self.line = ScriptedLine(self.hub, died=self.died)
        self.kiosk = WholeKiosk(self.folder / "kiosk", self.clock, self.line.carriage)
        self.kiosk.join(self.hub.upstream.devices.enrolment_code())
        self.dead = False
        self.sealed: dict[str, tuple[DossierDocument, bytes]] = {}
        self.codes: dict[str, str] = {}

    def hub_now(self):
        return self.clock.now().wall.astimezone(VIETNAM)

    def died(self):
        self.dead = True
        self.kiosk.end()

    # --- what happens -----------------------------------------------------------------------

    @rule(
        files=st.lists(SIZES, min_size=1, max_size=2),
        script=SCRIPT,
        restart=st.sampled_from(RESTARTS),
    )
    def citizens_file_and_the_kiosk_delivers(self, files, script, restart):
        if "hub" in restart:
            self.hub.restart()
        if "kiosk" in restart:
            self.kiosk.restart()
        for sizes in files:
            document = self.kiosk.seal(*sizes)
            self.sealed[document.id] = document, self.kiosk.store.outbox.document(document.id)
        self.line.follow(script)
        self.kiosk.deliver()
        if self.dead:
            self.dead = False
            self.kiosk.restart()

    @rule(seconds=st.sampled_from([1, 61, 1000]))
    def time_passes(self, seconds):
        self.clock.pass_time(timedelta(seconds=seconds))

    @precondition(lambda self: self.line.kept)
    @rule(number=st.integers(0, 20))
    def a_late_request_arrives(self, number):
        self.line.arrive(number)

    @precondition(lambda self: self.kiosk.set_aside())
    @rule()
    def an_officer_takes_up_what_was_set_aside(self):
        for dossier in self.kiosk.set_aside():
            self.kiosk.take_up(dossier)

    # --- what always holds ------------------------------------------------------------------

    @invariant()
    def the_kiosk_keeps_every_dossier_and_paper(self):
        assert {row.id for row in self.kiosk.rows()} == set(self.sealed)
        for document, content in self.sealed.values():
            assert self.kiosk.store.outbox.document(document.id) == content
            for sealed in document.objects:
                assert len(self.kiosk.store.blobs.get(sealed.sealed_sha256)) == sealed.sealed_size

    @invariant()
    def the_hub_vouches_once_and_never_changes_its_word(self):
        given = {dossier: code for dossier, code, _ in self.vouched()}
        assert set(given) <= set(self.sealed)
        assert len(set(given.values())) == len(given)
        assert self.codes.items() <= given.items()
        self.codes = given
        told = Counter((dossier, kind) for dossier, kind in self.told())
        assert set(told.values()) <= {1}

    @invariant()
    def received_means_the_hub_has_signed_for_all_of_it(self):
        vouched = {dossier: signed for dossier, _, signed in self.vouched()}
        for row in self.kiosk.rows():
            document, content = self.sealed[row.id]
            receipt = self.kiosk.store.outbox.receipt(row.id)
            assert (receipt is None) is (row.state is not State.ACKNOWLEDGED)
            if receipt is not None:
                assert trusted(receipt, content, self.kiosk.store.keys)
                assert SignedReceipt.model_validate_json(vouched[document.id]) == receipt
                self.assert_held(document)

    @invariant()
    def the_hub_never_stumbles(self):
        assert self.hub.crashes == []

    # --- and how it ends --------------------------------------------------------------------

    def teardown(self):
        if not hasattr(self, "sealed"):
            return
        try:
            self.settle()
        finally:
            self.kiosk.close()
            self.hub.close()
            shutil.rmtree(self.folder)

    def settle(self):
        """On a good line all is received once; what was still on the way then changes nothing."""
        self.line.follow([])
        for _ in range(ROUNDS_TO_SETTLE):
            self.clock.pass_time(timedelta(hours=1))
            for dossier in self.kiosk.set_aside():
                self.kiosk.take_up(dossier)
            self.kiosk.deliver()
            if not self.kiosk.store.outbox.pending():
                break
        waiting = self.kiosk.store.outbox.pending()
        assert waiting == (), (waiting, self.kiosk.loop.status(), self.line.log[-12:])
        while self.line.kept:
            self.line.arrive(len(self.line.kept) - 1)
        self.kiosk.deliver()
        self.the_kiosk_keeps_every_dossier_and_paper()
        self.the_hub_vouches_once_and_never_changes_its_word()
        self.received_means_the_hub_has_signed_for_all_of_it()
        self.the_hub_never_stumbles()
        assert self.kiosk.codes() == self.codes
        expected = {
            (dossier, kind) for dossier in self.sealed for kind in ("received", "code_assigned")
        }
        assert set(self.told()) == expected
        heard = [
            (event.dossier, event.kind)
            for dossier in self.sealed
            for event in self.kiosk.store.outbox.hub_events(dossier)
        ]
        assert sorted(heard) == sorted(expected)

    # --- looking into the hub ---------------------------------------------------------------

    def vouched(self):
        with self.hub.upstream.database.read() as connection:
            rows = connection.execute(select(receipts)).all()
        for row in rows:
            inside = Receipt.model_validate_json(
                SignedReceipt.model_validate_json(row.signed).receipt
            )
            assert (inside.dossier, inside.official_code) == (row.dossier, row.official_code)
        return [(row.dossier, row.official_code, row.signed) for row in rows]

    def told(self):
        with self.hub.upstream.database.read() as connection:
            rows = connection.execute(select(events.c.dossier, events.c.kind)).all()
        return [(row.dossier, row.kind) for row in rows]

    def assert_held(self, document):
        with self.hub.upstream.database.read() as connection:
            live = connection.execute(
                select(uploads.c.object, uploads.c.id).where(
                    uploads.c.dossier == document.id, uploads.c.dropped.is_(False)
                )
            ).all()
        assert sorted(row.object for row in live) == sorted(one.id for one in document.objects)
        names = {row.object: row.id for row in live}
        for sealed in document.objects:
            held = self.hub.upstream.uploads.path(names[sealed.id]).read_bytes()
            assert held == self.kiosk.store.blobs.get(sealed.sealed_sha256)


@pytest.fixture(autouse=True)
def _parking_is_expected():
    """What a lie parks is logged; here lies are the point."""
    logger = logging.getLogger("kiosk.sync.ledger")
    before = logger.level
    logger.setLevel(logging.ERROR)
    yield
    logger.setLevel(before)


TestExactlyOnce = ExactlyOnce.TestCase
TestExactlyOnce.settings = (
    settings.get_profile("faults")
    if settings.get_current_profile_name() == "faults"
    else settings(max_examples=15, stateful_step_count=20, deadline=None)
)
