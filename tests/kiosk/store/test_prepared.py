"""Results kept for the next start: only ours are believed, and losing them costs nothing."""

import secrets

import pytest

from kiosk.store.prepared import KEPT, Prepared

SOURCE, OTHER = "a" * 64, "b" * 64
KEY = secrets.token_bytes(32)


@pytest.fixture
def prepared(tmp_path):
    return Prepared(tmp_path / "prepared", KEY)


def test_nothing_is_there_at_first(prepared):
    assert prepared.get(SOURCE) is None


def test_what_was_made_is_there_at_the_next_start(prepared, tmp_path):
    prepared.put(SOURCE, b"made")
    assert Prepared(tmp_path / "prepared", KEY).get(SOURCE) == b"made"
    assert prepared.get(OTHER) is None
    assert b"made" not in (tmp_path / "prepared" / SOURCE).read_bytes()


def test_what_another_key_made_is_nothing(prepared, tmp_path):
    Prepared(tmp_path / "prepared", secrets.token_bytes(32)).put(SOURCE, b"made")
    assert prepared.get(SOURCE) is None


def test_what_was_made_from_something_else_is_nothing(prepared, tmp_path):
    prepared.put(SOURCE, b"made")
    (tmp_path / "prepared" / SOURCE).rename(tmp_path / "prepared" / OTHER)
    assert prepared.get(OTHER) is None


@pytest.mark.parametrize("torn", [b"", b"short", bytes(400)])
def test_a_torn_file_is_nothing(prepared, tmp_path, torn):
    prepared.put(SOURCE, b"made")
    (tmp_path / "prepared" / SOURCE).write_bytes(torn)
    assert prepared.get(SOURCE) is None


def test_only_the_newest_stay(prepared, tmp_path):
    for number in range(KEPT + 3):
        prepared.put(f"{number}" * 64, b"made")
    assert len(list((tmp_path / "prepared").iterdir())) == KEPT
    assert prepared.get(f"{KEPT + 2}" * 64) == b"made"


def test_a_folder_that_cannot_be_made_is_no_failure(tmp_path):
    (tmp_path / "prepared").write_text("a file stands there")
    prepared = Prepared(tmp_path / "prepared", KEY)
    prepared.put(SOURCE, b"made")
    assert prepared.get(SOURCE) is None
