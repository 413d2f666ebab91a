"""Lists are searched as people type: without marks, by the start of any word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.names import fold
from dossier.picking import Row, find

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạ"
labels = st.lists(st.text(LETTERS, min_size=1, max_size=6), min_size=1, max_size=4).map(" ".join)
rows = st.lists(st.builds(Row, st.uuids().map(str), labels, labels), max_size=8)
TA_VAN = Row("1", "Xã Tả Van", "Trước là Thanh Kim, Thanh Phú")
THANH_BINH = Row("2", "Xã Thanh Bình", "")
E_DE = Row("3", "Ê-đê", "Rađê")
COCOS = Row("4", "Quần đảo Cocos (Keeling)", "CC")
ALL = (TA_VAN, THANH_BINH, E_DE, COCOS)


@given(rows)
def test_no_words_give_every_row_by_name(all_rows):
    found = find("  ", all_rows)
    assert sorted(found, key=lambda row: row.key) == sorted(all_rows, key=lambda row: row.key)
    assert [fold(row.label) for row in found] == sorted(fold(row.label) for row in all_rows)


@given(rows, st.data())
def test_a_row_is_found_by_its_name_in_any_case_and_without_marks(all_rows, data):
    row = data.draw(st.sampled_from([*all_rows, TA_VAN]))
    for typed in (row.label, row.label.upper(), fold(row.label), row.second):
        assert row in find(typed, [*all_rows, row])


@given(rows, labels)
def test_what_is_found_is_found_with_fewer_letters_too(all_rows, words):
    assert set(find(words, all_rows)) <= set(find(words[:-1], all_rows))


@pytest.mark.parametrize("typed", ["ta van", "van ta", "tả", "V", "xa v"])
def test_every_word_typed_may_begin_any_word(typed):
    assert TA_VAN in find(typed, ALL)


@pytest.mark.parametrize("typed", ["an", "ta vang", "tavan", "zz"])
def test_a_word_that_begins_nothing_finds_nothing(typed):
    assert TA_VAN not in find(typed, ALL)


def test_rows_whose_name_matches_come_before_those_with_only_a_second_line():
    assert find("thanh", ALL) == (THANH_BINH, TA_VAN)


@pytest.mark.parametrize(
    ("typed", "row"),
    [("Ê-đê", E_DE), ("e de", E_DE), ("(Keeling)", COCOS), ("keeling", COCOS), ("van,", TA_VAN)],
)
def test_hyphens_commas_and_brackets_part_words_on_both_sides(typed, row):
    assert find(typed, ALL) == (row,)
