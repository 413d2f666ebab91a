"""The 80 mm receipt of a visit: the number, what was handed in, what is due, when, whom to ask."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.paper import text, wording
from kiosk.paper.fields import Type
from kiosk.paper.fonts import Face
from kiosk.paper.pen import MM
from kiosk.paper.roll import (
    NOTE,
    ROW,
    SMALL,
    Bar,
    Centred,
    CodeBeside,
    Cut,
    Note,
    Pair,
    Space,
    strip,
)
from kiosk.paper.sheet import Block
from kiosk.paper.text import Rich

TITLE = "PHIẾU NHẬN HỒ SƠ"
NOT_A_FISCAL_RECEIPT = "Không thay biên lai thu tiền"
WAITING = "CHỜ CẤP MÃ HỒ SƠ"
CODED = "ĐÃ CẤP MÃ CHÍNH THỨC"
QR_SIDE = 24 * MM


@dataclass(frozen=True, slots=True)
class RollPaper:
    """A paper of the visit and what became of it, in a few words."""

    name: str
    what: str


@dataclass(frozen=True, slots=True)
class ReceiptRoll:
    """Everything printed on the roll; the phone comes unmasked and is masked here."""

    parent: str
    agency: str
    counter: str
    kiosk: str
    receipt_number: str
    lookup_code: str
    qr: str
    official_code: str | None
    applicant: str
    phone: str
    request: str
    papers: tuple[RollPaper, ...]
    received: datetime
    due: datetime | None
    hotline: str
    missing: tuple[str, ...] = ()
    fees: tuple[tuple[str, int], ...] = ()
    payment_state: str = ""
    payment_sentence: str = ""


def build(roll: ReceiptRoll) -> bytes:
    """The PDF of the roll, 72 mm wide and as long as needed; the same bytes for the same roll."""
    with text.setting():
        blocks = [*_head(roll), *_visit(roll), *_papers(roll), *_money(roll), *_foot(roll)]
        return strip(blocks, f"{TITLE} {roll.receipt_number}", text.clean(roll.agency), TITLE)


def _plain(words: str) -> Rich:
    return text.rich(text.glue(words), Face.SANS)


def _bold(words: str) -> Rich:
    return text.rich(text.glue(words), Face.SANS_BOLD)


def _head(roll: ReceiptRoll) -> list[Block]:
    return [
        Centred(_plain(roll.parent), Type(8.6, 11.6)),
        Centred(_bold(roll.agency), Type(8.6, 11.6)),
        Cut(dashed=False),
        Centred(_bold(TITLE), Type(15, 19)),
        Centred(_plain(NOT_A_FISCAL_RECEIPT), Type(8.6, 12.5)),
        Space(1.2 * MM),
        Bar(CODED if roll.official_code else WAITING),
        Space(1.2 * MM),
    ]


def _visit(roll: ReceiptRoll) -> list[Block]:
    phone = wording.masked_phone(roll.phone)
    return [
        Pair(_plain("Số phiếu"), _bold(roll.receipt_number)),
        Pair(_plain("Mã hồ sơ"), _bold(roll.official_code or "chờ cấp")),
        Pair(_plain("Lúc"), _plain(wording.short_instant(roll.received))),
        Pair(_plain("Người nộp"), _bold(roll.applicant)),
        *([Pair(_plain("Điện thoại"), _plain(text.bind(phone)))] if phone else []),
        Cut(),
        Note(_bold(roll.request), Type(10.4, 14.4)),
    ]


def _papers(roll: ReceiptRoll) -> list[Block]:
    blocks: list[Block] = [Pair(_plain(paper.name), _plain(paper.what)) for paper in roll.papers]
    if roll.missing:
        blocks += [Space(0.8 * MM), Note(_bold("CÒN THIẾU, mang tới quầy sau:"), NOTE)]
        blocks += [Note(_plain(name), ROW, boxed=True) for name in roll.missing]
    due = wording.instant(roll.due) if roll.due else "cán bộ báo sau khi xem hồ sơ"
    label = "Trả kết quả trước" if roll.due else "Trả kết quả"
    return [*blocks, Cut(), Note(_plain(label), NOTE), Note(_bold(due), Type(10.4, 14.4))]


def _money(roll: ReceiptRoll) -> list[Block]:
    total = sum(amount for _, amount in roll.fees)
    lines = [Pair(_plain(label), _plain(wording.money(amount))) for label, amount in roll.fees]
    return [
        Cut(),
        *lines,
        *([Cut(dashed=False)] if lines else []),
        Pair(_bold("TỔNG CỘNG"), _bold(wording.money(total)), Type(13, 17)),
        Note(text.rich(wording.money_in_words(total), Face.SANS_ITALIC), NOTE),
        Note(_bold(roll.payment_state), ROW),
        Note(_plain(roll.payment_sentence), NOTE),
    ]


def _foot(roll: ReceiptRoll) -> list[Block]:
    ask = f"Hỏi: {text.bind(wording.phone(roll.hotline))}"
    notes = (
        (_bold("Xem tình trạng"), Type(10, 14)),
        (_plain(f"Mã tra cứu: {roll.lookup_code}"), Type(9.4, 14)),
        (_bold(ask), Type(9.4, 14)),
        (_plain("Đưa mã này vào máy hoặc quét bằng điện thoại."), SMALL),
    )
    return [
        Cut(),
        CodeBeside(roll.qr, QR_SIDE, notes),
        Cut(dashed=False),
        Centred(_plain(f"{roll.counter} · máy {roll.kiosk}"), SMALL),
    ]
