"""Files of sheets and sayings: good ones are read, others say at which row they are wrong."""

import pytest

from dossier.listing import ListingRefused, hard_terms, is_table, sayings, sheets
from dossier.search import NOTHING_SAID

TABLE = "Mã thủ tục;Tên;Lĩnh vực;Nơi nộp\r\n2.001263;Nuôi con nuôi;Hộ tịch;UBND xã\r\n"


def refused(read, files):
    with pytest.raises(ListingRefused) as problem:
        read(files)
    assert str(problem.value)
    return [(finding.file, finding.line, finding.message) for finding in problem.value.findings]


def test_a_table_of_any_spreadsheet_is_read():
    for text in (TABLE, TABLE.replace(";", ","), TABLE.replace(";", "\t"), "\ufeff" + TABLE):
        (sheet,) = sheets({"sheets/a.csv": text.encode(), "sheets/b.txt": b"x", "a.csv": b"y"})
        assert sheet.code == "2.001263"
    assert sheets({}) == ()
    assert is_table("sheets/a.csv")


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (TABLE.replace("2.001263", "2").encode(), 2, "ví dụ 1.001193"),
        (b"\xff\xfe", 1, "UTF-8"),
        (b'"a', 1, "CSV"),
    ],
)
def test_a_wrong_table_says_where(content, line, said):
    (fault,) = refused(sheets, {"sheets/a.csv": content, "sheets/b.csv": TABLE.encode()})
    assert fault[:2] == ("sheets/a.csv", line)
    assert said in fault[2]


def test_one_sheet_in_two_tables_is_a_fault():
    both = {"sheets/a.csv": TABLE.encode(), "sheets/b.csv": TABLE.encode()}
    (fault,) = refused(sheets, both)
    assert fault[2] == "“2.001263” đã có trong sheets/a.csv"


def test_sayings_lead_from_people_to_forms():
    said = sayings({"search/sayings.yaml": "meant: {kết hôn: [cưới]}\nfiller: [xin]".encode()})
    assert said.meant == {"cuoi": ["kết hôn"]}
    assert said.filler == {"xin"}
    assert sayings({}) == NOTHING_SAID
    assert sayings({"search/sayings.yaml": b"meant: {}"}).meant == {}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"meant: [", "not YAML"),
        (b"\xff", "utf-8"),
        (b"other: 1", "chỉ có meant"),
        (b"filler: x", "danh sách từ"),
        (b"filler: [1]", "danh sách từ"),
        (b"meant: [x]", "rồi danh sách"),
        ("meant: {cưới: x}".encode(), "cưới: ghi danh sách"),
        ("meant: {cưới: [1]}".encode(), "cưới: ghi danh sách"),
    ],
)
def test_wrong_sayings_say_why(content, said):
    assert any(said in fault[2] for fault in refused(sayings, {"search/sayings.yaml": content}))


def test_hard_terms_come_with_plainer_words():
    said = {"writing/hard-terms.yaml": "Xuất trình: đưa cho xem".encode()}
    assert hard_terms(said) == {"xuất trình": "đưa cho xem"}
    assert hard_terms({}) == {}


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"a: [", "not YAML"), (b"\xff", "utf-8"), (b"a: [b]", "cách nói"), (b"1: b", "cách nói")],
)
def test_wrong_hard_terms_say_why(content, said):
    (fault,) = refused(hard_terms, {"writing/hard-terms.yaml": content})
    assert said in fault[2]
