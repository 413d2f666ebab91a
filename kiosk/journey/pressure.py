"""When to warn and when to stop: room on the disk, age of the queue, the line, the clock. Pure.

New visits stop only where a dossier could not be kept safely: no room, or a clock that stands
before what is recorded. A long wait for the line only warns (docs/decisions/0012).
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum

from kiosk.journey.clock_watch import ClockDoubt

MB = 1_000_000
RESERVE_BYTES = 64 * MB
"""Kept free for visits under way: a visit of thirty papers, its seal and the database's log."""
TYPICAL_BYTES = 2 * MB
"""A visit of two photographed pages, kept once as pictures and once sealed; until better known."""
FEW_DOSSIERS = 100
OLD = timedelta(days=3)
SILENT = timedelta(days=1)
FINISH = "Lượt đang làm vẫn làm tiếp và lưu được."


class Alarm(IntEnum):
    """How bad it is."""

    FINE = 0
    WARNING = 1
    STOP = 2


@dataclass(frozen=True, slots=True)
class Facts:
    """What is judged. `free` and `typical` are bytes; `oldest` is how long the oldest unsent
    dossier waits (None: none does), `silent` how long no exchange succeeded (None: unknown)."""

    free: int
    typical: int = TYPICAL_BYTES
    oldest: timedelta | None = None
    silent: timedelta | None = None
    clock: ClockDoubt = ClockDoubt.NONE


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing judged, in words."""

    alarm: Alarm
    words: str


@dataclass(frozen=True, slots=True)
class Pressure:
    """Everything judged, by name."""

    disk: Reading
    age: Reading
    line: Reading
    clock: Reading

    @property
    def readings(self) -> tuple[tuple[str, Reading], ...]:
        """Each with its name."""
        return (
            ("disk", self.disk),
            ("age", self.age),
            ("line", self.line),
            ("clock", self.clock),
        )

    @property
    def alarm(self) -> Alarm:
        """The worst of all."""
        return max(reading.alarm for _, reading in self.readings)

    @property
    def words(self) -> str:
        """The sentences of the worst level, "" when all is fine."""
        worst = self.alarm
        said = (reading.words for _, reading in self.readings if reading.alarm is worst)
        return " ".join(said) if worst else ""


def judge(facts: Facts) -> Pressure:
    """Judge the facts."""
    return Pressure(
        disk=_disk(facts), age=_age(facts.oldest), line=_line(facts.silent), clock=_clock(facts)
    )


def room_for(facts: Facts) -> int:
    """How many more dossiers fit beside the reserve."""
    return max(0, facts.free - RESERVE_BYTES) // max(1, facts.typical)


def _disk(facts: Facts) -> Reading:
    room = room_for(facts)
    if room == 0:
        return Reading(
            Alarm.STOP,
            "Máy sắp hết chỗ lưu nên chưa nhận hồ sơ mới; hồ sơ đã nhận vẫn còn nguyên. "
            f"{FINISH} Xin báo cán bộ dọn chỗ trống trên ổ đĩa.",
        )
    words = f"Còn chỗ cho khoảng {_rounded(room)} hồ sơ."
    if room < FEW_DOSSIERS:
        return Reading(Alarm.WARNING, f"{words} Xin báo cán bộ dọn bớt chỗ trên ổ đĩa.")
    return Reading(Alarm.FINE, words)


def _age(oldest: timedelta | None) -> Reading:
    if oldest is None:
        return Reading(Alarm.FINE, "Không có hồ sơ nào chờ gửi.")
    if oldest < OLD:
        return Reading(Alarm.FINE, "Không có hồ sơ nào chờ gửi quá lâu.")
    return Reading(
        Alarm.WARNING,
        f"Có hồ sơ đã chờ gửi {oldest.days} ngày; hồ sơ vẫn giữ an toàn trong máy. "
        "Xin báo cán bộ xem đường truyền hoặc chép ra thẻ nhớ USB.",
    )


def _line(silent: timedelta | None) -> Reading:
    if silent is None or silent < SILENT:
        return Reading(Alarm.FINE, "Đường truyền chưa có gì đáng ngại.")
    return Reading(
        Alarm.WARNING,
        f"Đã {_said(silent)} chưa gửi được gì; hồ sơ vẫn giữ an toàn trong máy. "
        "Xin báo cán bộ xem đường truyền.",
    )


def _clock(facts: Facts) -> Reading:
    match facts.clock:
        case ClockDoubt.BACK:
            return Reading(
                Alarm.STOP,
                "Đồng hồ máy chỉ sớm hơn lần ghi cuối nên chưa nhận hồ sơ mới: ngày nhận và ngày "
                f"hẹn sẽ sai. {FINISH} Xin cán bộ chỉnh lại ngày giờ của máy.",
            )
        case ClockDoubt.WRONG:
            return Reading(
                Alarm.WARNING,
                "Đồng hồ máy lệch so với hệ thống tiếp nhận; ngày nhận và ngày hẹn đã tính theo "
                "giờ đúng. Xin cán bộ chỉnh lại ngày giờ của máy.",
            )
        case ClockDoubt.JUMPED:
            return Reading(
                Alarm.WARNING,
                "Đồng hồ máy vừa đổi nhiều phút. Xin cán bộ xem lại ngày giờ của máy.",
            )
        case ClockDoubt.NONE:
            return Reading(Alarm.FINE, "Đồng hồ chạy đều.")


def _rounded(room: int) -> int:
    """Two leading digits: nobody knows better."""
    step: int = 10 ** max(0, len(str(room)) - 2)
    return room // step * step


def _said(silent: timedelta) -> str:
    return f"{silent.days} ngày"
