"""SIGKILL of the counter, its delivery service and the hub, at moments drawn from a seed."""

import multiprocessing
import random
import signal
import socket
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from hub.config import HubConfig
from hub.upstream import Upstream
from kiosk.app.config import CONFIG_NAME, SAMPLE
from kiosk.app.queue import deliver as deliver_now
from kiosk.app.queue import undelivered
from kiosk.store import durable
from tests.faults import counter_work as work
from tests.faults.holding import Found, check_both, check_hub, check_kiosk, rows_of

ROUNDS_OF_A_FOLDER = 25
"""So many kills does one data folder live through; then all of it must arrive, once."""
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""A disk made of memory: what a killed process wrote stays, and power cuts are tested apart."""
START_S = 60.0
LONGEST_S = 0.35
DELIVERIES = 12
VICTIMS = (
    ("app",), ("sync",), ("hub",), ("app", "sync"), ("app", "hub"), ("sync", "hub"),
    ("app", "sync", "hub"),
)  # fmt: skip


def forking() -> Any:
    """Processes forked from a server that has everything imported and runs no threads."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.warm"])
    return context


@dataclass
class Worker:
    """One killable process and what it has said so far."""

    process: ForkServerProcess
    pipe: Connection
    said: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def run(cls, function: Any, *words: Any) -> "Worker":
        """Start it and wait for its first word."""
        context = forking()
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=work.quietly, args=(function, *words, theirs), daemon=True)
        process.start()
        theirs.close()
        worker = cls(process, ours)
        assert ours.poll(START_S), f"{function.__name__} did not start"
        first = ours.recv()
        assert "open" in first or "hub on" in first["said"], first
        return worker

    def hear(self, words: int, seconds: float) -> None:
        """Listen until so many words or seconds have gone by, or it ended."""
        deadline = time.monotonic() + seconds
        try:
            while words > 0 and self.pipe.poll(max(0.0, deadline - time.monotonic())):
                self.said.append(self.pipe.recv())
                words -= 1
        except EOFError:
            return

    def kill(self) -> list[dict[str, Any]]:
        """SIGKILL; all it managed to say comes back."""
        self.process.kill()
        self.process.join()
        self.hear(1_000_000, 0.0)
        self.pipe.close()
        return self.said


class Place:
    """A kiosk and its hub in one folder, each of their processes running or not."""

    def __init__(self, folder: Path) -> None:
        self.kiosk, self.hub = folder / "kiosk", folder / "hub"
        self.port = free_port()
        self.running: dict[str, Worker] = {}
        upstream = Upstream(HubConfig(self.hub))
        code = upstream.devices.enrolment_code()
        upstream.close()
        self.kiosk.mkdir(mode=0o700)
        text = SAMPLE.replace('hub = "embedded"', f'hub = "http://127.0.0.1:{self.port}"')
        text = text.replace('enrolment_code = ""', f'enrolment_code = "{code}"')
        durable.write(self.kiosk / CONFIG_NAME, text.encode())
        durable.sync_folder(folder)

    def start(self, seed: int) -> None:
        """Run whatever does not run."""
        if "hub" not in self.running:
            self.running["hub"] = Worker.run(work.receive, self.hub, self.port)
        if not self._joined():
            deliver_now(self.kiosk)
        if "sync" not in self.running:
            self.running["sync"] = Worker.run(work.deliver, self.kiosk)
        if "app" not in self.running:
            self.running["app"] = Worker.run(work.file_visits, self.kiosk, seed)

    def kill(self, *names: str, alive: bool = True) -> list[dict[str, Any]]:
        """End these at once; what the counter had said was done comes back."""
        said: list[dict[str, Any]] = []
        for name in names:
            worker = self.running.pop(name, None)
            if worker is not None:
                heard = worker.kill()
                code = worker.process.exitcode
                assert not alive or code == -signal.SIGKILL, f"{name} had ended itself: {code}"
                said += heard if name == "app" else []
        return said

    def stop_all(self) -> list[dict[str, Any]]:
        """End everything, also what a broken disk ended already; what the counter had said."""
        return self.kill(*list(self.running), alive=False)

    def heard(self) -> list[dict[str, Any]]:
        """What the running counter said since last asked."""
        app = self.running["app"]
        said, app.said = app.said, []
        return said

    def arrive(self) -> Found:
        """Deliver everything with the hub running, then compare both sides."""
        if "hub" not in self.running:
            self.running["hub"] = Worker.run(work.receive, self.hub, self.port)
        for _ in range(DELIVERIES):
            if not undelivered(deliver_now(self.kiosk)):
                break
        self.kill("hub")
        return check_both(self.kiosk, self.hub, delivered=True)

    def _joined(self) -> bool:
        return (self.kiosk / "store.db").exists()


def kill_rounds(rounds: int, seed: int) -> dict[str, Any]:
    """So many rounds of killing; the counts of everything found wrong."""
    found, began, done, dossiers = Found(), time.monotonic(), 0, 0
    for first in range(0, rounds, ROUNDS_OF_A_FOLDER):
        numbers = range(first, min(rounds, first + ROUNDS_OF_A_FOLDER))
        with tempfile.TemporaryDirectory(dir=MEMORY) as folder, ExitStack() as ended:
            place = Place(Path(folder))
            ended.callback(lambda place=place: place.stop_all())
            for number in numbers:
                found.add(_told(kill_round(place, seed, number), seed, number))
                done += 1
            found.add(_told(check_kiosk(place.kiosk, place.kill("app", "sync")), seed, number))
            found.add(_told(place.arrive(), seed, number))
            dossiers += len(list(_receipts(place)))
    return {
        "fault": "kill",
        "rounds": done,
        "dossiers": dossiers,
        "lost": len(found.lost),
        "duplicated": len(found.duplicated),
        "corrupt": len(found.corrupt),
        "seconds": round(time.monotonic() - began, 1),
        "seed": seed,
    }


def kill_round(place: Place, seed: int, number: int) -> Found:
    """Run, kill some at a moment of this round's own randomness, and look."""
    chance = random.Random(f"{seed}/{number}")
    place.start(chance.getrandbits(40))
    victims = chance.choice(VICTIMS)
    place.running["app"].hear(chance.randint(1, 60), chance.uniform(0.0, LONGEST_S))
    said = place.heard() + place.kill(*victims)
    found = check_kiosk(place.kiosk, said)
    found.add(check_hub(place.hub))
    return found


def _told(found: Found, seed: int, number: int) -> Found:
    if found:
        sys.stderr.write(f"seed {seed} round {number}: {found}\n")
    return found


def _receipts(place: Place) -> list[Any]:
    return rows_of(place.hub, "SELECT dossier FROM receipts")


def free_port() -> int:
    """A port nobody uses now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
