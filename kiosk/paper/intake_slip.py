"""Form 01, “Giấy tiếp nhận hồ sơ và hẹn trả kết quả”, A5 or A4.

Wording and items of form 01, annex I of Circular 03/2025/TT-VPCP. Fee box, hotline and look-up code
are added for the citizen.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.paper import text, wording
from kiosk.paper.band import NumberBand
from kiosk.paper.fee_box import FeeBox
from kiosk.paper.fields import Field, Type, centred, field_rows, paragraph
from kiosk.paper.fonts import Face
from kiosk.paper.papers_table import Columns, Paper, table
from kiosk.paper.parts import Masthead, Signatory, Signatures, Strokes
from kiosk.paper.pen import MM, Pen
from kiosk.paper.qr import Qr
from kiosk.paper.sheet import A4, A5, Item, Margin, Margins, Sheet, Tightness, fit, write

TITLE = "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"
FORM = "Mẫu số 01 · Thông tư 03/2025/TT-VPCP"
PENDING = "*Mã hồ sơ được cấp khi* hồ sơ gửi xong lên hệ thống; máy tự gửi ngay khi có mạng."
KEEP = " Giữ phiếu này để xem mã và nhận kết quả."
DUE_WHILE_PENDING = "Hạn tính từ lúc nhận đủ giấy tờ tại quầy, không chờ có mạng."
DUE_WITH_CODE = "Hạn không đổi khi có mã hồ sơ."
DUE_WHILE_INCOMPLETE = "Giấy còn thiếu nộp muộn thì quầy báo lại ngày trả."
DUE_UNKNOWN = "cán bộ báo qua số điện thoại trên sau khi xem hồ sơ"


class PaperSize(StrEnum):
    """Paper the slip is set for."""

    A5 = "a5"
    A4 = "a4"


@dataclass(frozen=True, slots=True)
class Principal:
    """On whose behalf somebody files: name, masked number, and the paper that authorises."""

    name: str
    number: str
    authorisation: str


@dataclass(frozen=True, slots=True)
class IntakeSlip:
    """Everything printed on form 01, in plain types; identity numbers come already masked.

    Empty strings leave a dotted line to write on. `fees` are label and đồng. `official_code` None
    makes the slip of a dossier that still waits for the hub's code.
    """

    parent: str
    agency: str
    number: str
    place: str
    receipt_number: str
    lookup_code: str
    qr: str
    official_code: str | None
    applicant: str
    applicant_number: str
    phone: str
    email: str
    address: str
    request: str
    papers: tuple[Paper, ...]
    received: datetime
    due: datetime | None
    hotline: str
    processing_time: str = ""
    due_explanation: str = ""
    return_at: str = ""
    missing: tuple[str, ...] = ()
    fees: tuple[tuple[str, int], ...] = ()
    payment_state: str = ""
    payment_sentence: str = ""
    principal: Principal | None = None
    sets: int = 1
    officer: str = ""
    signed: bool = False
    ink: Strokes = ()
    copy_mark: str = "Liên 2: giao người nộp"


@dataclass(frozen=True, slots=True)
class Look:
    """Measures of one paper size."""

    sheet: Sheet
    body: Type
    title: float
    masthead: float
    qr: float
    columns: Columns
    cell: float
    sign: float
    small: float


def _columns(*millimetres: float) -> Columns:
    return tuple(wide * MM for wide in millimetres)


LOOKS = {
    PaperSize.A5: Look(
        sheet=Sheet(A5, Margins.millimetres(9, 11, 12, 13)),
        body=Type(8.9, 13.1),
        title=12.2,
        masthead=8.6,
        qr=19.6 * MM,
        columns=_columns(6.5, 46.5, 11, 10, 11, 10, 29),
        cell=8.1,
        sign=8 * MM,
        small=6.2,
    ),
    PaperSize.A4: Look(
        sheet=Sheet(A4, Margins.millimetres(17, 17, 18, 25)),
        body=Type(11.1, 18.0),
        title=14.5,
        masthead=11,
        qr=24.6 * MM,
        columns=_columns(9, 70, 14, 12, 14, 12, 37),
        cell=10.2,
        sign=17 * MM,
        small=7.2,
    ),
}


def build(slip: IntakeSlip, size: PaperSize = PaperSize.A5) -> bytes:
    """The PDF of the slip: the same bytes for the same slip, on as many pages as it needs."""
    with text.setting():
        look = LOOKS[size]
        margin = Margin(
            FORM, slip.copy_mark, f"Giấy tiếp nhận {slip.receipt_number} (tiếp theo)", 6.6
        )
        if size is PaperSize.A4:
            margin = Margin(margin.footer, margin.mark, margin.continued, look.small)
        pages = fit(lambda tightness: _flow(slip, look, tightness), look.sheet, margin.running_head)
        name = slip.official_code or slip.receipt_number
        pen = Pen(look.sheet.page, f"Giấy tiếp nhận {name}", text.clean(slip.agency), FORM)
        return write(pen, pages, look.sheet, margin)


def _flow(slip: IntakeSlip, look: Look, tightness: Tightness) -> list[Item]:
    leading, space = tightness
    type_ = Type(look.body.size, look.body.leading * leading)
    gap = look.body.size * space
    return [
        *_top(slip, look, type_, gap),
        *_people(slip, look, type_, gap),
        *_papers(slip, look, type_, gap),
        *_times(slip, look, type_, gap),
        *_end(slip, look, type_, gap),
    ]


def _top(slip: IntakeSlip, look: Look, type_: Type, gap: float) -> list[Item]:
    measure = look.sheet.measure
    when = wording.day(slip.received.astimezone(wording.VIETNAM).date())
    masthead = Masthead(
        parent=slip.parent,
        agency=slip.agency,
        number=f"Số: {slip.number}",
        place_and_date=f"{text.bind(slip.place)}, {text.bind(when)}",
        measure=measure,
        size=look.masthead,
    )
    title = centred(text.rich(TITLE, Face.SERIF_BOLD), measure, Type(look.title, look.title * 1.45))
    official = slip.official_code is not None
    sentence = PENDING + KEEP
    if official:
        sentence = f"Thay cho số phiếu tại quầy *{slip.receipt_number}*. Phiếu cũ vẫn dùng được"
        sentence += " để tra cứu và nhận kết quả."
    band = NumberBand(
        qr=Qr(slip.qr, look.qr),
        caption="Mã hồ sơ" if official else "Số phiếu tại quầy",
        number=slip.official_code or slip.receipt_number,
        tag="ĐÃ CẤP MÃ CHÍNH THỨC" if official else "CHỜ CẤP MÃ HỒ SƠ",
        official=official,
        sentence=text.marked(text.glue(sentence), Face.SANS, Face.SANS_BOLD),
        small=f"Quét mã để xem tình trạng · Mã tra cứu: {slip.lookup_code}",
        measure=measure,
        type=type_,
    )
    return [Item(masthead), Item(title, 0.9 * gap), Item(band, 0.55 * gap)]


def _people(slip: IntakeSlip, look: Look, type_: Type, gap: float) -> list[Item]:
    measure = look.sheet.measure
    name = Field("Tiếp nhận hồ sơ của Ông/Bà", slip.applicant, Face.SERIF_BOLD)
    contact = [
        Field("Số định danh", slip.applicant_number, share=0.36),
        Field("Điện thoại", text.bind(wording.phone(slip.phone)), share=0.34),
        Field("Email", slip.email, share=0.3),
    ]
    items = [
        *field_rows([name], measure, type_, space=0.55 * gap),
        *field_rows(contact, measure, type_),
        *field_rows([Field("Địa chỉ", text.bind_parts(slip.address))], measure, type_),
    ]
    if slip.principal is not None:
        who = [
            Field("Người ủy quyền", slip.principal.name, share=0.55),
            Field("Số định danh", slip.principal.number, share=0.45),
        ]
        items += field_rows(who, measure, type_)
        paper = Field("Giấy tờ ủy quyền", slip.principal.authorisation)
        items += field_rows([paper], measure, type_)
    request = Field("Nội dung yêu cầu giải quyết", slip.request, Face.SERIF_BOLD)
    return [*items, *field_rows([request], measure, type_)]


def _papers(slip: IntakeSlip, look: Look, type_: Type, gap: float) -> list[Item]:
    measure = look.sheet.measure
    head = paragraph(text.rich("Thành phần hồ sơ nộp gồm:", Face.SERIF), measure, type_)
    items = []
    if slip.papers:
        items.append(Item(head, group="papers"))
        cell = Type(look.cell, type_.leading)
        items += table(slip.papers, look.columns, cell, group="papers")
    else:
        field = Field("Thành phần hồ sơ nộp gồm", "không có giấy tờ kèm theo")
        items += field_rows([field], measure, type_)
    if slip.missing:
        later = Field("Chưa nộp, mang tới quầy sau", "; ".join(slip.missing))
        items += field_rows([later], measure, type_, space=0.2 * gap)
    return items


def _times(slip: IntakeSlip, look: Look, type_: Type, gap: float) -> list[Item]:
    measure = look.sheet.measure
    amounts = [
        Field("Số lượng hồ sơ", f"{slip.sets:02d} bộ", share=0.34),
        Field("Thời gian giải quyết theo quy định", slip.processing_time, share=0.66),
    ]
    received = Field("Thời gian nhận hồ sơ", wording.instant(slip.received))
    due = f"trước {wording.instant(slip.due)}" if slip.due is not None else DUE_UNKNOWN
    face = Face.SERIF_BOLD if slip.due is not None else Face.SERIF
    items = [
        *field_rows(amounts, measure, type_, space=0.4 * gap),
        *field_rows([received], measure, type_),
        *field_rows([Field("Thời gian trả kết quả", due, face)], measure, type_),
    ]
    sentence = DUE_WHILE_PENDING if slip.official_code is None else DUE_WITH_CODE
    if slip.missing:
        sentence = DUE_WHILE_INCOMPLETE
    if slip.due is not None:
        why = f"Cách tính: {slip.due_explanation} " if text.clean(slip.due_explanation) else ""
        small = Type(type_.size * 0.92, type_.leading * 0.88)
        spans = text.rich(text.glue(f"{why}{sentence}"), Face.SERIF_ITALIC)
        items.append(Item(paragraph(spans, measure, small, indent=4 * MM)))
    place = Field("Nhận kết quả tại", slip.return_at)
    return [*items, *field_rows([place], measure, type_)]


def _end(slip: IntakeSlip, look: Look, type_: Type, gap: float) -> list[Item]:
    measure = look.sheet.measure
    box = FeeBox(
        lines=tuple((label, wording.money(amount)) for label, amount in slip.fees),
        total=("Tổng cộng", wording.money(sum(amount for _, amount in slip.fees))),
        state=slip.payment_state,
        sentence=slip.payment_sentence,
        measure=measure,
        type=type_,
    )
    ask = f"Cần hỏi, hoặc quá hạn chưa có kết quả: gọi *{text.bind(wording.phone(slip.hotline))}*."
    hotline = centred(text.marked(ask, Face.SANS, Face.SANS_BOLD), measure, type_)
    hint = "(Ký và ghi rõ họ tên)"
    people = (
        Signatory(
            "NGƯỜI NỘP HỒ SƠ", "(Đã ký trên màn hình)" if slip.signed or slip.ink else hint,
            slip.applicant, slip.ink,
        ),
        Signatory("NGƯỜI TIẾP NHẬN HỒ SƠ", hint, slip.officer),
    )  # fmt: skip
    signatures = Signatures(people, measure, type_, look.sign)
    return [
        Item(box, 0.45 * gap, group="end"),
        Item(hotline, 0.2 * gap, group="end"),
        Item(signatures, 0.35 * gap, group="end"),
    ]
