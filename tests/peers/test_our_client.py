"""Our client delivers to a real @tus/server, however often it is cut."""

from dataclasses import replace

import pytest

from kiosk.sync.errors import TryLater
from kiosk.sync.uploads import FRESH, Piece, Place, Uploads
from tests.sims.signing_line import SigningLine
from tests.support.hub_server import Kiosk
from tests.support.sealed_queue import sealed_dossier

SIZE = 1_500_000
CUT_AFTER = 400_000


class Unsigned:
    """The server asks for no signature."""

    def auth_flow(self, request):
        request.headers["Signature"] = request.headers["Signature-Input"] = "none"
        yield request


@pytest.fixture
def server(node, tmp_path):
    """Starts @tus/server on its folder, on the same port each time: the address."""
    folder, port = tmp_path / "kept", []
    folder.mkdir()

    def start():
        process = node("tus_server.mjs", folder, *(port or [0]), "/v1/files")
        ready, _, number = process.stdout.readline().partition(" ")
        assert ready == "ready"
        port[:] = [int(number)]
        start.running.append(process)
        return f"http://127.0.0.1:{int(number)}"

    start.folder, start.running = folder, []
    return start


@pytest.fixture
def line(server):
    with SigningLine(server(), Unsigned()) as line:
        yield line


@pytest.fixture
def kiosk(line):
    kiosk = Kiosk(line.url)
    yield kiosk
    kiosk.close()


@pytest.fixture
def piece(kiosk):
    document, _ = sealed_dossier(kiosk.blobs, [SIZE])
    return Piece(document.id, document.objects[0])


def send(kiosk, piece, place=FRESH, tries=20):
    """Send as the delivery loop does: after a failure the place is only a guess."""
    content = kiosk.blobs.get(piece.sealed.sealed_sha256)
    reached = [place]

    def report(offset, address):
        reached.append(Place(address or reached[-1].address, offset))

    for _ in range(tries):
        try:
            Uploads(kiosk.client).send(piece, content, reached[-1], report)
        except TryLater:
            reached.append(replace(reached[-1], certain=False))
        else:
            return
    raise AssertionError("never arrived")


def assert_arrived(server, kiosk, piece):
    """Exactly one upload of the server holds exactly the bytes."""
    content = kiosk.blobs.get(piece.sealed.sealed_sha256)
    kept = [file for file in server.folder.iterdir() if file.suffix != ".json"]
    assert content in [file.read_bytes() for file in kept]


def test_a_whole_file_in_one_go(server, kiosk, piece, line):
    send(kiosk, piece)
    assert line.up == SIZE
    assert_arrived(server, kiosk, piece)


def test_cut_twice_and_resumed_where_it_was(server, kiosk, piece, line):
    line.cuts, line.after = 2, CUT_AFTER
    send(kiosk, piece)
    assert line.breaks == 2
    assert line.up < SIZE + 2 * CUT_AFTER
    assert_arrived(server, kiosk, piece)


def test_the_server_killed_in_the_middle_and_started_again(server, node, kiosk, piece, line):
    killed = []

    def kill(up):
        if up > SIZE // 2 and not killed:
            killed.append(up)
            line_server.kill()
            line_server.wait()
            server()

    line_server = server.running[-1]
    line.passed = kill
    send(kiosk, piece)
    assert killed
    assert_arrived(server, kiosk, piece)


def test_an_upload_the_server_lost_is_made_anew(server, kiosk, piece, line):
    send(kiosk, piece, Place("/v1/files/never-was", 700_000))
    assert_arrived(server, kiosk, piece)


def test_a_wrong_guess_of_the_offset_is_corrected_by_the_server(server, kiosk, piece, line):
    line.cuts, line.after = 1, CUT_AFTER
    content = kiosk.blobs.get(piece.sealed.sealed_sha256)
    places = []
    with pytest.raises(TryLater):
        Uploads(kiosk.client).send(piece, content, Place(), lambda *each: places.append(each))
    address = next(address for _, address in places if address)
    send(kiosk, piece, Place(address, SIZE - 1, certain=True))
    assert_arrived(server, kiosk, piece)
