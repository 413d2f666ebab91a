"""A new pack for an author to change: whole, sound, and full of explanations."""

import re
from datetime import date
from pathlib import Path

from kiosk.app.config import ASSETS
from kiosk.journey.ports import KioskError

STARTER = ASSETS / "starter"
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class NotStarted(KioskError):
    """No pack was begun; in words."""


def start(procedures: Path, slug: str, name: str, today: date) -> list[Path]:
    """Write a starter pack into a new folder `slug`; its files. Raises NotStarted."""
    folder = new_folder(procedures, slug)
    said = {"SLUG": slug, "NAME": f'"{name}"', "TODAY": today.isoformat()}
    words = re.compile("|".join(said))
    written = []
    for source in sorted(STARTER.rglob("*.yaml")):
        target = folder / source.relative_to(STARTER)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = source.read_text(encoding="utf-8")
        target.write_text(words.sub(lambda word: said[word[0]], text), encoding="utf-8")
        written.append(target)
    return written


def new_folder(procedures: Path, slug: str) -> Path:
    """Where a new pack may stand. Raises NotStarted."""
    if not _SLUG.fullmatch(slug):
        raise NotStarted(
            f"“{slug}” không làm tên thư mục được: chỉ dùng chữ thường không dấu, số và dấu nối."
        )
    folder = procedures / slug
    if folder.exists():
        raise NotStarted(f"Đã có thư mục {folder}. Chọn tên khác, hoặc sửa gói ở đó.")
    return folder
