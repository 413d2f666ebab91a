"""What every set of keys does."""

import base64

import pytest
from cryptography.exceptions import InvalidSignature

from dossier.wire import SignedReceipt
from kiosk.journey.ports import KioskError


def test_a_device_alone_says_it_has_no_hub(store, hub):
    keys = store.keys
    assert (keys.enrolled, keys.device) == (False, "")
    assert not keys.receipt_is_genuine(hub.sign("{}"))
    with pytest.raises(KioskError, match="chưa được ghép"):
        keys.seal_for_hub(b"paper")


def test_the_device_signs_what_it_sends(store):
    signature = store.keys.sign(b"request")
    assert len(signature) == 64
    store.public_key.verify(signature, b"request")
    with pytest.raises(InvalidSignature):
        store.public_key.verify(signature, b"another request")


def test_a_joined_device_has_a_name(store, hub):
    store.join(hub.signing, hub.age)
    assert (store.keys.enrolled, store.keys.device) == (True, "Q03-1")


def test_only_the_hub_opens_what_is_sealed_for_it(store, hub):
    store.join(hub.signing, hub.age)
    first, second = (store.keys.seal_for_hub("giấy chứng sinh".encode()) for _ in range(2))
    assert "giấy chứng sinh".encode() not in first
    assert first != second
    assert hub.open(first) == hub.open(second) == "giấy chứng sinh".encode()


def test_a_receipt_of_our_hub_is_genuine(store, hub):
    store.join(hub.signing, hub.age)
    assert store.keys.receipt_is_genuine(hub.sign('{"mã": "H50"}'))


def test_what_our_hub_signed_is_told_from_anything_else(store, hub):
    said = hub.sign("bản 5")
    assert not store.keys.hub_signed(b"", said.signature, said.key_id)
    store.join(hub.signing, hub.age)
    message = "bản 5".encode()
    assert store.keys.hub_signed(message, said.signature, said.key_id)
    assert not store.keys.hub_signed(message + b"!", said.signature, said.key_id)
    assert not store.keys.hub_signed(message, "không phải", said.key_id)
    assert not store.keys.hub_signed(message, said.signature, "hub-2")


def broken(receipt, /, **changed):
    return SignedReceipt.model_validate({**receipt.model_dump(), **changed})


def test_no_other_receipt_is_genuine(store, hub):
    store.join(hub.signing, hub.age)
    good = hub.sign('{"mã": "H50"}')
    other = base64.b64encode(bytes(64)).decode()
    for bad in (
        broken(good, receipt='{"mã": "H51"}'),
        broken(good, signature=other),
        broken(good, signature="không phải chữ ký"),
        broken(good, signature=""),
        broken(good, key_id="hub-2"),
    ):
        assert not store.keys.receipt_is_genuine(bad)
