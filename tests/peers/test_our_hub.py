"""Our hub takes uploads of tuspy and of tus-js-client, however often they are cut."""

import io
import json

import pytest
from tusclient.client import TusClient

from dossier.wire import SignedReceipt
from kiosk.sync.signing import DeviceSignature
from tests.sims.signing_line import SigningLine

pytestmark = pytest.mark.hub
SIZE = 1_500_000
CUT_AFTER = 400_000


@pytest.fixture
def announced(kiosk):
    """A dossier with one object: its id, the object and its bytes."""
    document, outgoing = kiosk.seal(SIZE)
    kiosk.client.put_dossier(document.id, outgoing.document)
    (sealed,) = document.objects
    return document.id, sealed, kiosk.blobs.get(sealed.sealed_sha256)


@pytest.fixture
def line(kiosk):
    with SigningLine(kiosk.url, DeviceSignature(kiosk.keys, kiosk.clock)) as line:
        yield line


@pytest.fixture
def tuspy(announced, line):
    def send(chunk=SIZE * 2):
        dossier, sealed, content = announced
        client = TusClient(f"{line.url}/v1/files")
        client.uploader(
            file_stream=io.BytesIO(content),
            chunk_size=chunk,
            metadata=named(dossier, sealed),
            retries=60,
            retry_delay=0.2,
        ).upload()

    return send


@pytest.fixture
def tus_js(announced, line, node, tmp_path):
    def send(chunk=""):
        dossier, sealed, content = announced
        file = tmp_path / "object.age"
        file.write_bytes(content)
        metadata = json.dumps(named(dossier, sealed))
        program = node("tus_js_upload.mjs", file, f"{line.url}/v1/files", metadata, chunk)
        said, _ = program.communicate(timeout=60)
        assert (program.returncode, said) == (0, "done\n")

    return send


@pytest.fixture(params=["tuspy", "tus_js"])
def peer(request):
    return request.getfixturevalue(request.param)


def named(dossier, sealed):
    return {"dossier": dossier, "object": sealed.id, "sha256": sealed.sealed_sha256}


def assert_received(kiosk, announced):
    """The hub vouches for the dossier: it has compared every hash."""
    assert isinstance(kiosk.client.commit(announced[0]), SignedReceipt)


def test_a_whole_file_in_one_go(peer, kiosk, announced, line):
    peer()
    assert line.breaks == 0
    assert_received(kiosk, announced)


def test_a_file_in_pieces(peer, kiosk, announced):
    peer(chunk=256 * 1024)
    assert_received(kiosk, announced)


def test_cut_twice_and_resumed_where_it_was(peer, kiosk, announced, line):
    line.cuts, line.after = 2, CUT_AFTER
    peer()
    assert line.breaks == 2
    assert line.up < announced[1].sealed_size + 2 * CUT_AFTER
    assert_received(kiosk, announced)


def test_the_hub_killed_in_the_middle_and_started_again(peer, hub, kiosk, announced, line):
    killed = []

    def kill(up):
        if up > SIZE // 2 and not killed:
            killed.append(up)
            hub.kill()
            hub.restart()

    line.passed = kill
    peer()
    assert killed
    assert_received(kiosk, announced)
