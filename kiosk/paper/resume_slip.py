"""The slip of a visit put away: a code to go on with, and no name or number of anybody."""

from dataclasses import dataclass
from datetime import date

from kiosk.paper import text, wording
from kiosk.paper.fields import Type
from kiosk.paper.fonts import Face
from kiosk.paper.pen import MM
from kiosk.paper.roll import NOTE, ROW, SMALL, Centred, CodeAlone, Cut, Note, Pair, Space, strip
from kiosk.paper.sheet import Block
from kiosk.paper.text import Rich

TITLE = "PHIẾU HẸN LÀM TIẾP"
NOT_FILED = "Hồ sơ CHƯA nộp – chưa tính thời hạn"
NAMELESS = text.bind("Phiếu không ghi họ tên, số định danh")
QR_SIDE = 38 * MM


@dataclass(frozen=True, slots=True)
class ResumeSlip:
    """What a citizen needs to come back; `done` of `steps` are finished, `next_step` follows."""

    agency: str
    commune: str
    code: str
    qr: str
    procedure: str
    done: int
    steps: int
    next_step: str
    bring: tuple[str, ...]
    not_needed: tuple[str, ...]
    kept_until: date
    hotline: str


def build(slip: ResumeSlip) -> bytes:
    """The PDF of the slip for an 80 mm roll; the same bytes for the same slip."""
    with text.setting():
        blocks = [*_code(slip), *_visit(slip), *_foot(slip)]
        return strip(blocks, f"{TITLE} {slip.code}", text.clean(slip.agency), TITLE)


def _plain(words: str) -> Rich:
    return text.rich(text.glue(words), Face.SANS)


def _bold(words: str) -> Rich:
    return text.rich(text.glue(words), Face.SANS_BOLD)


def _code(slip: ResumeSlip) -> list[Block]:
    return [
        Centred(_plain(slip.agency.upper()), Type(8.6, 11.6)),
        Centred(_bold(slip.commune.upper()), Type(8.6, 11.6)),
        Cut(dashed=False),
        Centred(_bold(TITLE), Type(15, 19)),
        Centred(_bold(NOT_FILED), Type(9.4, 13)),
        CodeAlone(slip.qr, QR_SIDE),
        Centred(_bold(slip.code), Type(22, 27)),
        Centred(_plain("Đưa mã vào máy, hoặc đọc mã cho cán bộ"), Type(8.8, 12.5)),
        Cut(),
    ]


def _visit(slip: ResumeSlip) -> list[Block]:
    step = f"Đã xong {slip.done}/{slip.steps} bước"
    if slip.next_step:
        step += f" · Bước tới: {slip.next_step}"
    blocks: list[Block] = [Note(_bold(slip.procedure), Type(12.4, 16.4)), Note(_plain(step), NOTE)]
    if slip.bring:
        blocks += [Space(1 * MM), Note(_bold("LẦN SAU MANG THEO"), Type(9.4, 13.6))]
        blocks += [Note(_plain(item), Type(10.4, 15), boxed=True) for item in slip.bring]
    if slip.not_needed:
        words = f"KHÔNG cần mang: {', '.join(slip.not_needed)}."
        blocks.append(Note(_plain(words), Type(8.8, 12.6)))
    return blocks


def _foot(slip: ResumeSlip) -> list[Block]:
    return [
        Cut(),
        Pair(_plain("Bản nháp giữ đến hết"), _bold(wording.short_day(slip.kept_until)), ROW),
        Note(_plain("Sau ngày này máy tự xóa. Muốn xóa ngay: gọi hoặc đưa mã cho cán bộ."), NOTE),
        Space(1.4 * MM),
        Centred(_bold(f"Hỏi: {text.bind(wording.phone(slip.hotline))}"), Type(13, 17)),
        Centred(_plain(f"{NAMELESS}. Nhặt được xin trả quầy."), SMALL),
    ]
