"""Where the key of the store comes from."""

import secrets
from pathlib import Path
from typing import Protocol

from typing_extensions import override

from kiosk.journey.ports import StoreFailed
from kiosk.store import durable, wording

KEY_BYTES = 32


class KeyProvider(Protocol):
    """Gives the one secret everything in the store is encrypted under."""

    def store_key(self) -> bytes:
        """The key, 32 raw bytes, always the same. Raises StoreFailed when it cannot be had."""
        ...


class KeyFile(KeyProvider):
    """A key in a file only this user may read, made at the first use.

    With `create=False` a missing file is a failure: a new key would open nothing that is there.
    """

    def __init__(self, path: Path, *, create: bool = True) -> None:
        self._path = path
        self._create = create

    @override
    def store_key(self) -> bytes:
        """The key in the file. Raises StoreFailed when it is gone, damaged or cannot be made."""
        try:
            if self._create and not self._path.exists():
                durable.private_folder(self._path.parent)
                durable.write(self._path, secrets.token_bytes(KEY_BYTES))
            key = self._path.read_bytes()
        except FileNotFoundError as problem:
            raise StoreFailed(wording.KEY_GONE) from problem
        except OSError as problem:
            raise StoreFailed(wording.of_disk(problem)) from problem
        if len(key) != KEY_BYTES:
            raise StoreFailed(wording.KEY_BROKEN)
        return key
