"""A parcel is taken whole or not at all: any byte changed, missing or added is noticed."""

import io
from datetime import UTC, date, datetime

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import example, given
from hypothesis import strategies as st

from dossier import parcel
from dossier.parcel import (
    CHANGED,
    CUT_SHORT,
    NOT_A_PARCEL,
    TOO_MUCH,
    Manifest,
    Opening,
    PackedDossier,
    ParcelRefused,
    Sealed,
)
from dossier.seal import digest
from dossier.wire import MAX_OBJECT_BYTES
from tests.support.memory import MemoryBlobs
from tests.support.sealed_queue import KIOSK, sealed_dossier

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
DEVICE = "Q03-0a1b2c3d"
BLOBS = MemoryBlobs()


def sealed(*sizes, serial=1):
    document, outgoing = sealed_dossier(BLOBS, sizes, serial)
    return Sealed(document, outgoing.document)


TWO = (sealed(300, 40), sealed(70, serial=2))


def manifest_of(sealed_ones, **changes):
    return Manifest(
        **{
            "device": DEVICE, "sequence": 7, "kiosk": KIOSK, "made_at": NOW, "since": 0,
            "dossiers": tuple(
                PackedDossier(id=one.document.id, digest=digest(one.content), size=len(one.content))
                for one in sealed_ones
            ),
            "objects": parcel.packed_objects(sealed_ones),
            **changes,
        }
    )  # fmt: skip


def opening_of(manifest, letter, **changes):
    return Opening(
        **{
            "device": DEVICE, "sequence": 7,
            "letter_size": len(letter), "letter_sha256": digest(letter),
            "objects_size": sum(each.size for each in manifest.objects), **changes,
        }
    )  # fmt: skip


def made(dossiers=TWO, manifest=None, letter=None, opening=None):
    """A parcel; its letter is left in the clear, as if opened by the hub already."""
    manifest = manifest or manifest_of(dossiers)
    letter = letter or parcel.write_letter(manifest, [each.content for each in dossiers])
    opening = opening or opening_of(manifest, letter)
    objects = [BLOBS.get(each.sha256) for each in manifest.objects]
    return b"".join((parcel.write_head(opening, KEY.sign), letter, *objects))


def genuine(opening, message, signature):
    try:
        KEY.public_key().verify(signature, message)
    except InvalidSignature:
        raise ParcelRefused(f"not signed by {opening.device}") from None


def taken(content):
    """All that a hub does before it believes a byte."""
    source = io.BytesIO(content)
    opened = parcel.read_head(source, genuine)
    letter = parcel.open_letter(opened.opening, parcel.read_letter(source, opened))
    parcel.check_objects(source, letter.manifest.objects)
    return opened, letter


WHOLE = made()


def test_what_was_packed_comes_out_byte_for_byte():
    opened, letter = taken(WHOLE)
    assert letter.dossiers == TWO
    assert (opened.opening.device, letter.manifest.sequence) == (DEVICE, 7)
    at = parcel.places(opened, letter.manifest)
    for each in letter.manifest.objects:
        assert WHOLE[at[each.sha256] :][: each.size] == BLOBS.get(each.sha256)


def test_a_dossier_without_papers_travels_too():
    _, letter = taken(made((sealed(),)))
    assert letter.manifest.objects == ()


def test_an_object_of_two_dossiers_travels_once():
    first = sealed(500)
    content = first.content.replace(first.document.id.encode(), b"another")
    second = Sealed(first.document.model_copy(update={"id": "another"}), content)
    _, letter = taken(made((first, second)))
    assert [each.size for each in letter.manifest.objects] == [500]


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
@example(len(WHOLE) - 1, 1)
def test_any_changed_byte_is_refused(place, change):
    broken = bytearray(WHOLE)
    broken[place] ^= change
    with pytest.raises(ParcelRefused):
        taken(bytes(broken))


@given(st.integers(0, len(WHOLE) - 1))
def test_a_parcel_cut_anywhere_is_refused(size):
    with pytest.raises(ParcelRefused):
        taken(WHOLE[:size])


@given(st.binary(min_size=1, max_size=20))
def test_nothing_may_follow(more):
    with pytest.raises(ParcelRefused, match=CHANGED):
        taken(WHOLE + more)


@given(st.binary(max_size=400))
def test_other_files_are_no_parcels(content):
    with pytest.raises(ParcelRefused, match=NOT_A_PARCEL):
        taken(content)


def test_an_opening_of_another_form_is_refused():
    text = b'{"format":"parcel/2"}'
    head = parcel.MARK + len(text).to_bytes(parcel.LENGTH_BYTES) + text + b"s" * 64
    with pytest.raises(ParcelRefused, match=NOT_A_PARCEL):
        taken(head)


def test_an_endless_opening_is_not_read():
    head = parcel.MARK + (parcel.MAX_OPENING_BYTES + 1).to_bytes(parcel.LENGTH_BYTES)
    with pytest.raises(ParcelRefused, match=NOT_A_PARCEL):
        taken(head + b"x" * 9_000)


def test_a_parcel_without_its_end_is_said_to_be_short():
    with pytest.raises(ParcelRefused, match=CUT_SHORT):
        taken(WHOLE[:-1])


def test_more_than_a_stick_can_hold_in_one_file_is_refused_before_it_is_read():
    manifest = manifest_of(TWO)
    letter = parcel.write_letter(manifest, [each.content for each in TWO])
    opening = opening_of(manifest, letter, objects_size=parcel.MAX_PARCEL_BYTES)
    with pytest.raises(ParcelRefused, match=TOO_MUCH):
        taken(made(opening=opening))


def test_an_object_may_be_as_large_as_one_sent_by_the_line():
    assert parcel.PackedObject(sha256="a" * 64, size=MAX_OBJECT_BYTES)
    with pytest.raises(ValueError, match="less than or equal"):
        parcel.PackedObject(sha256="a" * 64, size=MAX_OBJECT_BYTES + 1)


DIFFERENT = {
    "another device": {"device": "Q04-ffffffff"},
    "another number": {"sequence": 8},
    "another kiosk": {"kiosk": "Q04"},
    "objects left out": {"objects": parcel.packed_objects(TWO)[:1]},
    "a document of another name": {
        "dossiers": (
            manifest_of(TWO).dossiers[0].model_copy(update={"id": "other"}),
            manifest_of(TWO).dossiers[1],
        )
    },
    "a document left out": {"dossiers": manifest_of(TWO).dossiers[:1]},
    "a document cut short": {
        "dossiers": (
            manifest_of(TWO).dossiers[0],
            manifest_of(TWO).dossiers[1].model_copy(update={"size": 999_999}),
        )
    },
    "a document with another hash": {
        "dossiers": (
            manifest_of(TWO).dossiers[0].model_copy(update={"digest": "a" * 64}),
            manifest_of(TWO).dossiers[1],
        )
    },
}


@pytest.mark.parametrize("changes", DIFFERENT.values(), ids=DIFFERENT)
def test_a_signed_parcel_that_contradicts_itself_is_refused(changes):
    with pytest.raises(ParcelRefused, match=CHANGED):
        taken(made(manifest=manifest_of(TWO, **changes)))


def test_the_same_dossier_twice_is_refused():
    with pytest.raises(ParcelRefused, match=CHANGED):
        taken(made((TWO[0], TWO[0])))


def test_the_opening_must_tell_the_length_of_the_objects():
    manifest = manifest_of(TWO)
    letter = parcel.write_letter(manifest, [each.content for each in TWO])
    with pytest.raises(ParcelRefused, match=CHANGED):
        taken(made(opening=opening_of(manifest, letter, objects_size=1)))


@pytest.mark.parametrize("plain", [b"", b"\0", b"\0\0\0\2{}", b"\xff\xff\xff\xff{}"])
def test_a_letter_that_cannot_be_read_is_refused(plain):
    with pytest.raises(ParcelRefused, match=CHANGED):
        parcel.open_letter(opening_of(manifest_of(TWO), b"x"), plain)


def test_a_document_that_is_none_is_refused():
    content = b'{"id":"0193"}'
    listed = PackedDossier(id="0193", digest=digest(content), size=len(content))
    manifest = manifest_of((), dossiers=(listed,))
    with pytest.raises(ParcelRefused, match=CHANGED):
        taken(made((), manifest, parcel.write_letter(manifest, [content])))


def test_names_of_files_are_plain():
    name = parcel.file_name("Q03", date(2026, 11, 23), 7)
    assert name == "hoso-Q03-20261123-000007.hoso"
