import hashlib
import os
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.paper import fonts, text
from kiosk.paper.intake_slip import LOOKS, TITLE, IntakeSlip, PaperSize, Principal, build
from kiosk.paper.papers_table import Paper
from kiosk.paper.wording import VIETNAM
from tests.support.papers import A_SLIP, QR, base_fonts, codes, flat, ink, page_images, page_texts

CODED = replace(A_SLIP, official_code="H99.015.07-261125-010012")
STRESSED = replace(
    A_SLIP,
    applicant="NGUYỄN HOÀNG PHƯƠNG THẢO TRÚC QUỲNH ANASTASIA KONSTANTINOVNA – người đại diện"
    " hợp pháp của Hợp tác xã Dịch vụ Nông lâm nghiệp tổng hợp Nậm Mẫu",
    address="Số nhà 12B, ngách 47/5, tổ dân phố Đồng Tâm số 3 (địa chỉ cũ: bản Nà Khoang,"
    " xã Nậm Mẫu Thượng, huyện Mẫu Sơn cũ), thôn Sín Chải, xã Nậm Mẫu, tỉnh Lào Cai",
    principal=Principal("Lò Thị Mẫu", "0101 **** 0047", "Văn bản ủy quyền số 15/2026"),
    papers=tuple(
        Paper(f"Văn bản cam đoan về việc sinh của người làm chứng thứ {i}", True, False, False, i,
              "Lưu hồ sơ")
        for i in range(1, 31)
    ),
    missing=("Giấy chứng nhận kết hôn",),
)  # fmt: skip

both_sizes = pytest.mark.parametrize("size", list(PaperSize))


@both_sizes
def test_the_slip_of_an_ordinary_visit_is_one_page(size: PaperSize) -> None:
    assert len(page_texts(build(A_SLIP, size))) == 1
    assert len(page_texts(build(CODED, size))) == 1


@both_sizes
def test_everything_the_citizen_must_know_is_printed_in_composed_letters(size: PaperSize) -> None:
    printed = flat(build(A_SLIP, size))

    assert printed == unicodedata.normalize("NFC", printed)
    for words in (
        TITLE,
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Nậm Mẫu, ngày 23 tháng 11 năm 2026",
        "Q03-261123-0147-K",
        "Mã tra cứu: 7F3K",
        "VÀNG A THỬ",
        "0100 **** 0018",
        "0912 000 147",
        "Thôn Sín Chải, xã Nậm Mẫu, tỉnh Lào Cai",
        "Đăng ký khai sinh (1.001193)",
        "Giấy chứng sinh",
        "Đã trả lại bản chính",
        "15 giờ 20 phút, thứ Hai ngày 23 tháng 11 năm 2026",
        "trước 17 giờ 00 phút, thứ Tư ngày 25 tháng 11 năm 2026",
        "24/11 là ngày nghỉ lễ",
        "16.000 đ",
        "NỘP TẠI QUẦY",
        "0214 3000 115",
        "Trang 1/1",
    ):
        assert words in printed


def test_a_slip_without_code_and_one_with_it_say_so_in_words() -> None:
    waiting, coded = flat(build(A_SLIP)), flat(build(CODED))

    assert "CHỜ CẤP MÃ HỒ SƠ" in waiting
    assert "không chờ có mạng" in waiting
    assert "H99" not in waiting
    assert "ĐÃ CẤP MÃ CHÍNH THỨC" in coded
    assert "H99.015.07-261125-010012" in coded
    assert "Thay cho số phiếu tại quầy Q03-261123-0147-K" in coded


@both_sizes
@pytest.mark.parametrize("dpi", [100, 150, 203])
def test_the_code_is_read_back_from_a_picture(size: PaperSize, dpi: int) -> None:
    for slip in (A_SLIP, CODED):
        assert codes(page_images(build(slip, size), dpi)[0]) == [QR]


def test_the_same_slip_gives_the_same_bytes_in_another_process() -> None:
    root = Path(__file__).resolve().parents[3]
    program = (
        "import hashlib; from kiosk.paper.intake_slip import build;"
        "from tests.support.papers import A_SLIP;"
        "print(hashlib.sha256(build(A_SLIP)).hexdigest())"
    )
    other = subprocess.run(
        [sys.executable, "-c", program],
        cwd=root,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "America/New_York"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert other.stdout.strip() == hashlib.sha256(build(A_SLIP)).hexdigest()
    assert build(A_SLIP) != build(CODED)


@both_sizes
@pytest.mark.parametrize("slip", [A_SLIP, STRESSED], ids=["ordinary", "stressed"])
def test_no_number_date_or_sum_is_broken_over_two_lines(slip: IntakeSlip, size: PaperSize) -> None:
    lines = "\n".join(page_texts(build(slip, size))).split("\n")

    for whole in (
        "Q03-261123-0147-K",
        "0100 **** 0018",
        "0912 000 147",
        "15 giờ 20 phút",
        "ngày 23 tháng 11 năm 2026",
        "17 giờ 00 phút",
        "ngày 25 tháng 11 năm 2026",
        "16.000 đ",
        "0214 3000 115",
        "xã Nậm Mẫu",
    ):
        assert any(whole in line for line in lines), (whole, lines)


@both_sizes
def test_only_embedded_noto_faces_are_used(size: PaperSize) -> None:
    pdf = build(STRESSED, size)

    faces = base_fonts(pdf)
    assert faces
    assert all("+Noto" in face for face in faces), faces
    assert pdf.count(b"/FontFile2") >= len({face.split("+")[1] for face in faces})


def test_the_slip_stays_light() -> None:
    assert len(build(A_SLIP)) < 110_000


@both_sizes
def test_many_papers_take_more_pages_with_the_head_repeated(size: PaperSize) -> None:
    pages = page_texts(build(STRESSED, size))

    assert len(pages) > 1
    listed = flat(build(STRESSED, size))
    assert all(f"làm chứng thứ {number} " in listed for number in range(1, 31))
    with_rows = [page for page in pages if "cam đoan" in page]
    assert all("Tên giấy tờ" in page for page in with_rows)
    assert all("Giấy tiếp nhận Q03-261123-0147-K (tiếp theo)" in page for page in pages[1:])
    assert [f"Trang {n}/{len(pages)}" in page for n, page in enumerate(pages, 1)] == [True] * len(
        pages
    )
    assert "NGƯỜI NỘP HỒ SƠ" in pages[-1]
    assert "Tổng cộng" in pages[-1]


def test_nothing_a_citizen_said_is_remembered_after_a_slip_is_set() -> None:
    build(A_SLIP)

    for remembered in (text.wrap, text.balance, fonts.width, fonts.printable):
        assert remembered.cache_info().currsize == 0


def test_missing_papers_and_the_principal_are_named() -> None:
    printed = flat(build(STRESSED))

    assert "Chưa nộp, mang tới quầy sau: Giấy chứng nhận kết hôn" in printed
    assert "Giấy còn thiếu nộp muộn thì quầy báo lại ngày trả." in printed
    assert "Người ủy quyền: Lò Thị Mẫu" in printed


def test_a_dossier_without_papers_or_due_time_says_so() -> None:
    printed = flat(build(replace(A_SLIP, papers=(), due=None, due_explanation="")))

    assert "không có giấy tờ kèm theo" in printed
    assert "cán bộ báo qua số điện thoại trên" in printed
    assert "None" not in printed


def test_ink_is_drawn_above_the_name_and_says_where_it_was_signed() -> None:
    plain, signed = build(A_SLIP), build(replace(A_SLIP, ink=(((0, 0), (40, 12), (80, 3)),)))

    assert "(Đã ký trên màn hình)" in flat(signed)
    assert "(Đã ký trên màn hình)" not in flat(plain)
    assert len(signed) > len(plain)


def within_margins(pdf: bytes, size: PaperSize) -> None:
    sheet, dpi = LOOKS[size].sheet, 100
    for image in page_images(pdf, dpi):
        left, top, right, bottom = (edge * 72 / dpi for edge in ink(image))
        assert left >= sheet.margins.left - 2.5
        assert right <= sheet.page[0] - sheet.margins.right + 2.5
        assert top >= sheet.margins.top - 2.5
        assert bottom <= sheet.page[1] - 12


@both_sizes
@pytest.mark.parametrize("slip", [A_SLIP, CODED, STRESSED], ids=["waiting", "coded", "stressed"])
def test_nothing_is_drawn_outside_the_margins(slip: IntakeSlip, size: PaperSize) -> None:
    within_margins(build(slip, size), size)


words = st.one_of(
    st.just(""),
    st.text(max_size=60),
    st.sampled_from(
        [
            unicodedata.normalize("NFD", "Nguyễn Thị Ngọc Ẩn Mẫu"),
            "A" * 300,
            "Ễ Ẩ Ộ Ự " * 40,
            "TN&TKQ <b>*</b> %s {} \\",
            "ngày 25 tháng 11 năm 2026 " * 12,
            "\u202egnod\u0000",
        ]
    ),
)
papers = st.lists(
    st.builds(
        Paper,
        name=words,
        original=st.booleans(),
        copy=st.booleans(),
        shown=st.booleans(),
        pages=st.none() | st.integers(0, 9999),
        handling=words,
    ),
    max_size=12,
).map(tuple)
moments = st.datetimes(timezones=st.just(VIETNAM))
slips = st.builds(
    replace,
    st.just(A_SLIP),
    parent=words,
    agency=words,
    number=words,
    place=words,
    official_code=st.none() | st.just("H99.015.07-261125-010012"),
    applicant=words,
    applicant_number=words,
    phone=words,
    email=words,
    address=words,
    request=words,
    papers=papers,
    received=moments,
    due=st.none() | moments,
    processing_time=words,
    due_explanation=words,
    return_at=words,
    missing=st.lists(words, max_size=6).map(tuple),
    fees=st.lists(st.tuples(words, st.integers(0, 10**11)), max_size=8).map(tuple),
    payment_sentence=words,
    principal=st.none() | st.builds(Principal, words, words, words),
    officer=words,
)


@given(slips, st.sampled_from(PaperSize))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_slip_is_built_whole_inside_its_margins(slip: IntakeSlip, size: PaperSize) -> None:
    pdf = build(slip, size)

    within_margins(pdf, size)
    printed = flat(pdf)
    assert printed == unicodedata.normalize("NFC", printed)
    assert "NGƯỜI TIẾP NHẬN HỒ SƠ" in printed
    assert "Mã tra cứu: 7F3K" in printed
    assert codes(page_images(pdf, 150)[0]) == [QR]
