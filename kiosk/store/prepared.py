"""Results of costly work, kept for the next start; any of them may be missing at any time."""

import secrets
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kiosk.store import durable
from kiosk.store.blobs import NONCE_BYTES

KEPT = 4
"""So many results stay: of what came with the program, and of the newest releases."""


class Prepared:
    """Results in a folder, named by what they were made from, under AES-256-GCM.

    Only this store's key makes them, so they may stand for what was checked before.
    """

    def __init__(self, folder: Path, key: bytes) -> None:
        """`key` is 32 raw bytes."""
        self._folder = folder
        self._cipher = AESGCM(key)

    def get(self, source: str) -> bytes | None:
        """What was made from `source` (a digest in hex), None when it is not here or not ours."""
        try:
            kept = (self._folder / source).read_bytes()
            return self._cipher.decrypt(kept[:NONCE_BYTES], kept[NONCE_BYTES:], source.encode())
        except (OSError, InvalidTag, ValueError):
            return None

    def put(self, source: str, content: bytes) -> None:
        """Keep what was made from `source`; where that fails, it is made again next time."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        with suppress(OSError):
            durable.private_folder(self._folder)
            durable.sweep(self._folder)
            sealed = nonce + self._cipher.encrypt(nonce, content, source.encode())
            durable.write(self._folder / source, sealed)
            newest = sorted(self._folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
            for old in newest[:-KEPT]:
                old.unlink(missing_ok=True)
