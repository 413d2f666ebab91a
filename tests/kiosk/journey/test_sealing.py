"""Sealing: at once or not at all; the slip may fail, the dossier does not."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dossier.events import Sealed, SlipPrinted
from dossier.seal import SealRefused, digest
from dossier.wire import DossierDocument
from kiosk.journey.ports import KioskError, PrinterFailed, StoreFailed
from kiosk.journey.steps import Capture, Done, Review
from tests.support.booth import INK, Booth
from tests.support.devices import VIETNAM, ManualClock


def signed(booth, answers):
    booth.identify()
    booth.up_to(Review, answers)
    booth.reviewing.sign(INK)
    return booth


@pytest.fixture
def ready(booth, answers):
    return signed(booth, answers)


def assert_nothing_happened(booth, before):
    assert booth.visit == before == booth.stored()
    assert booth.outbox.deliveries() == ()
    assert booth.line.nudges == 0
    assert booth.step == Review()


@pytest.mark.parametrize(
    ("part", "failure"),
    [
        ("journal", StoreFailed("Máy hết chỗ lưu.")),
        ("blobs", StoreFailed("Không đọc được ảnh.")),
        ("keys", KioskError("Quầy này chưa được ghép với trung tâm.")),
    ],
)
def test_a_seal_that_fails_changes_nothing_and_can_be_tried_again(ready, part, failure):
    before = ready.visit
    getattr(ready, part).fail_next(failure)
    with pytest.raises(KioskError, match=str(failure)):
        ready.sealing.seal()
    assert_nothing_happened(ready, before)
    ready.sealing.seal()
    assert isinstance(ready.step, Done)
    assert len(ready.outbox.deliveries()) == 1


def test_a_full_disk_at_the_last_moment_leaves_neither_event_nor_row(ready):
    before = ready.visit
    take_serial = ready.journal.next_serial

    def then_full():
        serial = take_serial()
        ready.journal.fail_next(StoreFailed("Máy hết chỗ lưu."))
        return serial

    ready.journal.next_serial = then_full
    with pytest.raises(StoreFailed):
        ready.sealing.seal()
    assert_nothing_happened(ready, before)


def test_a_number_lost_to_a_failure_is_never_given_again(ready, answers):
    ready.keys.fail_next(KioskError("hỏng khóa"))
    with pytest.raises(KioskError):
        ready.sealing.seal()
    first = ready.sealing.seal().sealed.receipt_number
    ready.beginning.end("done")
    second = signed(ready, answers).sealing.seal().sealed.receipt_number
    assert first != second
    assert [one.receipt_number for one in ready.outbox.pending()] == [first, second]


def test_sealing_twice_is_sealing_once(ready):
    assert ready.sealing.seal() == ready.sealing.seal()
    assert len(ready.outbox.deliveries()) == 1
    assert ready.line.nudges == 1


def test_an_unsigned_dossier_is_not_sealed(booth, answers):
    booth.identify()
    booth.up_to(Review, answers)
    with pytest.raises(SealRefused, match="chưa được ký"):
        booth.sealing.seal()
    assert_nothing_happened(booth, booth.visit)


def test_a_missing_paper_nobody_accepted_is_named(booth, answers):
    booth.identify()
    booth.up_to(Capture, answers)
    booth.reviewing.sign(INK)
    with pytest.raises(SealRefused, match="Còn thiếu: Giấy chứng sinh"):
        booth.sealing.seal()


def test_an_accepted_missing_paper_is_written_in_the_dossier(booth, answers):
    booth.identify()
    booth.up_to(Capture, answers)
    booth.capturing.defer("birth_notice", "để ở nhà")
    signed_with_gap = booth
    signed_with_gap.reviewing.accept_missing()
    signed_with_gap.reviewing.sign(INK)
    sealed = signed_with_gap.sealing.seal().sealed
    document = DossierDocument.model_validate_json(booth.outbox.document(sealed.dossier))
    assert document.missing == ("birth_notice",)
    assert [one.document for one in document.objects] == ["signature"]


def test_a_paper_photographed_but_no_longer_asked_for_stays_here(booth, answers):
    booth.identify()
    booth.up_to(Capture, answers)
    booth.photograph("birth_notice")
    booth.capturing.finish("birth_notice")
    booth.answering.answer("has_birth_notice", "digital")
    booth.up_to(Review, answers | {"has_birth_notice": "digital"})
    booth.reviewing.sign(INK)
    sealed = booth.sealing.seal().sealed
    document = DossierDocument.model_validate_json(booth.outbox.document(sealed.dossier))
    assert [one.document for one in document.objects] == ["signature"]


def test_after_three_in_the_afternoon_the_result_is_due_the_next_working_day(answers):
    # 24 November 2026 is a holiday (Culture Day), so the day after it.
    late = ManualClock(datetime(2026, 11, 23, 15, 0, 1, tzinfo=VIETNAM))
    booth = signed(Booth(clock=late), answers)
    sealed = booth.sealing.seal().sealed
    assert booth.outbox.delivery(sealed.dossier).due == datetime(
        2026, 11, 25, 17, 0, tzinfo=VIETNAM
    )


def test_a_power_cut_after_sealing_still_leads_to_the_number_and_the_slip(ready):
    sealed = ready.sealing.seal()
    assert isinstance(ready.journal.events(sealed.id)[-1].event, Sealed)
    ready.restart()
    assert ready.beginning.resume(ready.beginning.interrupted().id) == sealed
    assert isinstance(ready.step, Done)
    assert sealed.sealed.receipt_number.encode() in ready.sealing.print_slip().pdf
    ready.beginning.end("done")
    assert ready.beginning.interrupted() is None


def test_the_slip_is_printed_and_recorded(ready):
    number = ready.sealing.seal().sealed.receipt_number
    slip = ready.sealing.print_slip()
    assert number.encode() in slip.pdf
    assert ready.visit.printed == "may-in-thu"
    recorded = ready.journal.events(ready.visit.id)[-1].event
    assert recorded == SlipPrinted(digest(slip.pdf), "may-in-thu")


def test_a_printer_without_paper_takes_nothing_from_the_dossier(ready):
    sealed = ready.sealing.seal()
    ready.printer.fail_next(PrinterFailed("Máy in hết giấy. Số trên màn hình vẫn dùng được."))
    with pytest.raises(PrinterFailed):
        ready.sealing.print_slip()
    assert ready.visit == sealed
    ready.sealing.print_slip()
    assert ready.visit.printed == "may-in-thu"
    assert len(ready.printer.slips) == 1


def test_a_slip_printed_after_the_hub_answered_carries_the_official_code(ready):
    sealed = ready.sealing.seal().sealed
    code = "H50.15.01-261123-0001"
    receipt = ready.keys.hub_says("{}")
    ready.outbox.acknowledge(sealed.dossier, receipt, code, ready.clock.now())
    assert code.encode() in ready.sealing.print_slip().pdf


def test_there_is_no_slip_before_the_seal(ready):
    with pytest.raises(SealRefused):
        ready.sealing.print_slip()
    assert not ready.printer.slips


def test_a_wall_clock_three_years_ahead_changes_neither_reception_nor_due_date(booth, answers):
    right = booth.clock.now().wall
    booth.clock.moment = replace(
        booth.clock.moment, wall=right + timedelta(days=3 * 365), corrected=right
    )
    signed(booth, answers).sealing.seal()
    (delivery,) = booth.outbox.deliveries()
    document = DossierDocument.model_validate_json(booth.outbox.document(delivery.id))
    assert document.received_at == right
    assert document.due is None or document.due - right < timedelta(days=30)
    assert document.sealed.wall - document.sealed.corrected == timedelta(days=3 * 365)
