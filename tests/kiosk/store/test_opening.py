"""The store opens for one program, with the right key, under a clock that can be believed."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from dossier.events import Answered, VisitStarted
from dossier.provenance import CITIZEN, Source
from kiosk.journey.ports import AlreadyRunning, ClockWentBack, StoreFailed
from kiosk.store.key_file import KeyFile
from kiosk.store.opening import BACKWARD, open_store
from tests.kiosk.store.conftest import HandClock

ROOT = Path(__file__).resolve().parents[3]
HOLD = """
import sys
from pathlib import Path
from kiosk.app.clock import SystemClock
from kiosk.store.opening import open_store
store = open_store(Path(sys.argv[1]), SystemClock(), screen=True)
print("open", flush=True)
sys.stdin.readline()
"""


def start(store, clock):
    event = VisitStarted("birth-registration", "2026-07-01")
    return store.journal.append("visit-1", event, clock.now(), CITIZEN)


class GivenKey:
    def __init__(self, key):
        self.key = key

    def store_key(self):
        return self.key


def test_a_second_screen_is_turned_away_until_the_first_is_gone(data, clock):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(data)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(AlreadyRunning, match="đang chạy rồi"):
            open_store(data, clock, screen=True)
    finally:
        holder.kill()
        holder.communicate()
    open_store(data, clock, screen=True).close()


def test_the_same_program_has_one_screen_only(data, clock):
    first = open_store(data, clock, screen=True)
    with pytest.raises(AlreadyRunning):
        open_store(data, clock, screen=True)
    first.close()


def test_a_failed_opening_lets_go_of_the_folder(store, data, clock, opened):
    store.close()
    with pytest.raises(StoreFailed):
        open_store(data, clock, GivenKey(b"short"))
    opened()


def test_a_closed_store_says_so_and_closing_twice_is_harmless(store, clock):
    store.close()
    store.close()
    with pytest.raises(StoreFailed, match="đã đóng"):
        start(store, clock)


def test_the_wrong_key_opens_nothing_and_harms_nothing(store, data, clock, opened):
    recorded = start(store, clock)
    store.close()
    with pytest.raises(StoreFailed, match="khóa không đúng"):
        open_store(data, clock, GivenKey(b"0" * 32))
    assert opened().journal.events("visit-1") == (recorded,)


def test_a_lost_key_file_is_not_replaced_by_a_new_key(store, data, clock):
    start(store, clock)
    store.close()
    (data / "store.key").unlink()
    with pytest.raises(StoreFailed, match="Thiếu tệp khóa"):
        open_store(data, clock)
    assert not (data / "store.key").exists()


def test_a_cut_key_file_is_not_replaced_either(store, data, clock):
    store.close()
    (data / "store.key").write_bytes(b"short")
    with pytest.raises(StoreFailed, match="không đúng cỡ"):
        open_store(data, clock)
    assert (data / "store.key").read_bytes() == b"short"


def test_a_key_file_gives_the_same_key_every_time(tmp_path):
    path = tmp_path / "keys" / "store.key"
    key = KeyFile(path).store_key()
    assert len(key) == 32
    assert KeyFile(path, create=False).store_key() == key
    assert KeyFile(tmp_path / "other").store_key() != key


@pytest.mark.parametrize("place", [20, 5000])
def test_a_damaged_database_is_said_in_words(store, data, clock, place):
    start(store, clock)
    store.close()
    damaged = bytearray((data / "store.db").read_bytes())
    damaged[place] ^= 1
    (data / "store.db").write_bytes(damaged)
    with pytest.raises(StoreFailed, match="bị hỏng"):
        open_store(data, clock).journal.events("visit-1")


def test_nothing_of_a_citizen_is_readable_on_disk(store, data, clock):
    start(store, clock)
    answer = Answered("child.name", "Nguyen Thi Mau", Source.CITIZEN)
    store.journal.append("visit-1", answer, clock.now(), CITIZEN)
    store.blobs.put(b"Nguyen Thi Mau")

    def searched():
        return {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}

    while_open = searched()
    store.close()
    for path, content in [*while_open.items(), *searched().items()]:
        assert b"Nguyen Thi Mau" not in content, path
        assert b"birth-registration" not in content, path
        assert b"SQLite format" not in content, path
    assert len(while_open[data / "store.db"]) > 0


def test_a_commit_waits_for_the_disk(store):
    with store.journal._database.read() as connection:
        said = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert said == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_this_user_may_read_the_folder(store, data, clock):
    start(store, clock)
    store.blobs.put(b"page")
    for path in [data, *data.rglob("*")]:
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_a_folder_that_cannot_be_made_is_said_in_words(tmp_path, clock):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreFailed, match="vẫn còn nguyên"):
        open_store(tmp_path / "file" / "data", clock)


def test_a_store_of_a_newer_program_is_left_alone(store, data, clock):
    with store.journal._database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    with pytest.raises(StoreFailed, match="mới hơn"):
        open_store(data, clock)


def test_a_clock_before_the_last_event_stops_the_start_and_says_both_times(store, data, clock):
    recorded = start(store, clock)
    store.close()
    early = HandClock(recorded.moment.wall - timedelta(hours=3))
    with pytest.raises(ClockWentBack) as said:
        open_store(data, early)
    assert "05:00 ngày 23/11/2026" in str(said.value)
    assert "08:00 ngày 23/11/2026" in str(said.value)
    assert "chỉnh lại ngày giờ" in str(said.value)


def test_an_officer_may_say_that_the_clock_is_right_now(store, data, clock):
    recorded = start(store, clock)
    store.close()
    early = HandClock(recorded.moment.wall - timedelta(days=400))
    corrected = open_store(data, early, trust_clock=True)
    corrected.journal.append("visit-2", recorded.event, early.now(), CITIZEN)
    corrected.close()
    open_store(data, early).close()


def test_a_time_server_may_set_the_clock_back_a_little(store, data, clock):
    recorded = start(store, clock)
    store.close()
    open_store(data, HandClock(recorded.moment.wall - BACKWARD)).close()
