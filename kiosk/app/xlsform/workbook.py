"""An XLSForm workbook as pyxform reads it; everything wrong with one is told in a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from kiosk.journey.ports import KioskError

LARGEST, UNPACKED, MOST_ROWS = 5_000_000, 100_000_000, 5_000
"""Bytes of a workbook, bytes it may unpack to, rows of its survey; large forms have a tenth."""
NO_READER = "Chưa cài phần đọc XLSForm. Cài bằng: pip install 'mot-cua-kiosk[xlsform]'."
UNREADABLE = "Không đọc được “{name}”: {why}. Chưa tạo gói nào."


class FormUnreadable(KioskError):
    """The workbook is no XLSForm; in words."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form: pyxform's tree of it, and the row of the survey each name stands in."""

    title: str
    tree: Mapping[str, Any]
    rows: Mapping[str, int]


def read(source: Path) -> Form:
    """The form of a workbook (.xlsx). Raises FormUnreadable."""
    try:
        content = _content(source)
        rows = _rows(content)
        tree = _tree(content)
    except (OSError, BadZipFile, KeyError, ValueError, TypeError, RecursionError) as problem:
        why = " ".join(str(problem).split()) or type(problem).__name__
        raise FormUnreadable(UNREADABLE.format(name=source.name, why=why.rstrip("."))) from problem
    return Form(str(tree.get("title") or tree.get("id_string") or source.stem), tree, rows)


def _content(source: Path) -> bytes:
    if source.suffix.lower() != ".xlsx":
        raise ValueError("cần tệp Excel .xlsx")
    if source.stat().st_size > LARGEST:
        raise ValueError("tệp quá lớn")
    content = source.read_bytes()
    with ZipFile(BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > UNPACKED:
            raise ValueError("tệp nén bất thường")
    return content


def _tree(content: bytes) -> Mapping[str, Any]:
    try:
        from pyxform.builder import create_survey_element_from_dict
        from pyxform.errors import PyXFormError
        from pyxform.xls2json import workbook_to_json
        from pyxform.xls2json_backends import get_xlsform
    except ModuleNotFoundError as problem:
        raise FormUnreadable(NO_READER) from problem
    try:
        book = get_xlsform(xlsform=content, file_type=".xlsx")
        tree: Mapping[str, Any] = workbook_to_json(book, fallback_form_name="form", warnings=[])
        create_survey_element_from_dict(tree).to_xml(validate=False, warnings=[])
    except PyXFormError as problem:
        raise ValueError(str(problem)) from problem
    return tree


def _rows(content: bytes) -> dict[str, int]:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    try:
        sheets = {sheet.title.lower(): sheet for sheet in book.worksheets}
        if "survey" not in sheets:
            raise ValueError("không có trang “survey”")
        rows: dict[str, int] = {}
        at = None
        for number, cells in enumerate(sheets["survey"].iter_rows(values_only=True), start=1):
            words = [str(cell or "").strip() for cell in cells]
            if at is None:
                lower = [word.lower() for word in words]
                at = lower.index("name") if "name" in lower else None
            elif at < len(words) and words[at]:
                rows.setdefault(words[at], number)
            if number > MOST_ROWS:
                raise ValueError(f"trang “survey” dài hơn {MOST_ROWS} dòng")
        return rows
    finally:
        book.close()
