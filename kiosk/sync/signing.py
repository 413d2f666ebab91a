"""Request signatures (RFC 9421, ed25519) made through the Keys port: the key stays there."""

from collections.abc import Generator
from hashlib import sha256

import httpx
from http_message_signatures import HTTPMessageSigner
from http_message_signatures.algorithms import ED25519
from http_sf.compat import Dictionary
from typing_extensions import override

from kiosk.journey.ports import Clock, Keys

LABEL = "kiosk"
_DIGEST = "content-digest"


def content_digest(body: bytes) -> str:
    """Content-Digest field value of a body (RFC 9530, sha-256)."""
    return str(Dictionary({"sha-256": sha256(body).digest()}))


class DeviceSignature(httpx.Auth):
    """Signs each request with the device key.

    Covered: method and path; the content digest too when the request carries one. Uploads of file
    bytes carry none: their hash is verified as a whole at commit.
    """

    def __init__(self, keys: Keys, clock: Clock) -> None:
        self._keys = keys
        self._clock = clock
        self._signer = HTTPMessageSigner(signature_algorithm=ED25519)

    @override
    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Sign and send."""
        digested = _DIGEST in request.headers
        covered = ("@method", "@path", _DIGEST) if digested else ("@method", "@path")
        prepared = self._signer.prepare(
            request,
            key_id=self._keys.device,
            created=self._clock.now().wall,
            label=LABEL,
            covered_component_ids=covered,
            use_existing_digest=digested,
        )
        self._signer.apply(request, prepared, self._keys.sign(prepared.signature_base))
        yield request
