"""What is missing is seen and accepted, and everything is signed on one page."""

import pytest

from dossier.seal import SealRefused
from kiosk.journey.ports import StoreFailed
from kiosk.journey.steps import Capture, Checklist, Review
from tests.support.booth import BIRTH, INK

NOTICE = "birth_notice"


@pytest.fixture
def deferred(booth, answers):
    booth.identify()
    booth.up_to(Capture, answers)
    booth.capturing.defer(NOTICE, "để ở nhà")
    return booth


@pytest.fixture
def reviewing(booth, answers):
    booth.identify()
    booth.up_to(Review, answers)
    return booth


def test_a_gap_says_why_it_is_needed_and_where_to_get_it(deferred):
    (gap,) = deferred.reviewing.gaps
    assert (gap.name, gap.why != "", gap.where != "") == ("Giấy chứng sinh", True, True)


def test_an_accepted_gap_is_kept_by_name(deferred):
    deferred.reviewing.accept_missing()
    assert deferred.visit.filing.accepted_missing == {NOTICE}
    assert deferred.step == Review()


def test_a_gap_that_opens_later_must_be_accepted_too(reviewing):
    reviewing.answering.answer("parents_married", False)
    reviewing.answering.answer("has_kinship_evidence", False)
    for paper in ("acknowledgement_form", "kinship_pledge"):
        reviewing.capturing.defer(paper, "chưa viết")
    assert reviewing.visit.filing.accepted_missing == frozenset()
    assert reviewing.step == Checklist()
    reviewing.reviewing.accept_missing()
    assert reviewing.step == Review()


def test_an_accepted_gap_that_is_filled_needs_no_new_look(deferred):
    deferred.reviewing.accept_missing()
    deferred.photograph(NOTICE)
    deferred.capturing.finish(NOTICE)
    assert deferred.step == Review()


def test_with_nothing_missing_the_checklist_is_still_shown_once(booth, answers):
    booth.identify()
    booth.up_to(Checklist, answers)
    assert booth.reviewing.gaps == ()
    booth.reviewing.accept_missing()
    assert booth.visit.filing.accepted_missing == frozenset()
    assert booth.step == Review()


def test_the_needs_and_the_papers_not_to_be_asked_for_are_named(reviewing):
    needs = {need.document.id: need.complete for need in reviewing.reviewing.needs}
    assert needs == {"declaration": True, NOTICE: True, "applicant_identity": True}
    assert "marriage_certificate" in {item.id for item in reviewing.reviewing.forbidden}


def test_the_bill_lists_every_fee_in_words(reviewing):
    assert [(line.id, line.amount) for line in reviewing.reviewing.bill] == [
        ("registration", 0), ("copies", 24000),
    ]  # fmt: skip
    assert all(line.text for line in reviewing.reviewing.bill)


def test_the_signature_is_kept_under_the_declaration_shown(reviewing):
    reviewing.reviewing.sign(INK)
    signature = reviewing.visit.filing.signature
    assert signature.declaration == f"{BIRTH}/2026-01-15"
    assert (reviewing.blobs.get(signature.sha256), signature.size) == (INK, len(INK))


@pytest.mark.parametrize(
    "change",
    [
        lambda booth: booth.answering.answer("child_name", "Lò Minh An"),
        lambda booth: booth.photograph(NOTICE),
        lambda booth: booth.identifying.reject(),
    ],
    ids=["an answer", "a page", "the card"],
)
def test_a_signature_does_not_outlive_what_was_signed(reviewing, change):
    reviewing.reviewing.sign(INK)
    change(reviewing)
    assert reviewing.visit.filing.signature is None
    with pytest.raises(SealRefused):
        reviewing.sealing.seal()


@pytest.mark.parametrize("broken", ["blobs", "journal"])
def test_a_signature_that_cannot_be_stored_is_not_there(reviewing, broken):
    getattr(reviewing, broken).fail_next(StoreFailed("Máy hết chỗ lưu."))
    with pytest.raises(StoreFailed):
        reviewing.reviewing.sign(INK)
    assert reviewing.visit.filing.signature is None
    assert reviewing.step == Review()
