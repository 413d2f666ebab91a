"""Information sheets: procedures known here but filed elsewhere (service levels 1 and 2).

Kept as tables, one row a procedure, so that they can be written and checked in a spreadsheet.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from typing_extensions import override

from dossier.names import fold, tidy
from dossier.procedure import Level

NONE_EXEMPT = "Không có"
FREE = frozenset(map(fold, ("", "Không", "Không thu", "Miễn phí", "0", "0 đ", "0 đồng")))
YES = frozenset(map(fold, ("x", "có", "rồi", "yes", "1")))
NO = frozenset(map(fold, ("", "chưa", "không", "no", "0")))


def _lines(raw: object) -> object:
    if isinstance(raw, str):
        return tuple(line for line in map(_unlisted, raw.splitlines()) if line)
    return raw


def _unlisted(line: str) -> str:
    return tidy(line).lstrip("-•*+ ")


def _day(raw: object) -> object:
    if isinstance(raw, datetime):
        return raw.date()
    if not isinstance(raw, str):
        return raw
    text = raw.strip()
    if not text:
        return None
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007  (a day has no zone)
    except ValueError:
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise ValueError("ghi ngày/tháng/năm, ví dụ 01/03/2027") from None


def _yes(raw: object) -> object:
    said = fold(raw) if isinstance(raw, str) else raw
    if said in YES or said is True:
        return True
    if said in NO or said is False or said is None:
        return False
    raise ValueError("ghi “x” hoặc để trống")


def _level(raw: object) -> object:
    if raw in {"", None}:
        return Level.INFORMATION
    if str(raw).strip() not in {"1", "2"}:
        raise ValueError("mức là 1 hoặc 2; mức 3, 4 là gói thủ tục")
    return int(str(raw))


Text = Annotated[str, BeforeValidator(lambda raw: tidy(str(raw)) if raw is not None else "")]
Lines = Annotated[tuple[str, ...], BeforeValidator(_lines)]
Day = Annotated[date | None, BeforeValidator(_day)]


class Sheet(BaseModel):
    """What a person must know before going where the procedure is filed.

    `code` is the national one, "" while nobody has looked it up. `verified`: somebody compared the
    sheet with the published procedure on `last_checked`. `form`: title of the form to fill in by
    hand, then what it asks, one line each.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    code: Annotated[Text, Field(pattern=r"^(\d\.\d{6})?$")] = ""
    name: Text = Field(min_length=3)
    official: Text = ""
    field: Text = Field(min_length=2)
    level: Annotated[Level, BeforeValidator(_level)] = Level.INFORMATION
    office: Text = Field(min_length=2)
    who: Text = ""
    papers: Lines = ()
    time: Text = ""
    fee: Text = ""
    exemptions: Text = ""
    result: Text = ""
    legal_basis: Lines = ()
    life_events: Lines = ()
    keywords: Lines = ()
    form: Lines = ()
    valid_from: Day = None
    valid_to: Day = None
    superseded_by: Annotated[Text, Field(pattern=r"^(\d\.\d{6})?$")] = ""
    last_checked: Day = None
    verified: Annotated[bool, BeforeValidator(_yes)] = False

    @model_validator(mode="after")
    def _whole_form(self) -> "Sheet":
        if len(self.form) == 1 or (self.level is Level.FORM and not self.form):
            raise ValueError(
                "form: dòng đầu là tên mẫu đơn, mỗi dòng sau là một mục phải điền; mức 2 phải có"
            )
        return self

    @model_validator(mode="after")
    def _honest_fee(self) -> "Sheet":
        if fold(self.fee) not in FREE and not self.exemptions:
            raise ValueError(
                "fee: có lệ phí thì cột exemptions phải ghi nguyên văn ai được miễn, giảm "
                f"(không ai thì ghi “{NONE_EXEMPT}”)"
            )
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to: đứng trước valid_from")
        return self

    @property
    def key(self) -> str:
        """What it is known by: its code, or its name until there is one."""
        return self.code or fold(self.name).replace(" ", "-")

    def valid_on(self, day: date) -> bool:
        """Whether the code stands for this procedure on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": ("Mã thủ tục", "Mã TTHC", "Mã số"),
    "name": ("Tên thủ tục", "Tên dễ hiểu", "Tên"),
    "official": ("Tên chính thức", "Tên TTHC"),
    "field": ("Lĩnh vực",),
    "level": ("Mức độ", "Mức"),
    "office": ("Cơ quan thực hiện", "Cơ quan giải quyết", "Nơi nộp"),
    "who": ("Đối tượng thực hiện", "Ai làm"),
    "papers": ("Thành phần hồ sơ", "Giấy tờ cần mang"),
    "time": ("Thời hạn giải quyết", "Thời gian"),
    "fee": ("Phí, lệ phí", "Lệ phí", "Phí"),
    "exemptions": ("Miễn, giảm", "Đối tượng miễn giảm"),
    "result": ("Kết quả thực hiện", "Kết quả"),
    "legal_basis": ("Căn cứ pháp lý",),
    "life_events": ("Sự kiện cuộc sống", "Việc đời"),
    "keywords": ("Từ khóa", "Bà con hay nói"),
    "form": ("Mẫu đơn", "Biểu mẫu"),
    "valid_from": ("Hiệu lực từ",),
    "valid_to": ("Hiệu lực đến",),
    "superseded_by": ("Thay bằng mã",),
    "last_checked": ("Ngày đối chiếu",),
    "verified": ("Đã đối chiếu",),
}
"""The columns of a table of sheets, with the headings they may have besides."""
NEEDED = ("name", "field", "office")
_HEADINGS = {fold(head): column for column, heads in COLUMNS.items() for head in (column, *heads)}


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with one cell of a table, for who writes it; row 1 is the heading."""

    row: int
    column: str
    message: str

    @override
    def __str__(self) -> str:
        """In words."""
        return f"dòng {self.row}, {self.column}: {self.message}"


class TableOfSheetsRefused(ValueError):
    """Nothing of a table is taken while a row of it is wrong; `faults` names them all."""

    def __init__(self, faults: Sequence[RowFault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


def read(rows: Sequence[Sequence[Any]]) -> tuple[Sheet, ...]:
    """The sheets of a table, its first row the headings. Raises TableOfSheetsRefused."""
    if not rows:
        raise TableOfSheetsRefused([RowFault(1, "bảng", "bảng trống: dòng đầu phải là tên cột")])
    columns = _columns(rows[0])
    faults: list[RowFault] = []
    sheets: list[Sheet] = []
    first: dict[tuple[str, date | None], int] = {}
    for number, row in enumerate(rows[1:], start=2):
        cells = {name: row[at] for name, at in columns.items() if at < len(row)}
        cells = {name: cell for name, cell in cells.items() if cell is not None and cell != ""}
        if not cells:
            continue
        try:
            sheet = Sheet.model_validate(cells)
        except ValidationError as problem:
            faults.extend(_faults(number, problem))
            continue
        before = first.setdefault((sheet.key, sheet.valid_from), number)
        if before != number:
            message = f"“{sheet.key}” đã có ở dòng {before}: xóa bớt hoặc ghi hiệu lực khác nhau"
            faults.append(RowFault(number, "code", message))
        sheets.append(sheet)
    if faults:
        raise TableOfSheetsRefused(faults)
    return tuple(sorted(sheets, key=lambda one: (one.field, one.key, one.valid_from or date.min)))


def rows_of(sheets: Sequence[Sheet]) -> Iterator[Sequence[str]]:
    """A table of these sheets, headings first, as `read` takes it."""
    yield tuple(COLUMNS)
    for sheet in sheets:
        cells = sheet.model_dump(mode="json", exclude_none=True)
        yield tuple(_cell(cells.get(column, "")) for column in COLUMNS)


def _cell(value: object) -> str:
    match value:
        case bool():
            return "x" if value else ""
        case list():
            return "\n".join(map(str, value))
        case _:
            return str(value)


def _columns(heading: Sequence[Any]) -> dict[str, int]:
    columns: dict[str, int] = {}
    faults = []
    for at, cell in enumerate(heading):
        said = tidy(str(cell)) if cell is not None else ""
        column = _HEADINGS.get(fold(said))
        if said and column is None:
            known = ", ".join(heads[0] for heads in COLUMNS.values())
            faults.append(RowFault(1, said, f"không có cột này; các cột là: {known}"))
        elif column in columns:
            faults.append(RowFault(1, said, "cột này có hai lần"))
        elif column is not None:
            columns[column] = at
    faults += [
        RowFault(1, name, f"thiếu cột “{COLUMNS[name][0]}”")
        for name in NEEDED
        if name not in columns
    ]
    if faults:
        raise TableOfSheetsRefused(faults)
    return columns


_SAID = {
    "missing": "còn trống, phải ghi",
    "string_too_short": "còn trống hoặc quá ngắn",
    "string_pattern_mismatch": "mã gồm một chữ số, dấu chấm và sáu chữ số, ví dụ 1.001193",
}


def _faults(row: int, problem: ValidationError) -> Iterator[RowFault]:
    for error in problem.errors(include_url=False):
        said = str(error["msg"]).removeprefix("Value error, ")
        column = str(error["loc"][0]) if error["loc"] else said.partition(":")[0]
        message = said.partition(": ")[2] if not error["loc"] else _SAID.get(error["type"], said)
        yield RowFault(row, column, message or said)
