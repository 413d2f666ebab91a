"""Sticks that are small, full, locked, pulled out, rotten or lying: nothing has moved."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from dossier.lifecycle import State
from kiosk.journey.ports import KioskError, StoreFailed
from kiosk.sync import stick
from kiosk.sync.parcels import NEXT_STICK
from kiosk.sync.stick import FULL, GONE, LOCKED, UNLIKE, StickFailed
from tests.support.stick_counter import StickCounter
from tests.support.sticks import CANNOT, can_mount, lock, lying, mounted, pull_out

needs_mount = pytest.mark.skipif(not can_mount(), reason=CANNOT)


@pytest.fixture
def counter():
    return StickCounter()


@pytest.fixture
def usb(tmp_path):
    place = tmp_path / "KINGSTON"
    place.mkdir()
    return place


@needs_mount
def test_a_small_stick_takes_whole_dossiers_and_the_next_one_takes_the_rest(counter, tmp_path):
    documents = [counter.seal(400_000) for _ in range(4)]
    with mounted(tmp_path / "one", 1_100) as one, mounted(tmp_path / "two", 4_000) as two:
        first = counter.parcels.export(one)
        assert [row.id for row in first.taken] == [each.id for each in documents[:2]]
        assert [(left.delivery.id, left.words) for left in first.left] == [
            (each.id, NEXT_STICK) for each in documents[2:]
        ]
        assert counter.states() == [State.EXPORTED] * 2 + [State.SEALED] * 2
        second = counter.parcels.export(two)
        assert [row.id for row in second.taken] == [
            each.id for each in documents[2:] + documents[:2]
        ]
        assert len(counter.opened(second.file).dossiers) == 4


@needs_mount
def test_a_stick_without_room_is_a_sentence(counter, tmp_path):
    counter.seal(900_000)
    with mounted(tmp_path / "usb", 500) as usb:
        with pytest.raises(KioskError, match="không đủ cho hồ sơ nào"):
            counter.parcels.export(usb)
        assert list(usb.iterdir()) == []
    assert counter.states() == [State.SEALED]


@needs_mount
def test_a_stick_that_fills_up_while_it_is_written_keeps_nothing_half(counter, tmp_path):
    counter.seal(200_000, 200_000)
    with mounted(tmp_path / "usb", 1_000) as usb:
        really = counter.blobs.get

        def filling(name):
            if any(usb.glob("*.part")):
                (usb / "holiday.jpg").write_bytes(bytes(700_000))
            return really(name)

        counter.blobs.get = filling
        with pytest.raises(StickFailed, match=FULL):
            counter.parcels.export(usb)
        assert [each.name for each in usb.iterdir()] == ["holiday.jpg"]
        assert counter.states() == [State.SEALED]
        counter.blobs.get = really
        (usb / "holiday.jpg").unlink()
        assert counter.parcels.export(usb).sequence == 2


@needs_mount
@pytest.mark.parametrize("when", [1, 2, 3])
def test_a_stick_pulled_out_while_it_is_written_moves_nothing(counter, tmp_path, when):
    counter.seal(2_000_000)
    counter.seal(2_000_000)
    counter.seal(10)
    really, read = counter.blobs.get, []
    with mounted(tmp_path / "usb", 8_000) as usb:

        def pulling(name):
            read.append(name)
            if len(read) == 3 + when:
                pull_out(usb)
            return really(name)

        counter.blobs.get = pulling
        with pytest.raises(StickFailed, match=GONE):
            counter.parcels.export(usb)
        assert counter.states() == [State.SEALED] * 3
        assert list(usb.iterdir()) == []


@needs_mount
def test_a_stick_pulled_out_as_it_gets_its_name_moves_nothing(counter, tmp_path, monkeypatch):
    counter.seal(20_000)
    really = stick._sync_folder
    with mounted(tmp_path / "usb", 8_000) as usb:

        def pulling(folder):
            really(folder)
            pull_out(usb)

        monkeypatch.setattr(stick, "_sync_folder", pulling)
        with pytest.raises(StickFailed, match=GONE):
            counter.parcels.export(usb)
    assert counter.states() == [State.SEALED]


@needs_mount
@pytest.mark.skipif(shutil.which("mkfs.ext4") is None, reason="mkfs.ext4 is not installed")
def test_a_stick_that_only_seems_to_keep_what_it_is_given_moves_nothing(counter, tmp_path):
    counter.seal(6_000_000)
    with lying(tmp_path / "usb", 2_000) as usb:
        assert stick.room(usb) > 20_000_000
        with pytest.raises(StickFailed, match=FULL):
            counter.parcels.export(usb)
        assert not list(usb.glob("*.hoso"))
    assert counter.states() == [State.SEALED]


@needs_mount
def test_a_locked_stick_is_a_sentence(counter, tmp_path):
    counter.seal(20_000)
    with mounted(tmp_path / "usb", 8_000) as usb:
        lock(usb)
        with pytest.raises(StickFailed, match=LOCKED):
            counter.parcels.export(usb)
    assert counter.states() == [State.SEALED]


def test_a_stick_that_gives_back_other_bytes_is_not_believed(counter, usb, monkeypatch):
    counter.seal(20_000)

    def rotting(file):
        os.pwrite(file, b"!", 5_000)

    monkeypatch.setattr(stick, "_forget", rotting)
    with pytest.raises(StickFailed, match=UNLIKE):
        counter.parcels.export(usb)
    assert list(usb.iterdir()) == []
    assert counter.states() == [State.SEALED]


def test_a_stick_whose_folder_cannot_be_synced_is_still_used(counter, usb, monkeypatch):
    counter.seal(200)
    really = os.fsync

    def fsync(file):
        if Path(f"/proc/self/fd/{file}").is_dir():
            raise OSError(errno.EINVAL, "not for folders")
        really(file)

    monkeypatch.setattr(os, "fsync", fsync)
    assert counter.parcels.export(usb).file.exists()


def test_leftovers_of_a_pulled_stick_make_room(counter, usb):
    counter.seal(200)
    (usb / "hoso-Q03-20261101-000001.hoso.part").write_bytes(b"half")
    (usb / "thesis.docx.part").write_bytes(b"not ours")
    made = counter.parcels.export(usb)
    assert {each.name for each in usb.iterdir()} == {made.file.name, "thesis.docx.part"}


def test_a_queue_that_cannot_be_read_is_a_sentence_and_nothing_is_left(counter, usb):
    counter.seal(200)
    counter.outbox.fail_next(StoreFailed("Ổ lưu đang trục trặc."))
    with pytest.raises(StoreFailed):
        counter.parcels.export(usb)
    assert list(usb.iterdir()) == []
