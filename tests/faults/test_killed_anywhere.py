"""Killed at any moment, the counter, its delivery and the hub lose nothing and double nothing.

The long run is `make faults`; here is a short selection of it.
"""

import sqlite3

import pytest

from tests.faults.holding import check_both, check_hub, check_kiosk
from tests.faults.killing import Place, kill_rounds

pytestmark = [pytest.mark.fault, pytest.mark.hub]


def test_nothing_is_lost_or_doubled_when_programs_are_killed():
    figure = kill_rounds(rounds=12, seed=20261123)
    assert figure["rounds"] == 12
    assert (figure["lost"], figure["duplicated"], figure["corrupt"]) == (0, 0, 0)


def test_the_look_itself_finds_what_is_lost_doubled_and_damaged(tmp_path):
    """A check that could not fail would show nothing."""
    place = Place(tmp_path)
    place.start(1)
    app = place.running["app"]
    while not any(one.get("sealed") for one in app.said):
        before = len(app.said)
        app.hear(1, 30.0)
        assert len(app.said) > before
    said = place.kill("app", "sync")
    assert not place.arrive()
    assert not check_kiosk(place.kiosk, said)
    invented = {**said[-1], "sequence": 10_000, "sealed": "no-such-dossier"}
    assert len(check_kiosk(place.kiosk, [*said, invented]).lost) == 2
    stored = next((place.hub / "objects").iterdir())
    content = bytearray(stored.read_bytes())
    content[len(content) // 2] ^= 1
    stored.write_bytes(content)
    assert len(check_both(place.kiosk, place.hub, delivered=True).corrupt) == 1
    with sqlite3.connect(place.hub / "hub.db") as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM receipts")
    connection.close()
    assert check_both(place.kiosk, place.hub, delivered=True).lost
    page = next((place.kiosk / "blobs" / "plain").iterdir())
    page.write_bytes(page.read_bytes()[:-7])
    assert check_kiosk(place.kiosk, said).corrupt
    assert not check_hub(place.hub).duplicated
