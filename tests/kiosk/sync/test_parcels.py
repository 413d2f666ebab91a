"""Exporting to a stick: whole and proven, or nothing has moved."""

from datetime import timedelta

import pytest

from dossier.lifecycle import State
from kiosk.journey.ports import KioskError
from kiosk.sync.errors import NotEnrolled, TooLarge
from kiosk.sync.parcels import NOTHING, REJECTED
from kiosk.sync.stick import NO_FOLDER, StickFailed
from tests.support.stick_counter import CODE, StickCounter
from tests.support.sticks import CANNOT, can_mount

needs_mount = pytest.mark.skipif(not can_mount(), reason=CANNOT)


@pytest.fixture
def counter():
    return StickCounter()


@pytest.fixture
def usb(tmp_path):
    place = tmp_path / "KINGSTON"
    place.mkdir()
    return place


def test_what_waits_goes_on_the_stick_whole_and_stays_in_the_outbox(counter, usb):
    documents = [counter.seal(3_000, 50), counter.seal(), counter.seal(700)]
    made = counter.parcels.export(usb)
    letter = counter.opened(made.file)
    assert [each.document for each in letter.dossiers] == documents
    assert [each.content for each in letter.dossiers] == [
        counter.outbox.document(each.id) for each in documents
    ]
    assert (made.sequence, made.size, made.again, made.left) == (
        1, made.file.stat().st_size, frozenset(), (),
    )  # fmt: skip
    assert [row.id for row in counter.outbox.pending()] == [each.id for each in documents]
    assert counter.states() == [State.EXPORTED] * 3
    assert "KINGSTON" in counter.row(documents[0]).reason
    assert counter.row(documents[0]).exported_at == counter.clock.now().wall
    assert list(usb.iterdir()) == [made.file]


def test_nobody_who_finds_the_stick_reads_a_name(counter, usb):
    document = counter.seal(300)
    content = counter.parcels.export(usb).file.read_bytes()
    for secret in (document.applicant.name, document.receipt_number, document.id, "birth"):
        assert secret.encode() not in content


def test_what_the_line_gave_up_goes_and_what_the_hub_refused_stays(counter, usb):
    parked, refused, received, sending = (counter.seal(40) for _ in range(4))
    now = counter.clock.now()
    counter.outbox.move(parked.id, State.PARKED, str(TooLarge()), now)
    counter.outbox.move(refused.id, State.REJECTED, "ảnh mờ", now)
    counter.outbox.acknowledge(received.id, counter.receipt(received), CODE, now)
    counter.outbox.move(sending.id, State.ANNOUNCED, "", now)
    made = counter.parcels.export(usb)
    assert [row.id for row in made.taken] == [parked.id, sending.id]
    assert counter.states() == [
        State.EXPORTED, State.REJECTED, State.ACKNOWLEDGED, State.EXPORTED,
    ]  # fmt: skip


def test_only_the_named_dossiers_go(counter, usb):
    first, second = counter.seal(40), counter.seal(40)
    made = counter.parcels.export(usb, [f" {second.receipt_number.lower()}"])
    assert [row.id for row in made.taken] == [second.id]
    assert counter.row(first).state is State.SEALED


def test_a_number_that_cannot_go_is_named_and_nothing_moves(counter, usb):
    waiting, refused, received = counter.seal(40), counter.seal(40), counter.seal(40)
    now = counter.clock.now()
    counter.outbox.move(refused.id, State.REJECTED, "ảnh mờ", now)
    counter.outbox.acknowledge(received.id, counter.receipt(received), CODE, now)
    for number, words in [
        ("Q03-261123-9999-0", "Không tìm thấy"),
        (refused.receipt_number, REJECTED),
        (received.receipt_number, "đã được tiếp nhận"),
    ]:
        with pytest.raises(KioskError, match=words):
            counter.parcels.export(usb, [waiting.receipt_number, number])
    assert counter.row(waiting).state is State.SEALED
    assert list(usb.iterdir()) == []


def test_a_lost_stick_is_made_again_and_said_to_be_a_repeat(counter, usb, tmp_path):
    document = counter.seal(40)
    first = counter.parcels.export(usb)
    other = tmp_path / "SANDISK"
    other.mkdir()
    counter.clock.pass_time(timedelta(hours=1))
    second = counter.parcels.export(other)
    assert (first.sequence, second.sequence) == (1, 2)
    assert (first.again, second.again) == (frozenset(), {document.id})
    assert counter.row(document).exported_at == counter.clock.now().wall
    assert "SANDISK" in counter.row(document).reason


def test_a_damaged_dossier_stays_and_is_named_while_the_others_go(counter, usb):
    damaged, well, short = counter.seal(40), counter.seal(50), counter.seal(60)
    counter.blobs.held[damaged.objects[0].sealed_sha256] = b"worms"
    counter.blobs.held.pop(short.objects[0].sealed_sha256)
    made = counter.parcels.export(usb)
    assert [row.id for row in made.taken] == [well.id]
    assert [left.delivery.id for left in made.left] == [damaged.id, short.id]
    assert "Giấy chứng sinh" in made.left[0].words
    assert counter.row(damaged).state is State.SEALED


def test_only_damaged_dossiers_are_a_sentence(counter, usb):
    damaged = counter.seal(40)
    counter.blobs.held.clear()
    with pytest.raises(KioskError, match="Giấy chứng sinh"):
        counter.parcels.export(usb)
    assert counter.row(damaged).state is State.SEALED


def test_an_empty_queue_a_missing_stick_and_a_stranger_are_sentences(counter, usb, tmp_path):
    with pytest.raises(KioskError, match=NOTHING):
        counter.parcels.export(usb)
    counter.seal(40)
    for place in (tmp_path / "nowhere", tmp_path / "a file"):
        (tmp_path / "a file").touch()
        with pytest.raises(StickFailed, match=NO_FOLDER.format(place)):
            counter.parcels.export(place)
    counter.keys.leave_hub()
    with pytest.raises(NotEnrolled):
        counter.parcels.export(usb)
    assert counter.states() == [State.SEALED]


def test_what_is_received_while_the_stick_is_written_stays_received(counter, usb):
    document = counter.seal(40)
    signed = counter.receipt(document)
    really = counter.blobs.get

    def received_meanwhile(name):
        counter.outbox.acknowledge(document.id, signed, CODE, counter.clock.now())
        return really(name)

    counter.blobs.get = received_meanwhile
    made = counter.parcels.export(usb)
    assert [row.state for row in made.taken] == [State.ACKNOWLEDGED]
