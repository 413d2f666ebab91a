"""Tables of information sheets from spreadsheets: all rows good, or nothing is written."""

import csv
import io
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from dossier import listing
from dossier.sheets import TableOfSheetsRefused, read, rows_of
from kiosk.journey.ports import KioskError
from kiosk.store import durable
from kiosk.store.wording import of_disk

LARGEST = 20_000_000
"""Bytes; a table of 10,000 procedures has a tenth of that."""
UNREADABLE = "Không đọc được “{name}”: {why}. Dùng tệp .csv (UTF-8) hoặc .xlsx."
REFUSED = "Chưa nhập gì từ “{name}”. Sửa các chỗ sau rồi nhập lại:\n{faults}"


def import_sheets(source: Path, folder: Path) -> tuple[Path, int]:
    """Check a spreadsheet and put it, tidied, into the folder of sheets below `folder`.

    Returns where it lies and how many sheets it has. Raises KioskError naming every wrong row.
    """
    try:
        if source.stat().st_size > LARGEST:
            raise KioskError(UNREADABLE.format(name=source.name, why="tệp quá lớn"))
        rows = _xlsx(source) if source.suffix.lower() == ".xlsx" else listing.rows(_read(source))
    except (OSError, UnicodeDecodeError, csv.Error, BadZipFile, KeyError, ValueError) as problem:
        why = str(problem) or type(problem).__name__
        raise KioskError(UNREADABLE.format(name=source.name, why=why)) from problem
    try:
        sheets = read(rows)
    except TableOfSheetsRefused as refused:
        faults = "\n".join(f"  {fault}" for fault in refused.faults)
        raise KioskError(REFUSED.format(name=source.name, faults=faults)) from refused
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows_of(sheets))
    target = folder / listing.SHEETS / f"{source.stem.lower().replace(' ', '-')}.csv"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        durable.write(target, text.getvalue().encode())
    except OSError as problem:
        raise KioskError(of_disk(problem)) from problem
    return target, len(sheets)


def _read(source: Path) -> bytes:
    return source.read_bytes()


def _xlsx(source: Path) -> list[list[Any]]:
    from openpyxl import load_workbook

    book = load_workbook(source, read_only=True, data_only=True)
    try:
        first = book.worksheets[0]
        return [[_cell(cell) for cell in row] for row in first.iter_rows(values_only=True)]
    finally:
        book.close()


def _cell(value: object) -> object:
    """A cell as text, but for days; whole numbers as people wrote them."""
    match value:
        case None | datetime() | date() | str():
            return value
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)
