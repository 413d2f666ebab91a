"""Parcels nothing is taken from: changed, cut short, strange, or for somebody else."""

import io

import pytest
from pyrage import x25519

from dossier import parcel
from hub import parcels
from hub.parcels import take_in
from hub.problems import Refused
from hub.tables import parcels as rows
from tests.support.hub_server import Kiosk, running_hub
from tests.support.stick_traveller import Traveller

pytestmark = pytest.mark.hub


def refused(upstream, content, words):
    with pytest.raises(Refused) as caught:
        take_in(upstream, io.BytesIO(content))
    assert caught.value.problem.detail == words


def held(data):
    return sorted(file.stat().st_size for file in (data / "objects").iterdir())


@pytest.mark.parametrize("place", [0, 14, 60, 300, -70_000, -40_000, -1])
def test_a_changed_parcel_is_refused_whole(traveller, upstream, data, place):
    traveller.seal(70_000)
    content = bytearray(traveller.export().read_bytes())
    content[place] ^= 1
    with pytest.raises(Refused) as caught:
        take_in(upstream, io.BytesIO(bytes(content)))
    assert caught.value.problem.status == 422
    assert held(data) == []
    with upstream.database.read() as connection:
        assert connection.execute(rows.select()).all() == []


@pytest.mark.parametrize("missing", [1, 70_001, 100_000])
def test_a_parcel_cut_short_says_so(traveller, upstream, missing):
    traveller.seal(140_000)
    content = traveller.export().read_bytes()
    refused(upstream, content[:-missing], parcel.CUT_SHORT)


def test_a_strange_a_replaced_and_a_foreign_kiosk_are_refused_in_words(
    hub, traveller, upstream, tmp_path, url
):
    traveller.seal(40)
    file = traveller.export()
    newcomer = Kiosk(url)
    newcomer.join(hub.enrolment_code())
    refused(upstream, file.read_bytes(), parcels.UNKNOWN)
    with running_hub(tmp_path / "other") as (other, address):
        elsewhere = Kiosk(address)
        elsewhere.join(other.enrolment_code())
        stranger = Traveller(elsewhere, traveller.usb)
        stranger.seal(40)
        refused(upstream, stranger.export().read_bytes(), parcels.UNKNOWN)
        elsewhere.close()
    foreign = str(x25519.Identity.generate().to_public())
    newcomer.keys.hub = newcomer.keys.hub.model_copy(update={"hub_recipient": foreign})
    misled = Traveller(newcomer, traveller.usb)
    misled.seal(40)
    refused(upstream, misled.export().read_bytes(), parcels.NOT_FOR_US)
    newcomer.close()
