"""Sixty things people say at a counter find what they mean among the first three."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from dossier.sheets import Sheet
from tests.support.booth import reference

QUERIES = yaml.safe_load(Path(__file__).with_name("queries.yaml").read_text(encoding="utf-8"))
DAY = date(2026, 11, 24)
FIRST, LEAST_QUERIES, RIGHT = 3, 60, 0.95


def name(listed):
    return listed.name if isinstance(listed, Sheet) else listed.slug


@pytest.fixture(scope="module")
def catalogue():
    return reference().catalogue


def test_what_people_mean_is_among_the_first_three(catalogue):
    assert len(QUERIES) >= LEAST_QUERIES
    found = {
        str(words): [name(listed) for listed in catalogue.search(str(words), DAY)[:FIRST]]
        for words in QUERIES
    }
    wrong = {
        words: (meant, found[str(words)])
        for words, meant in QUERIES.items()
        if meant not in found[str(words)]
    }
    assert len(wrong) <= (1 - RIGHT) * len(QUERIES), wrong


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("ket hon", "marriage-registration"),
        ("dang ky lai ket hon", "Đăng ký lại kết hôn"),
        ("khai sinh", "birth-registration"),
        ("dang ky lai khai sinh", "Đăng ký lại khai sinh"),
    ],
)
def test_what_is_filed_here_comes_first_unless_more_was_said(catalogue, words, first):
    assert name(catalogue.search(words, DAY)[0]) == first


def test_there_are_sheets_and_every_unverified_one_says_so(catalogue):
    assert len(catalogue.sheets) >= LEAST_QUERIES
    assert all(sheet.last_checked for sheet in catalogue.sheets if sheet.verified)


def test_a_sheet_is_not_listed_beside_the_pack_of_its_code(catalogue):
    codes = {procedure.code for procedure in catalogue.current(DAY)}
    listed = {name(found) for found in catalogue.search("khai sinh", DAY)}
    assert not {sheet.name for sheet in catalogue.sheets if sheet.code in codes} & listed
