"""Opening the store: the locks, the key, the tables, the clock; in this order, or not at all."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dossier.moments import HubTime, Moment
from kiosk.journey.ports import Clock, ClockWentBack, StoreFailed
from kiosk.store import durable, wording
from kiosk.store.blobs import FileBlobs
from kiosk.store.database import Database
from kiosk.store.holding import SqlHolds
from kiosk.store.hub_time import SqlHubTime
from kiosk.store.journal import SqlJournal
from kiosk.store.key_file import KEY_BYTES, KeyFile, KeyProvider
from kiosk.store.keys import DeviceKeys
from kiosk.store.locking import FolderLock, waited
from kiosk.store.outbox import SqlOutbox
from kiosk.store.prepared import Prepared
from kiosk.store.purging import SqlPurge

BACKWARD = timedelta(minutes=2)
"""So far may the wall clock step back (a time server correcting it) without stopping anybody."""

DATABASE, BLOBS, KEY = "store.db", "blobs", "store.key"
PREPARED = "prepared"
SCREEN_LOCK, OPENING_LOCK = "lock", "opening.lock"
OPENING_S = 60.0
"""So long may another program take to make or migrate the store before we give up."""
_SHOWN = "%H:%M ngày %d/%m/%Y"


@dataclass(frozen=True, slots=True)
class Store:
    """Everything durable of one kiosk."""

    journal: SqlJournal
    blobs: FileBlobs
    outbox: SqlOutbox
    keys: DeviceKeys
    hub_time: SqlHubTime
    holds: SqlHolds
    purge: SqlPurge
    prepared: Prepared
    _database: Database = field(repr=False)
    _closing: ExitStack = field(repr=False)

    def version(self) -> int:
        """Another number whenever any program changed the store. Raises StoreFailed."""
        return self._database.version()

    def close(self) -> None:
        """Let go of the files and of the data folder; closing twice is harmless."""
        self._closing.close()


def open_store(
    data: Path,
    clock: Clock,
    provider: KeyProvider | None = None,
    *,
    trust_clock: bool = False,
    screen: bool = False,
) -> Store:
    """Open the store in the folder `data`, making it at the first start.

    Several programs may have it open; the one with the `screen`, where visits and papers are
    made, is the only one of its kind. Without `provider` the key is a file in the folder.
    `trust_clock` is the officer's word that the clock is right now and was wrong before.

    Raises AlreadyRunning (a second screen), ClockWentBack, or StoreFailed (wrong key, damaged
    file, full disk).
    """
    with ExitStack() as opened:
        try:
            durable.private_folder(data)
        except OSError as problem:
            raise StoreFailed(wording.of_disk(problem)) from problem
        if screen:
            opened.callback(FolderLock(data / SCREEN_LOCK).release)
        opening = waited(data / OPENING_LOCK, OPENING_S)
        try:
            key = _key(data, provider)
            database = Database(data / DATABASE, _derived(key, b"database"))
            opened.callback(database.close)
            database.upgrade()
            keys = DeviceKeys(database)
            hub_time = SqlHubTime(database)
        finally:
            opening.release()
        journal = SqlJournal(database)
        if not trust_clock:
            _refuse_early_clock(journal, clock.now(), hub_time.known)
        blobs = FileBlobs(data / BLOBS, _derived(key, b"blobs"), sweep=screen)
        holds = SqlHolds(database)
        return Store(
            journal,
            blobs,
            SqlOutbox(database),
            keys,
            hub_time,
            holds,
            SqlPurge(database, blobs, holds),
            Prepared(data / PREPARED, _derived(key, b"prepared")),
            database,
            opened.pop_all(),
        )


def _key(data: Path, provider: KeyProvider | None) -> bytes:
    given = provider or KeyFile(data / KEY, create=not (data / DATABASE).exists())
    key = given.store_key()
    if len(key) != KEY_BYTES:
        raise StoreFailed(wording.KEY_BROKEN)
    return key


def _refuse_early_clock(journal: SqlJournal, moment: Moment, told: HubTime | None) -> None:
    last = journal.last_time()
    now = (told.corrected(moment) if told else None) or moment.wall
    if last is not None and now < last - BACKWARD:
        shown = last.astimezone(now.tzinfo)
        raise ClockWentBack(wording.clock_went_back(f"{now:{_SHOWN}}", f"{shown:{_SHOWN}}"))


def _derived(key: bytes, purpose: bytes) -> bytes:
    """A key of its own for each purpose (HKDF, RFC 5869)."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"mot-cua-kiosk/" + purpose).derive(key)
