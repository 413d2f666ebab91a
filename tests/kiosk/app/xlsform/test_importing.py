"""A form of ODK becomes a pack that works; what it cannot hold is named, row by row."""

import json
import shutil
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

from dossier.answering import judge
from dossier.filing import Filing
from dossier.packs import folders
from dossier.procedure import Kind
from dossier.values import freeze
from kiosk.app.config import PROCEDURES
from kiosk.app.procedures import checked
from kiosk.cli import app
from kiosk.journey.ports import KioskError
from tests.support.pack_cases import told

TODAY = date(2026, 11, 23)
HEADING = [
    *("type", "name", "label::Tiếng Việt (vi)", "label::English (en)", "hint::Tiếng Việt (vi)"),
    *("required", "relevant", "constraint", "constraint_message::Tiếng Việt (vi)"),
    *("calculation", "default", "choice_filter", "repeat_count"),
]
FIELDS = ("type", "name", "vi", "en", "hint", "required", "relevant", "constraint", "said")
SURVEY = [
    {"type": "start", "name": "start"},
    {"type": "note", "name": "hello", "vi": "Xin đọc kỹ.", "en": "Please read."},
    {"type": "text", "name": "Ho-Ten", "vi": "Tên <b>chủ hộ</b>?", "en": "Name?", "hint": "Ghi đủ"},
    {"type": "integer", "name": "people", "vi": "Mấy người?", "en": "How many?", "required": "yes",
     "constraint": ". >= 1 and . <= 20"},
    {"type": "date", "name": "moved", "vi": "Đến ở ngày nào?", "en": "Since when?",
     "constraint": ". <= today()", "said": "Ngày này còn ở tương lai."},
    {"type": "select_one yn", "name": "poor", "vi": "Hộ nghèo?", "en": "Poor?", "required": "yes"},
    {"type": "begin_group", "name": "house", "vi": "Nhà ở", "en": "House",
     "relevant": "${poor} = 'yes'"},
    {"type": "decimal", "name": "area", "vi": "Bao nhiêu m²?", "en": "Area?"},
    {"type": "select_multiple animals", "name": "has", "vi": "Nuôi gì?", "en": "Animals?"},
    {"type": "text", "name": "cow_mark", "vi": "Dấu bò?", "en": "Mark?",
     "relevant": "selected(${has}, 'cow')"},
    {"type": "geopoint", "name": "place", "vi": "Ở đâu?", "en": "Where?"},
    {"type": "image", "name": "book", "vi": "Sổ hộ nghèo", "en": "Booklet"},
    {"type": "end_group"},
    {"type": "begin_repeat", "name": "members", "vi": "Người trong nhà", "en": "Members"},
    {"type": "text", "name": "member", "vi": "Tên", "en": "Name", "required": "yes"},
    {"type": "integer", "name": "age", "vi": "Tuổi", "en": "Age", "constraint": ". < 120"},
    {"type": "end_repeat"},
    {"type": "calculate", "name": "many", "calculation": "${people} > 5"},
    {"type": "text", "name": "why", "vi": "Vì sao ${people} người?", "en": "Why?",
     "relevant": "${many} and count(${members}) < ${people}"},
    {"type": "select_one yn", "name": "later", "vi": "Sau?", "en": "Later?",
     "relevant": "${area} > 10"},
    {"type": "acknowledge", "name": "ok", "vi": "Đúng như trên", "en": "True", "required": "yes"},
]  # fmt: skip
CHOICES = [
    ["list_name", "name", "label::Tiếng Việt (vi)", "label::English (en)"],
    ["yn", "yes", "Có", "Yes"],
    ["yn", "no", "Không", "No"],
    ["animals", "cow", "Bò", "Cow"],
    ["animals", "pig", "Lợn", "Pig"],
]


def row(said):
    known = [said.get(name) for name in FIELDS]
    return [*known, said.get("calculation"), said.get("default"), said.get("filter")]


@pytest.fixture
def form(tmp_path):
    def written(survey=SURVEY, choices=CHOICES, name="form.xlsx"):
        book = Workbook()
        book.active.title = "survey"
        for cells in [HEADING, *map(row, survey)]:
            book.active.append(cells)
        for title, rows in (
            ("choices", choices),
            ("settings", [["form_title", "default_language"], ["Hộ dân", "Tiếng Việt (vi)"]]),
        ):
            sheet = book.create_sheet(title)
            for cells in rows:
                sheet.append(cells)
        book.save(tmp_path / name)
        return tmp_path / name

    return written


@pytest.fixture
def packs(tmp_path):
    shutil.copytree(PROCEDURES / "blocks", tmp_path / "packs" / "blocks")
    return tmp_path / "packs"


def imported(source, packs, *given):
    return CliRunner().invoke(
        app, ["procedures", "import-form", str(source), "ho-dan", "--packs", str(packs), *given]
    )


def refusal(result):
    assert isinstance(result.exception, KioskError)
    return str(result.exception)


def pack(packs):
    read = {path.relative_to(packs).as_posix(): path.read_bytes() for path in packs.rglob("*.yaml")}
    (folder,) = folders(read)
    assert not folder.findings
    return folder.procedure


def test_a_survey_becomes_a_pack_that_only_wants_golden_cases(form, packs):
    result = imported(form(), packs)
    assert result.exit_code == 0, result.output
    assert [path.name for path in sorted((packs / "ho-dan").iterdir())] == [
        "procedure.yaml", "texts.en.yaml", "texts.vi.yaml",
    ]  # fmt: skip
    findings = list(checked(packs, TODAY))
    assert findings
    assert all(each.advice and "golden case" in each.message for each in findings), findings


def test_questions_ask_what_the_form_asked(form, packs):
    imported(form(), packs)
    made = pack(packs)
    kinds = {question.id: question.kind for question in made.questions}
    assert kinds["ho_ten"] is Kind.TEXT
    assert kinds["has_cow"] is kinds["ok"] is Kind.YES_NO
    assert [part.kind for part in made.question("members").rows] == [Kind.TEXT, Kind.NUMBER]
    people = made.question("people")
    assert (people.least, people.most) == (1, 20)
    words = made.words.questions["ho_ten"]
    assert (words.ask, words.help) == ("Tên chủ hộ?", "Xin đọc kỹ. Ghi đủ")
    assert made.texts["en"].questions["ho_ten"].ask == "Name?"
    assert [document.id for document in made.documents] == [
        "declaration_form", "book", "applicant_identity",
    ]  # fmt: skip


def test_its_conditions_hold_as_in_the_form(form, packs):
    imported(form(), packs)
    made = pack(packs)

    def asked(**answers):
        return {question.id for question in told(Filing(made, TODAY), **answers).visible}

    assert "cow_mark" not in asked(poor="no", has_cow=True)
    assert "cow_mark" in asked(poor="yes", has_cow=True)
    members = [{"member": "Lò Thị Mẫu"}]
    assert "why" in asked(people=6, poor="no", members=members)
    assert "why" not in asked(people=1, poor="no", members=members)
    judged = judge(made, {}, made.question("moved"), freeze("2030-01-01"), TODAY)
    assert "Ngày này còn ở tương lai." in str(judged)


def test_what_a_pack_cannot_hold_is_named_by_its_row(form, packs):
    result = imported(form(), packs, "--json")
    (told_of,) = [json.loads(line) for line in result.stdout.splitlines()]
    left = {(each["row"], each["name"]): each["what"] for each in told_of["left"]}
    assert left[(2, "start")].startswith("“start”: máy quầy tự ghi")
    assert left[(9, "area")] == "số thập phân"
    assert left[(10, "has")] == "chọn nhiều"
    assert "geopoint" in left[(12, "place")]
    assert left[(13, "book")] == "ảnh"
    assert "chèn câu trả lời khác" in left[(20, "why")]
    assert "số thập phân" in left[(21, "later")]
    assert all(each["instead"] for each in told_of["left"])


ODD = [
    ({"type": "select_multiple yn", "name": "m", "vi": "a", "constraint": "count-selected(.) < 2"},
     "ràng buộc của câu chọn nhiều"),
    ({"type": "select_one yn", "name": "m", "vi": "a", "filter": "name = 'yes'"}, "choice_filter"),
    ({"type": "integer", "name": "m", "vi": "a", "default": "${people}"}, "giá trị có sẵn"),
    ({"type": "integer", "name": "m", "vi": "a", "constraint": "pulldata('a','b','c','d') = ."},
     "không có hàm pulldata"),
    ({"type": "text", "name": "m", "vi": "a", "required": "${area} > 1"}, "bắt buộc khi"),
    ({"type": "text", "name": "m", "vi": "a", "relevant": "${z} = 'x'"}, "đứng sau câu này"),
    ({"type": "barcode", "name": "m", "vi": "a"}, "mã vạch"),
    ({"type": "calculate", "name": "m", "calculation": "uuid()"}, "không có hàm uuid"),
    ({"type": "note", "name": "m", "vi": "a"}, "sau nó không còn câu hỏi"),
]  # fmt: skip


@pytest.mark.parametrize(("odd", "said"), ODD, ids=[said for _, said in ODD])
def test_every_odd_row_is_told_and_the_rest_is_kept(form, packs, odd, said):
    survey = [*SURVEY[2:9], {"type": "end_group"}, odd]
    if "${z}" in str(odd):
        survey.append({"type": "text", "name": "z", "vi": "z"})
    result = imported(form(survey), packs)
    assert result.exit_code == 0, result.output
    assert said in result.stderr
    assert pack(packs).asks("people")


def test_a_form_of_another_language_lends_its_words(form, packs):
    survey = [{"type": "text", "name": "a", "en": "Your name?"}]
    result = imported(form(survey), packs)
    assert "không có tiếng Việt" in result.stderr
    assert pack(packs).words.questions["a"].ask == "Your name?"


def broken(path, kind):
    match kind:
        case "no zip":
            path.write_bytes(b"hello")
        case "bomb":
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
                packed.writestr("xl/workbook.xml", b"\0" * 101_000_000)
        case "no survey":
            Workbook().save(path)
        case "empty zip":
            with zipfile.ZipFile(path, "w"):
                pass
    return path


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("no zip", "zip"),
        ("bomb", "bất thường"),
        ("no survey", "survey"),
        ("empty zip", "Không đọc"),
    ],
)
def test_what_is_no_form_is_a_sentence_and_nothing_is_written(tmp_path, packs, kind, said):
    result = imported(broken(tmp_path / "form.xlsx", kind), packs)
    assert said in refusal(result)
    assert not (packs / "ho-dan").exists()


@pytest.mark.parametrize(
    ("survey", "said"),
    [
        ([{"type": "text", "name": "a", "vi": "a"}] * 2, "a"),
        ([{"type": "begin_group", "name": "g", "vi": "g"}], "g"),
        ([{"type": "select_one ghost", "name": "a", "vi": "a"}], "ghost"),
        ([{"type": "text", "name": "a", "vi": "a", "relevant": "${ghost} = 1"}], "ghost"),
        ([{"type": "geopoint", "name": "a", "vi": "a"}], "không có câu hỏi nào"),
    ],
)
def test_a_wrong_form_is_told_in_words(form, packs, survey, said):
    result = imported(form(survey), packs)
    assert said in refusal(result)
    assert not (packs / "ho-dan").exists()


def test_neither_an_old_workbook_nor_a_name_taken_is_used(form, packs, tmp_path):
    old = form().rename(tmp_path / "form.xls")
    assert ".xlsx" in refusal(imported(old, packs))
    assert imported(form(), packs).exit_code == 0
    assert "Đã có thư mục" in refusal(imported(form(), packs))
