"""Tables of information sheets: every wrong cell is named, and nothing is half taken."""

from datetime import date, datetime

import pytest

from dossier.procedure import Level
from dossier.sheets import COLUMNS, Sheet, TableOfSheetsRefused, read, rows_of

HEADING = ["Mã thủ tục", "Tên thủ tục", "Lĩnh vực", "Nơi nộp", "Lệ phí", "Miễn, giảm"]
ROW = ["2.001263", "Nuôi con nuôi", "Hộ tịch", "UBND xã", "400.000 đồng", "Hộ nghèo"]


def table(*rows, heading=HEADING):
    return [heading, *rows]


def faults(rows):
    with pytest.raises(TableOfSheetsRefused) as refused:
        read(rows)
    return refused.value.faults


def cells(**more):
    return {
        "code": "2.001263",
        "name": "Nuôi con nuôi",
        "field": "Hộ tịch",
        "office": "UBND xã",
        **more,
    }


def test_a_table_is_read_by_its_vietnamese_headings():
    (sheet,) = read(table(ROW, [None, "", "", ""]))
    assert (sheet.code, sheet.name, sheet.exemptions) == ("2.001263", "Nuôi con nuôi", "Hộ nghèo")
    assert sheet.level is Level.INFORMATION
    assert not sheet.verified


def test_what_was_read_is_written_and_read_again():
    sheet = Sheet.model_validate(
        cells(
            papers="- Đơn\n\n• Giấy khám",
            valid_from="01/03/2027",
            valid_to=date(2028, 1, 1),
            last_checked=datetime(2026, 11, 1, 8),  # noqa: DTZ001
            verified="x",
            level="2",
            form="Đơn\nHọ tên",
        )
    )
    assert sheet.papers == ("Đơn", "Giấy khám")
    assert sheet.valid_from == date(2027, 3, 1)
    assert sheet.last_checked == date(2026, 11, 1)
    rows = list(rows_of([sheet]))
    assert rows[0] == tuple(COLUMNS)
    assert read(rows) == (sheet,)


def test_cells_left_empty_say_nothing():
    empty = cells(valid_from=None, valid_to=" ", level="", verified="", papers=("Đơn",), fee=None)
    assert Sheet.model_validate(empty) == Sheet.model_validate(cells(papers="Đơn"))


def test_a_sheet_without_a_code_is_known_by_its_name():
    sheet = Sheet.model_validate(cells(code="", name="Tách hộ"))
    assert sheet.key == "tach-ho"
    assert Sheet.model_validate(cells()).key == "2.001263"


@pytest.mark.parametrize(
    ("day", "valid"),
    [(date(2026, 12, 31), False), (date(2027, 1, 1), True), (date(2027, 2, 1), False)],
)
def test_a_code_stands_for_a_time(day, valid):
    sheet = Sheet.model_validate(cells(valid_from="2027-01-01", valid_to="2027-01-31"))
    assert sheet.valid_on(day) is valid
    assert Sheet.model_validate(cells()).valid_on(day)


@pytest.mark.parametrize("fee", ["", "Không", "Miễn phí", "0 đ"])
def test_what_costs_nothing_needs_no_exemptions(fee):
    assert Sheet.model_validate(cells(fee=fee)).exemptions == ""


@pytest.mark.parametrize(
    ("heading", "row", "column", "said"),
    [
        (HEADING, [*ROW[:4], "8.000 đồng"], "fee", "miễn, giảm"),
        (HEADING, ["1001193", *ROW[1:]], "code", "ví dụ 1.001193"),
        (HEADING, [ROW[0], "", *ROW[2:]], "name", "còn trống"),
        (HEADING, [ROW[0], "x", *ROW[2:]], "name", "quá ngắn"),
        ([*HEADING, "Mức độ"], [*ROW, "3"], "level", "gói thủ tục"),
        ([*HEADING, "Hiệu lực từ"], [*ROW, "31/02/2027"], "valid_from", "ngày/tháng/năm"),
        ([*HEADING, "Đã đối chiếu"], [*ROW, "có lẽ"], "verified", "để trống"),
        ([*HEADING, "Hiệu lực từ", "Hiệu lực đến"], [*ROW, "01/03/2027", "01/01/2027"],
         "valid_to", "đứng trước"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_with_what_to_write(heading, row, column, said):
    (fault,) = faults(table(ROW[:4], row, heading=heading))[-1:]
    assert (fault.row, fault.column) == (3, column)
    assert said in fault.message
    assert str(fault).startswith(f"dòng 3, {column}: ")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "bảng trống"),
        ([["Tên", "Lĩnh vực", "Nơi nộp", "Màu"]], "không có cột này"),
        ([["Tên", "Tên thủ tục", "Lĩnh vực", "Nơi nộp"]], "hai lần"),
        ([["Tên", None, "Lĩnh vực"]], "thiếu cột “Cơ quan thực hiện”"),
        (table(ROW, ROW), "đã có ở dòng 2"),
    ],
)
def test_a_wrong_table_is_refused_in_words(rows, said):
    assert any(said in fault.message for fault in faults(rows))


def test_all_wrong_rows_are_named_at_once():
    bad = [*ROW[:4], "8.000 đồng"]
    assert [fault.row for fault in faults(table(bad, ROW, bad))] == [2, 4]


@pytest.mark.parametrize(
    ("level", "form", "said"),
    [("2", "", "mức 2 phải có"), ("1", "Đơn đề nghị", "dòng đầu là tên mẫu đơn")],
)
def test_a_form_has_a_title_and_what_it_asks(level, form, said):
    heading = ["Tên", "Lĩnh vực", "Nơi nộp", "Mức", "Mẫu đơn"]
    with pytest.raises(TableOfSheetsRefused) as refused:
        read([heading, ["Việc mới", "Hộ tịch", "UBND xã", level, form]])
    assert said in str(refused.value)


def test_a_form_is_kept_line_by_line():
    heading = ["Tên", "Lĩnh vực", "Nơi nộp", "Mức", "Mẫu đơn"]
    (sheet,) = read([heading, ["Việc mới", "Hộ tịch", "UBND xã", "2", "Đơn\n- Họ tên\n- Lý do"]])
    assert sheet.form == ("Đơn", "Họ tên", "Lý do")
    assert read(list(rows_of([sheet]))) == (sheet,)
