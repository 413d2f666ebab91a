"""A hub on loopback and a kiosk that joined it.

Modules that say `BOTH_DATABASES = True` run each test on SQLite and on PostgreSQL.
"""

import httpx
import pytest

from benchmarks.postgres import BINARIES, cluster
from hub.config import HubConfig
from hub.upstream import Upstream
from kiosk.sync.signing import DeviceSignature
from tests.support.hub_server import HubProcess, Kiosk, running_hub
from tests.support.stick_traveller import Traveller


def pytest_generate_tests(metafunc):
    if "engine" in metafunc.fixturenames:
        both = getattr(metafunc.module, "BOTH_DATABASES", False)
        metafunc.parametrize("engine", ["sqlite", "postgresql"] if both else ["sqlite"])


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL server, started for the first test that wants one."""
    if not BINARIES.exists():
        pytest.skip("PostgreSQL 15 is not installed")
    with cluster() as started:
        yield started


@pytest.fixture
def data(tmp_path):
    return tmp_path / "hub"


@pytest.fixture
def server(engine, request):
    """What `--database` is given: nothing for SQLite, or an empty PostgreSQL database."""
    if engine == "sqlite":
        return ""
    return request.getfixturevalue("postgres").new_database()


@pytest.fixture
def place(data, server):
    """Where the hub's rows are."""
    return server or data / "hub.db"


@pytest.fixture
def hub(data, server):
    with running_hub(data, database=server) as (hub, _):
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
def wire(kiosk, url):
    with httpx.Client(
        base_url=url, auth=DeviceSignature(kiosk.keys, kiosk.clock), trust_env=False, timeout=20
    ) as wire:
        yield wire


@pytest.fixture
def announced(kiosk):
    """A dossier with one object of about 200 kB: the document, the object, its bytes."""
    document, outgoing = kiosk.seal(200_000)
    kiosk.client.put_dossier(document.id, outgoing.document)
    (sealed,) = document.objects
    return document, sealed, kiosk.blobs.get(sealed.sealed_sha256)


@pytest.fixture
def program(data, server):
    """The hub as a program of its own."""
    program = HubProcess(data, database=server)
    yield program
    program.kill()


@pytest.fixture
def usb(tmp_path):
    place = tmp_path / "usb"
    place.mkdir()
    return place


@pytest.fixture
def traveller(kiosk, usb):
    return Traveller(kiosk, usb)


@pytest.fixture
def upstream(hub, url, data, server):
    """The hub's folder as another program opens it while the hub serves."""
    upstream = Upstream(HubConfig(data, database=server))
    yield upstream
    upstream.close()
