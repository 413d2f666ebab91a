"""The hub's two secrets: an Ed25519 key that signs receipts, an age identity that opens papers."""

import base64
import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyrage import DecryptError, decrypt_io, x25519

from dossier.receipt_parcel import ReceiptParcel
from dossier.releases import Release, SignedRelease, to_sign
from dossier.wire import Health, Receipt, SignedReceipt
from hub import durable
from hub.config import HubFailed

SIGNING, AGE = "signing.key", "age.key"


class NotForUs(Exception):
    """The ciphertext is broken or was not made for this hub."""


class HubKeys:
    """Both keys, made at the first start and read from private files ever after."""

    def __init__(self, folder: Path) -> None:
        """Read or make them. Raises HubFailed, OSError."""
        durable.private_folder(folder)
        raw = _kept(folder / SIGNING, lambda: Ed25519PrivateKey.generate().private_bytes_raw())
        age = _kept(folder / AGE, lambda: str(x25519.Identity.generate()).encode())
        try:
            self._signing = Ed25519PrivateKey.from_private_bytes(raw)
            self._age = x25519.Identity.from_str(age.decode().strip())
        except Exception as problem:
            raise HubFailed(
                f"Tệp khóa trong “{folder}” đã hỏng. Hãy lấy lại từ bản sao lưu, đừng xóa nó."
            ) from problem

    @property
    def public_key(self) -> str:
        """The raw Ed25519 public key, base64."""
        return base64.b64encode(self._raw).decode()

    @property
    def key_id(self) -> str:
        """A name for the signing key, derived from it."""
        return f"hub-{hashlib.sha256(self._raw).hexdigest()[:16]}"

    @property
    def recipient(self) -> str:
        """Where kiosks encrypt to: an age X25519 recipient."""
        return str(self._age.to_public())

    def sign(self, receipt: Receipt | ReceiptParcel) -> SignedReceipt:
        """What is vouched for as text, and the signature over exactly that text."""
        text = receipt.model_dump_json()
        signature = base64.b64encode(self._signing.sign(text.encode())).decode()
        return SignedReceipt(receipt=text, signature=signature, key_id=self.key_id)

    def answer(self, nonce: str, now: datetime) -> Health:
        """That we are here, signed for whoever asked with this nonce."""
        said = Health(status="ok", key_id=self.key_id, server_time=now, signature="")
        signature = base64.b64encode(self._signing.sign(said.text(nonce))).decode()
        return said.model_copy(update={"signature": signature})

    def signature(self, message: bytes) -> str:
        """Value of the header field that signs an answer."""
        return f"{self.key_id} {base64.b64encode(self._signing.sign(message)).decode()}"

    def sign_release(self, release: Release) -> SignedRelease:
        """The release as text and the signature over exactly that text."""
        text = release.model_dump_json()
        signature = base64.b64encode(self._signing.sign(to_sign(text))).decode()
        return SignedRelease(release=text, signature=signature, key_id=self.key_id)

    def open(self, sealed: BinaryIO, into: "BinaryIO | Sink") -> None:
        """Decrypt `sealed` into `into`, a piece at a time. Raises NotForUs."""
        try:
            decrypt_io(sealed, into, [self._age])
        except DecryptError as problem:
            raise NotForUs from problem
        except OSError as problem:
            if problem.errno is not None:
                raise
            raise NotForUs from problem  # how pyrage reports a body cut short or changed

    @property
    def _raw(self) -> bytes:
        return self._signing.public_key().public_bytes_raw()


class Sink:
    """Takes plaintext and keeps only its SHA-256 and size: papers are never stored in the clear."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self.size = 0

    @property
    def sha256(self) -> str:
        """Hex SHA-256 of what was written so far."""
        return self._hash.hexdigest()

    def write(self, piece: bytes) -> int:
        """Take a piece; returns its length."""
        self._hash.update(piece)
        self.size += len(piece)
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""


def _kept(path: Path, make: Callable[[], bytes]) -> bytes:
    if not path.exists():
        durable.write_once(path, make())
    return path.read_bytes()
