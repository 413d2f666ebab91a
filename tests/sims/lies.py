"""The lies a hub or its line can tell, and what a playing hub holds."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from dossier.wire import (
    Receipt,
)

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
JSON = "application/json"
PROBLEM = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Says:
    """Answer this and do nothing; with `after`, do the honest thing first and then answer this."""

    status: int
    body: bytes = b""
    kind: str = JSON
    headers: tuple[tuple[str, str], ...] = ()
    after: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """Take `keep` bytes of the body, keep them, and reset the connection."""

    keep: int


@dataclass(frozen=True, slots=True)
class CutAnswer:
    """Do the honest thing, then reset the connection instead of answering."""


@dataclass(frozen=True, slots=True)
class Hang:
    """Take `keep` bytes and then say nothing until the server closes."""

    keep: int = 0


@dataclass(frozen=True, slots=True)
class ChangeReceipt:
    """Answer with a receipt changed by `change` and signed, by a stranger if `forged`."""

    change: Callable[[Receipt], Receipt] = lambda receipt: receipt
    forged: bool = False


Lie = Says | Cut | CutAnswer | Hang | ChangeReceipt
PORTAL = Says(200, b"<html><title>Wi-Fi</title>Dang nhap</html>", "text/html")
GARBAGE = Says(200, b'{"id": [', JSON)
BROKEN = Says(500, b"Internal Server Error", "text/plain")


def problem(status: int, detail: str = "", **more: object) -> Says:
    """An answer in problem details."""
    body = {"title": "problem", "status": status, "detail": detail, **more}
    return Says(status, json.dumps(body).encode(), PROBLEM)


@dataclass(slots=True)
class Upload:
    """An upload and the bytes it has."""

    dossier: str
    object: str
    sha256: str
    size: int
    data: bytearray = field(default_factory=bytearray)


@dataclass(frozen=True, slots=True)
class Seen:
    """A request as it arrived; `size` counts the body bytes that did."""

    method: str
    path: str
    size: int
