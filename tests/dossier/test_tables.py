"""Tables: the real ones are good; one wrong row anywhere and the table is not used."""

import json
from datetime import date
from pathlib import Path

import pytest

from dossier import tables
from dossier.tables import COUNTRIES, ETHNIC_GROUPS, FORMER, HOLIDAYS, UNITS, TableRefused
from dossier.workdays import WorkCalendar

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "tables"
UNIT_ROWS = {
    "provinces": [["15", "Tỉnh Lào Cai"]],
    "communes": [["03037", "15", "Xã", "Tả Van", []]],
}


def small(**changed):
    """Tables of a few rows, some of them changed."""
    made = {
        UNITS: UNIT_ROWS,
        FORMER: {"ta van|sa pa|lao cai": ["03037"]},
        COUNTRIES: {"VN": "Việt Nam"},
        ETHNIC_GROUPS: {"kinh": ["Kinh", "Việt"]},
        HOLIDAYS: [{"date": "2026-11-24", "kind": "holiday", "name": "Ngày thử"}],
    }
    made |= {name + ".json": value for name, value in changed.items()}
    return {name: json.dumps(value).encode() for name, value in made.items()}


def test_the_tables_of_the_project_are_good():
    assert (
        list(tables.faults({path.name: path.read_bytes() for path in FOLDER.glob("*.json")})) == []
    )


def test_small_tables_are_read():
    files = small()
    assert list(tables.faults(files)) == []
    assert tables.units(files).full_name("03037") == "Xã Tả Van, Tỉnh Lào Cai"
    assert tables.countries(files).name("VN") == "Việt Nam"
    assert tables.ethnic_groups(files).name("kinh") == "Kinh"
    assert not tables.holidays(files, WorkCalendar()).works_on(date(2026, 11, 24))


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"units": []}, UNITS),
        ({"units": {"provinces": [], "communes": []}, "former_units": {}}, UNITS),
        ({"units": {**UNIT_ROWS, "communes": [["1", "99", "Xã", "X", []]]}}, UNITS),
        ({"units": {**UNIT_ROWS, "communes": [["1"]]}}, UNITS),
        ({"former_units": {"x|y|z": ["99999"]}}, UNITS),
        ({"former_units": {"x|y|z": "03037"}}, UNITS),
        ({"former_units": []}, UNITS),
        ({"countries": {}}, COUNTRIES),
        ({"countries": {"VN": 1}}, COUNTRIES),
        ({"countries": ["VN"]}, COUNTRIES),
        ({"ethnic_groups": {}}, ETHNIC_GROUPS),
        ({"ethnic_groups": {"kinh": []}}, ETHNIC_GROUPS),
        ({"ethnic_groups": {"kinh": "Kinh"}}, ETHNIC_GROUPS),
        ({"holidays": [{"date": "2026-02-31", "kind": "holiday"}]}, HOLIDAYS),
        ({"holidays": [{"date": "2026-02-03", "kind": "party"}]}, HOLIDAYS),
        ({"holidays": ["2026-02-03"]}, HOLIDAYS),
        ({"stars": []}, "stars.json"),
    ],
)
def test_a_wrong_table_is_named_with_its_reason(changed, named):
    (finding,) = tables.faults(small(**changed))
    assert finding.file == named
    assert finding.message


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_is_refused(content):
    with pytest.raises(TableRefused, match=HOLIDAYS):
        tables.holidays({HOLIDAYS: content}, WorkCalendar())


def test_a_missing_table_is_refused():
    with pytest.raises(TableRefused, match="missing"):
        tables.countries({})
