"""The real hub without sockets: its web application on a thread of its own, request by request."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Thread
from typing import Any
from urllib.parse import unquote

from fastapi import FastAPI
from starlette.requests import ClientDisconnect

from hub.config import HubConfig
from hub.server import app_of
from hub.upstream import Upstream

PIECE = 16 * 1024
ANSWER_SECONDS = 30.0
Headers = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """A request as the kiosk wrote it to the line."""

    method: str
    path: str
    headers: Headers
    body: bytes = field(repr=False)

    def cut(self, at: int) -> "Sent":
        """The same request, of whose body only `at` bytes arrive."""
        return Sent(self.method, self.path, self.headers, self.body[:at])

    def spoiled(self, at: int) -> "Sent":
        """The same request with one byte of its body changed."""
        if not self.body:
            return self
        changed = bytearray(self.body)
        changed[at] ^= 1
        return Sent(self.method, self.path, self.headers, bytes(changed))

    @property
    def whole(self) -> bool:
        """Whether all that was announced is there."""
        announced = dict(self.headers).get(b"content-length", b"0")
        return len(self.body) >= int(announced)


@dataclass(frozen=True, slots=True)
class Answered:
    """What the hub said."""

    status: int
    headers: Headers
    body: bytes = field(repr=False)


class HubAtHand:
    """One hub on its data folder; `restart` opens the folder anew, as a new program would."""

    def __init__(self, config: HubConfig) -> None:
        self.config = config
        self.crashes: list[BaseException] = []
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="hub-at-hand", daemon=True)
        self._thread.start()
        self.upstream = Upstream(config, serving=True)
        self._app: FastAPI = app_of(self.upstream)

    def answer(self, sent: Sent) -> Answered | None:
        """Let the hub work on a request; None when it had nobody left to answer to."""
        doing = asyncio.run_coroutine_threadsafe(self._answer(sent), self._loop)
        return doing.result(ANSWER_SECONDS)

    def rest(self) -> None:
        """Close the folder; `restart` opens it again."""
        self.upstream.close()

    def restart(self) -> None:
        """Close the folder and open it again."""
        self.upstream.close()
        self.upstream = Upstream(self.config, serving=True)
        self._app = app_of(self.upstream)

    def close(self) -> None:
        """Let go of the folder and end the thread."""
        self.upstream.close()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _answer(self, sent: Sent) -> Answered | None:
        pieces = _pieces(sent)
        said: list[dict[str, Any]] = []
        gone = asyncio.Event()

        async def receive() -> dict[str, Any]:
            if pieces:
                return pieces.pop(0)
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            said.append(dict(message))

        try:
            await self._app(_scope(sent), receive, send)
        except ClientDisconnect:
            pass
        except Exception as crash:  # noqa: BLE001 - a hub that stumbles is what the test is after
            self.crashes.append(crash)
        return _answered(said) if sent.whole else None


def _pieces(sent: Sent) -> list[dict[str, Any]]:
    starts = range(0, max(len(sent.body), 1), PIECE)
    pieces = [
        {
            "type": "http.request",
            "body": sent.body[start : start + PIECE],
            "more_body": not sent.whole or start != starts[-1],
        }
        for start in starts
    ]
    return pieces if sent.whole else [*pieces, {"type": "http.disconnect"}]


def _scope(sent: Sent) -> dict[str, Any]:
    path, _, query = sent.path.partition("?")
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": sent.method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.lower(), value) for name, value in sent.headers],
        "client": ("127.0.0.1", 1),
        "server": ("hub", 80),
        "state": {},
    }


def _answered(said: Sequence[dict[str, Any]]) -> Answered:
    start = next(one for one in said if one["type"] == "http.response.start")
    body = b"".join(one.get("body", b"") for one in said if one["type"] == "http.response.body")
    return Answered(int(start["status"]), tuple(start.get("headers", ())), body)
