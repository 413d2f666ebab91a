"""A real hub for tests: inside this process, or as a program of its own that can be killed."""

import base64
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyrage import encrypt, x25519
from typing_extensions import override

from dossier.moments import Moment
from dossier.wire import DossierDocument, Enrolled, SignedReceipt
from hub.config import HubConfig, vietnam_now
from hub.server import EmbeddedHub
from kiosk.journey.ports import Clock, Keys, Outgoing
from kiosk.sync.client import HubClient
from kiosk.sync.enrolling import enrol
from tests.support.memory import MemoryBlobs
from tests.support.sealed_queue import KIOSK, sealed_dossier

READY_SECONDS = 30


class WallClock(Clock):
    """The real clocks of this machine, the wall `off` by some seconds if so wished."""

    def __init__(self, wall: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._wall = wall

    @override
    def now(self) -> Moment:
        return Moment(self._wall(), "boot-thu", time.monotonic())


class JoinedKeys(Keys):
    """A device key in memory and whatever the hub said at enrolment."""

    def __init__(self) -> None:
        self.private = Ed25519PrivateKey.generate()
        self.hub: Enrolled | None = None

    @property
    def public_key(self) -> bytes:
        """Raw Ed25519."""
        return self.private.public_key().public_bytes_raw()

    @property
    @override
    def enrolled(self) -> bool:
        return self.hub is not None

    @property
    @override
    def device(self) -> str:
        return self.hub.device if self.hub else ""

    @override
    def sign(self, message: bytes) -> bytes:
        return self.private.sign(message)

    @override
    def seal_for_hub(self, content: bytes) -> bytes:
        assert self.hub is not None
        return bytes(encrypt(content, [x25519.Recipient.from_str(self.hub.hub_recipient)]))

    @override
    def receipt_is_genuine(self, receipt: SignedReceipt) -> bool:
        return self.hub_signed(receipt.receipt.encode(), receipt.signature, receipt.key_id)

    @override
    def hub_signed(self, message: bytes, signature: str, key_id: str) -> bool:
        assert self.hub is not None
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(self.hub.hub_signing_key))
        try:
            key.verify(base64.b64decode(signature), message)
        except InvalidSignature:
            return False
        return key_id == self.hub.hub_key_id


@dataclass
class Kiosk:
    """A kiosk of tests: its keys, its ciphertexts and its client towards one hub."""

    url: str
    kiosk: str = KIOSK
    keys: JoinedKeys = field(default_factory=JoinedKeys)
    blobs: MemoryBlobs = field(default_factory=MemoryBlobs)
    clock: Clock = field(default_factory=WallClock)
    serial: int = 0

    def __post_init__(self) -> None:
        self.client = HubClient(self.url, self.keys, self.clock)

    def join(self, code: str) -> Enrolled:
        """Enrol, and keep what the hub said."""
        self.keys.hub = enrol(
            self.client,
            code=code,
            kiosk=self.kiosk,
            name="Quầy số 3",
            public_key=self.keys.public_key,
        )
        return self.keys.hub

    def seal(self, *sizes: int) -> tuple[DossierDocument, Outgoing]:
        """A sealed dossier with objects of these plain sizes, encrypted for the hub."""
        self.serial += 1
        return sealed_dossier(self.blobs, sizes, self.serial, self.keys.seal_for_hub)

    def moved_to(self, url: str) -> "Kiosk":
        """The same kiosk towards another address."""
        self.close()
        return Kiosk(url, self.kiosk, self.keys, self.blobs, self.clock, self.serial)

    def close(self) -> None:
        """End its connections."""
        self.client.close()


@contextmanager
def running_hub(
    data: Path,
    now: Callable[[], datetime] = vietnam_now,
    agency_code: str = "H38.037.01",
    database: str = "",
) -> Iterator[tuple[EmbeddedHub, str]]:
    """A hub on `data` in this process, and its address."""
    config = HubConfig(
        data,
        agency="Xã <Mẫu>",
        agency_code=agency_code,
        hotline="0214 000 1022",
        database=database,
        now=now,
    )
    hub = EmbeddedHub(config)
    url = hub.start()
    try:
        yield hub, url
    finally:
        hub.stop()


class HubProcess:
    """`python -m hub serve` as a program of its own."""

    def __init__(self, data: Path, port: int = 0, database: str = "", workers: int = 1) -> None:
        self._place = ["--data", str(data), "--database", database]
        self._workers = str(workers)
        self._port = port
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> str:
        """Run it; its address comes back once it takes requests."""
        process = subprocess.Popen(
            [
                *_hub(),
                "serve",
                *self._place,
                "--port",
                str(self._port),
                "--workers",
                self._workers,
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        self._process = process
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("hub on http://"), f"the hub said {line!r}"
        url = line.removeprefix("hub on ").strip()
        self._port = int(url.rpartition(":")[2])
        return url

    @property
    def url(self) -> str:
        """Where it listens since it was first started."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def process(self) -> int:
        """Its process id."""
        assert self._process is not None
        return self._process.pid

    def enrolment_code(self) -> str:
        """A code from the command line, while the hub runs or not."""
        run = subprocess.run(
            [*_hub(), "enrol-code", *self._place],
            check=True,
            capture_output=True,
            text=True,
            timeout=READY_SECONDS,
        )
        return run.stdout.strip()

    def kill(self) -> None:
        """End it without any warning."""
        self._end("kill")

    def stop(self) -> int:
        """Ask it to end; its exit code comes back."""
        return self._end("terminate")

    def restart(self) -> str:
        """Kill it and run it again at the same address."""
        self.kill()
        return self.start()

    def _end(self, how: str) -> int:
        process = self._process
        if process is None:
            return 0
        getattr(process, how)()
        code = process.wait(READY_SECONDS)
        assert process.stdout is not None
        process.stdout.close()
        self._process = None
        return code


def until_held(path: Path, size: int) -> None:
    """Wait until the hub wrote `size` bytes: watching is the only way to see inside."""
    arrived = Event()
    for _ in range(2_000):
        if path.stat().st_size >= size:
            return
        arrived.wait(0.01)
    raise AssertionError(f"the hub holds {path.stat().st_size} bytes, not {size}")


def _hub() -> list[str]:
    return [sys.executable, "-X", "utf8", "-m", "hub"]
