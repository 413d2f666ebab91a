"""The signed list of files, and everything such a list may not say."""

import json
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from dossier.releases import (
    MAX_FILE_BYTES,
    MAX_FILES,
    Entry,
    Release,
    ReleaseRefused,
    SignedRelease,
    below,
    opened,
    to_sign,
)

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def entry(path="procedures/small/procedure.yaml", sha256="a" * 64, size=10):
    return Entry(path=path, sha256=sha256, size=size)


def release(*entries, number=1):
    return Release(number=number, made_at=NOW, entries=entries)


@pytest.mark.parametrize(
    "path",
    [
        "procedures/small/procedure.yaml",
        "procedures/small/texts.vi.yaml",
        "procedures/small/cases/01-first.yaml",
        "procedures/blocks/person.yaml",
        "tables/former_units.json",
    ],
)
def test_files_of_packs_and_tables_have_a_place(path):
    assert entry(path).path == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../kiosk.toml",
        "procedures/../store.key",
        "procedures/small/../../store.yaml",
        "procedures/small//procedure.yaml",
        "procedures/procedure.yaml",
        "procedures/small/.hidden.yaml",
        "procedures/small/run.py",
        "procedures/small/procedure.yaml\n",
        "procedures\\small\\procedure.yaml",
        "tables/deeper/units.json",
        "tables/C:units.json",
        "tables/units.json\x00",
        "procedures/" + "a" * 200 + "/procedure.yaml",
    ],
)
def test_no_path_leads_anywhere_else(path):
    with pytest.raises(ValidationError):
        entry(path)


@pytest.mark.parametrize(("field", "value"), [("size", -1), ("size", MAX_FILE_BYTES + 1),
                                              ("size", 10_000_000_000), ("sha256", "A" * 64),
                                              ("sha256", "../x")])  # fmt: skip
def test_sizes_and_names_stay_in_bounds(field, value):
    with pytest.raises(ValidationError):
        entry(**{field: value})


def test_one_path_holds_one_file_whatever_its_case():
    with pytest.raises(ValidationError, match="two files"):
        release(entry(), entry("procedures/SMALL/procedure.yaml", "b" * 64))


def test_one_content_has_one_size():
    with pytest.raises(ValidationError, match="two sizes"):
        release(entry(), entry("tables/units.json", size=11))


def test_all_files_together_stay_in_bounds():
    large = [
        entry(f"tables/t{number}.json", f"{number:064x}", MAX_FILE_BYTES) for number in range(36)
    ]
    with pytest.raises(ValidationError, match="too large"):
        release(*large)
    with pytest.raises(ValidationError):
        release(*(entry(f"tables/t{number}.json") for number in range(MAX_FILES + 1)))


@pytest.mark.parametrize("number", [0, -1, 2**53])
def test_numbers_count_from_one(number):
    with pytest.raises(ValidationError):
        release(entry(), number=number)


def test_two_releases_hold_the_same_whatever_their_numbers_and_order():
    other = entry("tables/units.json", "b" * 64, 3)
    assert release(entry(), other).holds_the_same(release(other, entry(), number=2))
    assert not release(entry()).holds_the_same(release(entry(), other))


def test_a_signed_text_is_opened_and_signed_for_nothing_else():
    made = release(entry())
    text = made.model_dump_json()
    assert opened(SignedRelease(release=text, signature="", key_id="hub-1")) == made
    assert to_sign(text) != text.encode()
    assert to_sign(text).endswith(text.encode())


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", json.dumps({"format": "receipt/1"}), '{"format": "release/1"']
)
def test_a_text_that_is_no_release_is_refused_in_words(text):
    with pytest.raises(ReleaseRefused, match="không đúng dạng"):
        opened(SignedRelease(release=text, signature="", key_id="hub-1"))


def test_files_are_found_below_their_folder():
    files = {"tables/units.json": b"1", "procedures/small/procedure.yaml": b"2"}
    assert below("tables/", files) == {"units.json": b"1"}
