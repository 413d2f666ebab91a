"""Power cuts under the hub alone: a kiosk on another machine remembers every answer it got."""

import random
import threading
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from dossier.seal import digest
from dossier.wire import DossierDocument, SignedReceipt
from hub.config import HubConfig
from hub.upstream import Upstream
from kiosk.journey.ports import Outgoing
from kiosk.sync.errors import SyncError
from kiosk.sync.signing import DeviceSignature
from kiosk.sync.trusting import trusted
from kiosk.sync.uploads import Piece, Place, Uploads
from tests.faults import counter_work as work
from tests.faults.holding import Found, check_hub
from tests.faults.killing import Worker, free_port
from tests.faults.power import CUTS_OF_A_DISK, LONGEST_S, Disk, a_disk, told
from tests.support.hub_server import Kiosk
from tests.support.tus_wire import create, look, offset, patch

SIZES = (1, 40_000, 250_000)
PATCH_BYTES = 30_000
TIMEOUT_S = 20.0
CREATED = {httpx.codes.OK, httpx.codes.CREATED}


@dataclass
class Sender:
    """A kiosk that files one dossier after the other until the hub is gone."""

    kiosk: Kiosk
    sealed: dict[str, tuple[DossierDocument, Outgoing]] = field(default_factory=dict)
    announced: dict[str, float] = field(default_factory=dict)
    offsets: list[tuple[float, str, int]] = field(default_factory=list)
    receipts: dict[str, tuple[float, SignedReceipt]] = field(default_factory=dict)

    def wire(self) -> httpx.Client:
        """The kiosk's signed requests, by hand."""
        signed = DeviceSignature(self.kiosk.keys, self.kiosk.clock)
        return httpx.Client(
            base_url=self.kiosk.url, auth=signed, trust_env=False, timeout=TIMEOUT_S
        )

    def send_all(self) -> None:
        """Until the hub fails; what it answered is written down right after."""
        with self.wire() as wire, suppress(httpx.HTTPError, SyncError, BrokenDisk):
            while True:
                self._send_one(wire)

    def _send_one(self, wire: httpx.Client) -> None:
        document, outgoing = self.kiosk.seal(*SIZES)
        self.sealed[document.id] = document, outgoing
        self.kiosk.client.put_dossier(document.id, outgoing.document)
        self.announced[document.id] = time.monotonic()
        for sealed in document.objects:
            content = self.kiosk.blobs.get(sealed.sealed_sha256)
            made = create(wire, document, sealed)
            if made.status_code not in CREATED:
                raise BrokenDisk
            address = made.headers["Location"]
            for start in range(0, len(content), PATCH_BYTES):
                more = patch(wire, address, start, content[start : start + PATCH_BYTES])
                if more.status_code != httpx.codes.NO_CONTENT:
                    raise BrokenDisk
                self.offsets.append((time.monotonic(), address, offset(more)))
        answer = self.kiosk.client.commit(document.id)
        assert isinstance(answer, SignedReceipt), answer
        self.receipts[document.id] = time.monotonic(), answer

    def finish(self) -> list[str]:
        """Bring everything to its receipt; what did not come about, in words."""
        wrong = []
        for dossier, (document, outgoing) in self.sealed.items():
            if dossier not in self.receipts:
                self.kiosk.client.put_dossier(dossier, outgoing.document)
                for sealed in document.objects:
                    content = self.kiosk.blobs.get(sealed.sealed_sha256)
                    piece = Piece(dossier, sealed)
                    Uploads(self.kiosk.client).send(piece, content, Place(), lambda *_: None)
            answer = self.kiosk.client.commit(dossier)
            if not isinstance(answer, SignedReceipt):
                wrong.append(f"{dossier} is not received: {answer}")
                continue
            trusted(answer, outgoing.document, self.kiosk.keys)
            self.receipts.setdefault(dossier, (time.monotonic(), answer))
        self.sealed.clear()
        return wrong

    def lost(self, gone: float) -> list[str]:
        """What the hub had answered before `gone` and no longer holds."""
        lost = []
        with self.wire() as wire:
            for dossier, (document, outgoing) in self.sealed.items():
                if self.announced.get(dossier, gone) < gone:
                    status = self.kiosk.client.dossier_status(document.id)
                    if status.digest != digest(outgoing.document):
                        lost.append(f"{dossier} is another document")
            for at, address, held in self.offsets:
                if at < gone and offset(look(wire, address)) < held:
                    lost.append(f"{address} had {held} bytes")
        for dossier, (at, receipt) in self.receipts.items():
            if at < gone and self.kiosk.client.commit(dossier) != receipt:
                lost.append(f"the receipt of {dossier} is another")
        self.receipts = {name: kept for name, kept in self.receipts.items() if kept[0] < gone}
        return lost


class BrokenDisk(Exception):
    """The hub answered that it could not."""


def hub_cut_rounds(kind: str, rounds: int, seed: int) -> dict[str, Any]:
    """So many power cuts under the hub; the counts of everything found wrong."""
    found, began, answers = Found(), time.monotonic(), 0
    for first in range(0, rounds, CUTS_OF_A_DISK):
        with a_disk(kind) as disk:
            sender, port = _joined(disk.at / "hub")
            with closing(sender.kiosk):
                for number in range(first, min(rounds, first + CUTS_OF_A_DISK)):
                    found.add(told(_cut(disk, sender, port, seed, number), seed, number))
                    answers += len(sender.offsets)
                    sender.offsets.clear()
    return {
        "fault": f"power cut under the hub, {kind}",
        "rounds": rounds,
        "answers": answers,
        "lost": len(found.lost),
        "duplicated": len(found.duplicated),
        "corrupt": len(found.corrupt),
        "seconds": round(time.monotonic() - began, 1),
        "seed": seed,
    }


def _joined(data: Path) -> tuple[Sender, int]:
    upstream = Upstream(HubConfig(data))
    code = upstream.devices.enrolment_code()
    upstream.close()
    port = free_port()
    hub = Worker.run(work.receive, data, port)
    try:
        kiosk = Kiosk(f"http://127.0.0.1:{port}")
        kiosk.join(code)
    finally:
        hub.kill()
    return Sender(kiosk), port


def _cut(disk: Disk, sender: Sender, port: int, seed: int, number: int) -> Found:
    chance = random.Random(f"hub power/{seed}/{number}")
    data = disk.at / "hub"
    hub = Worker.run(work.receive, data, port)
    sending = threading.Thread(target=sender.send_all)
    try:
        sending.start()
        sending.join(chance.uniform(0.1, LONGEST_S))
        gone = time.monotonic()
        disk.cut()
    finally:
        hub.kill()
        sending.join()
    disk.power_on()
    hub = Worker.run(work.receive, data, port)
    try:
        found = Found(lost=sender.lost(gone))
        found.lost += sender.finish()
    finally:
        hub.kill()
    found.add(check_hub(data))
    return found
