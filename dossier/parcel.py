"""The USB parcel: sealed dossiers that go to the hub by hand when there is no line.

    MARK | length of the opening, 2 bytes | opening (JSON) | Ed25519 signature, 64 bytes
         | letter (age ciphertext) | object | object | …

The device signs the opening, the opening holds the hash of the letter, and the letter (only the hub
can open it) lists every document and every object with its hash: so every byte is vouched for, and
whoever finds the stick sees which counter made it and nothing of any citizen. Objects are the age
ciphertexts made at the seal, the bytes that would have gone by the line. Nothing in a parcel names
a file or a folder. Numbers are big-endian; sizes are bytes.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from pydantic import AwareDatetime, Field, ValidationError

from dossier.seal import digest
from dossier.values import canonical
from dossier.wire import (
    MAX_DOCUMENT_BYTES,
    MAX_OBJECT_BYTES,
    DossierDocument,
    Message,
    Sha256,
)

MARK = b"HOSO-KIOSK/1\n"
SUFFIX = ".hoso"
SIGNATURE_BYTES = 64
LENGTH_BYTES = 2
MAX_OPENING_BYTES = 2_000
MAX_DOSSIERS = 500
MAX_OBJECTS = 20_000
MAX_LETTER_BYTES = 64 * 1024 * 1024
MAX_PARCEL_BYTES = 2**32 - 1
"""The largest file a FAT32 stick can hold."""
PIECE = 1024 * 1024
_SIGNED_FOR = b"mot-cua parcel opening\0"
"""Goes before the opening when it is signed: no signature over anything else can stand for it."""
_MANIFEST_LENGTH = 4

NOT_A_PARCEL = "Tệp này không phải gói hồ sơ của quầy, hoặc do phiên bản khác làm ra."
CHANGED = (
    "Gói hồ sơ đã bị thay đổi hoặc hỏng nên không nhận phần nào. "
    "Hồ sơ vẫn còn trên máy ở quầy: xin chép lại ra USB."
)
CUT_SHORT = (
    "Gói hồ sơ bị thiếu phần cuối, có thể USB được rút quá sớm. Chưa nhận phần nào. "
    "Hồ sơ vẫn còn trên máy ở quầy: xin chép lại ra USB."
)
TOO_MUCH = "Gói hồ sơ lớn hơn mức cho phép nên không nhận phần nào."


class ParcelRefused(ValueError):
    """A parcel that nothing may be taken from; `str()` is a sentence."""


class Opening(Message):
    """What anybody may read: who made the parcel, which one it is, and how long the rest is."""

    format: Literal["parcel/1"] = "parcel/1"
    device: str = Field(min_length=1, max_length=100)
    sequence: int = Field(ge=1, lt=2**53)
    letter_size: int = Field(ge=1, le=MAX_LETTER_BYTES)
    letter_sha256: str = Sha256
    objects_size: int = Field(ge=0, le=MAX_PARCEL_BYTES)


class PackedDossier(Message):
    """One sealed document in the letter, byte for byte."""

    id: str
    digest: str = Sha256
    size: int = Field(ge=1, le=MAX_DOCUMENT_BYTES)


class PackedObject(Message):
    """One ciphertext behind the letter."""

    sha256: str = Sha256
    size: int = Field(ge=1, le=MAX_OBJECT_BYTES)


class Manifest(Message):
    """What is in the parcel, in order; `since` is how far the kiosk knows the hub's events."""

    format: Literal["manifest/1"] = "manifest/1"
    device: str
    sequence: int = Field(ge=1)
    kiosk: str
    made_at: AwareDatetime
    since: int = Field(ge=0)
    dossiers: tuple[PackedDossier, ...] = Field(min_length=1, max_length=MAX_DOSSIERS)
    objects: tuple[PackedObject, ...] = Field(max_length=MAX_OBJECTS)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A dossier as it goes into a parcel and comes out: the value and its exact bytes."""

    document: DossierDocument
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """The opened letter."""

    manifest: Manifest
    dossiers: tuple[Sealed, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """An opening that stands at the head of a parcel.

    `digest` names the parcel: it changes when any byte of it does. `size` is that of this head.
    """

    opening: Opening
    digest: str
    size: int


class Source(Protocol):
    """Bytes being read: a file, or what is arriving."""

    def read(self, size: int, /) -> bytes: ...


Genuine = Callable[[Opening, bytes, bytes], None]
"""Given the opening, the message signed and the signature: raises unless the device signed it."""


# --- writing ------------------------------------------------------------------------------------


def file_name(kiosk: str, day: date, sequence: int) -> str:
    """The name of a parcel on a stick; plain letters, so that any file system keeps it."""
    return f"hoso-{kiosk}-{day:%Y%m%d}-{sequence:06d}{SUFFIX}"


def packed_objects(dossiers: Sequence[Sealed]) -> tuple[PackedObject, ...]:
    """Every ciphertext of these dossiers, each once, in the order of the dossiers."""
    sizes = {
        one.sealed_sha256: one.sealed_size for each in dossiers for one in each.document.objects
    }
    return tuple(PackedObject(sha256=name, size=size) for name, size in sizes.items())


def write_letter(manifest: Manifest, documents: Sequence[bytes]) -> bytes:
    """The letter in the clear, to be encrypted for the hub."""
    head = canonical(manifest.model_dump(mode="json"))
    return b"".join((len(head).to_bytes(_MANIFEST_LENGTH), head, *documents))


def write_head(opening: Opening, sign: Callable[[bytes], bytes]) -> bytes:
    """All that stands before the letter. `sign` gives the device's Ed25519 signature."""
    text = canonical(opening.model_dump(mode="json"))
    return b"".join((MARK, len(text).to_bytes(LENGTH_BYTES), text, sign(_SIGNED_FOR + text)))


# --- reading ------------------------------------------------------------------------------------


def read_head(source: Source, genuine: Genuine) -> Opened:
    """Read and verify what stands before the letter. Raises ParcelRefused and what `genuine` does.

    Little is read and nothing believed before the signature is verified.
    """
    fixed = _exactly(source, len(MARK) + LENGTH_BYTES, NOT_A_PARCEL)
    length = int.from_bytes(fixed[len(MARK) :])
    if not fixed.startswith(MARK) or length > MAX_OPENING_BYTES:
        raise ParcelRefused(NOT_A_PARCEL)
    rest = _exactly(source, length + SIGNATURE_BYTES, CUT_SHORT)
    text, signature = rest[:length], rest[length:]
    try:
        opening = Opening.model_validate_json(text)
    except ValidationError as problem:
        raise ParcelRefused(NOT_A_PARCEL) from problem
    genuine(opening, _SIGNED_FOR + text, signature)
    size = len(fixed) + len(rest)
    if size + opening.letter_size + opening.objects_size > MAX_PARCEL_BYTES:
        raise ParcelRefused(TOO_MUCH)
    return Opened(opening, digest(text), size)


def read_letter(source: Source, opened: Opened) -> bytes:
    """The letter's ciphertext, which follows the head. Raises ParcelRefused."""
    ciphertext = _exactly(source, opened.opening.letter_size, CUT_SHORT)
    if digest(ciphertext) != opened.opening.letter_sha256:
        raise ParcelRefused(CHANGED)
    return ciphertext


def open_letter(opening: Opening, plain: bytes) -> Letter:
    """The decrypted letter, checked against itself and the opening. Raises ParcelRefused."""
    start = _MANIFEST_LENGTH + int.from_bytes(plain[:_MANIFEST_LENGTH])
    try:
        manifest = Manifest.model_validate_json(plain[_MANIFEST_LENGTH:start])
        dossiers = _dossiers(manifest, plain[start:])
    except ValidationError as problem:
        raise ParcelRefused(CHANGED) from problem
    same = (manifest.device, manifest.sequence) == (opening.device, opening.sequence)
    fitting = (
        packed_objects(dossiers) == manifest.objects
        and sum(each.size for each in manifest.objects) == opening.objects_size
        and all(each.document.kiosk == manifest.kiosk for each in dossiers)
        and len({each.document.id for each in dossiers}) == len(dossiers)
    )
    if not (same and fitting):
        raise ParcelRefused(CHANGED)
    return Letter(manifest, dossiers)


def check_objects(source: Source, objects: Sequence[PackedObject]) -> None:
    """Read to the end: every object is what the letter says and nothing follows.

    Raises ParcelRefused.
    """
    for each in objects:
        hashed = hashlib.sha256()
        left = each.size
        while left:
            piece = _exactly(source, min(left, PIECE), CUT_SHORT)
            hashed.update(piece)
            left -= len(piece)
        if hashed.hexdigest() != each.sha256:
            raise ParcelRefused(CHANGED)
    if source.read(1):
        raise ParcelRefused(CHANGED)


def places(opened: Opened, manifest: Manifest) -> Mapping[str, int]:
    """Where in the parcel each object begins, by its hash."""
    at = opened.size + opened.opening.letter_size
    found = {}
    for each in manifest.objects:
        found[each.sha256] = at
        at += each.size
    return found


def _dossiers(manifest: Manifest, content: bytes) -> tuple[Sealed, ...]:
    found = []
    at = 0
    for each in manifest.dossiers:
        document = content[at : at + each.size]
        at += each.size
        if len(document) != each.size or digest(document) != each.digest:
            raise ParcelRefused(CHANGED)
        read = DossierDocument.model_validate_json(document)
        if read.id != each.id:
            raise ParcelRefused(CHANGED)
        found.append(Sealed(read, document))
    if at != len(content):
        raise ParcelRefused(CHANGED)
    return tuple(found)


def _exactly(source: Source, size: int, short: str) -> bytes:
    """`size` bytes. Raises ParcelRefused with the words `short` when there are fewer."""
    found = bytearray()
    while len(found) < size:
        piece = source.read(size - len(found))
        if not piece:
            raise ParcelRefused(short)
        found += piece
    return bytes(found)
