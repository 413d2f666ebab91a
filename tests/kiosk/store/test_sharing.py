"""Several programs at one store: made once, written in turns, noticed by the others."""

import base64
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pyrage import x25519

from dossier.events import Answered, VisitStarted
from dossier.provenance import CITIZEN, Source
from dossier.wire import Enrolled
from kiosk.journey.ports import ClockWentBack, StoreFailed
from kiosk.store import wording
from kiosk.store.locking import FolderLock, waited
from kiosk.store.opening import OPENING_LOCK, open_store
from tests.kiosk.store.conftest import HandClock

ROOT = Path(__file__).resolve().parents[3]
WRITES = 60
MAKE = """
import sys
from pathlib import Path
from kiosk.app.clock import SystemClock
from kiosk.store.opening import open_store
sys.stdin.readline()
store = open_store(Path(sys.argv[1]), SystemClock())
print(store.keys.public_key.hex(), flush=True)
store.close()
"""
WRITE = """
import sys
from pathlib import Path
from dossier.events import Answered, VisitStarted
from dossier.provenance import CITIZEN, Source
from kiosk.app.clock import SystemClock
from kiosk.store.opening import open_store
clock = SystemClock()
store = open_store(Path(sys.argv[1]), clock)
visit = sys.argv[2]
store.journal.append(visit, VisitStarted("birth-registration", "1"), clock.now(), CITIZEN)
for number in range(int(sys.argv[3])):
    store.journal.append(visit, Answered("a", str(number), Source.CITIZEN), clock.now(), CITIZEN)
    print(store.journal.next_serial(), flush=True)
store.close()
"""


def program(script, *words):
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, words)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def said(process):
    out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, "")
    return out.split()


def test_programs_that_make_the_store_at_once_make_one(data, clock):
    makers = [program(MAKE, data) for _ in range(4)]
    for maker in makers:
        maker.stdin.write("go\n")
        maker.stdin.flush()
    made = {key for maker in makers for key in said(maker)}
    store = open_store(data, clock)
    assert made == {store.keys.public_key.hex()}
    store.close()


def test_programs_that_write_at_once_take_turns_and_lose_nothing(data, clock):
    open_store(data, clock).close()
    writers = [program(WRITE, data, f"visit-{number}", WRITES) for number in range(3)]
    serials = [int(serial) for writer in writers for serial in said(writer)]
    assert sorted(serials) == list(range(1, 3 * WRITES + 1))
    store = open_store(data, HandClock(datetime.now(UTC) + timedelta(hours=1)))
    for number in range(3):
        assert len(store.journal.events(f"visit-{number}")) == WRITES + 1
    store.close()


def test_what_another_program_writes_is_noticed(store, data, clock):
    seen = store.version()
    assert store.version() == seen
    other = open_store(data, clock)
    other.journal.next_serial()
    changed = store.version()
    assert changed != seen
    assert store.version() == changed
    other.close()
    store.close()
    with pytest.raises(StoreFailed, match="đã đóng"):
        store.version()


def test_a_visit_another_program_wrote_is_not_broken_by_ours(store, data, clock):
    started = VisitStarted("birth-registration", "1")
    answer = Answered("a", "b", Source.CITIZEN)
    store.journal.append("visit-1", started, clock.now(), CITIZEN)
    other = open_store(data, clock)
    other.journal.append("visit-1", answer, clock.now(), CITIZEN)
    with pytest.raises(StoreFailed):
        store.journal.append("visit-1", answer, clock.now(), CITIZEN)
    store.journal.append("visit-1", answer, clock.now(), CITIZEN)
    assert len(other.journal.events("visit-1")) == 3
    other.close()


def test_a_hub_joined_by_another_program_is_known(store, data, clock):
    hub = Enrolled(
        device="Q03-1",
        kiosk="Q03",
        hub="https://hub.example",
        hub_signing_key=base64.b64encode(b"k" * 32).decode(),
        hub_key_id="hub-1",
        hub_recipient=str(x25519.Identity.generate().to_public()),
        server_time=datetime(2026, 11, 23, tzinfo=UTC),
    )
    other = open_store(data, clock)
    assert not store.keys.enrolled
    other.keys.enrol(hub)
    assert store.keys.enrolled
    assert store.keys.device == "Q03-1"
    assert store.keys.seal_for_hub(b"page").startswith(b"age-encryption.org")
    other.keys.enrol(hub.model_copy(update={"device": "Q03-2"}))
    store.keys.look_again()
    assert store.keys.device == "Q03-2"
    other.close()


def test_a_paper_half_written_by_the_screen_is_left_to_it(store, data, clock):
    half = data / "blobs" / "plain" / "a.part"
    half.write_bytes(b"half")
    open_store(data, clock).close()
    assert half.exists()
    open_store(data, clock, screen=True).close()
    assert not half.exists()


def test_a_clock_that_went_back_stops_the_second_program_too(store, data, clock):
    event = VisitStarted("birth-registration", "1")
    recorded = store.journal.append("visit-1", event, clock.now(), CITIZEN)
    with pytest.raises(ClockWentBack):
        open_store(data, HandClock(recorded.moment.wall - timedelta(hours=1)))


def test_a_store_that_is_being_made_for_too_long_is_said_in_words(data, clock, store):
    making = FolderLock(data / OPENING_LOCK)
    with pytest.raises(StoreFailed, match="đang bận"):
        waited(data / OPENING_LOCK, 0.05)
    making.release()
    waited(data / OPENING_LOCK, 0.05).release()
    assert "đang bận" in wording.BUSY
