"""What the frame round every screen shows, derived from the visit; pure."""

from dataclasses import dataclass
from datetime import datetime

from dossier.identity import address_form
from kiosk.journey.ports import Line, LineStatus
from kiosk.journey.steps import (
    Ask,
    Capture,
    Checklist,
    ConfirmCard,
    ConfirmSection,
    Done,
    Notice,
    Review,
    ShowCard,
    Step,
    TakeOver,
    WhoFiles,
)
from kiosk.journey.visit import Visit

STAGES = ("Quét thẻ", "Câu hỏi", "Giấy tờ", "Xem lại", "Xong")
SCREENS: dict[type[Step], tuple[str, int]] = {
    WhoFiles: ("question", 0),
    ShowCard: ("card", 0),
    ConfirmCard: ("confirm_card", 0),
    Notice: ("notice", 0),
    TakeOver: ("earlier", 0),
    ConfirmSection: ("section", 1),
    Ask: ("question", 1),
    Capture: ("capture", 2),
    Checklist: ("checklist", 3),
    Review: ("review", 3),
    Done: ("done", 4),
}
PAUSED = (
    "Hồ sơ đã cất trong máy. Muốn làm tiếp, bấm “Xem hồ sơ đã nộp” rồi đưa thẻ căn cước vào khung."
)
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


@dataclass(frozen=True, slots=True)
class FrameProps:
    """Header and step bar of a visit screen."""

    who: str = ""
    what: str = ""
    screen: str = "home"
    stage: int = 0


def frame_props(visit: Visit, step: Step) -> FrameProps:
    """Derive the frame of a visit's screen."""
    screen, stage = SCREENS[type(step)]
    return FrameProps(who(visit), visit.filing.procedure.words.name, screen, stage)


def who(visit: Visit) -> str:
    """“Bà Đào”, once the card is confirmed; before that nobody is named."""
    identity = visit.filing.identity
    if identity is None or not visit.card_confirmed:
        return ""
    form = address_form(identity, visit.filing.today)
    return f"{form} {identity.name.split()[-1]}".capitalize().title()


def line_words(status: LineStatus, saved: datetime | None) -> str:
    """The connection strip: the line, what is kept, what waits."""
    kept = f"đã lưu lúc {saved:%H:%M}" if saved else "hồ sơ được lưu tại máy"
    match status.line:
        case Line.ONLINE:
            waiting = f", còn {status.waiting} hồ sơ đang gửi" if status.waiting else ""
            return f"Có mạng – {kept}{waiting}{_expected(status)}"
        case Line.OFFLINE:
            return f"Mất mạng – {kept}, tự gửi khi có mạng{_expected(status)}"
        case Line.UNKNOWN:
            return f"Đang thử đường truyền – {kept}"


def _expected(status: LineStatus) -> str:
    """How long sending will take, once something is known of it."""
    forecast = status.forecast
    return f" ({forecast.duration})" if forecast and forecast.minutes is not None else ""


def date_words(now: datetime) -> str:
    """“Thứ Hai, 23/11”."""
    return f"{WEEKDAYS[now.weekday()]}, {now:%d/%m}"
