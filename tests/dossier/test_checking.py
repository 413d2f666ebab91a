"""A check tells the author of one version what that version does badly, once."""

from random import Random

from dossier import checking
from dossier.packs import broken_cases, folders
from dossier.workdays import vietnam
from tests.support.small_pack import PROCEDURE, TEXTS

HARD = {"theo quy định": "theo luật"}
CASE = """\
received: 2026-11-23T09:00:00
answers: {who: me, named: Lò Thị Mẫu, paper: false, born: 2027-01-01}
expect: {refused: {born: tương lai}}
"""
FIRST = PROCEDURE.replace(
    "effective_from: 2026-01-01", "effective_from: 2026-01-01\neffective_to: 2027-02-28"
)
LATER = 'version: "2027"\neffective_from: 2027-03-01\nlast_checked: 2026-11-02\n'


def told(texts=TEXTS, later=""):
    files = {
        "small/procedure.yaml": FIRST,
        "small/texts.vi.yaml": texts,
        "small/cases/a.yaml": CASE,
    }
    if later:
        files |= {"small/2027-03-01/procedure.yaml": LATER, "small/2027-03-01/texts.vi.yaml": later}
    versions = list(folders({path: text.encode() for path, text in files.items()}))
    for folder in versions:
        assert not folder.findings
        assert list(broken_cases(folder, vietnam([2026]))) == []
    return [
        (finding.file, finding.line, finding.message)
        for number, folder in enumerate(versions)
        for finding in checking.checked(folder, versions[:number], HARD, Random(1))
        if "hard to understand" in finding.message
    ]


def test_a_broken_pack_is_not_looked_at():
    (folder,) = folders({"small/procedure.yaml": b"slug: ["})
    assert list(checking.checked(folder, (), HARD, Random(1))) == []


def test_hard_texts_are_told_by_the_version_that_wrote_them():
    hard = TEXTS.replace("summary: ", "summary: Theo quy định. ")
    line = next(n for n, words in enumerate(hard.splitlines(), 1) if "Theo quy" in words)
    assert told(hard, later="result: Giấy mới.") == [
        (
            "small/texts.vi.yaml",
            line,
            "summary: “theo quy định” is hard to understand; say “theo luật”",
        )
    ]
    assert told(later="result: Theo quy định.") == [
        (
            "small/2027-03-01/texts.vi.yaml",
            1,
            "result: “theo quy định” is hard to understand; say “theo luật”",
        )
    ]


def test_a_question_of_the_version_before_is_not_told_again_for_a_neighbour():
    hard = TEXTS.replace('"Ai?"', '"Theo quy định ai?"')
    changed = "questions: {paper: {ask: 'Bạn có giấy không?'}}"
    assert [file for file, _, _ in told(hard, later=changed)] == ["small/texts.vi.yaml"]
