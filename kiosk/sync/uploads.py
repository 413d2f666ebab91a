"""Resumable uploads: tus 1.0.0 core, creation and creation-with-upload, on the hub client.

The hub's offset is the only truth; ours is a guess that it corrects.
"""

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from urllib.parse import urlsplit

from dossier.wire import SealedObject
from kiosk.sync.answers import PROBLEM, Answer, failure
from kiosk.sync.client import HubClient
from kiosk.sync.connections import Request
from kiosk.sync.errors import HubBusy, NotOurHub, OffsetConflict, UploadGone

VERSION = {"Tus-Resumable": "1.0.0"}
FILES = "/v1/files"
CHUNK = 8 * 1024
MAX_TURNS = 8
"""Exchanges spent on one object before the loop is asked to think again."""
_STREAM = "application/offset+octet-stream"

Report = Callable[[int, str | None], None]
"""Told the bytes sent so far and the upload's address, after every chunk and answer."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an upload stands: its address at the hub and the offset reached.

    `certain`: the hub itself said so, and nothing was sent since. A certain place without an
    address means the hub has no upload for the object, so it can be created bytes and all.
    """

    address: str | None = None
    offset: int = 0
    certain: bool = False


FRESH = Place(certain=True)


@dataclass(frozen=True, slots=True)
class Piece:
    """One encrypted object of a dossier on its way."""

    dossier: str
    sealed: SealedObject

    @property
    def size(self) -> int:
        """Bytes of ciphertext."""
        return self.sealed.sealed_size


class Uploads:
    """Brings objects to the hub in full, sending again only what the hub does not hold."""

    def __init__(self, client: HubClient) -> None:
        self._client = client

    def send(self, piece: Piece, content: bytes, place: Place, report: Report) -> None:
        """Return when the hub holds all of `content`.

        Raises TryLater (ask the hub where it stands, then call again) or another SyncError;
        HubForgot when the hub does not know the dossier.
        """
        for _ in range(MAX_TURNS):
            place = self._step(piece, content, place, report)
            report(place.offset, place.address)
            if place.certain and place.offset == piece.size:
                return
        raise OffsetConflict

    def _step(self, piece: Piece, content: bytes, place: Place, report: Report) -> Place:
        if place.address is None:
            body = content if place.certain else b""
            return self._create(piece, body, report)
        if not place.certain:
            return self._look(piece, place.address)
        try:
            return self._append(piece, content, place, place.address, report)
        except OffsetConflict:
            return replace(place, certain=False)
        except UploadGone:
            return Place()

    def _create(self, piece: Piece, body: bytes, report: Report) -> Place:
        """Create the upload, bytes and all when `body` is the content; existing ones are found."""
        headers = {"Upload-Length": str(piece.size), "Upload-Metadata": _metadata(piece)}
        if body:
            headers["Content-Type"] = _STREAM
        answer = self._exchange("POST", FILES, body, headers, lambda sent: report(sent, None))
        if answer.status == HTTPStatus.CONFLICT and _is_tus(answer):
            return Place()  # somebody else brought bytes of it at this moment: ask without any
        if answer.status not in {HTTPStatus.OK, HTTPStatus.CREATED}:
            raise failure(answer)
        address = _address(answer)
        if body and "upload-offset" in answer.headers:
            return Place(address, _offset(answer, piece), certain=True)
        return Place(address)

    def _look(self, piece: Piece, address: str) -> Place:
        """Ask where the upload stands; without address when the hub lost it or it is another's."""
        answer = self._exchange("HEAD", address, None, {}, _unheard)
        if answer.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE} and _is_tus(answer):
            return Place()
        if answer.status not in {HTTPStatus.OK, HTTPStatus.NO_CONTENT}:
            raise failure(answer)
        if answer.headers.get("upload-length", "") != str(piece.size):
            return Place()
        return Place(address, _offset(answer, piece), certain=True)

    def _append(
        self, piece: Piece, content: bytes, place: Place, address: str, report: Report
    ) -> Place:
        """Stream the remainder from the place on."""
        headers = {"Upload-Offset": str(place.offset), "Content-Type": _STREAM}
        rest = memoryview(content)[place.offset :]
        answer = self._exchange(
            "PATCH", address, rest, headers, lambda sent: report(place.offset + sent, address)
        )
        if answer.status == HTTPStatus.CONFLICT and _is_tus(answer):
            raise OffsetConflict
        if answer.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE} and _is_tus(answer):
            raise UploadGone
        if answer.status not in {HTTPStatus.OK, HTTPStatus.NO_CONTENT}:
            raise failure(answer)
        reached = _offset(answer, piece)
        if reached <= place.offset:
            raise HubBusy
        return Place(address, reached, certain=True)

    def _exchange(
        self,
        method: str,
        path: str,
        body: bytes | memoryview | None,
        headers: Mapping[str, str],
        sent: Callable[[int], None],
    ) -> Answer:
        size = 0 if body is None else len(body)
        length = {} if body is None else {"Content-Length": str(size)}
        stream = _chunks(body, sent) if body else b""
        answer = self._client.send(
            Request(
                method,
                path,
                self._client.seconds_for(size),
                stream,
                {**VERSION, **length, **headers},
            )
        )
        if answer.status < HTTPStatus.BAD_REQUEST and not _is_tus(answer):
            raise NotOurHub
        return answer


def _chunks(body: bytes | memoryview, sent: Callable[[int], None]) -> Iterator[bytes]:
    """The body in chunks, telling how much the line has taken before each next one."""
    view = memoryview(body)
    for start in range(0, len(view), CHUNK):
        sent(start)
        yield bytes(view[start : start + CHUNK])


def _unheard(_sent: int) -> None:
    """Nobody wants to know."""


def _is_tus(answer: Answer) -> bool:
    return answer.headers.get("tus-resumable") == "1.0.0" or answer.kind == PROBLEM


def _metadata(piece: Piece) -> str:
    fields = {
        "dossier": piece.dossier,
        "object": piece.sealed.id,
        "sha256": piece.sealed.sealed_sha256,
    }
    return ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in fields.items())


def _address(answer: Answer) -> str:
    """Path of the upload on our own hub, whatever host a proxy in between put before it."""
    location: str = answer.headers.get("location", "")
    path = urlsplit(location).path
    start = path.find(f"{FILES}/")
    if start < 0:
        raise NotOurHub
    return path[start:]


def _offset(answer: Answer, piece: Piece) -> int:
    digits = answer.headers.get("upload-offset", "")
    if not (digits.isascii() and digits.isdigit()) or int(digits) > piece.size:
        raise NotOurHub
    return int(digits)
