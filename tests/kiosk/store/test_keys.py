"""The device keeps its key, knows its hub, and believes no receipt but the hub's."""

import base64
from datetime import UTC, datetime

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyrage import decrypt, x25519

from dossier.wire import Enrolled, HubEvent, SignedReceipt
from kiosk.journey.ports import KioskError

HUB_KEY = Ed25519PrivateKey.generate()
HUB_AGE = x25519.Identity.generate()


def hub(**changed):
    answer = Enrolled(
        device="device-1",
        kiosk="Q03",
        hub="https://hub.example",
        hub_signing_key=base64.b64encode(HUB_KEY.public_key().public_bytes_raw()).decode(),
        hub_key_id="hub-1",
        hub_recipient=str(HUB_AGE.to_public()),
        server_time=datetime(2026, 11, 23, tzinfo=UTC),
    )
    return answer.model_copy(update=changed)


def signed(text='{"số": 1}', key=HUB_KEY, key_id="hub-1"):
    signature = base64.b64encode(key.sign(text.encode())).decode()
    return SignedReceipt(receipt=text, signature=signature, key_id=key_id)


def test_the_device_signs_with_the_same_key_after_a_restart(store, opened):
    public = store.keys.public_key
    again = opened().keys
    assert again.public_key == public
    Ed25519PublicKey.from_public_bytes(public).verify(again.sign(b"request"), b"request")
    with pytest.raises(InvalidSignature):
        Ed25519PublicKey.from_public_bytes(public).verify(again.sign(b"request"), b"other")


def test_a_new_device_knows_no_hub(store):
    keys = store.keys
    assert (keys.enrolled, keys.device, keys.hub) == (False, "", None)
    assert not keys.receipt_is_genuine(signed())
    with pytest.raises(KioskError, match="chưa được ghép"):
        keys.seal_for_hub(b"paper")


def test_enrolment_is_kept_and_the_latest_counts(store, opened):
    store.keys.enrol(hub(device="device-0"))
    store.keys.enrol(hub())
    again = opened().keys
    assert (again.enrolled, again.device, again.hub) == (True, "device-1", hub())


def told(cursor):
    at = datetime(2026, 11, 23, tzinfo=UTC)
    return HubEvent(cursor=cursor, dossier="d", kind="received", at=at, data={})


def test_another_hub_counts_its_events_from_the_beginning(store):
    store.keys.enrol(hub())
    store.outbox.apply([told(8), told(9)], 9)
    store.keys.enrol(hub(hub="https://moved.example"))
    assert store.outbox.cursor() == 9
    store.keys.enrol(hub(hub_signing_key=base64.b64encode(bytes(32)).decode()))
    assert store.outbox.cursor() == 0
    store.outbox.apply([told(1), told(9)], 9)
    assert [each.cursor for each in store.outbox.hub_events("d")] == [8, 9, 1, 9]


def test_only_the_hub_opens_what_was_sealed_for_it(store):
    store.keys.enrol(hub())
    sealed = store.keys.seal_for_hub("Nguyễn Thị Mẫu".encode())
    assert decrypt(sealed, [HUB_AGE]).decode() == "Nguyễn Thị Mẫu"
    assert "Nguyễn".encode() not in sealed


def test_a_hub_whose_age_key_is_no_key_cannot_be_sealed_for(store):
    store.keys.enrol(hub(hub_recipient="age1nothing"))
    with pytest.raises(KioskError, match="ghép quầy"):
        store.keys.seal_for_hub(b"paper")


def test_a_receipt_of_the_hub_is_genuine(store):
    store.keys.enrol(hub())
    assert store.keys.receipt_is_genuine(signed())


@pytest.mark.parametrize(
    "forged",
    [
        signed().model_copy(update={"receipt": '{"số":1}'}),
        signed(key=Ed25519PrivateKey.generate()),
        signed(key_id="hub-2"),
        signed().model_copy(update={"signature": ""}),
        signed().model_copy(update={"signature": "không"}),
        signed().model_copy(update={"signature": base64.b64encode(b"short").decode()}),
    ],
)
def test_anything_else_is_not(store, forged):
    store.keys.enrol(hub())
    assert not store.keys.receipt_is_genuine(forged)


def test_a_hub_key_that_is_no_key_makes_nothing_genuine(store):
    store.keys.enrol(hub(hub_signing_key="AAAA"))
    assert not store.keys.receipt_is_genuine(signed())
