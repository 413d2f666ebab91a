"""Reading papers back: text, pictures, codes and fonts of a PDF; and one invented slip."""

import io
import re
from datetime import datetime

import pypdfium2
import zxingcpp
from PIL import Image, ImageOps

from kiosk.paper.intake_slip import IntakeSlip
from kiosk.paper.papers_table import Paper
from kiosk.paper.wording import VIETNAM

QR = "HTTPS://MC.VN/T/Q03-261123-0147-K/7F3K"

A_SLIP = IntakeSlip(
    parent="ỦY BAN NHÂN DÂN XÃ NẬM MẪU",
    agency="TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
    number="Q03-261123-0147-K/TTPVHCC (BPTNTKQ)",
    place="Nậm Mẫu",
    receipt_number="Q03-261123-0147-K",
    lookup_code="7F3K",
    qr=QR,
    official_code=None,
    applicant="VÀNG A THỬ",
    applicant_number="0100 **** 0018",
    phone="0912000147",
    email="không có",
    address="Thôn Sín Chải, xã Nậm Mẫu, tỉnh Lào Cai",
    request="Đăng ký khai sinh (1.001193)",
    papers=(
        Paper("Tờ khai đăng ký khai sinh", True, False, False, 2, "Lưu hồ sơ"),
        Paper("Giấy chứng sinh", True, False, False, 1, "Lưu hồ sơ"),
        Paper("Căn cước của mẹ", False, False, True, None, "Đã trả lại bản chính"),
        Paper("Căn cước của cha", False, False, True, None, "Đã trả lại bản chính"),
    ),
    received=datetime(2026, 11, 23, 15, 20, tzinfo=VIETNAM),
    due=datetime(2026, 11, 25, 17, 0, tzinfo=VIETNAM),
    hotline="02143000115",
    processing_time="trong ngày",
    due_explanation="nhận sau 15 giờ nên tính từ ngày làm việc kế tiếp; 24/11 là ngày nghỉ lễ.",
    return_at="quầy số 3, Trung tâm Phục vụ hành chính công xã Nậm Mẫu",
    fees=(("Lệ phí (đúng hạn)", 0), ("02 bản sao × 8.000 đ", 16000)),
    payment_state="NỘP TẠI QUẦY",
    payment_sentence="Chưa thu tiền. Nộp tiền tại quầy và lấy biên lai khi nộp.",
)


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, one line per printed line."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [
            page.get_textpage().get_text_range().replace("\r\n", "\n").replace("\ufffe", "-")
            for page in document
        ]
    finally:
        document.close()


def flat(pdf: bytes) -> str:
    """All text on one line, as a reader would say it."""
    return re.sub(r"\s+", " ", " ".join(page_texts(pdf)))


def page_images(pdf: bytes, dpi: int = 120) -> list[Image.Image]:
    """Grey pictures of the pages."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [
            page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document
        ]
    finally:
        document.close()


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    """The box around everything that is not white."""
    box = ImageOps.invert(image.convert("L")).getbbox()
    assert box is not None, "the page is empty"
    return box


def codes(image: Image.Image) -> list[str]:
    """Texts of the bar codes in a picture."""
    return [found.text for found in zxingcpp.read_barcodes(image)]


def base_fonts(pdf: bytes) -> set[str]:
    """Names of the font programs a PDF refers to."""
    return {name.decode() for name in re.findall(rb"/BaseFont\s*/([^\s/>]+)", pdf)}


def picture(png: bytes) -> Image.Image:
    """A PNG as an image."""
    return Image.open(io.BytesIO(png))
