"""What was acknowledged survives a killed program and a full disk."""

import contextlib
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.app.clock import SystemClock
from kiosk.store.opening import open_store

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.fault

PREAMBLE = """
import sys
from pathlib import Path
from dossier.events import Answered, VisitStarted
from dossier.provenance import CITIZEN, Source
from kiosk.app.clock import SystemClock
from kiosk.journey.ports import StoreFailed
from kiosk.store.opening import open_store

sys.stdout.reconfigure(encoding="utf-8", line_buffering=True)
clock = SystemClock()
store = open_store(Path(sys.argv[1]), clock)
def append(event):
    return store.journal.append("visit-1", event, clock.now(), CITIZEN).sequence
if not store.journal.events("visit-1"):
    append(VisitStarted("birth-registration", "2026-07-01"))
"""
APPEND_FOREVER = """
while True:
    page = b"page %d" % append(Answered("child.name", "Nguyễn Thị Mẫu", Source.CITIZEN))
    print(page.split()[1].decode(), store.blobs.put(page), store.journal.next_serial())
"""
FILL = """
if len(sys.argv) > 2:
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
def until_full(write):
    while True:
        try:
            print("wrote", write())
        except StoreFailed as problem:
            print("failed", problem)
            return
until_full(lambda: append(Answered("note", "Nguyễn Thị Mẫu " * 400, Source.CITIZEN)))
until_full(lambda: store.blobs.put(b"page" * 2_000_000))
"""


def child(body, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", PREAMBLE + body, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


@pytest.mark.parametrize("lines", [1, 7, 40])
def test_a_killed_program_loses_nothing_it_acknowledged(data, lines):
    acknowledged = []
    for _ in range(3):
        program = child(APPEND_FOREVER, data)
        heard = [program.stdout.readline().split() for _ in range(lines)]
        program.kill()
        rest = program.communicate()[0].splitlines()
        whole = [line.split() for line in rest if len(line.split()) == 3]
        acknowledged += heard + whole
        store = open_store(data, SystemClock())
        with contextlib.closing(store):
            store.journal.verify("visit-1")
            kept = {event.sequence for event in store.journal.events("visit-1")}
            for sequence, blob, _ in acknowledged:
                assert int(sequence) in kept
                assert store.blobs.get(blob) == f"page {sequence}".encode()
    serials = [int(serial) for _, _, serial in acknowledged]
    assert serials == sorted(set(serials))
    assert len(acknowledged) >= 3 * lines


def check_what_a_full_disk_left(program, data):
    said = program.communicate(timeout=120)[0].splitlines()
    assert program.returncode == 0
    failures = [line for line in said if line.startswith("failed ")]
    written = [int(line.split()[1]) for line in said if counted(line)]
    assert len(failures) == 2
    store = open_store(data, SystemClock())
    with contextlib.closing(store):
        kept = [event.sequence for event in store.journal.events("visit-1")]
    assert written == kept[1:]
    assert len(written) > 3
    leftovers = [path for path in (data / "blobs").rglob("*.part") if path.is_file()]
    assert leftovers == []
    return failures


def counted(line):
    return line.startswith("wrote ") and line.split()[1].isdigit() and len(line.split()[1]) < 9


@pytest.fixture
def small_disk(tmp_path):
    """A real file system of 2 MB; making one takes an administrator."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if mount is None:
        pytest.skip("no way to make a small disk here")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if made.returncode != 0:
        pytest.skip("only an administrator may make a small disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_is_said_in_words_and_keeps_what_was_written(small_disk):
    data = small_disk / "data"
    failures = check_what_a_full_disk_left(child(FILL, data), data)
    for failure in failures:
        assert "Máy hết chỗ lưu nên chưa ghi được" in failure
        assert "Những gì đã ghi vẫn còn nguyên" in failure


def test_room_made_on_a_full_disk_lets_the_same_program_go_on(small_disk):
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(600_000))
    body = FILL + (
        f"Path({str(ballast)!r}).unlink()\n"
        'print("again", append(Answered("note", "x", Source.CITIZEN)), store.blobs.put(b"x"))\n'
    )
    data = small_disk / "data"
    program = child(body, data)
    said = program.communicate(timeout=120)[0].splitlines()
    written = [int(line.split()[1]) for line in said if counted(line)]
    assert said[-1] == f"again {written[-1] + 1} {hashlib.sha256(b'x').hexdigest()}"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_file_that_may_not_grow_is_said_in_words_and_keeps_what_was_written(data):
    failures = check_what_a_full_disk_left(child(FILL, data, 500_000), data)
    for failure in failures:
        assert "Những gì đã ghi" in failure
        assert "vẫn" in failure
