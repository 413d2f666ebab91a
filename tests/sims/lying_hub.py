"""A real HTTP server on loopback that plays the hub in memory and lies exactly when told to.

It checks request signatures and keeps dossiers and tus uploads truthfully; `lie(...)` makes the
next matching requests end in something a bad line, a portal or a bad hub would do.
"""

import re
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Condition, Event, Thread
from types import TracebackType
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from http_message_signatures import (
    HTTPMessageVerifier,
    MappingKeyResolver,
)
from http_message_signatures.algorithms import ED25519

from dossier.releases import SignedRelease
from dossier.seal import digest
from dossier.wire import (
    HUB_SIGNATURE,
    DossierDocument,
    DossierStatus,
    Health,
    HubEvent,
    MissingObject,
    Receipt,
    ReceivedObject,
    SignedReceipt,
    events_text,
)
from tests.sims.hub_talk import HubServer
from tests.sims.lies import NOON, Lie, Says, Seen, Upload


@dataclass(slots=True)
class Told:
    """A lie waiting for its requests."""

    method: str
    path: re.Pattern[str]
    lie: Lie
    times: int


class LyingHub:
    """Use as a context manager; `url` is where it listens."""

    def __init__(self, device: str, device_key: Ed25519PublicKey, port: int = 0) -> None:
        self.hub_key = Ed25519PrivateKey.generate()
        self.device = device
        resolver = MappingKeyResolver(public_keys={device: device_key}, private_keys={})
        self.verifier = HTTPMessageVerifier(signature_algorithm=ED25519, key_resolver=resolver)
        self.documents: dict[str, bytes] = {}
        self.uploads: dict[str, Upload] = {}
        self.receipts: dict[str, SignedReceipt] = {}
        self.events: list[HubEvent] = []
        self.release: SignedRelease | None = None
        self.release_number = 0
        self.release_files: dict[str, bytes] = {}
        self.codes: set[str] = {"12345678"}
        self.seen: list[Seen] = []
        self.commits: dict[str, int] = {}
        self.changed = Condition()
        self.released = Event()
        self._lies: list[Told] = []
        self._server = HubServer(("127.0.0.1", port), self)
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def raw_key(self) -> bytes:
        return self.hub_key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.cut_all()
        self._server.server_close()
        self._thread.join(5)

    def lie(self, method: str, path: str, lie: Lie, times: int = 1) -> None:
        """Tell `lie` to the next `times` requests of `method` whose path matches."""
        self._lies.append(Told(method, re.compile(path), lie, times))

    def taken_bytes(self, sealed_object: str) -> int:
        """Body bytes of upload requests that arrived for an object, repeats included."""
        names = [name for name, upload in self.uploads.items() if upload.object == sealed_object]
        return sum(seen.size for seen in self.seen if seen.path.rpartition("/")[2] in names)

    def next_lie(self, method: str, path: str) -> Lie | None:
        for told in self._lies:
            if told.times > 0 and told.method == method and told.path.search(path):
                told.times -= 1
                return told.lie
        return None

    def note(self, seen: Seen) -> None:
        with self.changed:
            self.seen.append(seen)
            self.changed.notify_all()

    def missing(self, dossier: str) -> tuple[MissingObject, ...]:
        document = DossierDocument.model_validate_json(self.documents[dossier])
        found = []
        for sealed in document.objects:
            name = next((n for n, u in self.uploads.items() if u.object == sealed.id), None)
            have = self.uploads[name].data if name else b""
            if len(have) < sealed.sealed_size:
                found.append(MissingObject(object=sealed.id, upload=name, offset=len(have)))
            elif digest(bytes(have)) != sealed.sealed_sha256:
                del self.uploads[name or ""]
                found.append(MissingObject(object=sealed.id, upload=None, offset=0))
        return tuple(found)

    def status(self, dossier: str) -> DossierStatus:
        receipt = self.receipts.get(dossier)
        missing = self.missing(dossier)
        state = "acknowledged" if receipt else "announced" if missing else "complete"
        return DossierStatus(
            id=dossier,
            digest=digest(self.documents[dossier]),
            state=state,
            missing=missing,
            receipt=receipt,
        )

    def receipt(self, dossier: str) -> Receipt:
        document = DossierDocument.model_validate_json(self.documents[dossier])
        return Receipt(
            dossier=dossier,
            digest=digest(self.documents[dossier]),
            kiosk=document.kiosk,
            receipt_number=document.receipt_number,
            official_code=f"H50.15.01-261123-{len(self.receipts) + 1:04}",
            received_at=NOON,
            objects=tuple(
                ReceivedObject(object=sealed.id, sha256=sealed.sealed_sha256)
                for sealed in document.objects
            ),
        )

    def health(self, nonce: str) -> Health:
        """That this hub is there, signed."""
        said = Health(status="ok", key_id="hub-1", server_time=datetime.now(UTC), signature="")
        signature = b64encode(self.hub_key.sign(said.text(nonce))).decode()
        return said.model_copy(update={"signature": signature})

    def signed_events(self, since: int, epoch: str, page: bytes) -> Says:
        """An answer about events, signed for the asker."""
        said = self.hub_key.sign(events_text(self.device, since, epoch, page))
        return Says(200, page, headers=((HUB_SIGNATURE, f"hub-1 {b64encode(said).decode()}"),))

    def signed(self, receipt: Receipt, key: Ed25519PrivateKey | None = None) -> SignedReceipt:
        text = receipt.model_dump_json()
        signature = (key or self.hub_key).sign(text.encode())
        return SignedReceipt(receipt=text, signature=b64encode(signature).decode(), key_id="hub-1")
