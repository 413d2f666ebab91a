"""The clients on the two ends of a line: how each is started, and what it said."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.link.line import DOWN, HUB_SIDE, UP, Counts, LineSettings
from benchmarks.link.payload import FILES, HUB_DATA, KIOSK_DATA, Payload

ROOT = Path(__file__).resolve().parents[2]
PEERS = ROOT / "tests" / "peers"
PORT = 8420
HUB = f"http://{HUB_SIDE}:{PORT}"
PYTHON = sys.executable
ENDING_S = 3.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one client did on one line; `done_s` is None when it was cut off before it had finished.

    `up` and `down` are what the line counted on the way to the hub and back.
    """

    client: str
    answers_s: float | None
    done_s: float | None
    up: Counts
    down: Counts

    @property
    def sent(self) -> int:
        """IP bytes that left the kiosk, those the line dropped too."""
        return self.up.bytes


@dataclass(frozen=True, slots=True)
class Server:
    """A command and the words it prints once it takes requests."""

    command: Sequence[str]
    ready: str = "ready"


@dataclass(frozen=True, slots=True)
class Client:
    """A client and what it sends to, as commands in a folder that holds the payload."""

    name: str
    servers: Sequence[Server]
    command: Sequence[str]


def ours() -> Client:
    """The kiosk's delivery loop and our hub."""
    return Client("ours", [_hub(PORT)], _our_client())


def behind_portal(seconds: float) -> Client:
    """Ours again, with a captive portal in between for so long."""
    portal = [PYTHON, "-m", "benchmarks.link.portal", str(PORT), str(PORT + 1), str(seconds)]
    return Client("ours behind a portal", [_hub(PORT + 1), Server(portal)], _our_client())


def _hub(port: int) -> Server:
    place = ["--data", HUB_DATA, "--host", HUB_SIDE, "--port", str(port)]
    return Server([PYTHON, "-m", "hub", "serve", *place], "hub on")


def _our_client() -> Sequence[str]:
    return [PYTHON, "-m", "benchmarks.link.ours", KIOSK_DATA, HUB]


def naive() -> Client:
    """One multipart POST a dossier."""
    module = "benchmarks.link.naive"
    return Client(
        "naive multipart",
        [Server([PYTHON, "-m", module, "serve", "kept", str(PORT)])],
        [PYTHON, "-m", module, "send", FILES, HUB],
    )


def tus_js() -> Client:
    """tus-js-client and @tus/server, three uploads at a time."""
    return Client(
        "tus-js-client",
        [Server(["node", str(PEERS / "tus_server.mjs"), "kept", str(PORT), "/files"])],
        ["node", str(PEERS / "tus_js_send.mjs"), FILES, f"{HUB}/files"],
    )


def run(client: Client, payload: Payload, line: LineSettings, name: str, cap: float) -> Outcome:
    """Deliver the payload over a line of its own, for `cap` seconds at most."""
    folder = payload.folder / name
    shutil.copytree(payload.folder / KIOSK_DATA, folder / KIOSK_DATA)
    shutil.copytree(payload.folder / HUB_DATA, folder / HUB_DATA)
    shutil.copytree(payload.folder / FILES, folder / FILES)
    (folder / "kept").mkdir()
    with ExitStack() as running:
        forwarder = running.enter_context(_line(name, line))
        for server in client.servers:
            command = _within(f"{name}-h", server.command)
            running.enter_context(_started(command, folder, server.ready))
        told = _deliver(_within(f"{name}-k", client.command), folder, cap)
        forwarder.send_signal(signal.SIGTERM)
        assert forwarder.stdout is not None
        counts = json.loads(forwarder.stdout.readline())
    up, down = Counts(**counts[UP]), Counts(**counts[DOWN])
    return Outcome(client.name, told.get("answers_s"), told.get("done_s"), up, down)


def _within(space: str, command: Sequence[str]) -> list[str]:
    return ["ip", "netns", "exec", space, *command]


def _environment() -> Mapping[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


@contextmanager
def _line(name: str, settings: LineSettings) -> Iterator[subprocess.Popen[str]]:
    command = [PYTHON, "-m", "benchmarks.link.line", name, json.dumps(asdict(settings))]
    with _started(command, ROOT, "ready") as process:
        yield process


@contextmanager
def _started(command: Sequence[str], folder: Path, ready: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        command, cwd=folder, env=_environment(), stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            while ready not in (line := process.stdout.readline()):
                assert line, f"{command} ended before it was ready"
            yield process
        finally:
            process.terminate()
            try:
                process.wait(ENDING_S)
            except subprocess.TimeoutExpired:
                process.kill()  # a server that waits for a client behind a dead line
                process.wait()


def _deliver(command: Sequence[str], folder: Path, cap: float) -> dict[str, Any]:
    process = subprocess.Popen(
        command, cwd=folder, env=_environment(), stdout=subprocess.PIPE, text=True
    )
    try:
        said, _ = process.communicate(timeout=cap)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return {}
    assert said, f"{command} said nothing and ended with {process.returncode}"
    told: dict[str, Any] = json.loads(said.splitlines()[-1])
    return told
