"""Every sentence is whole, plain and in one form; each cause finds its own."""

import errno
import os
from unicodedata import is_normalized

import pytest

from kiosk.store import wording

SENTENCES = [
    text for name, text in vars(wording).items() if name.isupper() and not name.startswith("_")
]


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_is_in_one_form_and_says_what_to_do(text):
    assert is_normalized("NFC", text)
    assert text.endswith(".")
    assert "Xin " in text
    assert "  " not in text


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, wording.FULL),
        (errno.EROFS, wording.READ_ONLY),
        (errno.EIO, wording.BROKEN_DISK),
        (errno.ENOTDIR, wording.NOT_WRITTEN),
    ],
)
def test_a_failure_of_the_disk_is_known_by_its_number(number, sentence):
    assert wording.of_disk(OSError(number, os.strerror(number))) == sentence
    assert wording.of_disk(OSError(number, "nói bằng tiếng khác")) == sentence


def test_a_failure_without_a_number_still_has_a_sentence():
    assert wording.of_disk(OSError("?")) == wording.NOT_WRITTEN


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("database or disk is full", wording.FULL),
        ("attempt to write a readonly database", wording.READ_ONLY),
        ("disk I/O error", wording.BROKEN_DISK),
        ("database is locked", wording.BUSY),
        ("file is not a database", wording.LOCKED_OUT),
        ("database disk image is malformed", wording.LOCKED_OUT),
        ("UNIQUE constraint failed: dossiers.id", wording.NOT_WRITTEN),
    ],
)
def test_a_failure_of_the_database_is_known_by_its_words(said, sentence):
    assert wording.of_database(said) == sentence
