"""Every change between two versions of a pack is told in words, and nothing else is."""

import pytest

from dossier import loading
from dossier.comparing import changes
from tests.support.pack_maker import a_pack
from tests.support.small_pack import PROCEDURE, TEXTS, files

OLD = """
questions:
  - {id: a, kind: choice, choices: [x, y]}
  - {id: b, kind: number, checks: [{id: most, cel: "b < 5"}]}
  - {id: c, kind: text}
documents: [{id: paper, when: "b > 1"}, {id: other}]
not_asked: [{id: book}]
fees: [{id: base, amount: 8000}]
deadlines: [{rule: "WD(3)"}]
routes: [{office: here}]
"""


def told(old, new):
    return list(changes(a_pack(old), a_pack(new)))


def test_two_alike_say_nothing():
    assert told(OLD, OLD) == []
    pack = loading.load(files(), {})
    assert list(changes(pack, pack)) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  - {id: c, kind: text}\n", "", ["Bỏ câu hỏi “Hỏi c?” (c)."]),
        ("{id: c, kind: text}", "{id: c, kind: text}\n  - {id: d, kind: text}",
         ["Thêm câu hỏi “Hỏi d?” (d)."]),
        ("{id: c, kind: text}", "{id: c, kind: name}", ["Câu “Hỏi c?”: kiểu: “text” → “name”."]),
        ("{id: c, kind: text}", "{id: c, kind: text, when: 'a == \"x\"', required: false}",
         ['Câu “Hỏi c?”: hỏi khi: “luôn luôn” → “a == "x"”.',
          "Câu “Hỏi c?”: bắt buộc khi: “luôn luôn” → “không bao giờ”."]),
        ("[x, y]", "[x, z]",
         ["Câu “Hỏi a?”: thêm lựa chọn “z”.", "Câu “Hỏi a?”: bỏ lựa chọn “y”."]),
        ("b < 5", "b < 6", ["Câu “Hỏi b?”: điều kiện most: “b < 5” → “b < 6”."]),
        ('{id: most, cel: "b < 5"}', '{id: least, cel: "b > 0"}',
         ["Câu “Hỏi b?”: thêm điều kiện “Sai least.”", "Câu “Hỏi b?”: bỏ điều kiện “Sai most.”"]),
        ('when: "b > 1"', "give: show",
         ["Giấy “Giấy paper”: cần khi: “b > 1” → “luôn luôn”.",
          "Giấy “Giấy paper”: cách đưa: “nộp” → “chỉ đưa xem”."]),
        (", {id: other}", "", ["Bỏ giấy “Giấy other” (other)."]),
        ("[{id: book}]", "[{id: copy}]",
         ["Thêm lời báo không đòi “Không cần copy” (copy).",
          "Bỏ lời báo không đòi “Không cần book” (book)."]),
        ("amount: 8000", "amount: 9000", ["Khoản thu “Phí base”: số tiền: “8000” → “9000”."]),
        ("WD(3)", "WD(5)", ["Thời hạn: “WD(3) luôn luôn” → “WD(5) luôn luôn”."]),
        ("{office: here}", "{office: here, when: 'b > 1'}",
         ["Nơi giải quyết “here”: chuyển đến khi: “luôn luôn” → “b > 1”."]),
    ],
)  # fmt: skip
def test_a_change_of_a_rule_is_told(old, new, said):
    assert told(OLD, OLD.replace(old, new)) == said


def test_another_order_is_told():
    moved = OLD.replace("  - {id: c, kind: text}\n", "").replace(
        "questions:\n", "questions:\n  - {id: c, kind: text}\n"
    )
    assert told(OLD, moved) == ["Thứ tự câu hỏi thay đổi."]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ((PROCEDURE, "last_checked", "effective_to: 2027-02-28\nlast_checked"),
         ["Áp dụng đến hết: “khi có bản mới” → “28/02/2027”."]),
        ((PROCEDURE, "effective_from: 2026-01-01", "effective_from: 2026-02-01"),
         ["Áp dụng từ: “01/01/2026” → “01/02/2026”."]),
        ((PROCEDURE, "[Luật mẫu]", "[Luật mới]"),
         ["Thêm căn cứ: Luật mới.", "Bỏ căn cứ: Luật mẫu."]),
        ((PROCEDURE, "level: 3", "level: 4"), ["Mức độ: “3” → “4”."]),
        ((TEXTS, "name: Việc nhỏ", "name: Việc bé"), ["Tên: “Việc nhỏ” → “Việc bé”."]),
        ((TEXTS, "name: Việc nhỏ", "name: Việc nhỏ\nresult: Giấy"),
         ["Kết quả: “(trống)” → “Giấy”."]),
        ((TEXTS, '"Ai?"', '"Ai đó?"'), ["Câu “Ai đó?”: lời cũ là “Ai?”."]),
    ],
)  # fmt: skip
def test_a_change_of_words_or_dates_is_told(change, said):
    source, old, new = change
    changed = dict(files())
    name = "procedure.yaml" if source is PROCEDURE else "texts.vi.yaml"
    changed[name] = source.replace(old, new, 1)
    assert list(changes(loading.load(files(), {}), loading.load(changed, {}))) == said


def test_other_words_for_a_paper_are_told():
    changed = dict(files())
    words = loading.load(changed, {}).words.documents["proof"].name
    changed["texts.vi.yaml"] = TEXTS.replace(words, "Giấy khác", 1)
    assert list(changes(loading.load(files(), {}), loading.load(changed, {}))) == [
        f"Giấy “Giấy khác”: lời cũ là “{words}”."
    ]
