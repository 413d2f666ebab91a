"""The same dossiers for every client: sealed in a kiosk that joined a hub, and as plain files."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier.events import Sealed, VisitStarted
from dossier.provenance import CITIZEN
from dossier.wire import Enrolled
from hub.config import HubConfig
from hub.server import EmbeddedHub
from kiosk.app.clock import SystemClock
from kiosk.store.keys import DeviceKeys
from kiosk.store.opening import Store, open_store
from kiosk.sync.client import HubClient
from kiosk.sync.enrolling import enrol
from tests.support.sealed_queue import KIOSK, sealed_dossier

KIOSK_DATA, HUB_DATA, FILES = "kiosk", "hub", "files"


@dataclass(frozen=True, slots=True)
class Payload:
    """What is to be delivered: bytes of all answers and of all ciphertexts."""

    folder: Path
    answers: int
    ciphertexts: int

    @property
    def size(self) -> int:
        """All bytes."""
        return self.answers + self.ciphertexts


def prepare(folder: Path, dossiers: Sequence[Sequence[int]]) -> Payload:
    """Seal dossiers with objects of these sizes below `folder`; files of them for the peers."""
    clock = SystemClock()
    store = open_store(folder / KIOSK_DATA, clock)
    hub = EmbeddedHub(HubConfig(folder / HUB_DATA))
    try:
        client = HubClient(hub.start(), store.keys, clock)
        store.keys.enrol(_joined(client, hub.enrolment_code(), store.keys))
        client.close()
    finally:
        hub.stop()
    answers = ciphertexts = 0
    for number, sizes in enumerate(dossiers, start=1):
        document, papers = _seal(store, clock, number, sizes, folder / FILES)
        answers, ciphertexts = answers + document, ciphertexts + papers
    store.close()
    return Payload(folder, answers, ciphertexts)


def _joined(client: HubClient, code: str, keys: DeviceKeys) -> Enrolled:
    return enrol(client, code=code, kiosk=KIOSK, name="Quầy số 3", public_key=keys.public_key)


def _seal(
    store: Store, clock: SystemClock, number: int, sizes: Sequence[int], files: Path
) -> tuple[int, int]:
    document, outgoing = sealed_dossier(store.blobs, sizes, number, store.keys.seal_for_hub)
    visit = f"visit-{number}"
    started = VisitStarted(document.procedure.slug, document.procedure.version)
    store.journal.append(visit, started, clock.now(), CITIZEN)
    sealed = Sealed(document.id, outgoing.digest, document.receipt_number)
    store.journal.seal(visit, sealed, clock.now(), CITIZEN, outgoing)
    place = files / f"{number:02}"
    place.mkdir(parents=True)
    (place / "answers.json").write_bytes(outgoing.document)
    for each in document.objects:
        (place / f"{each.id}.age").write_bytes(store.blobs.get(each.sealed_sha256))
    return len(outgoing.document), sum(each.sealed_size for each in document.objects)
