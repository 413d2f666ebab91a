"""The line to the hub as one program sees it: delivering while it holds the lease, else watching.

The program without the lease shows what the holder tells and what the database says, rings for it,
and takes over within a second of its end.
"""

import logging
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from typing_extensions import override

from kiosk.app.config import Config
from kiosk.app.holder_note import HolderNote, leave, read_note, ring, rung
from kiosk.app.lease import Lease, Program
from kiosk.journey.ports import Clock, KioskError, Line, LineStatus, StoreFailed, Transport
from kiosk.store.opening import Store

if TYPE_CHECKING:
    from kiosk.app.tenure import Tenure

logger = logging.getLogger(__name__)

TICK_S = 0.5
"""Seconds between two looks at the lease, the bell and the database."""
BEAT_S = 2.0
"""Seconds between two notes of a holder whose line does not change."""
LIVELY_S = 60.0
"""A round may take this long: joining a hub over a bad line, ending uploads."""
JOIN_AGAIN_S = 20.0
"""Seconds between two tries to join a hub that cannot be reached."""


class HubLine(Transport):
    """Runs in the background and is loaded there: the first screen never waits for it."""

    def __init__(
        self,
        data: Path,
        config: Config,
        store: Store,
        clock: Clock,
        program: Program = Program.SCREEN,
    ) -> None:
        """Prepare the line; nothing is loaded, taken or sent before it is used."""
        self._data = data
        self._config = config
        self._store = store
        self._clock = clock
        self._lease = Lease(data, program)
        self._watchers: tuple[Callable[[], None], ...] = ()
        self._changing = Lock()
        self._tenure: Tenure | None = None
        self._stopping = Event()
        self._thread: Thread | None = None
        self._seen: LineStatus | None = None
        self._version = self._newest = 0
        self._bell = ""
        self._noted: tuple[LineStatus, float] | None = None
        self._since = clock.now().wall
        self._joins_at = 0.0
        self._joined = False
        self._turned = time.monotonic()

    # --- Transport ----------------------------------------------------------------------------

    @override
    def nudge(self) -> None:
        """Try everything at once, here or in the program that delivers."""
        tenure = self._tenure
        if tenure is not None:
            tenure.nudge()
        else:
            ring(self._data)

    @override
    def status(self) -> LineStatus:
        """The line as last seen, by us or by the program that delivers."""
        tenure = self._tenure
        if tenure is not None:
            return tenure.status()
        return self._seen or LineStatus(Line.UNKNOWN, "", self._store.outbox.waiting())

    @override
    def watch(self, changed: Callable[[], None]) -> None:
        """Call `changed` from a background thread after every change."""
        self._watchers = (*self._watchers, changed)

    # --- life ---------------------------------------------------------------------------------

    @property
    def lively(self) -> bool:
        """Whether the background thread went round not long ago."""
        return time.monotonic() - self._turned < LIVELY_S

    @property
    def delivering(self) -> bool:
        """Whether this program holds the lease."""
        return self._tenure is not None

    def start(self) -> None:
        """Deliver from now on, or stand by for whoever does."""
        self._thread = Thread(target=self._live, name="hub-line", daemon=True)
        self._thread.start()

    def deliver_once(self) -> bool:
        """Deliver what can go now, on this thread; False when another program delivers.

        Raises KioskError when the hub does not let us in or cannot be reached.
        """
        if not self._lease.take():
            return False
        tenure = self._begin()
        try:
            tenure.join()
            tenure.run_once()
        finally:
            self._end(tenure)
        return True

    def stop(self) -> None:
        """End delivery, then the embedded hub."""
        with self._changing:
            self._stopping.set()
            if self._tenure is not None:
                self._tenure.interrupt()
        if self._thread is not None:
            self._thread.join()
        self._lease.close()

    # --- the thread ---------------------------------------------------------------------------

    def _live(self) -> None:
        ring(self._data)  # what was sealed before we came may lack its nudge: its program died
        while not self._stopping.is_set():
            self._turned = time.monotonic()
            try:
                self._turn()
            except KioskError as problem:
                logger.info("the line waits: %s", problem)
            except Exception as problem:  # the line must outlive any failure
                logger.exception("unexpected %s on the line", type(problem).__name__)
            self._stopping.wait(TICK_S)
        if self._tenure is not None:
            self._end(self._tenure)

    def _turn(self) -> None:
        tenure = self._tenure
        if tenure is None:
            if self._lease.take():
                self._take_over(self._begin())
            else:
                self._look_on()
        elif self._lease.wanted():
            logger.info("giving way to the service")
            self._end(tenure)
        else:
            self._serve(tenure)

    def _begin(self) -> "Tenure":
        from kiosk.app.tenure import Tenure

        tenure = Tenure(self._data, self._config, self._store, self._clock, self._changed)
        with self._changing:
            self._tenure = tenure
            if self._stopping.is_set():
                tenure.interrupt()
        return tenure

    def _end(self, tenure: "Tenure") -> None:
        with self._changing:
            self._seen = replace(tenure.status(), line=Line.UNKNOWN, words="")
            self._tenure = None
        tenure.close()
        self._lease.give_way()
        self._changed()

    def _take_over(self, tenure: "Tenure") -> None:
        self._since = self._clock.now().wall
        self._joined, self._joins_at, self._noted = False, 0.0, None
        self._newest, self._bell = self._store.outbox.newest(), rung(self._data)
        self._changed()
        self._serve(tenure)

    def _serve(self, tenure: "Tenure") -> None:
        """Join if need be, hear the others, tell them."""
        self._tell(tenure)
        if not self._joined and time.monotonic() >= self._joins_at:
            self._join(tenure)
        newest = self._newest
        if self._moved():
            newest = self._store.outbox.newest()
            self._store.keys.look_again()
        bell = rung(self._data)
        if (newest, bell) != (self._newest, self._bell):
            self._newest, self._bell = newest, bell
            tenure.nudge()

    def _join(self, tenure: "Tenure") -> None:
        try:
            tenure.join()
        except KioskError as refused:
            logger.info("not joined: %s", refused)
            self._joins_at = time.monotonic() + JOIN_AGAIN_S
        else:
            self._joined = True
            tenure.start()

    def _tell(self, tenure: "Tenure") -> None:
        status, now = tenure.status(), self._clock.now()
        if self._noted is not None:
            told, at = self._noted
            if told == status and now.boot_seconds - at < BEAT_S:
                return
        self._noted = status, now.boot_seconds
        note = HolderNote(
            self._lease.program, os.getpid(), self._since, status, now.boot_id, now.boot_seconds
        )
        leave(self._data, note)

    def _look_on(self) -> None:
        """Show what the program that delivers does."""
        note = read_note(self._data)
        moved = self._moved()
        if moved:
            self._store.keys.look_again()
            self._store.hub_time.refresh()
        if note is not None and note.fresh(self._clock.now()):
            seen = note.status
        elif moved or self._seen is None:
            seen = LineStatus(Line.UNKNOWN, "", self._store.outbox.waiting())
        else:
            seen = replace(self._seen, line=Line.UNKNOWN, words="")
        if moved or seen != self._seen:
            self._seen = seen
            self._changed()

    def _moved(self) -> bool:
        """Whether anybody committed since the last look."""
        try:
            version = self._store.version()
        except StoreFailed as problem:
            logger.info("the store cannot be watched: %s", problem)
            return True
        moved, self._version = version != self._version, version
        return moved

    def _changed(self) -> None:
        if self._stopping.is_set():
            return  # nobody looks any more
        for changed in self._watchers:
            changed()
