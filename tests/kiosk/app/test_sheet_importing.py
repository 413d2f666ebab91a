"""A spreadsheet of information sheets is taken over whole, or not at all with every reason."""

import csv
import io
from datetime import datetime

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

from dossier import listing
from kiosk.app.sheet_importing import LARGEST, import_sheets
from kiosk.cli import app
from kiosk.journey.ports import KioskError

HEADING = ["Mã thủ tục", "Tên thủ tục", "Lĩnh vực", "Nơi nộp", "Thời gian", "Hiệu lực từ", "Mức"]
ROW = ["2.001263", "Nuôi con nuôi", "Hộ tịch", "UBND xã", 30.0, datetime(2026, 3, 1), 1]  # noqa: DTZ001


def workbook(path, *rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def read_back(path):
    return listing.sheets({f"sheets/{path.name}": path.read_bytes()})


def test_a_workbook_is_taken_over(tmp_path):
    source = workbook(tmp_path / "Cấp Xã.xlsx", HEADING, ROW, [None] * 7)
    target, count = import_sheets(source, tmp_path / "packs")
    assert (target.name, count) == ("cấp-xã.csv", 1)
    (sheet,) = read_back(target)
    assert (sheet.time, sheet.valid_from.isoformat(), sheet.level) == ("30", "2026-03-01", 1)


def test_a_csv_of_a_spreadsheet_is_taken_over_by_command(tmp_path):
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([HEADING[:4], ROW[:4]])
    (tmp_path / "a.csv").write_text(text.getvalue(), encoding="utf-8-sig")
    told = CliRunner().invoke(
        app, ["procedures", "import", str(tmp_path / "a.csv"), "--packs", str(tmp_path), "--json"]
    )
    assert told.exit_code == 0, told.output
    assert '"sheets": 1' in told.output
    assert read_back(tmp_path / "sheets" / "a.csv")[0].code == "2.001263"


def test_a_wrong_row_takes_nothing_over_and_every_one_is_named(tmp_path):
    wrong = ["12", *ROW[1:]]
    source = workbook(tmp_path / "a.xlsx", HEADING, ROW, wrong, wrong)
    with pytest.raises(KioskError, match=r"(?s)dòng 3, code.*dòng 4, code"):
        import_sheets(source, tmp_path)
    assert not (tmp_path / "sheets").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.xlsx", b"no workbook"), ("a.csv", b"\xff\xfe"), ("a.csv", b'"a'), ("a.csv", b"")],
)
def test_another_file_is_refused_in_words(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(KioskError, match=name):
        import_sheets(tmp_path / name, tmp_path)


def test_a_file_that_is_not_there_or_far_too_large_is_refused_in_words(tmp_path):
    with pytest.raises(KioskError, match=r"a\.csv"):
        import_sheets(tmp_path / "a.csv", tmp_path)
    with (tmp_path / "b.csv").open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(KioskError, match="quá lớn"):
        import_sheets(tmp_path / "b.csv", tmp_path)


def test_a_folder_that_cannot_be_written_is_said_in_words(tmp_path):
    (tmp_path / "sheets").write_text("a file stands there")
    source = workbook(tmp_path / "a.xlsx", HEADING, ROW)
    with pytest.raises(KioskError):
        import_sheets(source, tmp_path)
