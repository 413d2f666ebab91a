"""Looking the counter over: what works, what does not, and what to do about it."""

import importlib.util
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.app.clock import SystemClock
from kiosk.app.config import ASSETS, EMBEDDED, PROCEDURES, read
from kiosk.app.packs import packs_told, said_of
from kiosk.app.procedures import checked
from kiosk.app.queue import store_of, who_delivers
from kiosk.journey.ports import KioskError
from kiosk.journey.pressure import Alarm, Facts, Reading, judge
from kiosk.journey.watching import oldest, typical
from kiosk.scan.sources import look_once

OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at; `words` say what is so and, when not `good`, what to do."""

    name: str
    good: bool
    words: str


def examine(data: Path) -> Iterator[Check]:
    """Look at everything the counter needs, one check after another."""
    for name, look in (
        ("python", _python),
        ("assets", _assets),
        ("procedures", _procedures),
        ("packs", lambda: _packs(data)),
        ("config", lambda: _config(data)),
        ("disk", lambda: _disk(data)),
        ("store", lambda: _store(data)),
        ("queue", lambda: _queue(data)),
        ("delivery", lambda: _delivery(data)),
        ("hub", lambda: _hub(data)),
        ("camera", lambda: _camera(data)),
        ("printer", lambda: _printer(data)),
    ):
        yield _checked(name, look)


def _checked(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, good=True, words=look())
    except KioskError as problem:
        return Check(name, good=False, words=str(problem))


class Unwell(KioskError):
    """Something the counter needs is not right."""


def _python() -> str:
    if sys.version_info < OLDEST_PYTHON:
        raise Unwell("Cần Python 3.11 trở lên.")
    lacking = [
        name
        for name in ("PySide6", "cv2", "zxingcpp", "sqlcipher3", "httpx", "reportlab")
        if importlib.util.find_spec(name) is None
    ]
    if lacking:
        raise Unwell(f"Thiếu thư viện {', '.join(lacking)}. Chạy lại `make run`.")
    return f"Python {sys.version.split()[0]}, đủ thư viện."


def _assets() -> str:
    fonts, icons = list((ASSETS / "fonts").glob("*.ttf")), list((ASSETS / "icons").glob("*.svg"))
    if not fonts or not icons:
        raise Unwell(f"Thiếu phông chữ hoặc hình trong {ASSETS}. Lấy lại mã nguồn.")
    return f"{len(fonts)} phông chữ, {len(icons)} hình."


def _procedures() -> str:
    findings = checked(PROCEDURES, SystemClock().now().wall.date())
    faults = [str(finding) for finding in findings if not finding.advice]
    if faults:
        raise Unwell("; ".join(faults))
    return "Mọi gói thủ tục đều đúng."


def _packs(data: Path) -> str:
    read(data)
    told = packs_told(data)
    wrong = [*told["findings"], *([told["last_look"]] if told["last_look"] else [])]
    if wrong:
        raise Unwell(" ".join(wrong))
    return f"Đang dùng {said_of(told)}."


def _config(data: Path) -> str:
    settings = read(data).settings
    return f"{settings.counter}, {settings.commune}, {settings.province}."


def _disk(data: Path) -> str:
    read(data)
    free = shutil.disk_usage(data).free
    with store_of(data) as store:
        return _well(judge(Facts(free, typical(store.outbox))).disk)


def _queue(data: Path) -> str:
    with store_of(data) as store:
        waited = oldest(store.outbox, SystemClock().now().wall)
        return _well(judge(Facts(0, oldest=waited)).age)


def _well(reading: Reading) -> str:
    if reading.alarm is not Alarm.FINE:
        raise Unwell(reading.words)
    return reading.words


def _store(data: Path) -> str:
    with store_of(data) as store:
        for visit in store.journal.open_visits():
            store.journal.verify(visit.id)
        waiting = store.outbox.waiting()
        joined = "đã nối với hệ thống" if store.keys.enrolled else "chưa nối với hệ thống"
        return f"Kho hồ sơ nguyên vẹn, {waiting} hồ sơ chờ gửi, {joined}."


def _delivery(data: Path) -> str:
    return who_delivers(data) or "Chưa có chương trình nào đang gửi hồ sơ."


def _hub(data: Path) -> str:
    from kiosk.sync.client import HubClient

    config = read(data)
    if config.hub == EMBEDDED:
        return "Hệ thống tiếp nhận chạy ngay trong máy này."
    with store_of(data) as store:
        HubClient(config.hub, store.keys, SystemClock()).health()
    return f"{config.hub} trả lời tốt."


def _camera(data: Path) -> str:
    camera = read(data).camera
    frame = look_once(camera)
    return f"Máy ảnh {camera} cho hình {frame.width}×{frame.height}."


def _printer(data: Path) -> str:
    name = read(data).printer
    if not name:
        return "Chưa chọn máy in: giấy biên nhận được lưu thành tệp."
    if sys.platform != "win32" and shutil.which("lp") is None:
        raise Unwell("Máy chưa cài chương trình in (gói cups-client).")
    return f"In ra {name}."
