"""The hub as a program: its web application, and a hub inside another program."""

import asyncio
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

import uvicorn
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema
from typing_extensions import override

from dossier.wire import DossierDocument, Enrolment, Problem, Reconcile
from hub import files, messages, pages, parcel_door
from hub.config import HubConfig, HubFailed
from hub.expiring import keep_expiring
from hub.problems import answer_with_problems
from hub.upstream import Upstream

TITLE, VERSION = "Hub of the one-stop counters", "1.0.0"
DESCRIPTION = (
    "Receives sealed dossiers from kiosks. Requests are signed with the device's Ed25519 key "
    "(RFC 9421); failures are problem details (RFC 9457); /v1/files speaks tus 1.0.0."
)
KEEP_ALIVE_SECONDS = 150
"""Longer than kiosks keep idle connections, so that they never send into a closing one."""
GRACE_SECONDS = 5
BACKLOG = 2048
AT_ONCE = 1
"""Connections a worker takes before the others get their chance: kiosks keep theirs for long."""
START_SECONDS = 30.0


def create_app(config: HubConfig) -> FastAPI:
    """The hub on its data folder. Raises HubFailed."""
    return app_of(Upstream(config, serving=True))


def app_of(upstream: Upstream) -> FastAPI:
    """The web application of an opened hub."""
    app = FastAPI(title=TITLE, version=VERSION, docs_url=None, redoc_url=None)
    app.state.upstream = upstream
    for router in (messages.router, files.router, parcel_door.router, pages.router):
        app.include_router(router)
    answer_with_problems(app)
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]  # FastAPI's own way
    return app


def _described(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI, with the messages whose exact bytes are read by hand."""
    if app.openapi_schema is None:
        described = get_openapi(
            title=TITLE, version=VERSION, description=DESCRIPTION, routes=app.routes
        )
        _, schemas = models_json_schema(
            [(model, "validation") for model in (DossierDocument, Enrolment, Problem, Reconcile)],
            ref_template="#/components/schemas/{model}",
        )
        known = described.setdefault("components", {}).setdefault("schemas", {})
        described["components"]["schemas"] = {**schemas["$defs"], **known}
        app.openapi_schema = described
    return app.openapi_schema


class HubServer(uvicorn.Server):
    """Serves one hub and lets go of it in the end; `ready` is set once it listens."""

    def __init__(self, upstream: Upstream, listening: Callable[[], None] | None = None) -> None:
        """`listening` is called once requests are taken."""
        self.ready = Event()
        self._listening = listening
        self._upstream = upstream
        self._expiring: asyncio.Task[None] | None = None
        super().__init__(
            uvicorn.Config(
                app_of(upstream),
                loop="auto",  # uvloop, where there is one
                http="httptools",
                ws="none",
                lifespan="off",
                log_config=None,
                log_level="warning",
                access_log=False,
                server_header=False,
                timeout_keep_alive=KEEP_ALIVE_SECONDS,
                timeout_graceful_shutdown=GRACE_SECONDS,
                backlog=AT_ONCE,
            )
        )

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for shared in sockets or ():
            shared.listen(BACKLOG)
        self._upstream.turns.listen()
        self._expiring = asyncio.create_task(keep_expiring(self._upstream))
        self.ready.set()
        if self._listening is not None:
            self._listening()

    @override
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """SIGTERM and SIGINT end the serving and nothing else: uvicorn would raise them again."""
        with super().capture_signals():
            yield
            self._captured_signals.clear()

    @override
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._upstream.turns.close()
        if self._expiring is not None:
            self._expiring.cancel()
        await super().shutdown(sockets)


class EmbeddedHub:
    """A hub on a thread of this program, on a loopback port; it takes no signals."""

    def __init__(self, config: HubConfig, listener: socket.socket | None = None) -> None:
        """`listener` is a bound socket; without one any free port of 127.0.0.1 is taken."""
        self._config = config
        self._listener = listener
        self._upstream: Upstream | None = None
        self._server: HubServer | None = None
        self._thread: Thread | None = None
        self._url = ""

    def start(self) -> str:
        """Serve; the base address comes back. Idempotent. Raises HubFailed."""
        if self._server is not None:
            return self._url
        listener = self._listener or bound("127.0.0.1", 0)
        host, port = listener.getsockname()[:2]
        try:
            upstream = Upstream(self._config, serving=True)
        except HubFailed:
            if self._listener is None:
                listener.close()
            raise
        server = HubServer(upstream)
        self._thread = Thread(
            target=self._run, args=(server, listener), name="embedded-hub", daemon=True
        )
        self._thread.start()
        if not server.ready.wait(START_SECONDS) or not server.started:
            upstream.close()
            raise HubFailed("Hệ thống tiếp nhận trong máy này không khởi động được.")
        self._upstream, self._server = upstream, server
        self._url = f"http://{host}:{port}"
        return self._url

    def enrolment_code(self) -> str:
        """A one-time code a kiosk can join with. Raises HubFailed before `start`."""
        if self._upstream is None:
            raise HubFailed("Hệ thống tiếp nhận trong máy này chưa chạy.")
        return self._upstream.devices.enrolment_code()

    def stop(self) -> None:
        """End what is under way and let go of the data folder. Idempotent."""
        if self._server is None or self._thread is None or self._upstream is None:
            return
        self._server.should_exit = True
        self._thread.join()
        self._upstream.close()
        self._server = None

    @staticmethod
    def _run(server: HubServer, listener: socket.socket) -> None:
        try:
            server.run(sockets=[listener])
        finally:
            server.ready.set()


def bound(host: str, port: int) -> socket.socket:
    """A listening place. Raises HubFailed."""
    try:
        listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as problem:
        raise HubFailed("Máy này không mở được cổng mạng.") from problem
    try:
        if sys.platform != "win32":  # there it would let two programs share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except (OSError, OverflowError) as problem:
        listener.close()
        raise HubFailed(
            f"Không mở được cổng {port} tại {host}, có thể đã có nơi dùng."
        ) from problem
    return listener
