"""The devices of a counter in memory: clock, keys, camera, readers, line and printer."""

import base64
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyrage import x25519
from typing_extensions import override

from dossier.catalogue import Listed, key_of
from dossier.moments import Moment
from dossier.wire import DossierDocument, SignedReceipt
from kiosk.journey.ports import (
    Clock,
    Code,
    CodeReader,
    Corners,
    Frame,
    Keys,
    KioskError,
    Line,
    LineStatus,
    PageReader,
    PageSource,
    PageView,
    Printed,
    Printer,
    ScannedPage,
    Transport,
    Verdict,
)
from tests.support.failing import Failing

VIETNAM = timezone(timedelta(hours=7))
MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM)
"""A Monday."""
HUB_KEY_ID = "hub-1"


class ManualClock(Clock):
    """Stands still until the test moves it."""

    def __init__(self, wall: datetime = MORNING, boot_seconds: float = 100.0) -> None:
        self.moment = Moment(wall, "boot-thu", boot_seconds)

    @override
    def now(self) -> Moment:
        return self.moment

    def set_wall(self, wall: datetime) -> None:
        """Somebody sets the clock on the wall; the machine's seconds stay."""
        self.moment = replace(self.moment, wall=wall)

    def pass_time(self, passed: timedelta) -> None:
        """Both clocks go on by this much."""
        seconds = self.moment.boot_seconds + passed.total_seconds()
        self.moment = replace(self.moment, wall=self.moment.wall + passed, boot_seconds=seconds)


class FakeKeys(Failing, Keys):
    """A device key and a hub to trust, both made in memory; `hub_key` is what receipts need."""

    def __init__(self, device: str = "Q03-1", *, enrolled: bool = True) -> None:
        super().__init__()
        self.private = Ed25519PrivateKey.generate()
        self.hub_private = Ed25519PrivateKey.generate()
        self.hub_key: Ed25519PublicKey = self.hub_private.public_key()
        self._hub_age = x25519.Identity.generate()
        self._device = device
        self._enrolled = enrolled

    @property
    @override
    def enrolled(self) -> bool:
        return self._enrolled

    @property
    @override
    def device(self) -> str:
        return self._device if self._enrolled else ""

    def leave_hub(self) -> None:
        """Forget the hub."""
        self._enrolled = False

    def join_hub(self, signing: Ed25519PrivateKey, age: x25519.Identity) -> None:
        """Know this hub from now on."""
        self.hub_private, self.hub_key, self._hub_age = signing, signing.public_key(), age
        self._enrolled = True

    @override
    def sign(self, message: bytes) -> bytes:
        return self.private.sign(message)

    @override
    def seal_for_hub(self, content: bytes) -> bytes:
        self.risk()
        if not self._enrolled:
            raise KioskError("Quầy này chưa được ghép với trung tâm nên chưa nộp được hồ sơ.")
        return bytes(pyrage.encrypt(content, [self._hub_age.to_public()]))

    @override
    def receipt_is_genuine(self, receipt: SignedReceipt) -> bool:
        return self.hub_signed(receipt.receipt.encode(), receipt.signature, receipt.key_id)

    @override
    def hub_signed(self, message: bytes, signature: str, key_id: str) -> bool:
        if not self._enrolled or key_id != HUB_KEY_ID:
            return False
        try:
            self.hub_key.verify(base64.b64decode(signature, validate=True), message)
        except (InvalidSignature, ValueError):
            return False
        return True

    def hub_says(self, text: str) -> SignedReceipt:
        """A receipt with this text, signed by the hub."""
        signature = base64.b64encode(self.hub_private.sign(text.encode())).decode()
        return SignedReceipt(receipt=text, signature=signature, key_id=HUB_KEY_ID)

    def open_as_hub(self, ciphertext: bytes) -> bytes:
        """What the hub reads in a ciphertext."""
        return bytes(pyrage.decrypt(ciphertext, [self._hub_age]))


def a_frame(number: int = 1, shade: int = 128) -> Frame:
    """A small grey picture."""
    return Frame(memoryview(bytes([shade]) * (4 * 3 * 3)), 4, 3, number)


class FakePageSource(Failing, PageSource):
    """Gives the frames put in, each once and only the newest; `fail_next(SourceLost(...))`."""

    def __init__(self) -> None:
        super().__init__()
        self.running = False
        self._newest: Frame | None = None

    def show(self, frame: Frame) -> None:
        """The next picture the camera sees."""
        self._newest = frame

    @override
    def start(self) -> None:
        self.risk()
        self.running = True

    @override
    def frame(self) -> Frame | None:
        self.risk()
        if not self.running:
            return None
        newest, self._newest = self._newest, None
        return newest

    @override
    def stop(self) -> None:
        self.running = False
        self._newest = None


class FakeCodeReader(CodeReader):
    """Reads the codes a test put into frames by number; hard ones only when thorough."""

    def __init__(self) -> None:
        self._easy: dict[int, tuple[Code, ...]] = {}
        self._hard: dict[int, tuple[Code, ...]] = {}

    def put(self, frame: Frame, *texts: str, hard: bool = False) -> Frame:
        """From now on this frame shows QR codes with these texts."""
        codes = tuple(Code("QRCode", text) for text in texts)
        (self._hard if hard else self._easy)[frame.number] = codes
        return frame

    @override
    def read(self, frame: Frame, *, thorough: bool = False) -> tuple[Code, ...]:
        easy = self._easy.get(frame.number, ())
        return easy + self._hard.get(frame.number, ()) if thorough else easy


class FakePageReader(PageReader):
    """Every frame is one page, as good as `verdict` says; its JPEG is its pixels' name."""

    def __init__(self) -> None:
        self.verdict = Verdict.GOOD

    @override
    def find(self, frame: Frame) -> PageView:
        right, bottom = float(frame.width), float(frame.height)
        corners = ((0.0, 0.0), (right, 0.0), (right, bottom), (0.0, bottom))
        return PageView(None if self.verdict is Verdict.NO_PAGE else corners, self.verdict)

    @override
    def scan(self, frame: Frame, corners: Corners | None = None) -> ScannedPage:
        jpeg = b"\xff\xd8page %d\xff\xd9" % frame.number
        return ScannedPage(jpeg, frame.width, frame.height, self.verdict)

    @override
    def bind(self, pages: Sequence[bytes], title: str) -> bytes:
        return b"\n".join((b"%PDF-fake", title.encode(), *pages))


class FakeTransport(Transport):
    """A line whose state the test sets; counts nudges and rings watchers."""

    def __init__(self) -> None:
        self.nudges = 0
        self._status = LineStatus(Line.UNKNOWN, "", 0)
        self._watchers: list[Callable[[], None]] = []

    @override
    def nudge(self) -> None:
        self.nudges += 1

    @override
    def status(self) -> LineStatus:
        return self._status

    @override
    def watch(self, changed: Callable[[], None]) -> None:
        self._watchers.append(changed)

    def becomes(self, status: LineStatus) -> None:
        """The line changes and everybody watching hears of it."""
        self._status = status
        for changed in self._watchers:
            changed()


class FakePrinter(Failing, Printer):
    """Keeps the slips it printed."""

    def __init__(self, name: str = "may-in-thu") -> None:
        super().__init__()
        self.name = name
        self.slips: deque[Printed] = deque()
        self.leaflets: deque[Printed] = deque()

    @override
    def slip(self, document: DossierDocument, official_code: str | None) -> Printed:
        self.risk()
        said = f"%PDF-fake {document.receipt_number} {official_code or '-'}"
        printed = Printed(said.encode(), self.name)
        self.slips.append(printed)
        return printed

    @override
    def leaflet(self, listed: Listed) -> Printed:
        self.risk()
        printed = Printed(f"%PDF-fake {key_of(listed)}".encode(), self.name)
        self.leaflets.append(printed)
        return printed
