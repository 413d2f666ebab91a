"""Packs and tables as the counter reads them; a broken pack is left out and named."""

import shutil
from datetime import date

import pytest

from dossier.procedure import Procedure
from kiosk.app.config import ASSETS, PROCEDURES
from kiosk.app.procedures import checked, found, shown
from kiosk.app.reference import read_packs, read_reference
from tests.support.booth import SHIPPED

TODAY = date(2026, 11, 23)


@pytest.fixture
def packs(tmp_path):
    folder = tmp_path / "procedures"
    shutil.copytree(PROCEDURES, folder)
    return folder


def faults(packs):
    return [finding for finding in checked(packs, TODAY) if not finding.advice]


def test_all_packs_of_the_project_are_read():
    reference = read_reference(ASSETS, PROCEDURES, TODAY)
    slugs = {procedure.slug for procedure in reference.catalogue.current(TODAY)}
    assert slugs == SHIPPED
    assert reference.refused == ()


def test_home_leads_to_every_pack_of_the_project():
    catalogue = read_reference(ASSETS, PROCEDURES, TODAY).catalogue
    assert len(catalogue.doors(TODAY)) < len(SHIPPED) / 1.5
    named = {slug for event in catalogue.events for slug in event.procedures}
    assert named <= SHIPPED
    alone = {door.slug for door in catalogue.doors(TODAY) if isinstance(door, Procedure)}
    assert named | alone == SHIPPED


def test_a_life_event_that_names_no_pack_is_advice(packs):
    shutil.rmtree(packs / "certified-copy")
    (advice,) = [f for f in checked(packs, TODAY) if f.file == "search/life-events.yaml"]
    assert advice.advice
    assert "certified-copy" in advice.message


def test_a_wrong_list_of_life_events_leaves_the_packs_on_the_home_screen(packs):
    (packs / "search" / "life-events.yaml").write_text("birth: x", encoding="utf-8")
    reference = read_reference(ASSETS, packs, TODAY)
    assert {door.slug for door in reference.catalogue.doors(TODAY)} == SHIPPED
    assert [finding.file for finding in reference.refused] == ["search/life-events.yaml"]


def test_units_are_named_by_their_codes():
    reference = read_reference(ASSETS, PROCEDURES, TODAY)
    assert reference.unit_name("03037") == "Xã Tả Van"
    assert reference.unit_name("15") == "Tỉnh Lào Cai"
    assert reference.unit_name("99999") == ""


def test_a_broken_pack_is_left_out_and_the_others_still_work(packs):
    broken = packs / "certified-copy" / "procedure.yaml"
    broken.write_text(broken.read_text(encoding="utf-8") + "\nquestions: [", encoding="utf-8")

    reference = read_reference(ASSETS, packs, TODAY)

    slugs = {procedure.slug for procedure in reference.catalogue.current(TODAY)}
    assert slugs == SHIPPED - {"certified-copy"}
    assert reference.refused
    assert all(f.file.startswith("certified-copy/") for f in reference.refused)
    assert all(f.line > 0 and f.message for f in reference.refused)


def test_a_pack_that_is_not_text_is_named(packs):
    (packs / "certified-copy" / "procedure.yaml").write_bytes(b"slug: \xff\xfe")
    findings = [finding for folder in read_packs(packs) for finding in folder.findings]
    assert [finding.file for finding in findings] == ["certified-copy/procedure.yaml"]
    assert "UTF-8" in findings[0].message


def test_the_packs_of_the_project_pass_their_check():
    assert faults(PROCEDURES) == []


def test_a_golden_case_that_does_not_come_out_is_a_finding(packs):
    case = next((packs / "birth-registration" / "cases").glob("01*.yaml"))
    case.write_text(
        case.read_text(encoding="utf-8").replace("fee: 24000", "fee: 1"), encoding="utf-8"
    )
    (finding,) = faults(packs)
    assert finding.file == f"birth-registration/cases/{case.name}"
    assert "fee" in finding.message


def test_a_golden_case_that_says_too_little_is_a_finding(packs):
    (packs / "birth-registration" / "cases" / "00-empty.yaml").write_text("note: x", "utf-8")
    (finding,) = faults(packs)
    assert finding.file == "birth-registration/cases/00-empty.yaml"
    assert "answers, expect, received" in finding.message


@pytest.mark.parametrize(
    ("words", "best"),
    [
        ("khai sinh", "birth-registration"),
        ("lam giay khai sinh", "birth-registration"),
        ("doc than", "marital-status-certificate"),
        ("sao y", "certified-copy"),
        ("1.001193", "birth-registration"),
    ],
)
def test_the_best_procedure_comes_first(words, best):
    assert found(PROCEDURES, words, TODAY)[0]["slug"] == best


def test_a_procedure_is_shown_in_full():
    told = shown(PROCEDURES, "birth-registration", TODAY)
    assert told["code"] == "1.001193"
    assert {"id", "name", "where", "give", "when"} <= told["documents"][0].keys()
    assert any(question["id"] == "child_name" for question in told["questions"])
