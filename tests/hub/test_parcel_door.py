"""Parcels over HTTP: passed on by whoever has a line."""

import os

import httpx
import pytest

from dossier import parcel
from dossier.lifecycle import State
from kiosk.sync.signing import DeviceSignature
from tests.support.hub_server import Kiosk, running_hub
from tests.support.stick_traveller import told

pytestmark = pytest.mark.hub


def post(kiosk, content, **fields):
    return httpx.post(
        f"{kiosk.url}/v1/parcels",
        content=content,
        auth=DeviceSignature(kiosk.keys, kiosk.clock),
        timeout=30,
        **fields,
    )


def test_a_neighbour_with_a_line_passes_a_parcel_on(hub, url, traveller, data):
    traveller.seal(400_000, 30)
    neighbour = Kiosk(url, "Q04")
    neighbour.join(hub.enrolment_code())
    content = traveller.export().read_bytes()
    first, second = post(neighbour, content), post(neighbour, content)
    assert (first.status_code, first.headers["content-type"]) == (200, "application/json")
    assert told(first.content).receipts == told(second.content).receipts
    traveller.take(first.content)
    assert traveller.states() == [State.ACKNOWLEDGED]
    assert list((data / "arriving").iterdir()) == []
    neighbour.close()


def test_what_is_no_parcel_and_who_is_no_kiosk_are_refused(kiosk, strange, traveller, data):
    traveller.seal(40)
    content = traveller.export().read_bytes()
    assert post(kiosk, content[:-1]).json()["detail"] == parcel.CUT_SHORT
    assert post(kiosk, b"hello").json()["detail"] == parcel.NOT_A_PARCEL
    assert post(kiosk, b"").status_code == 422
    assert httpx.post(f"{kiosk.url}/v1/parcels", content=content).status_code == 401
    assert list((data / "arriving").iterdir()) == []


def test_a_parcel_that_never_ends_is_refused(kiosk, monkeypatch):
    monkeypatch.setattr("hub.parcel_door.MAX_PARCEL_BYTES", 1_000_000)
    answer = post(kiosk, os.urandom(1_000_001))
    assert (answer.status_code, answer.json()["detail"]) == (413, parcel.TOO_MUCH)


def test_what_a_killed_hub_left_of_an_arriving_parcel_is_swept(data):
    with running_hub(data):
        pass
    (data / "arriving" / "half").write_bytes(b"half")
    with running_hub(data):
        assert list((data / "arriving").iterdir()) == []
