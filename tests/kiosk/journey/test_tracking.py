"""What happened to a dossier, by the visit at hand or by its slip; originals go back."""

import pytest

from dossier.lifecycle import PublicState, State, public
from dossier.receipts import qr_text
from kiosk.journey.identifying import SlipSeen
from kiosk.journey.ports import Line, LineStatus, StoreFailed
from kiosk.journey.steps import Done, Review
from tests.support.booth import INK


@pytest.fixture
def sealed(booth, answers):
    booth.identify()
    booth.up_to(Review, answers)
    booth.reviewing.sign(INK)
    booth.sealing.seal()
    return booth


def test_an_unsealed_visit_has_no_delivery(booth):
    booth.identify()
    assert booth.tracking.delivery() is None


def test_a_sealed_dossier_is_first_kept_on_this_machine(sealed):
    delivery = sealed.tracking.delivery()
    assert delivery.id == sealed.visit.sealed.dossier
    assert public(delivery.state) is PublicState.KEPT


def test_the_state_follows_the_queue(sealed):
    dossier, now = sealed.visit.sealed.dossier, sealed.clock.now()
    sealed.outbox.move(dossier, State.ANNOUNCED, "", now)
    assert public(sealed.tracking.delivery().state) is PublicState.ON_ITS_WAY
    sealed.outbox.acknowledge(dossier, sealed.keys.hub_says("{}"), "H50", now)
    assert public(sealed.tracking.delivery().state) is PublicState.RECEIVED
    assert sealed.tracking.delivery().official_code == "H50"


def test_a_slip_held_to_the_camera_finds_its_dossier(sealed):
    delivery = sealed.tracking.delivery()
    sealed.beginning.end("done")
    text = qr_text(delivery.receipt_number, delivery.lookup_code)
    seen = sealed.identifying.look(sealed.codes.put(sealed.frame(), text))
    assert isinstance(seen, SlipSeen)
    assert sealed.tracking.by_slip(seen.receipt_number, seen.lookup_code) == delivery


def test_the_number_alone_opens_nothing(sealed):
    delivery = sealed.tracking.delivery()
    assert sealed.tracking.by_slip(delivery.receipt_number, "ZZZZ") is None
    assert sealed.tracking.by_slip("Q03-261123-9999-X", delivery.lookup_code) is None


def test_the_line_is_shown_as_it_is_and_watched(sealed):
    heard = []
    sealed.tracking.watch(lambda: heard.append(sealed.tracking.line))
    away = LineStatus(Line.OFFLINE, "Chưa có mạng.", 1)
    sealed.line.becomes(away)
    assert heard == [away]


def test_originals_go_back_one_by_one(sealed):
    sealed.tracking.take_back("applicant_identity")
    assert sealed.visit.returned == {"applicant_identity"}
    assert isinstance(sealed.step, Done)
    assert sealed.stored() == sealed.visit


def test_a_tick_that_cannot_be_stored_is_not_shown(sealed):
    sealed.journal.fail_next(StoreFailed("Máy hết chỗ lưu."))
    with pytest.raises(StoreFailed):
        sealed.tracking.take_back("applicant_identity")
    assert sealed.visit.returned == frozenset()
