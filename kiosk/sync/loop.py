"""The delivery loop: one thread decides and writes down, short-lived workers talk to the hub."""

import logging
import random
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from threading import Condition, Thread
from typing import TypeAlias

from kiosk.journey.ports import BlobStore, Clock, Keys, KioskError, LineStatus, Outbox, StoreFailed
from kiosk.sync.carrying import Carrier, Outcome, unexpected
from kiosk.sync.client import HubClient
from kiosk.sync.delivering import Action, Gap, Send, only_colour_waits, plan
from kiosk.sync.errors import NotEnrolled
from kiosk.sync.ledger import Ledger
from kiosk.sync.meter import Meter
from kiosk.sync.saving import Saver
from kiosk.sync.uploads import Place

logger = logging.getLogger(__name__)

STUMBLE_SECONDS = 5.0
"""Pause after a failure of the loop itself."""
SHOWN_EVERY = 0.5
"""Seconds between two notes of an upload's progress."""

Post: TypeAlias = tuple[Action, Outcome | Place]


def beside(work: Callable[[], None]) -> Thread:
    """Begin `work` on a thread of its own."""
    worker = Thread(target=work, name="delivery-work", daemon=True)
    worker.start()
    return worker


class DeliveryLoop:
    """Delivers every sealed dossier of the outbox until the hub has vouched for it (Transport).

    `start` runs it on its own thread until `stop`; `run_once` delivers what can be delivered now,
    on the caller's thread. The outbox is written by the deciding thread alone.
    """

    def __init__(
        self,
        outbox: Outbox,
        blobs: BlobStore,
        keys: Keys,
        clock: Clock,
        client: HubClient,
        *,
        jitter: Callable[[], float] = random.random,
        begin: Callable[[Callable[[], None]], Thread] = beside,
    ) -> None:
        """`begin` starts one exchange and returns its thread; it may wait for its end."""
        self._keys = keys
        self._clock = clock
        self._begin = begin
        self._client = client
        self._carrier = Carrier(client, outbox, blobs, keys)
        self._ledger = Ledger(outbox, clock, jitter)
        self._meter = Meter(outbox)
        self._saver, self._held = Saver(), False
        self._bell = Condition()
        self._posts: deque[Post] = deque()
        self._nudged = True
        self._stopping = False
        self._running: dict[Action, Thread] = {}
        self._thread: Thread | None = None
        self._watchers: tuple[Callable[[], None], ...] = ()
        self._status = self._ledger.status
        self._seen = 0

    def spare(self, saver: Saver) -> None:
        """Spare a metered line from now on."""
        self._saver = saver

    # --- Transport ----------------------------------------------------------------------------

    def nudge(self) -> None:
        """Read the queue again and try everything at once, whatever its backoff."""
        with self._bell:
            self._nudged = True
            self._bell.notify_all()

    def status(self) -> LineStatus:
        """The line as last seen."""
        return self._status

    def watch(self, changed: Callable[[], None]) -> None:
        """Call `changed` from the loop's thread after every change."""
        self._watchers = (*self._watchers, changed)

    # --- life ---------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin delivering on an own thread."""
        if self._thread is None:
            self._thread = Thread(target=self._live, name="delivery", daemon=True)
            self._thread.start()

    def stop(self, seconds: float = 5.0) -> bool:
        """End, also in the middle of an upload; whether all threads ended within `seconds`.

        Nothing is lost: the queue is on disk, and the hub knows how far each upload came.
        """
        with self._bell:
            self._stopping = True
            self._bell.notify_all()
        self._client.close()
        deadline = time.monotonic() + seconds
        if self._thread is not None:
            self._thread.join(seconds)
            if self._thread.is_alive():
                return False
        workers = list(self._running.values())
        for worker in workers:
            worker.join(max(0.0, deadline - time.monotonic()))
        return not any(worker.is_alive() for worker in workers)

    def run_once(self) -> LineStatus:
        """Deliver until nothing more can be done now (all delivered, or the rest must wait)."""
        if self._thread is not None:
            raise RuntimeError("the loop is already running on its own thread")
        self._nudged = True
        while not self._stopping:
            wake = self._turn()
            if not self._running and not self._posts:
                break
            self._wait(wake)
        return self._status

    # --- the thread ---------------------------------------------------------------------------

    def _live(self) -> None:
        while not self._stopping:
            try:
                wake = self._turn()
            except StoreFailed as error:
                wake = self._stumbled(error)
            except Exception as error:  # noqa: BLE001 - the loop must outlive any failure, in words
                wake = self._stumbled(unexpected(error))
            self._wait(wake)

    def _stumbled(self, error: KioskError) -> float:
        self._ledger.stumbled(str(error))
        self._tell()
        return self._clock.now().boot_seconds + STUMBLE_SECONDS

    def _turn(self) -> float | None:
        """Take in what happened, start what is due; the second to wake at."""
        with self._bell:
            posts, self._posts = self._posts, deque()
            nudged, self._nudged = self._nudged, False
        for action, news in posts:
            self._meter.heard(action, news)
            self._take(action, news)
        self._meter.look(self._clock.now().boot_seconds)
        if nudged:
            self._reload()
        wake = self._start_due()
        self._meter.go_on(self._running, self._ledger.status)
        self._ledger.count()
        self._tell(counted=nudged)
        return wake

    def _take(self, action: Action, news: Outcome | Place) -> None:
        try:
            if not isinstance(news, Place):
                self._running.pop(action, None)
                self._ledger.take(action, news)
            elif isinstance(action, Send):
                self._ledger.moved(action, news)
        except Exception as error:  # noqa: BLE001 - one outcome must not lose the others
            self._ledger.doubt(action, str(unexpected(error)))

    def _reload(self) -> None:
        try:
            self._ledger.reload()
        except Exception:
            self._nudged = True
            raise

    def _start_due(self) -> float | None:
        if not self._keys.enrolled:
            self._ledger.stumbled(str(NotEnrolled()))
            return None
        sparing = self._saver.at(self._clock.now())
        situation = replace(self._ledger.situation(frozenset(self._running)), sparing=sparing)
        self._held = only_colour_waits(situation)
        decided = plan(situation)
        for action in decided.actions:
            gap = self._ledger.gap(action) if isinstance(action, Send) else None
            self._meter.began(action, gap)
            self._ledger.begun(action)
            self._running[action] = self._begin(partial(self._work, action, gap))
        return decided.wake

    def _wait(self, wake: float | None) -> None:
        with self._bell:
            if self._posts or self._nudged or self._stopping:
                return
            pause = None if wake is None else max(0.01, wake - self._clock.now().boot_seconds)
            self._bell.wait(pause)

    def _tell(self, *, counted: bool = False) -> None:
        now = self._clock.now().boot_seconds
        status = self._meter.told(self._ledger.status, now, changed=counted)
        if self._held and not status.words:
            status = replace(status, words=self._saver.words)
        if self._ledger.changes == self._seen and status == self._status:
            return
        self._status, self._seen = status, self._ledger.changes
        for changed in self._watchers:
            try:
                changed()
            except Exception as error:  # noqa: BLE001 - a screen's failure must not stop delivery
                unexpected(error)

    # --- workers ------------------------------------------------------------------------------

    def _work(self, action: Action, gap: Gap | None) -> None:
        shown = self._clock.now().boot_seconds

        def report(place: Place) -> None:
            nonlocal shown
            now = self._clock.now().boot_seconds
            if now - shown >= SHOWN_EVERY:
                shown = now
                self._post(action, place)

        self._post(action, self._carrier.carry(action, gap, report))

    def _post(self, action: Action, news: Outcome | Place) -> None:
        with self._bell:
            if self._stopping:
                return
            self._posts.append((action, news))
            self._bell.notify_all()
