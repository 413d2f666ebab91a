"""Packs with faults are refused, each fault with its file, its line and plain words."""

import pytest

from dossier import loading
from dossier.loading import PackRefused
from tests.support.small_pack import FILES, PROCEDURE, TEXTS, files, small_pack

BLOCK = """\
id: person
questions:
  - {id: name, kind: name, card: identity.name, checks: [{id: odd, cel: '$name != "x"'}]}
  - {id: age, kind: number, when: '$name == "y"', required: false}
texts:
  vi:
    name: {ask: "{who} tên gì?", checks: {odd: Tên lạ.}}
    age: {ask: "{who} mấy tuổi?"}
"""


def refused(pack, blocks=None):
    with pytest.raises(PackRefused) as problem:
        loading.load(pack, blocks or {})
    return problem.value.findings


def line_of(text, words):
    return next(n for n, line in enumerate(text.splitlines(), start=1) if words in line)


def test_a_sound_pack_is_loaded():
    pack = small_pack()
    assert pack.slug == "small"
    assert [question.id for question in pack.questions][:3] == ["who", "named", "words"]
    assert pack.words.name == "Việc nhỏ"


def test_findings_read_as_file_line_and_words():
    findings = refused(files("slug: small", "slug: Small Pack"))
    assert str(findings[0]).startswith("procedure.yaml:1: slug")
    with pytest.raises(PackRefused, match=r"procedure\.yaml:1"):
        loading.load(files("slug: small", "slug: Small Pack"), {})


@pytest.mark.parametrize(
    ("old", "new", "words", "at"),
    [
        ("legal_basis: [Luật mẫu]", "legal_basis: [", "not YAML", None),
        ("level: 3", "level: nine", "level", "level: nine"),
        ("effective_from: 2026-01-01", "effective_from: 2026-02-31", "not a date",
         "effective_from"),
        ("kind: name", "kind: nonsense", "kind", "kind: nonsense"),
        ("kind: name,", "kind: name, colour: red,", "colour", "colour: red"),
        ("id: count, kind: number, section: all, least: 1, most: 5, when: paper",
         "id: count, kind: number, section: all, least: 1, most: 5, when: papper", "papper",
         "papper"),
        ("when: paper", "when: paper + 1", "paper + 1", "paper + 1"),
        ('cel: "born_days >= 0"', 'cel: "born_days"', "BOOL is needed", "id: born"),
        ("legal_basis: [Luật mẫu]", "legal_basis: [Luật, 2026-02-31]", "not a date",
         "legal_basis"),
        ('amount: "late ? 8000 : 0"', "amount: late", "INT is needed", "amount: late"),
        ('cel: "born_days > 60"', 'cel: "born_days >"', "born_days >", "late, cel"),
        ("{id: who, kind", "{id: named, kind", "stands twice", None),
        ("named, kind: name, section: all", "named, kind: name, section: none", "section `none`",
         "section: none"),
        ("named, kind: name, section: all", "named, kind: name, section: all, choices: [a]",
         "choices belong", "choices: [a]"),
        ('take: "default:VN"', 'take: "answer:home"', "not asked before", "answer:home"),
        ("applicant: {name: named}", "applicant: {name: nobody}", "`nobody`", None),
        ("named, kind: name, section: all", "named, kind: name, section: all, when: paper",
         "depends on `paper`, which is not asked before it", "when: paper}"),
        ("named, kind: name, section: all", 'named, kind: name, section: all, when: "!late"',
         "depends on `born`", "!late"),
        ("{id: proof, when: paper}", "{id: proof, when: paper}\n  - {id: proof, give: show}",
         "documents: `proof` is already taken", "give: show"),
        ("{id: base,", "{id: each, amount: 5}\n  - {id: base,",
         "fees: `each` is already taken", "pages * 1000"),
        ("sections: [{id: all}]", "sections: [{id: all},\n  {id: all}]",
         "sections: `all` is already taken", "  {id: all}]"),
        ("derived:\n", 'derived:\n  - {id: born_days, cel: "1"}\n',
         "derived: `born_days` is already taken", "{id: born_days"),
        ("documents:\n", "not_asked:\n  - {id: old}\n  - {id: old, when: paper}\ndocuments:\n",
         "not_asked: `old` is already taken", "id: old, when"),
        ("level: 3\n", "level: 3\nlevel: 4\n", "`level` stands twice", "level: 4"),
        ("level: 3\n", "level: 3\nicon: a\x07b\n", "character 0x0007", "icon"),
        ("level: 3\n", "level: 3\nicon: &a [*a]\n", "stands inside itself", "slug"),
        ("questions:\n", "questions: 5\nlife_events:\n", "questions", "questions: 5"),
    ],
)  # fmt: skip
def test_a_fault_of_the_procedure_is_named(old, new, words, at):
    pack = files(old, new)
    findings = refused(pack)
    found = [finding for finding in findings if words in finding.message]
    assert found, [str(finding) for finding in findings]
    assert found[0].file == "procedure.yaml"
    if at is not None:
        assert found[0].line == line_of(pack["procedure.yaml"], at)


@pytest.mark.parametrize(
    ("old", "new", "words", "at"),
    [
        ('  named: {ask: "Tên?"}\n', "", "no text for `named`", "questions:"),
        ('  named: {ask: "Tên?"}\n', '  named: {ask: "Tên?"}\n  ghost: {ask: "Ma?"}\n',
         "unknown `ghost`", "ghost"),
        ("documents: {proof: {name: Giấy chứng}}", "documents: {}", "`proof`", "documents"),
        ("choices: {me: Tôi, other: Người khác}", "choices: {me: Tôi}", "`other`", "who:"),
        (', young: "Hơn trăm tuổi?"', "", "`young`", "born:"),
        ('named: {ask: "Tên?"}', 'named: {say: "Tên?"}', "ask", "named:"),
        ("summary: Để thử.", "summary: [a]", "summary", "summary"),
    ],
)  # fmt: skip
def test_a_fault_of_the_texts_is_named(old, new, words, at):
    pack = files(old, new, "texts.vi.yaml")
    found = [finding for finding in refused(pack) if words in finding.message]
    assert [finding.file for finding in found][:1] == ["texts.vi.yaml"]
    assert found[0].line == line_of(pack["texts.vi.yaml"], at)


def test_a_pack_without_vietnamese_is_refused():
    pack = {"procedure.yaml": PROCEDURE, "texts.en.yaml": TEXTS}
    assert [finding.file for finding in refused(pack)] == ["texts.vi.yaml"]


def test_texts_that_are_no_mapping_are_refused():
    findings = refused({"procedure.yaml": PROCEDURE, "texts.vi.yaml": "- a"})
    assert [(f.file, f.line) for f in findings] == [("texts.vi.yaml", 1)]


def test_an_empty_pack_is_refused():
    assert [(f.file, f.line) for f in refused({})] == [("procedure.yaml", 1)]


def test_a_block_becomes_questions_with_the_packs_words():
    pack = files(
        "questions:\n", "questions:\n  - {block: person, as: mum, section: all, optional: [age]}\n"
    )
    pack["texts.vi.yaml"] = TEXTS + "blocks: {mum: {who: mẹ}}\n"
    loaded = loading.load(pack, {"person.yaml": BLOCK})
    assert [question.id for question in loaded.questions[:2]] == ["mum_name", "mum_age"]
    assert loaded.words.questions["mum_name"].ask == "Mẹ tên gì?"
    assert loaded.question("mum_age").when == '(mum_name == "y")'
    assert loaded.question("mum_age").required == "false"


def test_a_fault_inside_a_block_points_at_the_line_that_uses_it():
    pack = files(
        "questions:\n", "questions:\n  - {block: person, as: mum, section: all, when: nothing}\n"
    )
    pack["texts.vi.yaml"] = TEXTS + "blocks: {mum: {who: mẹ}}\n"
    found = refused(pack, {"person.yaml": BLOCK})
    assert {finding.line for finding in found} == {line_of(pack["procedure.yaml"], "block: person")}


def test_a_block_with_wrong_texts_is_named():
    pack = files("questions:\n", "questions:\n  - {block: person, as: mum, section: all}\n")
    pack["texts.vi.yaml"] = TEXTS + "blocks: {mum: {who: mẹ}}\n"
    found = refused(pack, {"person.yaml": BLOCK.replace('{ask: "{who} mấy tuổi?"}', "{ask: 5}")})
    assert any("mum_age.ask" in finding.message for finding in found)


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ("{block: ghost, as: mum, section: all}", "unknown block `ghost`"),
        ("{block: person, as: mum, section: all, only: [shoe]}", "no field `shoe`"),
    ],
)
def test_a_wrong_use_of_a_block_is_named(item, words):
    pack = files("questions:\n", f"questions:\n  - {item}\n")
    (finding,) = refused(pack, {"person.yaml": BLOCK})
    assert words in finding.message
    assert finding.line == line_of(pack["procedure.yaml"], item)


def test_only_the_fields_wanted_are_asked_and_the_card_may_fill_them():
    pack = files(
        "questions:\n  - {id: who, kind: choice, section: all, choices: [me, other]}\n",
        "questions:\n  - {id: who, kind: choice, section: all, choices: [me, other]}\n"
        "  - {block: person, as: mum, section: all, only: [name], card: 'who == \"me\"'}\n",
    )
    pack["texts.vi.yaml"] = TEXTS + "blocks: {mum: {who: mẹ}}\n"
    loaded = loading.load(pack, {"person.yaml": BLOCK})
    ids = [question.id for question in loaded.questions]
    assert "mum_age" not in ids
    (prefill,) = loaded.question("mum_name").prefill
    assert (prefill.take, prefill.when) == ("identity.name", 'who == "me"')


def test_golden_cases_are_read_by_name():
    pack = {**FILES, "cases/b.yaml": "a: 1", "cases/a.yaml": "b: 2"}
    assert loading.cases(pack) == {"cases/a.yaml": {"b": 2}, "cases/b.yaml": {"a": 1}}


def test_a_case_that_is_not_yaml_is_named():
    with pytest.raises(PackRefused, match=r"cases/a\.yaml:2: not YAML"):
        loading.cases({**FILES, "cases/a.yaml": "a: ["})


def test_a_language_of_a_people_may_say_part_and_vietnamese_says_the_rest():
    part = (
        "name: Vịêc eng\nquestions: {who: {ask: Cần rử?, choices: {me: Câu}}}\nkeywords: [a, b]\n"
    )
    words = loading.load({**FILES, "texts.tyz.yaml": part}, {}).texts["tyz"]
    vietnamese = small_pack().words
    assert (words.name, words.keywords) == ("Vịêc eng", ("a", "b"))
    assert words.questions["who"].ask == "Cần rử?"
    assert words.questions["who"].choices == {
        "me": "Câu", "other": vietnamese.questions["who"].choices["other"],
    }  # fmt: skip
    assert words.questions["named"] == vietnamese.questions["named"]
    assert words.declaration == vietnamese.declaration


def test_such_a_language_may_not_speak_of_what_is_not_there():
    (finding,) = refused({**FILES, "texts.tyz.yaml": "questions:\n  nobody: {ask: Cần rử?}\n"})
    assert str(finding) == "texts.tyz.yaml:2: questions: text for unknown `nobody`"


def test_english_is_whole_or_not_there():
    assert refused({**FILES, "texts.en.yaml": "name: Small matter\n"})


def test_a_block_speaks_vietnamese_where_it_has_no_other_words():
    pack = files(
        "{id: named, kind: name, section: all}", "{block: person, as: named, section: all}"
    )
    pack["procedure.yaml"] = pack["procedure.yaml"].replace("{name: named}", "{name: named_name}")
    pack["texts.vi.yaml"] = "\n".join(
        line for line in pack["texts.vi.yaml"].splitlines() if not line.startswith("  named:")
    ).replace("questions:", "blocks: {named: {who: bạn}}\nquestions:")
    pack["texts.tyz.yaml"] = "name: Vịêc eng\n"
    words = loading.load(pack, {"person.yaml": BLOCK}).texts["tyz"]
    assert words.questions["named_name"].ask == "Bạn tên gì?"
