"""A line in front of the hub: signs what passes as a kiosk would, and breaks when told to.

Other people's upload programs know nothing of our signatures; behind this line they need not.
"""

import re
import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Self
from urllib.parse import urlsplit

import httpx

PIECE = 8192
_LENGTH = re.compile(rb"(?im)^content-length: *(\d+)\r$")
_CONNECTION = re.compile(rb"(?im)^connection:.*\r\n")


class SigningLine:
    """Carries one request a connection from `url` to the hub. Use as a context manager.

    The next `cuts` connections that carry more than `after` bytes upward are reset there. `passed`
    is called with the bytes that have gone up in all, after each piece.
    """

    def __init__(self, hub: str, auth: httpx.Auth, *, cuts: int = 0, after: int = 0) -> None:
        place = urlsplit(hub)
        self._hub = (str(place.hostname), int(place.port or 80))
        self._auth = auth
        self.after = after
        self.cuts = cuts
        self.breaks = 0
        self.up = 0
        self.passed: Callable[[int], None] = lambda _up: None
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self._threads: list[Thread] = []
        self._open: set[socket.socket] = set()

    def __enter__(self) -> Self:
        self._begin(self._answer)
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for line in list(self._open):
            _reset(line)
        for thread in self._threads:
            thread.join(timeout=20)

    def _begin(self, work: Callable[..., None], *arguments: socket.socket) -> Thread:
        thread = Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()
        return thread

    def _answer(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._door.accept()
                self._begin(self._carry, client)

    def _carry(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            head, rest = _head(client)
            if not head:
                return
            try:
                hub = socket.create_connection(self._hub, timeout=20)
            except OSError:
                _reset(client)
                return
            with hub:
                self._open |= {client, hub}
                hub.sendall(self._signed(head))
                down = self._begin(_pass_down, hub, client)
                self._up(client, hub, rest, _length(head))
                down.join()
                self._open -= {client, hub}

    def _up(self, client: socket.socket, hub: socket.socket, rest: bytes, length: int) -> None:
        gone = 0
        while gone < length:
            piece = rest or client.recv(PIECE)
            rest = b""
            if not piece:
                return
            hub.sendall(piece)
            gone += len(piece)
            self.up += len(piece)
            self.passed(self.up)
            if self.cuts and gone > self.after:
                self.cuts -= 1
                self.breaks += 1
                _reset(hub)
                _reset(client)
                return

    def _signed(self, head: bytes) -> bytes:
        method, path, _ = head.split(b" ", 2)
        request = httpx.Request(method.decode(), f"http://hub{path.decode()}")
        signed = next(self._auth.auth_flow(request)).headers
        more = "".join(
            f"{name}: {signed[name]}\r\n" for name in ("Signature", "Signature-Input")
        ).encode()
        plain = _CONNECTION.sub(b"", head)
        return plain[:-2] + more + b"Connection: close\r\n\r\n"


def _head(client: socket.socket) -> tuple[bytes, bytes]:
    read = b""
    while b"\r\n\r\n" not in read:
        piece = client.recv(PIECE)
        if not piece:
            return b"", b""
        read += piece
    head, _, rest = read.partition(b"\r\n\r\n")
    return head + b"\r\n\r\n", rest


def _length(head: bytes) -> int:
    found = _LENGTH.search(head)
    return int(found[1]) if found else 0


def _pass_down(hub: socket.socket, client: socket.socket) -> None:
    with suppress(OSError):
        while piece := hub.recv(PIECE):
            client.sendall(piece)
        client.shutdown(socket.SHUT_WR)


def _reset(line: socket.socket) -> None:
    """Close as a line that breaks does: with a reset, and nothing more."""
    with suppress(OSError):
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        line.shutdown(socket.SHUT_RDWR)
