"""The line to the hub: an embedded hub when configured, joining it once, then the delivery loop."""

import logging
import socket
from pathlib import Path
from threading import Event, Thread

from hub.server import EmbeddedHub
from kiosk.app.config import EMBEDDED, Config
from kiosk.app.embedded import started_hub
from kiosk.journey.ports import Clock, KioskError
from kiosk.store.opening import Store
from kiosk.sync.client import HubClient
from kiosk.sync.enrolling import enrol
from kiosk.sync.errors import TryLater
from kiosk.sync.loop import DeliveryLoop

logger = logging.getLogger(__name__)

JOIN_AGAIN_S = 20.0
"""Seconds between two tries to join a hub that cannot be reached."""


class HubLine:
    """Runs in the background, so that the first screen never waits for it."""

    def __init__(self, data: Path, config: Config, store: Store, clock: Clock) -> None:
        """Prepare the line; nothing is sent before `start`."""
        self._data = data
        self._config = config
        self._keys = store.keys
        self._listener = _listener() if config.hub == EMBEDDED else None
        url = _url(self._listener) if self._listener is not None else config.hub
        self._client = HubClient(url, store.keys, clock)
        self.loop = DeliveryLoop(store.outbox, store.blobs, store.keys, clock, self._client)
        self._stopping = Event()
        self._thread: Thread | None = None
        self._hub: EmbeddedHub | None = None

    def start(self) -> None:
        """Start the embedded hub if there is one, join the hub if need be, and deliver."""
        self._thread = Thread(target=self._begin, name="hub-line", daemon=True)
        self._thread.start()

    def join(self) -> None:
        """Start the embedded hub if there is one and join the hub if need be, on this thread.

        Raises KioskError when the hub does not let us in or cannot be reached.
        """
        if self._listener is not None and self._hub is None:
            self._hub = started_hub(self._data, self._config.settings, self._listener)
        if self._keys.enrolled:
            return
        code = self._hub.enrolment_code() if self._hub else self._config.enrolment_code
        settings = self._config.settings
        joined = enrol(
            self._client,
            code=code,
            kiosk=settings.kiosk,
            name=f"{settings.counter}, {settings.commune}",
            public_key=self._keys.public_key,
        )
        self._keys.enrol(joined)

    def stop(self) -> None:
        """End delivery, then the embedded hub."""
        self._stopping.set()
        self._client.close()
        if self._thread is not None:
            self._thread.join()
        self.loop.stop()
        if self._hub is not None:
            self._hub.stop()
        if self._listener is not None:
            self._listener.close()

    def _begin(self) -> None:
        if not self._keys.enrolled or self._listener is not None:
            self._join_patiently()
        if not self._stopping.is_set():
            self.loop.start()

    def _join_patiently(self) -> None:
        while not self._stopping.is_set():
            try:
                self.join()
            except TryLater:
                self._stopping.wait(JOIN_AGAIN_S)
            except KioskError as refused:
                logger.warning("%s", refused)
                return
            else:
                return


def _listener() -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.bind(("127.0.0.1", 0))
    return listener


def _url(listener: socket.socket) -> str:
    host, port = listener.getsockname()
    return f"http://{host}:{port}"
