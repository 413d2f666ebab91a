"""A hub as a program of its own, and data folders pointed at it."""

import pytest

from tests.support.hub_server import HubProcess
from tests.support.kiosk_window import configure


@pytest.fixture
def hub(tmp_path):
    process = HubProcess(tmp_path / "hub")
    yield process
    process.kill()


@pytest.fixture
def data(tmp_path, hub):
    """The data folder of a kiosk that may join the hub, which runs."""
    folder = tmp_path / "kiosk"
    folder.mkdir(mode=0o700)
    configure(folder, hub.start(), hub.enrolment_code())
    return folder
