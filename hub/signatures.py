"""Who sent a request: signatures of devices over HTTP messages (RFC 9421, ed25519)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from http_message_signatures import (
    HTTPMessageSignaturesException,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
)
from http_message_signatures.algorithms import ED25519
from sqlalchemy.exc import SQLAlchemyError
from starlette.datastructures import Headers
from starlette.requests import Request
from typing_extensions import override

from hub.devices import Device
from hub.problems import Refused

COVERED = ("@method", "@path")
COVERED_WITH_BODY = (*COVERED, "content-digest")
_UNKNOWN = "Chưa xác nhận được máy gửi. Nhờ cán bộ kiểm tra việc đăng ký máy."


class _Verifier(HTTPMessageVerifier):
    """A kiosk's clock may be years off and its requests may be repeated: `created` is no reason."""

    max_clock_skew = timedelta(days=365 * 100)


@dataclass(frozen=True, slots=True)
class _Message:
    method: str
    url: str
    headers: Headers


class _OneDevice(HTTPSignatureKeyResolver):
    """Looks the signer up among the enrolled devices and remembers it.

    The library takes a failure of ours for a bad signature, so that is remembered too.
    """

    def __init__(self, find: Callable[[str], Device | None]) -> None:
        self._find = find
        self.found: Device | None = None
        self.failed: SQLAlchemyError | None = None

    @override
    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey | None:
        try:
            self.found = self._find(key_id)
        except SQLAlchemyError as problem:
            self.failed = problem
            raise
        if self.found is None:
            return None
        return Ed25519PublicKey.from_public_bytes(self.found.public_key)

    @override
    def resolve_private_key(self, key_id: str) -> None:
        raise LookupError(f"the hub signs no requests: {key_id}")


def signer(
    request: Request, find: Callable[[str], Device | None], body: bytes | None = None
) -> Device:
    """The device that signed `request`; with `body`, its digest must be signed too.

    Raises Refused (401) for anything unsigned, forged, revoked or unknown, SQLAlchemyError when
    nobody can be looked up.
    """
    resolver = _OneDevice(find)
    verifier = _Verifier(signature_algorithm=ED25519, key_resolver=resolver)
    required: Sequence[str] = COVERED if body is None else COVERED_WITH_BODY
    message = _Message(request.method, _url(request), request.headers)
    try:
        verifier.verify(message, max_age=None, require_components=required, body=body)
    except HTTPMessageSignaturesException as problem:
        if resolver.failed is not None:
            raise resolver.failed from problem
        raise Refused(HTTPStatus.UNAUTHORIZED, _UNKNOWN, kind="signature") from problem
    if resolver.found is None:
        raise Refused(HTTPStatus.UNAUTHORIZED, _UNKNOWN, kind="signature")
    return resolver.found


def _url(request: Request) -> str:
    """The address as it was sent; only its path is ever signed, so the host is any."""
    path = request.scope.get("raw_path") or request.scope["path"].encode()
    return f"http://hub{bytes(path).decode('latin-1')}"
