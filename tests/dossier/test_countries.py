"""Countries have Vietnamese names, and neighbours come first."""

import json
from pathlib import Path

import pytest

from dossier.countries import NEAREST, Countries

TABLES = Path(__file__).resolve().parents[2] / "assets" / "tables"
NAMES = json.loads((TABLES / "countries.json").read_text(encoding="utf-8"))
COUNTRIES = Countries(NAMES)


def keys(words: str) -> list[str]:
    return [row.key for row in COUNTRIES.find(words)]


@pytest.mark.parametrize("words", ["", "   "])
def test_without_words_vietnam_and_its_neighbours_come_first_and_none_is_lost(words):
    assert tuple(keys(words)[:4]) == NEAREST == ("VN", "LA", "CN", "KH")
    assert sorted(keys(words)) == sorted(NAMES)


def test_neighbours_missing_from_the_table_are_left_out():
    few = Countries({"FR": "Pháp", "LA": "Lào"})
    assert [row.key for row in few.find("")] == ["LA", "FR"]


def test_every_country_is_found_by_its_name_and_its_code():
    assert [code for code, name in NAMES.items() if code not in keys(name)] == []
    assert [code for code in NAMES if code not in keys(code)] == []


def test_a_country_is_found_as_people_type_it():
    assert keys("viet na") == ["VN"]
    assert "KH" in keys("campuchia")


def test_a_country_is_said_by_name_and_an_unknown_code_as_it_stands():
    assert COUNTRIES.name("LA") == "Lào"
    assert COUNTRIES.name("ZZ") == "ZZ"


def test_the_table_holds_the_countries_of_iso_3166_and_kosovo():
    assert len(NAMES) == 249 + 1


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("LA", "Lào"),
        ("KH", "Campuchia"),
        ("CN", "Trung Quốc"),
        ("KR", "Hàn Quốc"),
        ("US", "Hoa Kỳ"),
        ("GB", "Vương quốc Anh"),
        ("DE", "Đức"),
        ("CZ", "Séc"),
        ("JP", "Nhật Bản"),
    ],
)
def test_names_are_those_officials_write(code, name):
    assert COUNTRIES.name(code) == name


@pytest.mark.parametrize(
    ("said", "code"),
    [("my", "US"), ("Anh", "GB"), ("nam han", "KR"), ("miên", "KH"), ("lien bang nga", "RU")],
)
def test_a_country_is_found_by_what_people_call_it(said, code):
    assert keys(said)[0] == code
