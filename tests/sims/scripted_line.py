"""A line between kiosk and hub that does to each exchange what a script says, the worst included.

It stands where httpx's sockets stand, so everything above it is the kiosk's own code; below it is
the real hub. A script says what happens to the next exchanges of each kind (`KINDS`); to all others
the line is honest.
"""

import base64
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from typing_extensions import override

from tests.sims.hub_at_hand import Answered, Headers, HubAtHand, Sent


@dataclass(frozen=True, slots=True)
class Deliver:
    """Both ways, honestly."""


@dataclass(frozen=True, slots=True)
class LoseRequest:
    """The hub never hears of it."""


@dataclass(frozen=True, slots=True)
class LoseAnswer:
    """The hub does it, the kiosk never learns."""


@dataclass(frozen=True, slots=True)
class Double:
    """The hub gets it twice; the kiosk hears the `last` answer, or the first."""

    last: bool


@dataclass(frozen=True, slots=True)
class Keep:
    """It stays on the way: it arrives when `arrive` is called, long after others."""


@dataclass(frozen=True, slots=True)
class CutRequest:
    """Only this share (percent) of the body arrives; `restart`: and then the hub restarts."""

    share: int
    restart: bool = False


@dataclass(frozen=True, slots=True)
class Spoil:
    """One byte of the body changes on the way to the hub, at this share (percent)."""

    share: int


@dataclass(frozen=True, slots=True)
class CutAnswer:
    """The hub does it; only this share (percent) of the answer's body comes back."""

    share: int


@dataclass(frozen=True, slots=True)
class Say:
    """Somebody else answers; with `done`, after the hub did it."""

    status: int
    body: bytes
    kind: str
    done: bool


@dataclass(frozen=True, slots=True)
class Misplace:
    """The hub's answer, its offset shifted by this many bytes (never below zero)."""

    by: int


@dataclass(frozen=True, slots=True)
class Forge:
    """The hub's answer, every receipt in it signed by a stranger."""


@dataclass(frozen=True, slots=True)
class Replay:
    """The hub does it, but the kiosk gets an earlier answer to a request of the same kind."""

    back: int


@dataclass(frozen=True, slots=True)
class Die:
    """The kiosk ends here; with `done`, the hub did it before."""

    done: bool


Treatment = (
    Deliver | LoseRequest | LoseAnswer | Double | Keep | CutRequest | Spoil | CutAnswer | Say
    | Misplace | Forge | Replay | Die
)  # fmt: skip
KINDS = (
    "PUT /v1/dossiers/", "GET /v1/dossiers/", "POST commit", "POST /v1/files", "PATCH /v1/files/",
    "HEAD /v1/files/", "GET /v1/events", "GET /v1/health", "POST /v1/reconcile",
)  # fmt: skip
Script = Iterable[tuple[str, Treatment]]
PORTAL = Say(200, b"<html><title>Wi-Fi</title></html>", "text/html", done=False)
GATEWAY = Say(502, b"<html>Bad Gateway</html>", "text/html", done=True)
BUSY = Say(503, b"{}", "application/json", done=False)


@dataclass(eq=False)
class ScriptedLine:
    """Carries requests to `hub` as the script says. `died` is called when the kiosk is to end."""

    hub: HubAtHand
    died: Callable[[], None] = lambda: None
    script: dict[str, deque[Treatment]] = field(default_factory=dict)
    kept: list[Sent] = field(default_factory=list)
    log: list[tuple[str, str, str]] = field(default_factory=list)
    _said: dict[str, list[Answered]] = field(default_factory=dict)
    _stranger: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    def follow(self, script: Script) -> None:
        """Treat the next exchanges of these kinds like this, in this order."""
        self.script = {}
        for kind, treatment in script:
            self.script.setdefault(kind, deque()).append(treatment)

    def carriage(self) -> httpx.BaseTransport:
        """What an httpx client sends through."""
        return _Carrier(self)

    def arrive(self, number: int) -> None:
        """A request kept on the way reaches the hub now; nobody hears the answer."""
        if self.kept:
            self.hub.answer(self.kept.pop(number % len(self.kept)))

    def exchange(self, sent: Sent) -> httpx.Response:
        """One request and what comes back. Raises httpx errors, as a broken line does."""
        waiting = self.script.get(_kind(sent))
        treatment = waiting.popleft() if waiting else Deliver()
        self.log.append((sent.method, sent.path, type(treatment).__name__))
        match treatment:
            case Deliver():
                return _whole(self._honest(sent))
            case LoseRequest():
                raise httpx.ConnectTimeout("lost")
            case LoseAnswer():
                self._honest(sent)
                raise httpx.ReadTimeout("lost")
            case Double(last):
                first, second = self._honest(sent), self._honest(sent)
                return _whole(second if last else first)
            case Keep():
                self.kept.append(sent)
                raise httpx.ReadTimeout("kept")
            case CutRequest(share, restart):
                return self._cut(sent, share, restart=restart)
            case Spoil(share):
                return _whole(self._honest(sent.spoiled(len(sent.body) * share // 100)))
            case CutAnswer(share):
                answered = self._honest(sent)
                return _broken(answered, len(answered.body) * share // 100)
            case _:
                return self._lie(sent, treatment)

    def _lie(self, sent: Sent, treatment: Treatment) -> httpx.Response:
        match treatment:
            case Say(status, body, kind, done):
                if done:
                    self._honest(sent)
                return httpx.Response(status, headers={"content-type": kind}, stream=_Body(body))
            case Misplace(by):
                return _whole(_shifted(self._honest(sent), by))
            case Forge():
                return _whole(self._forged(self._honest(sent)))
            case Replay(back):
                said = [*self._said.get(_kind(sent), ()), self._honest(sent)]
                return _whole(said[-1 - back % len(said)])
            case Die(done):
                if done:
                    self._honest(sent)
                self.died()
                raise httpx.ReadError("the kiosk ended")
            case _:
                raise TypeError(treatment)

    def _honest(self, sent: Sent) -> Answered:
        answered = self.hub.answer(sent)
        assert answered is not None
        self._said.setdefault(_kind(sent), []).append(answered)
        return answered

    def _cut(self, sent: Sent, share: int, *, restart: bool) -> httpx.Response:
        at = len(sent.body) * share // 100
        if at < len(sent.body):
            self.hub.answer(sent.cut(at))
        if restart:
            self.hub.restart()
        raise httpx.WriteError("cut")

    def _forged(self, answered: Answered) -> Answered:
        try:
            told = json.loads(answered.body)
        except ValueError:
            return answered
        signed = told if "signature" in told else told.get("receipt")
        if not isinstance(signed, dict):
            return answered
        signature = self._stranger.sign(str(signed["receipt"]).encode())
        signed["signature"] = base64.b64encode(signature).decode()
        return replace(answered, body=json.dumps(told).encode())


class _Carrier(httpx.BaseTransport):
    def __init__(self, line: ScriptedLine) -> None:
        self._line = line

    @override
    def handle_request(self, request: httpx.Request) -> httpx.Response:
        body = request.read()
        sent = Sent(
            request.method, request.url.raw_path.decode(), _lowered(request.headers.raw), body
        )
        return self._line.exchange(sent)


class _Body(httpx.SyncByteStream):
    def __init__(self, content: bytes, *, cut: bool = False) -> None:
        self._content = content
        self._cut = cut

    @override
    def __iter__(self) -> Iterator[bytes]:
        yield self._content
        if self._cut:
            raise httpx.RemoteProtocolError("the answer ended early")


def _lowered(headers: Iterable[tuple[bytes, bytes]]) -> Headers:
    return tuple((name.lower(), value) for name, value in headers)


def _kind(sent: Sent) -> str:
    """Requests that are answered alike, whatever dossier or upload they are about."""
    if sent.path.endswith("/commit"):
        return f"{sent.method} commit"
    parts = sent.path.partition("?")[0].split("/")
    return f"{sent.method} {'/'.join(parts[:3])}{'/' if len(parts) > 3 else ''}"


def _whole(answered: Answered) -> httpx.Response:
    return httpx.Response(answered.status, headers=answered.headers, stream=_Body(answered.body))


def _broken(answered: Answered, at: int) -> httpx.Response:
    stream = _Body(answered.body[:at], cut=True)
    return httpx.Response(answered.status, headers=answered.headers, stream=stream)


def _shifted(answered: Answered, by: int) -> Answered:
    headers = tuple(
        (name, str(max(0, int(value) + by)).encode() if name == b"upload-offset" else value)
        for name, value in answered.headers
    )
    return replace(answered, headers=headers)
