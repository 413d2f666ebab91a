"""The 54 ethnic groups are found by any of the names people call them."""

import json
import unicodedata
from pathlib import Path

import pytest

from dossier.ethnic_groups import EthnicGroups

TABLES = Path(__file__).resolve().parents[2] / "assets" / "tables"
TABLE = json.loads((TABLES / "ethnic_groups.json").read_text(encoding="utf-8"))
GROUPS = EthnicGroups(TABLE)


def keys(words: str) -> list[str]:
    return [row.key for row in GROUPS.find(words)]


def test_there_are_54_groups_and_foreigners_with_names_of_their_own():
    assert len(TABLE.keys() - {"nguoi_nuoc_ngoai"}) == 54
    assert len({names[0] for names in TABLE.values()}) == len(TABLE)
    every = [name for names in TABLE.values() for name in names]
    assert [name for name in every if not unicodedata.is_normalized("NFC", name)] == []


@pytest.mark.parametrize("words", ["", " "])
def test_without_words_the_groups_come_in_the_order_of_the_table(words):
    assert keys(words) == list(TABLE)


def test_every_group_is_found_by_each_of_its_names():
    assert [name for key, names in TABLE.items() for name in names if key not in keys(name)] == []


@pytest.mark.parametrize(
    ("words", "key"), [("mong", "hmong"), ("H'Mông", "hmong"), ("viet", "kinh"), ("e de", "e_de")]
)
def test_a_group_is_found_by_its_local_names(words, key):
    assert key in keys(words)


def test_the_other_names_of_a_group_are_shown_below_it():
    (row,) = [row for row in GROUPS.find("tày đăm") if row.key == "thai"]
    assert (row.label, row.second) == ("Thái", "Tày Đăm, Tày Khao")


def test_words_that_are_no_key_are_a_groups_own_name():
    assert GROUPS.name("hmong") == "Hmông"
    assert GROUPS.name("Pa Dí") == "Pa Dí"
