"""The YAML of a pack keeps the line of every place; its faults are named one by one."""

import pytest

from dossier.pack_text import Finding, PackRefused, parse


def refused(text):
    with pytest.raises(PackRefused) as problem:
        parse("a.yaml", text)
    return [(finding.line, finding.message) for finding in problem.value.findings]


def test_every_place_has_the_line_its_author_wrote_it_on():
    document = parse("a.yaml", "top: 1\nlist:\n  - {id: a}\n  - id: b\n    when: c\n")
    assert document.data == {"top": 1, "list": [{"id": "a"}, {"id": "b", "when": "c"}]}
    assert document.lines[("top",)] == 1
    assert document.lines[("list",)] == 2
    assert document.lines["list", 1] == 4
    assert document.lines["list", 1, "when"] == 5


def test_a_finding_reads_as_file_line_and_words():
    assert str(Finding("a.yaml", 3, "wrong")) == "a.yaml:3: wrong"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "the file is empty or not a mapping"), ("- a", 1, "the file is empty"),
        ("a: 1\nb: ]", 2, "not YAML"), ("a: *b", 1, "undefined alias"),
        ("a: 1\n---\nb: 2", 2, "another document"), ("a: !!python/name:os.x b", 1, "not YAML"),
        ("a: 1\nb: 2026-02-31", 2, "not a date"), ("a: [1,\n 2026-13-01]", 2, "not a date"),
        ("a: 1\nb: \x00", 2, "character 0x0000"), ("a: &b [*b]", 1, "stands inside itself"),
    ],
)  # fmt: skip
def test_text_that_cannot_be_read_is_refused_with_its_line(text, line, words):
    ((found, said),) = refused(text)
    assert words in said
    assert found == line


def test_every_key_that_stands_twice_is_named():
    assert refused("a: 1\nb:\n  - {c: 1, c: 2}\na: 3\n") == [
        (4, "`a` stands twice"),
        (3, "`c` stands twice"),
    ]


def test_vietnamese_is_text():
    assert parse("a.yaml", "\ufeffa: Lò Thị Mẫu 👶").data == {"a": "Lò Thị Mẫu 👶"}
