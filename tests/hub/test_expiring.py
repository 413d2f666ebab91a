"""Uploads nobody came back to are given up; whoever still wants to send begins anew."""

import asyncio
import os
from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest

from hub.config import UPLOADS_KEPT, vietnam_now
from hub.expiring import expire
from kiosk.sync.uploads import Piece, Place, Uploads
from tests.support.tus_wire import create, look, patch

pytestmark = pytest.mark.hub
BOTH_DATABASES = True
LONG_AGO = UPLOADS_KEPT + timedelta(minutes=1)


def age(data, address, by=LONG_AGO):
    """The last byte of an upload came so long ago."""
    at = (vietnam_now() - by).timestamp()
    os.utime(data / "objects" / address.rpartition("/")[2], (at, at))


@pytest.fixture
def begun(wire, announced):
    """The address of an upload whose first half has arrived."""
    document, sealed, content = announced
    address = create(wire, document, sealed).headers["Location"]
    patch(wire, address, 0, content[:100_000])
    return address


def test_an_unfinished_upload_says_until_when_it_is_kept(wire, announced):
    document, sealed, content = announced
    made = create(wire, document, sealed)
    address = made.headers["Location"]
    half = patch(wire, address, 0, content[:100_000])
    for answer in (made, half, look(wire, address)):
        kept = parsedate_to_datetime(answer.headers["Upload-Expires"]) - vietnam_now()
        assert abs(kept - UPLOADS_KEPT) < timedelta(minutes=1)
    assert "Upload-Expires" not in patch(wire, address, 100_000, content[100_000:]).headers
    assert "Upload-Expires" not in look(wire, address).headers


def test_an_expired_upload_is_gone_and_its_bytes_with_it(wire, begun, data, upstream):
    age(data, begun)
    assert asyncio.run(expire(upstream)) == 1
    assert look(wire, begun).status_code == 410
    assert list((data / "objects").iterdir()) == []
    assert asyncio.run(expire(upstream)) == 0


def test_the_kiosk_goes_on_with_a_new_upload(kiosk, begun, announced, data, upstream):
    document, sealed, content = announced
    age(data, begun)
    asyncio.run(expire(upstream))
    place = Place(begun, 100_000, certain=True)
    Uploads(kiosk.client).send(Piece(document.id, sealed), content, place, lambda *_: None)
    assert kiosk.client.commit(document.id).receipt


def test_fresh_bytes_and_received_papers_stay(wire, kiosk, begun, announced, data, upstream):
    document, _, content = announced
    age(data, begun, UPLOADS_KEPT - timedelta(minutes=1))
    assert asyncio.run(expire(upstream)) == 0
    patch(wire, begun, 100_000, content[100_000:])
    assert kiosk.client.commit(document.id).receipt
    age(data, begun)
    assert asyncio.run(expire(upstream)) == 0
    assert look(wire, begun).status_code == 200


def test_a_hub_gives_up_what_expired_while_it_was_off(wire, hub, begun, data, announced):
    hub.stop()
    age(data, begun)
    hub.start()
    wire.base_url = hub.start()
    held = data / "objects" / begun.rpartition("/")[2]
    for _ in range(200):
        if not held.exists():
            break
        wire.get("/v1/health")
    assert look(wire, begun).status_code == 410
