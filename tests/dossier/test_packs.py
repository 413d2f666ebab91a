"""Folders of packs: good ones load, every other one says why and harms no other."""

import pytest

from dossier.packs import broken_cases, folders
from dossier.workdays import WorkCalendar
from tests.support.small_pack import PROCEDURE, TEXTS

CASE = """\
received: 2026-11-23T09:00:00
answers: {who: me, paper: false}
expect: {fee: 0}
"""


def pack(slug="small", procedure=PROCEDURE, texts=TEXTS, **cases):
    if procedure is PROCEDURE:
        procedure = procedure.replace("slug: small", f"slug: {slug.partition('/')[0]}")
    files = {f"{slug}/procedure.yaml": procedure, f"{slug}/texts.vi.yaml": texts}
    files |= {f"{slug}/cases/{name}.yaml": text for name, text in cases.items()}
    return {
        path: text if isinstance(text, bytes) else text.encode() for path, text in files.items()
    }


def test_packs_come_by_slug_and_other_files_are_no_packs():
    files = pack("zebra") | pack("ant") | {"blocks/person.yaml": b"{}", "procedure.yaml": b""}
    found = list(folders(files))
    assert [folder.slug for folder in found] == ["ant", "zebra"]
    assert all(folder.procedure is not None and not folder.findings for folder in found)


def test_line_ends_of_windows_are_no_difference():
    (here,) = folders(pack())
    (there,) = folders({path: text.replace(b"\n", b"\r\n") for path, text in pack().items()})
    assert there == here


@pytest.mark.parametrize(
    ("procedure", "said"),
    [
        ("slug: [", "not YAML"),
        (b"slug: \xff\xfe", "UTF-8"),
        ("questions: 7", "Field required"),
        ("slug: small\nquestions: [{id: [x]}]\nsections: 3", ""),
        ("a: " + "[" * 3000 + "]" * 3000, ""),
    ],
)
def test_a_broken_pack_says_why_beside_good_ones(procedure, said):
    good, broken = folders(pack("good") | pack("small", procedure))
    assert good.procedure is not None
    assert broken.procedure is None
    assert broken.findings
    assert broken.findings[0].file.startswith("small/")
    assert said in str(broken.findings[0])


def test_a_golden_case_that_comes_out_is_no_finding():
    (folder,) = folders(pack(one=CASE))
    assert list(broken_cases(folder, WorkCalendar())) == []


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (CASE.replace("fee: 0", "fee: 1"), "fee"),
        ("note: x", "answers, expect, received"),
        (CASE.replace("who: me", "nobody: me"), "no question `nobody`"),
        (CASE.replace("expect: {fee: 0}", "expect: 7"), "cannot be run: TypeError"),
        (CASE.replace("2026-11-23T09:00:00", "someday"), "cannot be run: ValueError"),
        ("received: [", "not YAML"),
    ],
)
def test_a_golden_case_that_does_not_is_a_finding(case, said):
    (folder,) = folders(pack(one=case))
    (finding,) = broken_cases(folder, WorkCalendar())
    assert finding.file == "small/cases/one.yaml"
    assert said in finding.message


def test_a_refused_pack_has_no_cases_to_run():
    (folder,) = folders(pack(procedure="slug: [", one=CASE))
    assert list(broken_cases(folder, WorkCalendar())) == []
