"""One stretch of holding the delivery lease: the embedded hub, the client and the loop."""

import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.app.config import EMBEDDED, Config
from kiosk.app.releases import Releases
from kiosk.journey.ports import Clock, Line, LineStatus
from kiosk.store.opening import Store
from kiosk.sync.client import HubClient
from kiosk.sync.enrolling import enrol
from kiosk.sync.loop import DeliveryLoop
from kiosk.sync.releases import ReleaseWatch

if TYPE_CHECKING:
    from hub.server import EmbeddedHub


class Tenure:
    """Delivers between `start` and `close`; made anew each time the lease is taken."""

    def __init__(
        self, data: Path, config: Config, store: Store, clock: Clock, changed: Callable[[], None]
    ) -> None:
        """`changed` is called from the loop's thread after every change."""
        self._data = data
        self._config = config
        self._keys = store.keys
        self._clock = clock
        self._listener = _listener() if config.hub == EMBEDDED else None
        url = _url(self._listener) if self._listener is not None else config.hub
        self._client = HubClient(url, store.keys, clock)
        self._client.tell_time(store.hub_time.keep)
        self._loop = DeliveryLoop(store.outbox, store.blobs, store.keys, clock, self._client)
        self._loop.spare(config.saver)
        self._loop.watch(changed)
        releases = Releases(data, store.keys, store.journal, clock)
        self._releases = ReleaseWatch(self._client, store.keys, releases, changed)
        self._loop.watch(self._line_moved)
        self._hub: EmbeddedHub | None = None

    def join(self) -> None:
        """Start the embedded hub if there is one, and join the hub if that was never done.

        Raises KioskError when the hub does not let us in or cannot be reached.
        """
        if self._listener is not None and self._hub is None:
            from kiosk.app.embedded import started_hub

            self._hub = started_hub(self._data, self._config, self._listener, self._clock)
        keys = self._keys
        if keys.enrolled:
            return
        settings = self._config.settings
        joined = enrol(
            self._client,
            code=self._hub.enrolment_code() if self._hub else self._config.enrolment_code,
            kiosk=settings.kiosk,
            name=f"{settings.counter}, {settings.commune}",
            public_key=keys.public_key,
        )
        keys.enrol(joined)

    def start(self) -> None:
        """Begin delivering on the loop's own thread."""
        self._loop.start()
        self._releases.start()

    def run_once(self) -> None:
        """Deliver what can go now, on this thread."""
        self._loop.run_once()
        self._releases.look()

    def nudge(self) -> None:
        """Read the queue again and try everything at once."""
        self._loop.nudge()
        self._releases.hurry()

    def status(self) -> LineStatus:
        """The line as last seen."""
        return self._loop.status()

    def interrupt(self) -> None:
        """End every exchange under way, from any thread."""
        self._client.close()

    def close(self) -> None:
        """End delivery, then the embedded hub; nothing is lost."""
        self._client.close()
        self._loop.stop()
        self._releases.stop()
        if self._hub is not None:
            self._hub.stop()
        if self._listener is not None:
            self._listener.close()

    def _line_moved(self) -> None:
        if self._loop.status().line is Line.ONLINE:
            self._releases.line_is_back()


def _listener() -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.bind(("127.0.0.1", 0))
    return listener


def _url(listener: socket.socket) -> str:
    host, port = listener.getsockname()
    return f"http://{host}:{port}"
