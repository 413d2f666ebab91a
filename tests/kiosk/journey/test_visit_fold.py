"""A visit is the fold of its journal: after anything, on any store, what is read back is it."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.events import Consented, Recorded, VisitStarted
from dossier.procedure import Kind
from dossier.provenance import CITIZEN
from kiosk.journey.steps import Done
from kiosk.journey.visit import BrokenVisit, fold
from tests.support.booth import BIRTH, CARD, CHILD_CARD, INK, OTHER_CARD, Booth
from tests.support.devices import ManualClock

PAPERS = ("birth_notice", "authorisation", "foreign_papers", "acknowledgement_form")
HOME = {"country": "VN", "province": "15", "commune": "03037", "detail": "Bản Mây", "text": ""}
SOME = {
    Kind.TEXT: ("a", ""),
    Kind.NAME: ("Lò Văn Thử", "Y Mẫu"),
    Kind.DATE: ("2026-11-01", "2026-06-10"),
    Kind.PARTIAL_DATE: ("1995", "1995-05", "1995-05-17"),
    Kind.NUMBER: (0, 3),
    Kind.YES_NO: (True, False),
    Kind.ADDRESS: (HOME, {**HOME, "country": "LA", "commune": ""}),
    Kind.ID_NUMBER: ("010095000024", ""),
    Kind.PHONE: ("0912000147", ""),
    Kind.EMAIL: ("mau@vidu.vn", ""),
    Kind.ETHNIC_GROUP: ("tay", "mong"),
    Kind.COUNTRY: ("VN", "LA"),
}


def answer(booth, chance):
    question = chance.choice(booth.visit.filing.procedure.questions)
    values = question.choices or SOME[question.kind]
    booth.answering.answer(question.id, chance.choice(values))


def retake(booth, chance):
    taken = [
        (paper, page.sha256)
        for paper, pages in booth.visit.filing.pages.items()
        for page in pages
    ]  # fmt: skip
    if taken:
        booth.capturing.retake(*chance.choice(taken))


def park(booth, chance):
    parked = booth.beginning.park("hết giờ")
    booth.restart()
    booth.beginning.resume(parked)


def interrupt(booth, chance):
    booth.restart()
    booth.beginning.resume(booth.beginning.interrupted().id)


def look_back(booth, chance):
    for _ in range(chance.randrange(1, 4)):
        booth.desk.look_back()


DEEDS = {
    "answer": answer,
    "card": lambda booth, chance: booth.show_card(chance.choice((CARD, OTHER_CARD, CHILD_CARD))),
    "confirm": lambda booth, chance: booth.identifying.confirm(),
    "reject": lambda booth, chance: booth.identifying.reject(),
    "skip": lambda booth, chance: booth.identifying.skip("quên thẻ"),
    "consent": lambda booth, chance: booth.identifying.consent("1"),
    "proposals": lambda booth, chance: booth.answering.confirm(
        tuple(booth.desk.proposals.values())
    ),
    "page": lambda booth, chance: booth.photograph(chance.choice(PAPERS)),
    "retake": retake,
    "finish": lambda booth, chance: booth.capturing.finish(chance.choice(PAPERS)),
    "defer": lambda booth, chance: booth.capturing.defer(chance.choice(PAPERS), "để ở nhà"),
    "accept": lambda booth, chance: booth.reviewing.accept_missing(),
    "sign": lambda booth, chance: booth.reviewing.sign(INK),
    "back": look_back,
    "officer": lambda booth, chance: booth.beginning.call_officer("card"),
    "park": park,
    "interrupt": interrupt,
}


@settings(max_examples=60, deadline=None)
@given(
    deeds=st.lists(st.sampled_from([*DEEDS, *["answer"] * 8]), max_size=30),
    seed=st.integers(0, 2**32),
)
def test_after_anything_the_journal_tells_the_visit_as_it_stands(deeds, seed):
    booth, chance = Booth(), random.Random(seed)
    booth.beginning.start(BIRTH)
    for deed in deeds:
        DEEDS[deed](booth, chance)
        assert booth.stored() == booth.visit
    step, proposals = booth.step, booth.desk.proposals
    interrupt(booth, chance)
    assert (booth.step, booth.desk.proposals) == (step, proposals)
    assert not isinstance(booth.step, Done)


@settings(max_examples=30, deadline=None)
@given(
    deeds=st.lists(st.sampled_from([*DEEDS, *["answer"] * 8]), max_size=15),
    seed=st.integers(0, 2**32),
)
def test_after_anything_there_is_one_way_back_to_the_beginning(deeds, seed):
    booth, chance = Booth(), random.Random(seed)
    booth.beginning.start(BIRTH)
    for deed in deeds:
        DEEDS[deed](booth, chance)
    filing = booth.visit.filing
    for _ in range(100):
        here = booth.visit.step
        booth.desk.look_back()
        if booth.visit.step == here:
            break
    else:
        pytest.fail("Back goes round in circles")
    assert booth.visit.filing == filing


def recorded(event, sequence=1):
    return Recorded("v1", sequence, ManualClock().now(), CITIZEN, event, "0" * 64)


def test_a_journal_without_a_start_is_no_visit(booth):
    catalogue = booth.desk.catalogue
    with pytest.raises(BrokenVisit):
        fold((), catalogue)
    with pytest.raises(BrokenVisit):
        fold((recorded(Consented("1")),), catalogue)


def test_a_visit_keeps_the_pack_version_it_began_with(booth):
    visit = fold((recorded(VisitStarted(BIRTH, "2026-01-15")),), booth.desk.catalogue)
    assert visit.filing.procedure.version == "2026-01-15"
