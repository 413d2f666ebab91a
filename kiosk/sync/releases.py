"""Fetching the hub's release: the signed list first, then only the files that are lacking.

Each file is verified and kept as it comes, so a look that broke off goes on where it stood. Until
the last one is here nothing changes for anybody.
"""

import logging
from collections.abc import Callable
from threading import Event, Thread
from typing import Protocol

from dossier.releases import Entry, Release, ReleaseRefused, SignedRelease, opened, to_sign
from dossier.seal import digest
from kiosk.journey.ports import Keys, KioskError
from kiosk.sync.carrying import unexpected
from kiosk.sync.client import HubClient
from kiosk.sync.errors import NotOurHub, ReleaseNotTrusted, TryLater

logger = logging.getLogger(__name__)

LOOK_SECONDS = 300.0
AGAIN_SECONDS = 60.0
"""Seconds to the next look after one that failed; the line coming back makes it at once."""


class Holding(Protocol):
    """Where releases are kept, as fetching sees it."""

    def newest(self) -> Release | None:
        """The newest release of our hub that was ever whole here."""
        ...

    def holds(self, entry: Entry) -> bool: ...
    def put(self, content: bytes) -> None:
        """Keep a file, durably. Raises StoreFailed."""
        ...

    def take_up(self, signed: SignedRelease, release: Release) -> None:
        """Check a release whose files are all here, and work with it. Raises KioskError."""
        ...

    def note(self, words: str) -> None:
        """Remember how the last look went, in words, "" for well."""
        ...


def trusted(signed: SignedRelease, keys: Keys) -> Release:
    """The release inside, signed by our hub. Raises ReleaseNotTrusted."""
    if not keys.hub_signed(to_sign(signed.release), signed.signature, signed.key_id):
        raise ReleaseNotTrusted
    try:
        return opened(signed)
    except ReleaseRefused:
        raise ReleaseNotTrusted from None


def fetch(client: HubClient, keys: Keys, holding: Holding) -> bool:
    """Look once for a release and take it up; whether there was one.

    Raises SyncError, StoreFailed; whatever came so far is kept.
    """
    newest = holding.newest()
    whole = newest is not None and all(holding.holds(entry) for entry in newest.entries)
    signed = client.release(newest.number if newest is not None and whole else None)
    if signed is None:
        return False
    release = trusted(signed, keys)
    if newest is not None and release != newest and release.number <= newest.number:
        raise ReleaseNotTrusted
    if release == newest and whole:
        return False
    for entry in {entry.sha256: entry for entry in release.entries}.values():
        if not holding.holds(entry):
            content = client.release_file(entry)
            if len(content) != entry.size or digest(content) != entry.sha256:
                raise NotOurHub
            holding.put(content)
    holding.take_up(signed, release)
    return True


class ReleaseWatch:
    """Looks for releases now and then, on a thread of its own; delivery never waits for it."""

    def __init__(
        self, client: HubClient, keys: Keys, holding: Holding, taken: Callable[[], None]
    ) -> None:
        """`taken` is called from the thread after a release was taken up."""
        self._client = client
        self._keys = keys
        self._holding = holding
        self._taken = taken
        self._bell = Event()
        self._stopping = False
        self._failed = False
        self._thread: Thread | None = None

    def start(self) -> None:
        """Look at once and from then on."""
        self._thread = Thread(target=self._live, name="releases", daemon=True)
        self._thread.start()

    def hurry(self) -> None:
        """Look again at once."""
        self._bell.set()

    def line_is_back(self) -> None:
        """Look again at once if the last look failed."""
        if self._failed:
            self._bell.set()

    def stop(self, seconds: float = 5.0) -> bool:
        """End; a fetch under way ends with its client. Whether the thread ended in time."""
        self._stopping = True
        self._bell.set()
        if self._thread is None:
            return True
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def look(self) -> None:
        """Look once; what goes wrong is noted in words and never raised."""
        self._failed = True
        try:
            if not self._keys.enrolled:
                return
            fetched = fetch(self._client, self._keys, self._holding)
            self._holding.note("")
            self._failed = False
            if fetched:
                self._taken()
        except TryLater as later:
            logger.info("no look at releases: %s", type(later).__name__)
        except KioskError as problem:
            self._say(str(problem))
        except Exception as problem:  # noqa: BLE001 - an update must never end the delivery
            self._say(str(unexpected(problem)))

    def _live(self) -> None:
        while not self._stopping:
            self._bell.clear()
            self.look()
            if not self._stopping:
                self._bell.wait(AGAIN_SECONDS if self._failed else LOOK_SECONDS)

    def _say(self, words: str) -> None:
        logger.warning("a release was not taken up: %s", words)
        try:
            self._holding.note(words)
        except KioskError as problem:
            logger.warning("and that could not be noted: %s", problem)
