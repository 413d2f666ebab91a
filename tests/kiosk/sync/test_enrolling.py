"""Joining a hub with a one-time code."""

import base64

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kiosk.sync.enrolling import enrol
from kiosk.sync.errors import EnrolmentRefused, HubBusy, NoLine, NotOurHub
from tests.sims.lies import BROKEN, PORTAL, Says, problem


@pytest.fixture
def join(counter, hub, keys):
    raw = keys.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    client = counter.client(hub.url)

    def join(code="12345678", kiosk="Q03"):
        return enrol(client, code=code, kiosk=kiosk, name="Máy số 3", public_key=raw)

    return join


def test_a_good_code_brings_the_keys_of_the_hub(join, hub, keys):
    joined = join(" 12345678 ")
    assert (joined.device, joined.kiosk) == (keys.device, "Q03")
    assert base64.b64decode(joined.hub_signing_key) == hub.raw_key


def test_a_code_works_once(join):
    join()
    with pytest.raises(EnrolmentRefused) as refused:
        join()
    assert "cấp mã mới" in str(refused.value)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 410, 422])
def test_any_refusal_is_about_the_code(join, hub, status):
    hub.lie("POST", "/v1/enrol", problem(status))
    with pytest.raises(EnrolmentRefused):
        join()


@pytest.mark.parametrize(
    ("lie", "error"), [(PORTAL, NotOurHub), (BROKEN, HubBusy), (Says(201, b"{}"), NotOurHub)]
)
def test_without_a_hub_the_code_is_not_blamed(join, hub, lie, error):
    hub.lie("POST", "/v1/enrol", lie)
    with pytest.raises(error):
        join()


def test_without_a_line_the_code_is_not_blamed(counter):
    client = counter.client("http://127.0.0.1:9")
    with pytest.raises(NoLine):
        enrol(client, code="1", kiosk="Q03", name="Máy", public_key=b"k" * 32)


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("kiosk", "Q04", EnrolmentRefused),
        ("device", "", EnrolmentRefused),
        ("hub_signing_key", "AAAA", NotOurHub),
        ("hub_signing_key", "không phải khóa", NotOurHub),
        ("hub_recipient", "ssh-ed25519 AAAA", NotOurHub),
        ("hub_key_id", "", NotOurHub),
    ],
)
def test_keys_that_cannot_be_used_are_not_kept(join, hub, field, value, error):
    joined = join().model_copy(update={field: value})
    hub.lie("POST", "/v1/enrol", Says(201, joined.model_dump_json().encode()))
    with pytest.raises(error):
        join()
