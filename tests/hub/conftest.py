"""A hub on loopback and a kiosk that joined it."""

import pytest

from tests.support.hub_server import HubProcess, Kiosk, running_hub


@pytest.fixture
def data(tmp_path):
    return tmp_path / "hub"


@pytest.fixture
def hub(data):
    with running_hub(data) as (hub, _):
        yield hub


@pytest.fixture
def url(hub):
    return hub.start()


@pytest.fixture
def strange(url):
    """A kiosk that has not joined."""
    kiosk = Kiosk(url)
    yield kiosk
    kiosk.close()


@pytest.fixture
def kiosk(hub, url):
    kiosk = Kiosk(url)
    kiosk.join(hub.enrolment_code())
    yield kiosk
    kiosk.close()


@pytest.fixture
def program(data):
    """The hub as a program of its own."""
    program = HubProcess(data)
    yield program
    program.kill()
