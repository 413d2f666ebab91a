"""The reference data at work in this program, and the next ones prepared behind the screen."""

import logging
from collections.abc import Callable
from dataclasses import replace
from threading import Event, Lock, Thread

from kiosk.app.reference import Reference
from kiosk.app.releases import Releases

logger = logging.getLogger(__name__)

LOOK_S = 1.0
"""Seconds between two looks whether another release stands; whichever program took it up."""


class Library:
    """Reads again in the background when another release stands; `take` swaps it in.

    The swap is the caller's to time: between two visits, never within one.
    """

    def __init__(self, releases: Releases) -> None:
        """Read what stands now."""
        self._releases = releases
        self._seen = releases.shelf.stamp()
        self._reference = releases.reference()
        self._ready: Reference | None = None
        self._lock = Lock()
        self._stopping = Event()
        self._thread: Thread | None = None
        self._watchers: tuple[Callable[[], None], ...] = ()

    @property
    def reference(self) -> Reference:
        """What is at work."""
        return self._reference

    def watch(self, changed: Callable[[], None]) -> None:
        """Call `changed` from a background thread when `take` has something."""
        self._watchers = (*self._watchers, changed)

    def take(self) -> Reference | None:
        """Work with the newest data from now on, if there are any."""
        with self._lock:
            ready, self._ready = self._ready, None
        if ready is None:
            return None
        catalogue = ready.catalogue.keeping(self._reference.catalogue)
        self._reference = replace(ready, catalogue=catalogue)
        return self._reference

    def start(self) -> None:
        """Look now and then from now on."""
        self._thread = Thread(target=self._live, name="library", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End looking."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def look(self) -> None:
        """Prepare what stands, if it is not what was read last."""
        stamp = self._releases.shelf.stamp()
        if stamp == self._seen:
            return
        reference = self._releases.reference()
        with self._lock:
            self._seen, self._ready = stamp, reference
        for changed in self._watchers:
            changed()

    def _live(self) -> None:
        while not self._stopping.wait(LOOK_S):
            try:
                self.look()
            except Exception as problem:  # the data at work stay at work
                logger.exception("unexpected %s in the library", type(problem).__name__)
