"""A later version says only what it changes; everything else comes from the version before it."""

from datetime import date

import pytest

from dossier import loading
from dossier.loading import PackRefused
from dossier.packs import folders
from tests.support.small_pack import FILES, PROCEDURE, TEXTS

OWN = 'version: "2027"\neffective_from: 2027-03-01\nlast_checked: 2026-11-02\n'
BEFORE = {**FILES, "procedure.yaml": f"{PROCEDURE}effective_to: 2027-02-28\n"}


def later(change="", texts="", own=OWN):
    files = {"procedure.yaml": f"{own}{change}"}
    return loading.load(files | ({"texts.vi.yaml": texts} if texts else {}), {}, [BEFORE])


def findings(change="", texts="", own=OWN):
    with pytest.raises(PackRefused) as problem:
        later(change, texts, own)
    return problem.value.findings


def test_a_version_that_changes_nothing_is_the_one_before_with_its_own_dates():
    before, after = loading.load(BEFORE, {}), later()
    own = {"version", "effective_from", "effective_to", "last_checked"}
    assert after.model_dump(exclude=own) == before.model_dump(exclude=own)
    assert (after.version, after.effective_from, after.effective_to) == (
        "2027",
        date(2027, 3, 1),
        None,
    )


@pytest.mark.parametrize("key", ["version", "effective_from", "last_checked"])
def test_a_version_says_its_own_dates(key):
    own = "".join(line for line in OWN.splitlines(keepends=True) if not line.startswith(key))
    assert any(key in finding.message for finding in findings(own=own))


def test_an_item_is_changed_where_it_stands():
    after = later("questions:\n  - {id: words, most: 99}\n")
    assert [question.id for question in after.questions] == [
        question.id for question in loading.load(BEFORE, {}).questions
    ]
    assert (after.question("words").most, after.question("words").kind) == (99, "text")


def test_a_key_set_to_nothing_goes():
    after = later("questions:\n  - {id: words, most: }\nroutes:\n", "offices: {clerk: }\n")
    assert after.question("words").most is None
    assert after.routes == ()
    assert after.words.offices == {}


def test_an_item_can_be_added_moved_and_taken_out():
    after = later(
        "questions:\n"
        "  - {id: land, gone: true}\n"
        "  - {id: new, kind: text, section: all, after: who}\n"
        "  - {id: email, after: new, required: false}\n"
        "  - {id: last, kind: text, section: all}\n",
        "questions: {land: , new: {ask: Mới?}, last: {ask: Cuối?}}\n",
    )
    names = [question.id for question in after.questions]
    assert names[:4] == ["who", "new", "email", "named"]
    assert names[-1] == "last"
    assert "land" not in names
    assert names.count("email") == 1


def test_another_list_is_replaced_and_a_new_one_taken():
    after = later(
        "legal_basis: [Luật mới]\nnot_asked: [{id: book}]\n",
        "not_asked: {book: Không cần sổ.}\n",
    )
    assert after.legal_basis == ("Luật mới",)
    assert [item.id for item in after.not_asked] == ["book"]


def test_a_block_is_known_by_its_prefix():
    block = {
        "person.yaml": "id: person\nquestions: [{id: name, kind: name}, {id: age, kind: number}]\n"
        "texts: {vi: {name: {ask: Tên?}, age: {ask: Tuổi?}}}\n"
    }
    use = "  - {block: person, as: child, section: all}\n"
    before = {
        **BEFORE,
        "procedure.yaml": BEFORE["procedure.yaml"].replace("questions:\n", f"questions:\n{use}"),
    }
    change = {"procedure.yaml": f"{OWN}questions: [{{as: child, only: [age]}}]\n"}
    after = loading.load(change, block, [before])
    assert after.questions[0].id == "child_age"


def test_texts_merge_word_by_word_and_another_language_may_come():
    change = {
        "procedure.yaml": OWN,
        "texts.vi.yaml": "name: Việc mới\nquestions: {who: {choices: {me: Mình}}}\n",
        "texts.en.yaml": TEXTS,
    }
    after = loading.load(change, {}, [BEFORE])
    assert after.words.name == "Việc mới"
    assert after.words.questions["who"].choices == {"me": "Mình", "other": "Người khác"}
    assert after.texts["en"].name == "Việc nhỏ"


def test_a_third_version_changes_the_second():
    second = {"procedure.yaml": f"{OWN}questions:\n  - {{id: words, most: 99}}\n"}
    third = {"procedure.yaml": OWN.replace("2027", "2028"), "texts.vi.yaml": "name: Ba\n"}
    after = loading.load(third, {}, [BEFORE, second])
    assert (after.question("words").most, after.words.name) == (99, "Ba")


@pytest.mark.parametrize(
    ("change", "words", "at"),
    [
        ("questions:\n  - {kind: text}\n", "without `id`", 5),
        ("questions:\n  - {id: who}\n  - text\n", "without `id`", 6),
        ("questions:\n  - {id: nobody, gone: true}\n", "no `nobody` to take out", 5),
        ("questions:\n  - {id: x, after: nobody}\n", "no `nobody` to stand after", 5),
        ("questions:\n  - {id: who}\n  - {id: words, most: many}\n", "most", 6),
        ("questions:\n  - {id: words, when: papper}\n", "papper", 5),
        ("level: nine\n", "level", 4),
        ("documents:\n  - {id: proof, give: away}\n", "give", 5),
        ("documents:\n  - {id: who}\n", "no text for `who`", None),
        ("questions:\n  - {id: paper, gone: true}\n", "paper", None),
    ],
)
def test_a_fault_of_the_change_stands_at_its_line(change, words, at):
    found = findings(change)
    lines = [finding.line for finding in found if words in finding.message]
    assert lines, [str(finding) for finding in found]
    assert at is None or lines[0] == at


def folder(*versions):
    files = {f"small/{name}": text for name, text in BEFORE.items()}
    for where, text in versions:
        files[f"small/{where}/procedure.yaml"] = text
    return list(folders({path: text.encode() for path, text in files.items()}))


def test_versions_come_behind_the_first_by_their_day():
    own = OWN.replace("last", "effective_to: 2027-12-31\nlast")
    third = OWN.replace("2027", "2028").replace("03-01", "01-01")
    found = folder(("2028-01-01", third), ("2027-03-01", own))
    assert [one.findings for one in found] == [(), (), ()]
    assert [one.slug for one in found] == ["small", "small/2027-03-01", "small/2028-01-01"]
    assert [one.procedure.slug for one in found] == ["small"] * 3
    assert set(found[0].files) == set(FILES)


@pytest.mark.parametrize(
    ("where", "own", "said"),
    [
        ("2027-3-1", OWN, "name its folder `2027-03-01`"),
        ("2027-03-02", OWN.replace("03-01", "03-02"), "needs `effective_to: 2027-03-01`"),
        ("2027-03-01", OWN.replace('"2027"', '"2026-01-01"'), "is taken"),
    ],
)
def test_a_version_out_of_turn_is_refused_and_the_first_is_not(where, own, said):
    first, second = folder((where, own))
    assert first.procedure is not None
    assert second.procedure is None
    (finding,) = second.findings
    assert finding.file == f"small/{where}/procedure.yaml"
    assert said in finding.message


def test_a_version_behind_a_broken_one_is_broken():
    own = OWN.replace("last", "effective_to: 2027-12-31\nlast")
    third = OWN.replace("2027", "2028").replace("03-01", "01-01")
    _, second, last = folder(("2027-03-01", f"{own}level: nine\n"), ("2028-01-01", third))
    assert second.procedure is None
    assert last.procedure is None


def test_a_sound_version_behind_one_out_of_turn_says_so():
    own = OWN.replace("last", "effective_to: 2027-12-31\nlast")
    third = OWN.replace("2027", "2028").replace("03-01", "01-01")
    _, _, last = folder(("2027-02-27", own), ("2028-01-01", third))
    (finding,) = last.findings
    assert "small/2027-02-27" in finding.message
