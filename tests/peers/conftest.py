"""Programs of other people, run as their documentation shows."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.hub_server import HubProcess, Kiosk

HERE = Path(__file__).parent
NODE = shutil.which("node")


@pytest.fixture
def node():
    """Starts a program of this folder under node; those still running are ended."""
    if NODE is None or not (HERE / "node_modules").is_dir():
        pytest.skip("node with the packages of tests/peers/package.json is needed")
    started = []

    def start(program, *arguments):
        process = subprocess.Popen(
            [NODE, HERE / program, *map(str, arguments)], stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture
def hub(tmp_path):
    program = HubProcess(tmp_path / "hub")
    yield program
    program.kill()


@pytest.fixture
def kiosk(hub):
    kiosk = Kiosk(hub.start())
    kiosk.join(hub.enrolment_code())
    yield kiosk
    kiosk.close()
