"""Which packs and tables are at work, for the command line and the doctor."""

from pathlib import Path
from typing import Any

from kiosk.app.clock import SystemClock
from kiosk.app.config import read
from kiosk.app.queue import store_of
from kiosk.app.reference import SHIPPED
from kiosk.app.releases import Releases


def packs_told(data: Path) -> dict[str, Any]:
    """What is at work in a data folder and what is wrong, as plain values. Raises KioskError."""
    read(data)
    with store_of(data) as store:
        return Releases(data, store.keys, store.journal, SystemClock()).told()


def said_of(told: dict[str, Any]) -> str:
    """The release at work in words."""
    number = told["release"]
    return "các gói đi kèm phần mềm" if number == SHIPPED else f"bản cập nhật số {number}"
