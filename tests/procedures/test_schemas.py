"""The published schemas are up to date, take every pack of the project and refuse mistakes."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from dossier.pack_schema import SCHEMAS
from kiosk.app.config import PROCEDURES

PUBLISHED = Path(__file__).resolve().parents[2] / "docs" / "schema"
JUDGES = {name: Draft202012Validator(made()) for name, made in SCHEMAS.items()}
PACKS = sorted(main.parent for main in PROCEDURES.glob("*/procedure.yaml"))


def judge_of(path, pack):
    """The schema an author's editor takes for a file of a pack."""
    place = path.relative_to(pack)
    if "cases" in place.parts:
        return JUDGES["case"]
    if place.name.startswith("texts."):
        return JUDGES["texts"]
    return JUDGES["version" if len(place.parts) > 1 else "procedure"]


def as_json(data):
    """YAML data as editors judge them: keys are strings, dates are text."""
    match data:
        case dict():
            return {str(key): as_json(value) for key, value in data.items()}
        case list():
            return [as_json(value) for value in data]
        case date() | datetime():
            return data.isoformat()
        case _:
            return data


def faults(judge, data):
    return [error.message for error in judge.iter_errors(as_json(data))]


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_is_published_is_what_the_program_says(name):
    JUDGES[name].check_schema(JUDGES[name].schema)
    published = json.loads((PUBLISHED / f"{name}.schema.json").read_text("utf-8"))
    assert published == JUDGES[name].schema, "run: kiosk procedures schema --out docs/schema"


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_every_file_of_a_pack_of_the_project_fits(pack):
    files = sorted(pack.rglob("*.yaml"))
    assert files
    for path in files:
        data = yaml.safe_load(path.read_text("utf-8"))
        assert faults(judge_of(path, pack), data) == [], path


@pytest.mark.parametrize(
    ("schema", "change"),
    [
        ("procedure", {"colour": "red"}),
        ("procedure", {"level": 9}),
        ("procedure", {"sections": "all"}),
        ("procedure", {"questions": [{"id": "a", "kind": "colour", "section": "all"}]}),
        ("procedure", {"questions": [{"id": "a", "kind": "text"}]}),
        ("procedure", {"questions": [{"id": "a", "kind": "text", "section": "b", "gone": True}]}),
        ("procedure", {"documents": [{"id": "Giấy"}]}),
        ("procedure", {"deadlines": [{"rule": "3 days"}]}),
    ],
)
def test_a_mistake_in_a_procedure_is_seen_while_it_is_written(schema, change):
    good = yaml.safe_load((PROCEDURES / "certified-copy" / "procedure.yaml").read_text("utf-8"))
    assert faults(JUDGES[schema], good) == []
    assert len(faults(JUDGES[schema], {**good, **change})) == 1


@pytest.mark.parametrize(
    ("schema", "data"),
    [
        ("version", {"effective_from": "2027-03-01", "last_checked": "2026-11-01"}),
        ("texts", {"questions": {"a": {"question": "?"}}}),
        ("texts", {"name": ["x"]}),
        ("case", {"received": "2026-11-01", "answers": {}}),
        ("case", {"received": "2026-11-01", "answers": {}, "expect": {"price": 1}}),
        ("case", {"received": "2026-11-01", "answers": {}, "expect": {"fee": "8000"}}),
    ],
)
def test_a_mistake_in_another_file_is_seen_too(schema, data):
    assert len(faults(JUDGES[schema], data)) == 1


def test_a_later_version_says_only_what_changes():
    change = {
        "version": "2027", "effective_from": "2027-03-01", "last_checked": "2026-11-01",
        "questions": [{"id": "a", "when": True}, {"id": "b", "gone": True},
                      {"id": "c", "after": "a", "kind": "text", "section": "all"}],
    }  # fmt: skip
    assert faults(JUDGES["version"], change) == []
