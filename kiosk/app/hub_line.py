"""The line to the hub: an embedded hub when configured, joining it once, then the delivery loop."""

import logging
import socket
from collections.abc import Callable
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from typing_extensions import override

from kiosk.app.config import EMBEDDED, Config
from kiosk.journey.ports import Clock, KioskError, Line, LineStatus, Transport
from kiosk.store.opening import Store

if TYPE_CHECKING:
    from hub.server import EmbeddedHub
    from kiosk.sync.client import HubClient
    from kiosk.sync.loop import DeliveryLoop

logger = logging.getLogger(__name__)

JOIN_AGAIN_S = 20.0
"""Seconds between two tries to join a hub that cannot be reached."""


class HubLine(Transport):
    """Runs in the background and is loaded there: the first screen never waits for it."""

    def __init__(self, data: Path, config: Config, store: Store, clock: Clock) -> None:
        """Prepare the line; nothing is loaded or sent before it is used."""
        self._data = data
        self._config = config
        self._store = store
        self._clock = clock
        self._listener = _listener() if config.hub == EMBEDDED else None
        self._watchers: tuple[Callable[[], None], ...] = ()
        self._loading = Lock()
        self._loop: DeliveryLoop | None = None
        self._client: HubClient | None = None
        self._stopping = Event()
        self._thread: Thread | None = None
        self._hub: EmbeddedHub | None = None

    # --- Transport ----------------------------------------------------------------------------

    @override
    def nudge(self) -> None:
        """Try everything at once."""
        if self._loop is not None:
            self._loop.nudge()

    @override
    def status(self) -> LineStatus:
        """The line as last seen."""
        if self._loop is None:
            return LineStatus(Line.UNKNOWN, "", len(self._store.outbox.pending()))
        return self._loop.status()

    @override
    def watch(self, changed: Callable[[], None]) -> None:
        """Call `changed` from the delivery thread after every change."""
        self._watchers = (*self._watchers, changed)

    # --- life ---------------------------------------------------------------------------------

    def start(self) -> None:
        """Start the embedded hub if there is one, join the hub if need be, and deliver."""
        self._thread = Thread(target=self._begin, name="hub-line", daemon=True)
        self._thread.start()

    def deliver_once(self) -> None:
        """Join the hub if need be and deliver what can go now, on this thread.

        Raises KioskError when the hub does not let us in or cannot be reached.
        """
        loop, client = self._loaded()
        self._join(client)
        loop.run_once()

    def stop(self) -> None:
        """End delivery, then the embedded hub."""
        self._stopping.set()
        with self._loading:
            loop, client = self._loop, self._client
        if client is not None:
            client.close()
        if self._thread is not None:
            self._thread.join()
        if loop is not None:
            loop.stop()
        if self._hub is not None:
            self._hub.stop()
        if self._listener is not None:
            self._listener.close()

    def _begin(self) -> None:
        loop, client = self._loaded()
        while not self._stopping.is_set():
            try:
                self._join(client)
            except KioskError as refused:
                logger.info("not joined: %s", refused)
                self._stopping.wait(JOIN_AGAIN_S)
            else:
                break
        if not self._stopping.is_set():
            loop.start()

    def _join(self, client: "HubClient") -> None:
        from kiosk.sync.enrolling import enrol

        if self._listener is not None and self._hub is None:
            from kiosk.app.embedded import started_hub

            self._hub = started_hub(self._data, self._config, self._listener)
        keys = self._store.keys
        if keys.enrolled:
            return
        settings = self._config.settings
        joined = enrol(
            client,
            code=self._hub.enrolment_code() if self._hub else self._config.enrolment_code,
            kiosk=settings.kiosk,
            name=f"{settings.counter}, {settings.commune}",
            public_key=keys.public_key,
        )
        keys.enrol(joined)

    def _loaded(self) -> "tuple[DeliveryLoop, HubClient]":
        from kiosk.sync.client import HubClient
        from kiosk.sync.loop import DeliveryLoop

        store = self._store
        with self._loading:
            if self._client is None or self._loop is None:
                url = _url(self._listener) if self._listener is not None else self._config.hub
                self._client = HubClient(url, store.keys, self._clock)
                self._loop = DeliveryLoop(
                    store.outbox, store.blobs, store.keys, self._clock, self._client
                )
                self._loop.watch(self._changed)
            if self._stopping.is_set():
                self._client.close()
            return self._loop, self._client

    def _changed(self) -> None:
        for changed in self._watchers:
            changed()


def _listener() -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.bind(("127.0.0.1", 0))
    return listener


def _url(listener: socket.socket) -> str:
    host, port = listener.getsockname()
    return f"http://{host}:{port}"
