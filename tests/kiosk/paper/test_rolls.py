import unicodedata
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from dossier.receipts import parse_resume_qr_text, resume_qr_text
from kiosk.paper import receipt_roll, resume_slip, text
from kiosk.paper.pen import MM
from kiosk.paper.receipt_roll import ReceiptRoll, RollPaper
from kiosk.paper.resume_slip import ResumeSlip
from kiosk.paper.roll import DOT, DOTS, CodeAlone, raster, strip
from kiosk.paper.wording import VIETNAM
from tests.support.papers import QR, base_fonts, codes, flat, ink, page_images, page_texts, picture

ROLL = ReceiptRoll(
    parent="ỦY BAN NHÂN DÂN XÃ NẬM MẪU",
    agency="TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
    counter="Quầy số 3",
    kiosk="Q03",
    receipt_number="Q03-261123-0147-K",
    lookup_code="7F3K",
    qr=QR,
    official_code=None,
    applicant="VÀNG A THỬ",
    phone="0912000147",
    request="Đăng ký khai sinh (1.001193)",
    papers=(RollPaper("Giấy chứng sinh", "1 trang"), RollPaper("Căn cước của mẹ", "đã trả lại")),
    received=datetime(2026, 11, 23, 15, 21, tzinfo=VIETNAM),
    due=datetime(2026, 11, 25, 17, 0, tzinfo=VIETNAM),
    hotline="02143000115",
    missing=("Giấy chứng nhận kết hôn",),
    fees=(("Lệ phí đăng ký khai sinh (đúng hạn)", 0), ("Bản sao, 2 bản × 8.000 đ", 16_000)),
    payment_state="NỘP TẠI QUẦY",
    payment_sentence="Chưa thu tiền. Nộp tiền tại quầy và lấy biên lai khi nộp.",
)
RESUME = ResumeSlip(
    agency="Trung tâm Phục vụ hành chính công",
    commune="Xã Nậm Mẫu",
    code="4Q7M-X2K9",
    qr=resume_qr_text("4Q7M-X2K9"),
    procedure="Đăng ký khai sinh",
    done=4,
    steps=7,
    next_step="giấy chứng sinh",
    bring=("Giấy chứng sinh (bản chính)", "Căn cước của mẹ"),
    not_needed=("giấy chứng nhận kết hôn",),
    kept_until=date(2026, 11, 30),
    hotline="02143000115",
)


def test_the_receipt_says_what_was_handed_in_what_is_due_and_whom_to_ask() -> None:
    printed = flat(receipt_roll.build(ROLL))

    assert printed == unicodedata.normalize("NFC", printed)
    for words in (
        "Không thay biên lai thu tiền",
        "CHỜ CẤP MÃ HỒ SƠ",
        "Q03-261123-0147-K",
        "VÀNG A THỬ",
        "Giấy chứng sinh",
        "1 trang",
        "CÒN THIẾU, mang tới quầy sau: Giấy chứng nhận kết hôn",
        "17 giờ 00 phút, thứ Tư ngày 25 tháng 11 năm 2026",
        "TỔNG CỘNG 16.000 đ",
        "Mười sáu nghìn đồng",
        "NỘP TẠI QUẦY",
        "Hỏi: 0214 3000 115",
        "Mã tra cứu: 7F3K",
    ):
        assert words in printed


def test_a_roll_that_may_be_left_lying_shows_the_phone_masked() -> None:
    printed = flat(receipt_roll.build(ROLL))

    assert "0912 *** 147" in printed
    assert "0912 000 147" not in printed


def test_the_official_code_replaces_the_waiting_bar() -> None:
    printed = flat(receipt_roll.build(replace(ROLL, official_code="H99.015.07-261125-010012")))

    assert "ĐÃ CẤP MÃ CHÍNH THỨC" in printed
    assert "H99.015.07-261125-010012" in printed
    assert "CHỜ CẤP" not in printed


def test_the_resume_slip_names_nobody_and_gives_the_code_twice() -> None:
    pdf = resume_slip.build(RESUME)
    printed = flat(pdf)

    for words in (
        "Hồ sơ CHƯA nộp",
        "4Q7M-X2K9",
        "Đã xong 4/7 bước",
        "Giấy chứng sinh (bản chính)",
        "KHÔNG cần mang: giấy chứng nhận kết hôn.",
        "30/11/2026",
        "Hỏi: 0214 3000 115",
    ):
        assert words in printed
    (found,) = codes(page_images(pdf, 203)[0])
    assert parse_resume_qr_text(found) == "4Q7M-X2K9"


@pytest.mark.parametrize("pdf", [receipt_roll.build(ROLL), resume_slip.build(RESUME)])
def test_the_raster_is_one_bit_a_dot_and_its_code_is_read_back(pdf: bytes) -> None:
    dots = picture(raster(pdf))

    assert dots.mode == "1"
    assert dots.width == DOTS
    assert len(codes(dots.convert("L"))) == 1
    narrow = dots.convert("L").resize((512, dots.height * 512 // DOTS), Image.Resampling.NEAREST)
    assert len(codes(narrow)) == 1


def test_the_modules_of_a_code_are_whole_printer_dots() -> None:
    code = CodeAlone(QR, 30 * MM)
    with text.setting():
        dots = picture(raster(strip([code], "", "", ""))).convert("L")
    module = round(code.qr.side / code.qr.count / DOT)
    left, top, right, bottom = ink(dots)

    assert (right - left, bottom - top) == (module * code.qr.count, module * code.qr.count)
    for y in range(top, bottom):
        row = [dots.getpixel((x, y)) == 0 for x in range(left, right)]
        edges = [x for x in range(1, len(row)) if row[x] != row[x - 1]]
        assert all(edge % module == 0 for edge in edges)


@pytest.mark.parametrize(
    "build", [lambda: receipt_roll.build(ROLL), lambda: resume_slip.build(RESUME)]
)
def test_a_roll_is_one_strip_of_the_same_bytes_with_embedded_faces(build) -> None:
    pdf = build()

    assert pdf == build()
    assert len(page_texts(pdf)) == 1
    assert all("+NotoSans" in face for face in base_fonts(pdf))


words = st.one_of(
    st.text(max_size=50),
    st.sampled_from(["A" * 200, unicodedata.normalize("NFD", "Ễ Ẩ ") * 30, ""]),
)


@given(
    st.builds(
        replace,
        st.just(ROLL),
        parent=words,
        agency=words,
        counter=words,
        applicant=words,
        phone=words,
        request=words,
        papers=st.lists(st.builds(RollPaper, words, words), max_size=5).map(tuple),
        missing=st.lists(words, max_size=3).map(tuple),
        fees=st.lists(st.tuples(words, st.integers(0, 10**9)), max_size=4).map(tuple),
        payment_sentence=words,
    )
)
@settings(max_examples=30, deadline=None)
def test_any_receipt_stays_on_its_strip(roll: ReceiptRoll) -> None:
    pdf = receipt_roll.build(roll)

    dots = picture(raster(pdf))
    left, top, right, bottom = ink(dots)
    assert left >= 5
    assert right <= DOTS - 5
    assert 0 < top < bottom < dots.height
    assert "Mã tra cứu: 7F3K" in flat(pdf)
    assert codes(dots.convert("L")) == [QR]
