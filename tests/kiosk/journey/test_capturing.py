"""Pages are durable before they are shown as taken; a paper may come later, with its reason."""

import pytest

from kiosk.journey.ports import SourceLost, StoreFailed, Verdict
from kiosk.journey.steps import Capture, Checklist
from tests.support.devices import FakePageSource, a_frame

NOTICE = "birth_notice"


@pytest.fixture
def capturing(booth, answers):
    booth.identify()
    booth.up_to(Capture, answers)
    assert booth.step == Capture(NOTICE)
    return booth


def test_looking_and_straightening_keep_nothing(capturing):
    before = capturing.visit
    view = capturing.capturing.find(a_frame())
    page = capturing.capturing.scan(a_frame(), view.corners)
    assert view.verdict is page.verdict is Verdict.GOOD
    assert capturing.visit == before
    assert capturing.blobs.held == {}


def test_a_page_is_kept_with_its_hash_and_verdict(capturing):
    capturing.pages.verdict = Verdict.GLARE
    (sha256,) = capturing.photograph(NOTICE)
    (page,) = capturing.visit.filing.pages[NOTICE]
    assert (page.sha256, page.verdict, page.media_type) == (sha256, "glare", "image/jpeg")
    assert page.size == len(capturing.capturing.picture(sha256))
    assert capturing.step == Capture(NOTICE)


def test_pages_stand_in_the_order_they_were_taken_until_finished(capturing):
    taken = capturing.photograph(NOTICE, 3)
    assert [page.sha256 for page in capturing.visit.filing.pages[NOTICE]] == taken
    capturing.capturing.finish(NOTICE)
    assert capturing.step == Checklist()


def test_a_retaken_page_is_gone_from_the_paper_and_the_disk(capturing):
    first, second = capturing.photograph(NOTICE, 2)
    capturing.capturing.retake(NOTICE, first)
    assert [page.sha256 for page in capturing.visit.filing.pages[NOTICE]] == [second]
    assert set(capturing.blobs.held) == {second}


def test_a_picture_another_paper_uses_too_stays_on_the_disk(capturing):
    page = capturing.capturing.scan(a_frame(99), None)
    capturing.capturing.keep(NOTICE, page)
    capturing.capturing.keep("authorisation", page)
    (kept,) = capturing.visit.filing.pages[NOTICE]
    capturing.capturing.retake(NOTICE, kept.sha256)
    assert capturing.capturing.picture(kept.sha256) == page.jpeg


def test_retaking_a_finished_paper_opens_it_again(capturing):
    (only,) = capturing.photograph(NOTICE)
    capturing.capturing.finish(NOTICE)
    capturing.capturing.retake(NOTICE, only)
    assert capturing.step == Capture(NOTICE)


def test_a_paper_without_pages_is_not_done_by_saying_so(capturing):
    capturing.capturing.finish(NOTICE)
    assert capturing.step == Capture(NOTICE)


def test_a_paper_can_come_later_with_its_reason(capturing):
    capturing.capturing.defer(NOTICE, "để ở nhà")
    assert capturing.step == Checklist()
    (gap,) = capturing.reviewing.gaps
    assert (gap.id, gap.reason, gap.deferrable) == (NOTICE, "để ở nhà", True)


def test_a_deferred_paper_that_turns_up_is_captured_after_all(capturing):
    capturing.capturing.defer(NOTICE, "để ở nhà")
    capturing.desk.go_to(f"capture:{NOTICE}")
    assert capturing.step == Capture(NOTICE)
    capturing.photograph(NOTICE)
    capturing.capturing.finish(NOTICE)
    assert capturing.reviewing.gaps == ()
    assert capturing.step == Checklist()


def test_a_lost_camera_puts_the_paper_off_with_that_reason(capturing):
    camera = FakePageSource()
    camera.start()
    camera.show(a_frame())
    assert camera.frame().number == 1
    assert camera.frame() is None
    camera.fail_next(SourceLost("Máy ảnh bị rút dây."))
    with pytest.raises(SourceLost) as lost:
        camera.frame()
    capturing.capturing.defer(NOTICE, str(lost.value))
    assert capturing.visit.filing.deferred == {NOTICE: "Máy ảnh bị rút dây."}
    assert capturing.step == Checklist()
    assert capturing.stored() == capturing.visit


@pytest.mark.parametrize("broken", ["blobs", "journal"])
def test_a_page_that_cannot_be_stored_is_not_shown_as_taken(capturing, broken):
    capturing.photograph(NOTICE)
    before = capturing.visit
    getattr(capturing, broken).fail_next(StoreFailed("Máy hết chỗ lưu."))
    with pytest.raises(StoreFailed):
        capturing.photograph(NOTICE)
    assert capturing.visit == before == capturing.stored()
    capturing.photograph(NOTICE)
    assert len(capturing.visit.filing.pages[NOTICE]) == 2


def test_taking_more_pages_of_a_finished_paper_stays_at_that_paper(capturing):
    capturing.photograph(NOTICE)
    capturing.capturing.finish(NOTICE)
    capturing.desk.go_to(f"capture:{NOTICE}")
    capturing.photograph(NOTICE)
    assert capturing.step == Capture(NOTICE)
    capturing.capturing.finish(NOTICE)
    assert capturing.step == Checklist()
