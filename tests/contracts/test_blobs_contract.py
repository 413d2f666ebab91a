"""What every blob store does."""

import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.journey.ports import BlobDamaged


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=4096), sealed=st.booleans())
def test_what_was_put_comes_back_under_its_hash(store, content, sealed):
    name = store.blobs.put(content, sealed=sealed)
    assert name == hashlib.sha256(content).hexdigest()
    assert store.blobs.get(name) == content


def test_putting_twice_keeps_one(store):
    assert store.blobs.put(b"page") == store.blobs.put(b"page")
    store.blobs.remove(hashlib.sha256(b"page").hexdigest())
    with pytest.raises(BlobDamaged):
        store.blobs.get(hashlib.sha256(b"page").hexdigest())


@pytest.mark.parametrize("name", ["0" * 64, "", "../../etc/passwd", "x"])
def test_a_blob_nobody_put_is_refused_in_words(store, name):
    with pytest.raises(BlobDamaged, match=r"ảnh giấy tờ .*\. Xin chụp lại"):
        store.blobs.get(name)


def test_removing_what_is_not_there_is_harmless(store):
    kept = store.blobs.put(b"kept")
    store.blobs.remove("0" * 64)
    assert store.blobs.get(kept) == b"kept"


def test_removing_forgets_only_that_blob(store):
    gone, kept = store.blobs.put(b"gone"), store.blobs.put(b"kept", sealed=True)
    store.blobs.remove(gone)
    with pytest.raises(BlobDamaged):
        store.blobs.get(gone)
    assert store.blobs.get(kept) == b"kept"
