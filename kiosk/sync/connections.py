"""Kept-alive connections to the hub that can be cut from another thread."""

import socket
import ssl
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeAlias

import httpx

from kiosk.sync import stalling
from kiosk.sync.errors import NoLine

CONNECT_SECONDS = 10.0
PROBE_CONNECT_SECONDS = (2.0, 2.0, 5.0)
"""Shorter for probes, which take turns: the line is empty then, and a first packet lost is better
sent anew; but a line of very long round trips must be found too."""
MAX_CONNECTIONS = 8
KEEP_ALIVE_SECONDS = 120.0
Carriage: TypeAlias = Callable[[], httpx.BaseTransport]
"""Makes what carries the requests of one pool; httpx's own sockets without one."""
_CONNECTED = ("connection.connect_tcp.complete", "connection.start_tls.complete")


@dataclass(eq=False)
class _Pool:
    """One httpx client, how many exchanges run on it, and which of them are sending.

    `sockets` maps each to how the kernel reads loss on it when left alone.
    """

    http: httpx.Client
    sockets: "weakref.WeakKeyDictionary[socket.socket, bytes]" = field(
        default_factory=weakref.WeakKeyDictionary
    )
    sending: set[object] = field(default_factory=set)
    running: int = 0
    retired: bool = False

    def remember(self, event: str, info: Mapping[str, Any]) -> None:
        """httpcore trace: keep hold of each socket, to be able to cut it."""
        if event in _CONNECTED:
            line = info["return_value"].get_extra_info("socket")
            if isinstance(line, socket.socket):
                self.sockets[line] = stalling.control(line)
                stalling.watch(line)

    def paced(self, content: Iterator[bytes]) -> Iterator[bytes]:
        """The same pieces; before each the patience with the line follows how slow it is now."""
        me = object()
        self.sending.add(me)
        try:
            for piece in content:
                for line, customary in list(self.sockets.items()):
                    stalling.adapt(line)
                    stalling.steady(line, customary, alone=len(self.sending) == 1)
                yield piece
        finally:
            self.sending.discard(me)

    def cut(self) -> None:
        """Wake whoever waits on these sockets: closing alone does not end a blocked read."""
        for line in list(self.sockets):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


class Connections:
    """Hands out the live connection pool; a pool seen failing is left for a fresh one.

    After an outage pooled connections may be dead without saying so (CGNAT, new mobile address), so
    `renew` starts a new pool; exchanges under way finish on the old one.
    """

    def __init__(
        self,
        base_url: str,
        auth: httpx.Auth,
        *,
        proxy: str | None,
        tls: ssl.SSLContext | None,
        carriage: Carriage | None = None,
    ) -> None:
        self._base_url = base_url
        self._auth = auth
        self._proxy = proxy
        self._tls = tls or httpx.create_ssl_context()
        self._carriage = carriage
        self._lock = Lock()
        self._closed = False
        self._pools: set[_Pool] = set()
        self._pool = self._open()

    @contextmanager
    def exchange(self, request: "Request") -> Iterator[httpx.Response]:
        """Send a request and hand out its response, body unread. Raises httpx errors, NoLine."""
        pool = self._enter()
        content = request.content
        try:
            with pool.http.stream(
                request.method,
                request.path,
                content=pool.paced(content) if isinstance(content, Iterator) else content,
                headers=dict(request.headers),
                timeout=httpx.Timeout(request.seconds, connect=request.connect_seconds),
                auth=self._auth if request.signed else None,
                extensions={"trace": pool.remember},
            ) as response:
                yield response
        finally:
            self._leave(pool)

    def renew(self) -> None:
        """Leave the present connections for new ones."""
        with self._lock:
            if self._closed:
                return
            old, self._pool = self._pool, self._open()
            old.retired = True
            idle = old.running == 0
        if idle:
            self._discard(old)

    def close(self) -> None:
        """Cut everything, also what is under way in other threads. Idempotent."""
        with self._lock:
            self._closed = True
            pools = list(self._pools)
            for pool in pools:
                pool.retired = True
        for pool in pools:
            pool.cut()
            if pool.running == 0:
                self._discard(pool)

    def _open(self) -> _Pool:
        pool = _Pool(
            httpx.Client(
                base_url=self._base_url,
                proxy=self._proxy,
                verify=self._tls,
                transport=self._carriage() if self._carriage else None,
                trust_env=False,
                follow_redirects=False,
                headers={"Accept-Encoding": "identity", "User-Agent": "kiosk"},
                limits=httpx.Limits(
                    max_connections=MAX_CONNECTIONS,
                    max_keepalive_connections=MAX_CONNECTIONS,
                    keepalive_expiry=KEEP_ALIVE_SECONDS,
                ),
            )
        )
        self._pools.add(pool)
        return pool

    def _enter(self) -> _Pool:
        with self._lock:
            if self._closed:
                raise NoLine
            self._pool.running += 1
            return self._pool

    def _leave(self, pool: _Pool) -> None:
        with self._lock:
            pool.running -= 1
            over = pool.retired and pool.running == 0
        if over:
            self._discard(pool)

    def _discard(self, pool: _Pool) -> None:
        with self._lock:
            self._pools.discard(pool)
        pool.http.close()


@dataclass(frozen=True, slots=True)
class Request:
    """One request: `seconds` bounds each wait for the other end, `connect_seconds` the first."""

    method: str
    path: str
    seconds: float
    content: bytes | Iterator[bytes] | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict)
    signed: bool = True
    connect_seconds: float = CONNECT_SECONDS
