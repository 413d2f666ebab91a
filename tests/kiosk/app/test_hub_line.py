"""The line of a program that delivers, and of one that only looks on."""

import base64
import os
import socket
from dataclasses import replace
from datetime import UTC, datetime
from threading import Condition, Event, Thread

import pytest
from pyrage import x25519

from dossier.wire import Enrolled
from kiosk.app.clock import SystemClock
from kiosk.app.config import read
from kiosk.app.holder_note import BELL, NOTE, STALE_S, HolderNote, leave, read_note, ring, rung
from kiosk.app.hub_line import TICK_S, HubLine
from kiosk.app.lease import LEASE_LOCK, SERVICE_LOCK, Lease, Program, delivers
from kiosk.app.service_manager import ALIVE, READY, tell
from kiosk.journey.forecasts import Forecast
from kiosk.journey.ports import Line, LineStatus
from kiosk.store.locking import FolderLock
from kiosk.store.opening import open_store
from tests.support.counter_process import seal
from tests.support.kiosk_window import configure

SECONDS = 20.0
ONLINE = LineStatus(Line.ONLINE, "", 3)


class Watched:
    """A line and a bell rung by its changes."""

    def __init__(self, line):
        self.line = line
        self._changed = Condition()
        line.watch(self._ring)
        line.start()

    def _ring(self):
        with self._changed:
            self._changed.notify_all()

    def until(self, holds):
        with self._changed:
            assert self._changed.wait_for(holds, SECONDS), "it never came about"


BUSY = b"HTTP/1.1 503 Busy\r\nRetry-After: 600\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class BusyHub:
    """Asks every caller to come back in ten minutes, and counts them."""

    def __init__(self):
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.calls = 0
        self._called = Condition()
        self._thread = Thread(target=self._take, daemon=True)
        self._thread.start()

    def _take(self):
        while True:
            try:
                caller, _ = self._listener.accept()
            except OSError:
                return
            with caller:
                caller.recv(65_536)
                caller.sendall(BUSY)
            with self._called:
                self.calls += 1
                self._called.notify_all()

    def until(self, calls, seconds=SECONDS):
        with self._called:
            return self._called.wait_for(lambda: self.calls >= calls, seconds)

    def close(self):
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "kiosk"
    folder.mkdir(mode=0o700)
    configure(folder, "http://127.0.0.1:9", "code")
    return folder


@pytest.fixture
def clock():
    return SystemClock()


@pytest.fixture
def watched(data, clock):
    """A line of the screen on its own store."""
    opened = []

    def start(program=Program.SCREEN):
        store = open_store(data, clock)
        line = HubLine(data, read(data), store, clock, program)
        opened.append((line, store))
        return Watched(line)

    yield start
    for line, store in opened:
        line.stop()
        store.close()


def enrolled():
    return Enrolled(
        device="Q03-1",
        kiosk="Q03",
        hub="https://hub.example",
        hub_signing_key=base64.b64encode(b"k" * 32).decode(),
        hub_key_id="hub-1",
        hub_recipient=str(x25519.Identity.generate().to_public()),
        server_time=datetime(2026, 11, 23, tzinfo=UTC),
    )


def note(clock, status=ONLINE):
    now = clock.now()
    return HolderNote("kiosk", 77, now.wall, status, now.boot_id, now.boot_seconds)


def test_a_note_is_read_as_it_was_left_for_this_user_only(data, clock):
    assert read_note(data) is None
    left = note(clock, LineStatus(Line.OFFLINE, "Mất mạng.", 2, Forecast(2, 6)))
    leave(data, left)
    assert read_note(data) == left
    assert (data / NOTE).stat().st_mode & 0o777 == 0o600
    (data / NOTE).write_text('{"program": 1', encoding="utf-8")
    assert read_note(data) is None


def test_a_note_is_believed_while_it_is_fresh_and_of_this_boot(clock):
    left, now = note(clock), clock.now()
    assert left.fresh(now)
    assert not left.fresh(replace(now, boot_seconds=left.boot_seconds + STALE_S + 1))
    assert not left.fresh(replace(now, boot_id="another"))


def test_a_folder_that_takes_no_note_harms_nothing(tmp_path, clock):
    leave(tmp_path / "gone", note(clock))
    ring(tmp_path / "gone")
    assert rung(tmp_path / "gone") == ""


def test_every_ring_is_another(data):
    ring(data)
    first = rung(data)
    ring(data)
    assert first
    assert rung(data) not in {"", first}
    assert (data / BELL).stat().st_mode & 0o777 == 0o600


def test_one_program_holds_the_lease_and_a_service_goes_first(data):
    screen, service, second = (
        Lease(data, program) for program in (Program.SCREEN, Program.SERVICE, Program.SERVICE)
    )
    once = Lease(data, Program.ONCE)
    assert screen.take()
    assert screen.take()
    assert not once.take()
    assert not service.take()
    assert screen.wanted()
    assert delivers(data)
    screen.give_way()
    assert not screen.take()
    assert service.take()
    assert not second.take()
    assert not second.wanted()
    service.close()
    assert not screen.wanted()
    assert second.take()
    second.close()
    assert once.take()
    once.close()
    once.close()
    assert not delivers(data)


def test_a_line_that_only_looks_on_shows_what_the_holder_tells(data, clock, watched):
    holder = FolderLock(data / LEASE_LOCK)
    leave(data, note(clock))
    screen = watched()
    screen.until(lambda: screen.line.status() == ONLINE)
    assert not screen.line.delivering
    away = LineStatus(Line.OFFLINE, "Mất mạng.", 4)
    leave(data, note(clock, away))
    screen.until(lambda: screen.line.status() == away)
    old = note(clock)
    leave(data, replace(old, boot_seconds=old.boot_seconds - STALE_S - 1))
    screen.until(lambda: screen.line.status().line is Line.UNKNOWN)
    holder.release()
    screen.until(lambda: screen.line.delivering)


def test_a_screen_without_news_counts_what_waits_itself(data, clock, watched):
    holder = FolderLock(data / LEASE_LOCK)
    screen = watched()
    screen.until(lambda: screen.line.status() == LineStatus(Line.UNKNOWN, "", 0))
    other = open_store(data, clock)
    other.keys.enrol(enrolled())
    seal(other, 1, [10])
    screen.until(lambda: screen.line.status() == LineStatus(Line.UNKNOWN, "", 1))
    other.close()
    holder.release()


def test_a_screen_leaves_the_lease_to_a_service_that_waits(data, watched):
    service = FolderLock(data / SERVICE_LOCK)
    screen = watched()
    assert not Event().wait(1.0)
    assert not screen.line.delivering
    service.release()
    screen.until(lambda: screen.line.delivering)


def test_what_another_program_seals_or_rings_for_is_tried_at_once(data, clock, watched):
    hub = BusyHub()
    configured = (data / "kiosk.toml").read_text(encoding="utf-8")
    (data / "kiosk.toml").write_text(configured.replace("http://127.0.0.1:9", hub.url), "utf-8")
    other = open_store(data, clock)
    other.keys.enrol(enrolled())
    service = watched(Program.SERVICE)
    service.until(lambda: service.line.status().line is Line.ONLINE)
    for act in (lambda: ring(data), lambda: seal(other, 1, [10])):
        while hub.until(hub.calls + 1, 2 * TICK_S):
            pass
        act()
        assert hub.until(hub.calls + 1, 5.0)
    other.close()
    hub.close()


def test_a_service_manager_hears_and_its_absence_harms_nothing(tmp_path, monkeypatch):
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    tell(READY)
    path = tmp_path / "notify"
    monkeypatch.setenv("NOTIFY_SOCKET", str(path))
    tell(READY)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(path))
        tell(READY, ALIVE)
        assert manager.recv(100) == b"READY=1\nWATCHDOG=1"
    name = f"kiosk-{os.getpid()}"
    monkeypatch.setenv("NOTIFY_SOCKET", f"@{name}")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(f"\0{name}")
        tell(ALIVE)
        assert manager.recv(100) == b"WATCHDOG=1"
