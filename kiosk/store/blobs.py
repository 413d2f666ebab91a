"""Papers on disk: encrypted files named by what is in them."""

import hashlib
import re
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from typing_extensions import override

from kiosk.journey.ports import BlobDamaged, BlobStore, StoreFailed
from kiosk.store import durable, wording

MARK = b"MCB1"
"""First bytes of an encrypted blob: format 1."""
NONCE_BYTES = 12
"""AES-GCM nonce (NIST SP 800-38D), random per file."""

_NAME = re.compile(r"[0-9a-f]{64}")


class FileBlobs(BlobStore):
    """Blobs below `folder`: `plain/` under AES-256-GCM, `sealed/` as the bytes they are."""

    def __init__(self, folder: Path, key: bytes, *, sweep: bool = True) -> None:
        """`key` is 32 raw bytes. Raises StoreFailed when the folders cannot be made.

        `sweep` removes what an interrupted `put` left: only for the one program that puts.
        """
        self._cipher = AESGCM(key)
        self._plain = folder / "plain"
        self._sealed = folder / "sealed"
        try:
            for each in (folder, self._plain, self._sealed):
                durable.private_folder(each)
                if sweep:
                    durable.sweep(each)
        except OSError as problem:
            raise StoreFailed(wording.of_disk(problem)) from problem

    @override
    def put(self, content: bytes, *, sealed: bool = False) -> str:
        """Keep `content` and return its SHA-256 in hex. Raises StoreFailed.

        Putting the same bytes again writes them again, which mends a damaged file.
        """
        name = hashlib.sha256(content).hexdigest()
        path = (self._sealed if sealed else self._plain) / name
        try:
            durable.write(path, content if sealed else self._encrypted(name, content))
        except OSError as problem:
            raise StoreFailed(wording.of_disk(problem)) from problem
        return name

    @override
    def get(self, sha256: str) -> bytes:
        """The bytes of that hash.

        Raises BlobDamaged when they are gone or damaged, StoreFailed when the disk fails.
        """
        if not _NAME.fullmatch(sha256):
            raise BlobDamaged(wording.BLOB_GONE)
        plain = self._read(self._plain / sha256)
        content = (
            self._read(self._sealed / sha256) if plain is None else self._opened(sha256, plain)
        )
        if content is None:
            raise BlobDamaged(wording.BLOB_GONE)
        if hashlib.sha256(content).hexdigest() != sha256:
            raise BlobDamaged(wording.BLOB_BROKEN)
        return content

    @override
    def remove(self, sha256: str) -> None:
        """Forget the blob; one that is not there is no failure. Raises StoreFailed."""
        if not _NAME.fullmatch(sha256):
            return
        try:
            for folder in (self._plain, self._sealed):
                if (folder / sha256).exists():
                    (folder / sha256).unlink(missing_ok=True)
                    durable.sync_folder(folder)
        except OSError as problem:
            raise StoreFailed(wording.of_disk(problem)) from problem

    def _encrypted(self, name: str, content: bytes) -> bytes:
        nonce = secrets.token_bytes(NONCE_BYTES)
        return MARK + nonce + self._cipher.encrypt(nonce, content, MARK + name.encode())

    def _opened(self, name: str, stored: bytes) -> bytes:
        nonce = stored[len(MARK) : len(MARK) + NONCE_BYTES]
        body = stored[len(MARK) + NONCE_BYTES :]
        if not stored.startswith(MARK) or len(nonce) != NONCE_BYTES:
            raise BlobDamaged(wording.BLOB_BROKEN)
        try:
            return self._cipher.decrypt(nonce, body, MARK + name.encode())
        except InvalidTag as problem:
            raise BlobDamaged(wording.BLOB_BROKEN) from problem

    @staticmethod
    def _read(path: Path) -> bytes | None:
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as problem:
            raise StoreFailed(wording.of_disk(problem)) from problem
