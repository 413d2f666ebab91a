"""`python -m benchmarks.intake_load URL CODE KIND FIRST COUNT`: a kiosk that sends all at once.

Every request is signed before the clock starts. KIND `announced` is one PUT per dossier of three
papers, `whole` is PUT, a small paper with its upload's creation, and commit. Without CODE nobody is
joined and any answer of 2xx will do. Prints one JSON object.
"""

import asyncio
import base64
import hashlib
import json
import os
import sys
import time
from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

import httpx
import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from typing_extensions import override

from benchmarks.figures import percentile
from benchmarks.sealed import KIOSK, sealed_dossier, sealed_object
from dossier.moments import Moment
from dossier.wire import Enrolment, SignedReceipt
from kiosk.app.clock import SystemClock
from kiosk.journey.ports import Keys
from kiosk.sync.signing import DeviceSignature, content_digest

CONNECTIONS = 16
ANSWERS = 9
"""Make a document of about 3 KB."""
PAPERS, PAPER_BYTES = 3, 2_000


@dataclass
class LoadKeys(Keys):
    """A key in memory."""

    name: str = "nobody"
    recipient: str = ""
    private: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    @property
    @override
    def enrolled(self) -> bool:
        return True

    @property
    @override
    def device(self) -> str:
        return self.name

    @override
    def sign(self, message: bytes) -> bytes:
        return self.private.sign(message)

    @override
    def seal_for_hub(self, content: bytes) -> bytes:
        return bytes(pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(self.recipient)]))

    @override
    def receipt_is_genuine(self, receipt: SignedReceipt) -> bool:
        raise NotImplementedError

    @override
    def hub_signed(self, message: bytes, signature: str, key_id: str) -> bool:
        return True

    def join(self, url: str, code: str) -> None:
        """Enrol at the hub."""
        raw = self.private.public_key().public_bytes_raw()
        asked = Enrolment(
            code=code, kiosk=KIOSK, name=KIOSK, public_key=base64.b64encode(raw).decode()
        )
        answer = httpx.post(
            f"{url}/v1/enrol", content=asked.model_dump_json().encode(), trust_env=False
        ).raise_for_status()
        joined = answer.json()
        self.name, self.recipient = joined["device"], joined["hub_recipient"]


class Sender:
    """Prepares signed requests as they are on the wire."""

    def __init__(self, keys: LoadKeys) -> None:
        self._keys = keys
        self._clock = SystemClock()
        self._signature = DeviceSignature(keys, self._clock)
        sealer = LoadKeys(recipient=str(pyrage.x25519.Identity.generate().to_public()))
        self._sealer = keys if keys.recipient else sealer

    def announced(self, serial: int) -> list[bytes]:
        """A dossier of three papers made known."""
        at = self._moment(serial)
        papers = tuple(sealed_object(os.urandom(32).hex(), PAPER_BYTES, at) for _ in range(PAPERS))
        outgoing = sealed_dossier(papers, ANSWERS, serial, at)
        return [self._signed("PUT", f"/v1/dossiers/{outgoing.id}", outgoing.document)]

    def whole(self, serial: int) -> list[bytes]:
        """A dossier of one small paper, from announcement to receipt."""
        at = self._moment(serial)
        content = os.urandom(PAPER_BYTES)
        sealed = self._sealer.seal_for_hub(content)
        name = hashlib.sha256(sealed).hexdigest()
        plain = (hashlib.sha256(content).hexdigest(), len(content))
        paper = sealed_object(name, len(sealed), at, plain)
        outgoing = sealed_dossier((paper,), ANSWERS, serial, at)
        told = {"dossier": outgoing.id, "object": paper.id, "sha256": name}
        metadata = ",".join(
            f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items()
        )
        upload = {
            "Tus-Resumable": "1.0.0",
            "Content-Type": "application/offset+octet-stream",
            "Upload-Length": str(len(sealed)),
            "Upload-Metadata": metadata,
        }
        return [
            self._signed("PUT", f"/v1/dossiers/{outgoing.id}", outgoing.document),
            self._request("POST", "/v1/files", sealed, upload),
            self._signed("POST", f"/v1/dossiers/{outgoing.id}/commit", b""),
        ]

    def _moment(self, serial: int) -> Moment:
        now = self._clock.now()
        return Moment(now.wall - timedelta(seconds=serial), now.boot_id, now.boot_seconds)

    def _signed(self, method: str, path: str, body: bytes) -> bytes:
        return self._request(method, path, body, {"Content-Digest": content_digest(body)})

    def _request(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> bytes:
        request = httpx.Request(method, f"http://hub{path}", content=body, headers=headers)
        next(self._signature.auth_flow(request))
        lines = [f"{method} {path} HTTP/1.1".encode()]
        lines += [name + b": " + value for name, value in request.headers.raw]
        return b"\r\n".join([*lines, b"", b""]) + body


async def _connection(host: str, port: int, left: deque[list[bytes]], times: list[float]) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    while left:
        requests = left.popleft()
        began = time.perf_counter()
        for request in requests:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            lower = head.lower()
            length = lower.partition(b"content-length: ")[2].partition(b"\r")[0]
            body = await reader.readexactly(int(length))
            if not head.startswith(b"HTTP/1.1 2"):
                raise SystemExit((head + body).decode())
        times.append(time.perf_counter() - began)
    writer.close()


async def _send(url: str, dossiers: list[list[bytes]]) -> dict[str, float]:
    host, port = urlsplit(url).hostname or "", urlsplit(url).port or 0
    left, times = deque(dossiers), list[float]()
    began = time.perf_counter()
    await asyncio.gather(*(_connection(host, port, left, times) for _ in range(CONNECTIONS)))
    taken = time.perf_counter() - began
    return {
        "rate": len(dossiers) / taken,
        "p50": percentile(times, 0.5) * 1000,
        "p99": percentile(times, 0.99) * 1000,
    }


def main() -> None:
    """Join, prepare, send, tell."""
    url, code, kind, first, count = sys.argv[1:]
    keys = LoadKeys()
    if code:
        keys.join(url, code)
    sender = Sender(keys)
    make = sender.whole if kind == "whole" else sender.announced
    dossiers = [make(serial) for serial in range(int(first), int(first) + int(count))]
    print(json.dumps(asyncio.run(_send(url, dossiers))))


if __name__ == "__main__":
    main()
