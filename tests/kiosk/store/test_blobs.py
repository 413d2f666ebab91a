"""Papers stay encrypted, come back whole or not at all, and survive careless disks."""

import hashlib
import os
import secrets
import sys

import pytest

from kiosk.journey.ports import StoreFailed
from kiosk.store import durable
from kiosk.store.blobs import FileBlobs

PAGE = "Giấy chứng sinh của Nguyễn Thị Mẫu ".encode() * 50


@pytest.fixture
def key():
    return secrets.token_bytes(32)


@pytest.fixture
def blobs(tmp_path, key):
    return FileBlobs(tmp_path / "blobs", key)


def on_disk(tmp_path):
    return [path for path in sorted((tmp_path / "blobs").rglob("*")) if path.is_file()]


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("content", [b"", b"x", PAGE])
def test_a_paper_comes_back_as_it_was_after_a_restart(tmp_path, key, blobs, content, sealed):
    name = blobs.put(content, sealed=sealed)
    assert name == hashlib.sha256(content).hexdigest()
    assert FileBlobs(tmp_path / "blobs", key).get(name) == content


def test_a_paper_is_not_readable_on_disk(tmp_path, blobs):
    blobs.put(PAGE)
    (file,) = on_disk(tmp_path)
    assert "Nguyễn".encode() not in file.read_bytes()


def test_the_same_paper_never_looks_the_same_on_disk(tmp_path, blobs):
    blobs.put(PAGE)
    first = on_disk(tmp_path)[0].read_bytes()
    blobs.put(PAGE)
    assert [first] != [file.read_bytes() for file in on_disk(tmp_path)]


def test_sealed_bytes_stay_as_they_are(tmp_path, blobs):
    blobs.put(b"age-encryption.org/v1", sealed=True)
    assert [file.read_bytes() for file in on_disk(tmp_path)] == [b"age-encryption.org/v1"]


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("place", [0, 5, 20, -1])
def test_one_flipped_bit_is_noticed(tmp_path, blobs, place, sealed):
    name = blobs.put(PAGE, sealed=sealed)
    (file,) = on_disk(tmp_path)
    damaged = bytearray(file.read_bytes())
    damaged[place] ^= 1
    file.write_bytes(damaged)
    with pytest.raises(StoreFailed, match="bị hỏng"):
        blobs.get(name)


@pytest.mark.parametrize("length", [0, 3, 10, 40])
def test_a_cut_file_is_noticed(tmp_path, blobs, length):
    name = blobs.put(PAGE)
    (file,) = on_disk(tmp_path)
    os.truncate(file, length)
    with pytest.raises(StoreFailed, match="bị hỏng"):
        blobs.get(name)


def test_files_changed_for_one_another_are_noticed(tmp_path, blobs):
    names = [blobs.put(b"one"), blobs.put(b"two")]
    first, second = on_disk(tmp_path)
    content = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(content)
    for name in names:
        with pytest.raises(StoreFailed, match="bị hỏng"):
            blobs.get(name)


def test_taking_the_picture_again_mends_a_damaged_file(tmp_path, blobs):
    name = blobs.put(PAGE)
    on_disk(tmp_path)[0].write_bytes(b"damage")
    assert blobs.put(PAGE) == name
    assert blobs.get(name) == PAGE


def test_another_key_opens_nothing(tmp_path, blobs):
    name = blobs.put(PAGE)
    with pytest.raises(StoreFailed, match="bị hỏng"):
        FileBlobs(tmp_path / "blobs", secrets.token_bytes(32)).get(name)


@pytest.mark.parametrize("name", ["0" * 64, "../../store.key", "", "A" * 64])
def test_what_is_not_there_is_said_in_words(blobs, name):
    with pytest.raises(StoreFailed, match="Không tìm thấy"):
        blobs.get(name)


def test_a_removed_paper_is_gone_and_removing_twice_is_harmless(tmp_path, blobs):
    name = blobs.put(PAGE)
    blobs.put(PAGE, sealed=True)
    blobs.remove(name)
    blobs.remove(name)
    blobs.remove("../../store.key")
    assert on_disk(tmp_path) == []
    with pytest.raises(StoreFailed, match="Không tìm thấy"):
        blobs.get(name)


def test_leftovers_of_an_interrupted_write_are_swept_at_opening(tmp_path, key, blobs):
    name = blobs.put(PAGE)
    leftover = tmp_path / "blobs" / "plain" / f"{'b' * 64}.0011aabb{durable.TEMPORARY}"
    leftover.write_bytes(b"half")
    again = FileBlobs(tmp_path / "blobs", key)
    assert not leftover.exists()
    assert again.get(name) == PAGE


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_this_user_may_read_files_and_folders(tmp_path, blobs):
    blobs.put(PAGE)
    blobs.put(PAGE, sealed=True)
    for path in [tmp_path / "blobs", *(tmp_path / "blobs").rglob("*")]:
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_a_write_that_fails_leaves_no_trace(tmp_path, blobs):
    (tmp_path / "blobs" / "plain" / hashlib.sha256(PAGE).hexdigest()).mkdir()
    with pytest.raises(StoreFailed, match="vẫn còn nguyên"):
        blobs.put(PAGE)
    assert on_disk(tmp_path) == []
