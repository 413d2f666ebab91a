"""The counter behind its screen: store, delivery and the use cases of a visit."""

import os
from dataclasses import dataclass
from pathlib import Path
from shutil import disk_usage

from kiosk.app.clock import CorrectedClock
from kiosk.app.config import PROCEDURES, Config
from kiosk.app.hub_line import HubLine
from kiosk.app.late import LatePrinter
from kiosk.app.library import Library
from kiosk.app.pack_loading import KeptPacks
from kiosk.app.purging import Purger
from kiosk.app.reference import Reference
from kiosk.app.releases import Releases
from kiosk.journey.answering import Answering
from kiosk.journey.beginning import Beginning
from kiosk.journey.capturing import Capturing
from kiosk.journey.desk import Desk
from kiosk.journey.identifying import Identifying
from kiosk.journey.leaflets import Leaflets
from kiosk.journey.ports import Clock, CodeReader, PageReader, Printer, StoreFailed
from kiosk.journey.remembering import Remembering
from kiosk.journey.reviewing import Reviewing
from kiosk.journey.sealing import Sealing, SealingTools
from kiosk.journey.tracking import Tracking
from kiosk.journey.watching import Watching
from kiosk.store.opening import Store, open_store
from kiosk.store.wording import of_disk


@dataclass(frozen=True, slots=True)
class Eyes:
    """What reads pictures."""

    codes: CodeReader
    pages: PageReader


@dataclass(frozen=True, slots=True)
class Counter:
    """One data folder at work. `close` ends delivery, then the embedded hub, then the store."""

    config: Config
    library: Library
    store: Store
    line: HubLine
    purger: Purger
    desk: Desk
    beginning: Beginning
    leaflets: Leaflets
    watching: Watching
    identifying: Identifying
    remembering: Remembering
    answering: Answering
    capturing: Capturing
    reviewing: Reviewing
    sealing: Sealing
    tracking: Tracking

    @property
    def reference(self) -> Reference:
        """The packs and tables at work."""
        return self.library.reference

    def renew(self) -> Reference | None:
        """Work with a release taken up meanwhile; None when there is none or a visit is on.

        A visit keeps the pack version and the calendar it began with.
        """
        if self.desk.busy:
            return None
        reference = self.library.take()
        if reference is not None:
            self.desk.learn(reference.catalogue, reference.units)
            self.sealing.learn(reference.calendar)
        return reference

    def close(self) -> None:
        """End everything; nothing is lost, everything is on disk."""
        self.purger.stop()
        self.library.stop()
        self.line.stop()
        self.store.close()


def open_counter(
    data: Path, config: Config, clock: Clock, eyes: Eyes, procedures: Path = PROCEDURES
) -> Counter:
    """Open a data folder as its screen. Raises AlreadyRunning, ClockWentBack or StoreFailed.

    Delivery does not run before `counter.line.start()`.
    """
    store = open_store(data, clock, screen=True)
    try:
        corrected = CorrectedClock(clock, store.hub_time)
        library = Library(
            Releases(
                data, store.keys, store.journal, corrected, KeptPacks(store.prepared), procedures
            )
        )
        return _assemble(data, config, corrected, eyes, library, store)
    except BaseException:
        store.close()
        raise


def _assemble(
    data: Path, config: Config, clock: Clock, eyes: Eyes, library: Library, store: Store
) -> Counter:
    line = HubLine(data, config, store, clock)
    reference = library.reference
    desk = Desk(store.journal, clock, reference.catalogue, reference.units, os.urandom)
    watching = Watching(desk, store.outbox, line, lambda: _free(data), config.settings.hotline)
    printer = LatePrinter(lambda: _printer(data, config, library))
    tools = SealingTools(
        journal=store.journal,
        blobs=store.blobs,
        keys=store.keys,
        outbox=store.outbox,
        pages=eyes.pages,
        printer=printer,
        transport=line,
    )
    remembering = Remembering(desk, store.outbox)
    return Counter(
        config=config,
        library=library,
        store=store,
        line=line,
        purger=Purger(data, store, clock, config.retention),
        desk=desk,
        beginning=Beginning(desk, store.journal, watching),
        leaflets=Leaflets(desk, printer),
        watching=watching,
        identifying=Identifying(desk, eyes.codes, remembering),
        remembering=remembering,
        answering=Answering(desk),
        capturing=Capturing(desk, eyes.pages, store.blobs),
        reviewing=Reviewing(desk, store.blobs),
        sealing=Sealing(desk, tools, config.settings, reference.calendar),
        tracking=Tracking(desk, store.outbox, line),
    )


def _free(data: Path) -> int:
    try:
        return disk_usage(data).free
    except OSError as problem:
        raise StoreFailed(of_disk(problem)) from problem


def _printer(data: Path, config: Config, library: Library) -> Printer:
    from kiosk.app.slips import printer_of

    return printer_of(data, config, lambda: library.reference)
