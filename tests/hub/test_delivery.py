"""A kiosk's own client and uploader against a real hub: from announcement to receipt."""

import base64

import pytest

from dossier.codes import is_official_code
from dossier.seal import digest
from dossier.wire import DossierDocument, Receipt
from kiosk.sync.errors import HubForgot, OtherContent, Rejected
from kiosk.sync.trusting import trusted
from kiosk.sync.uploads import FRESH, Piece, Place, Uploads

pytestmark = pytest.mark.hub
BOTH_DATABASES = True


def unheard(_sent, _address):
    pass


def send(kiosk, document, sealed, content=None, place=FRESH):
    bytes_ = kiosk.blobs.get(sealed.sealed_sha256) if content is None else content
    Uploads(kiosk.client).send(Piece(document.id, sealed), bytes_, place, unheard)


def deliver(kiosk, *sizes):
    document, outgoing = kiosk.seal(*sizes)
    kiosk.client.put_dossier(document.id, outgoing.document)
    for sealed in document.objects:
        send(kiosk, document, sealed)
    return document, outgoing, kiosk.client.commit(document.id)


def changed(outgoing, **values):
    document = DossierDocument.model_validate_json(outgoing.document)
    return document.model_copy(update=values).model_dump_json().encode()


def test_a_whole_dossier_earns_a_receipt_the_kiosk_trusts(kiosk):
    document, outgoing, signed = deliver(kiosk, 300_000, 1, 70_000)
    receipt = trusted(signed, outgoing.document, kiosk.keys)
    assert is_official_code(receipt.official_code)
    assert receipt.official_code == f"H38.037.01-{receipt.received_at:%y%m%d}-0001"
    assert len(receipt.objects) == 3
    status = kiosk.client.dossier_status(document.id)
    assert (status.state, status.receipt, status.missing) == ("acknowledged", signed, ())


def test_a_dossier_without_papers_is_received_too(kiosk):
    _, outgoing, signed = deliver(kiosk)
    assert trusted(signed, outgoing.document, kiosk.keys).objects == ()


def test_every_dossier_gets_its_own_code(kiosk):
    codes = [
        Receipt.model_validate_json(deliver(kiosk, 10)[2].receipt).official_code for _ in range(3)
    ]
    assert [code.rpartition("-")[2] for code in codes] == ["0001", "0002", "0003"]


def test_committing_again_answers_the_same_bytes(kiosk):
    document, _, signed = deliver(kiosk, 5_000)
    assert kiosk.client.commit(document.id) == signed
    assert len(kiosk.client.events(0).events) == 2


def test_announcing_twice_is_harmless_and_changed_content_is_refused(kiosk):
    document, outgoing = kiosk.seal(10)
    first = kiosk.client.put_dossier(document.id, outgoing.document)
    again = kiosk.client.put_dossier(document.id, outgoing.document)
    assert first == again
    assert (first.digest, first.state) == (digest(outgoing.document), "announced")
    assert [(lack.object, lack.upload, lack.offset) for lack in first.missing] == [
        (document.objects[0].id, None, 0)
    ]
    with pytest.raises(OtherContent):
        kiosk.client.put_dossier(document.id, changed(outgoing, consent="khác"))


@pytest.mark.parametrize(
    "content", [b"{}", b"\xff", b'{"format": "dossier/1"}'], ids=["empty", "bytes", "part"]
)
def test_what_is_no_dossier_is_rejected_in_words(kiosk, content):
    with pytest.raises(Rejected, match="không đúng mẫu"):
        kiosk.client.put_dossier("x", content)


def test_a_dossier_of_another_kiosk_or_id_is_rejected(kiosk):
    document, outgoing = kiosk.seal(10)
    with pytest.raises(Rejected):
        kiosk.client.put_dossier(document.id, changed(outgoing, kiosk="Q04"))
    with pytest.raises(Rejected):
        kiosk.client.put_dossier("another", outgoing.document)
    with pytest.raises(HubForgot):
        kiosk.client.dossier_status(document.id)


def test_a_commit_says_which_objects_are_missing_and_from_where(kiosk):
    document, outgoing = kiosk.seal(40_000, 50_000)
    kiosk.client.put_dossier(document.id, outgoing.document)
    send(kiosk, document, document.objects[0])
    (lack,) = kiosk.client.commit(document.id)
    assert (lack.object, lack.upload, lack.offset) == (document.objects[1].id, None, 0)
    assert kiosk.client.dossier_status(document.id).state == "announced"


def test_bytes_that_arrived_damaged_are_asked_for_again(kiosk):
    document, outgoing = kiosk.seal(40_000)
    (sealed,) = document.objects
    kiosk.client.put_dossier(document.id, outgoing.document)
    send(kiosk, document, sealed, bytes(sealed.sealed_size))
    assert kiosk.client.dossier_status(document.id).state == "complete"
    (lack,) = kiosk.client.commit(document.id)
    assert (lack.object, lack.upload, lack.offset) == (sealed.id, None, 0)
    send(kiosk, document, sealed)
    assert trusted(kiosk.client.commit(document.id), outgoing.document, kiosk.keys)


def with_object(document, **values):
    sealed = document.objects[0].model_copy(update=values)
    return document.model_copy(update={"objects": (sealed,)})


@pytest.mark.parametrize("wrong", [{"sha256": "0" * 64}, {"size": 9}], ids=["hash", "size"])
def test_papers_that_are_not_what_was_signed_reject_the_dossier(kiosk, wrong):
    document = with_object(kiosk.seal(40_000)[0], **wrong)
    kiosk.client.put_dossier(document.id, document.model_dump_json().encode())
    send(kiosk, document, document.objects[0])
    for _ in range(2):
        with pytest.raises(Rejected, match="không khớp với nội dung đã ký"):
            kiosk.client.commit(document.id)
    assert kiosk.client.dossier_status(document.id).state == "rejected"
    assert kiosk.client.events(0).events == ()


def test_papers_encrypted_for_somebody_else_reject_the_dossier(kiosk, data):
    content = b"not age at all"
    name = kiosk.blobs.put(content, sealed=True)
    document = with_object(kiosk.seal(10)[0], sealed_sha256=name, sealed_size=len(content))
    kiosk.client.put_dossier(document.id, document.model_dump_json().encode())
    send(kiosk, document, document.objects[0])
    with pytest.raises(Rejected, match="không được mã hóa cho hệ thống này"):
        kiosk.client.commit(document.id)


def test_nothing_is_stored_in_the_clear(kiosk, data):
    document, _, _ = deliver(kiosk, 40_000)
    files = list((data / "objects").iterdir())
    assert [digest(path.read_bytes()) for path in files] == [document.objects[0].sealed_sha256]
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in files)
    assert data.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in data.glob("hub.db*")} <= {0o600}


def test_a_found_upload_is_continued_from_where_it_stands(kiosk):
    document, outgoing = kiosk.seal(40_000)
    kiosk.client.put_dossier(document.id, outgoing.document)
    seen = []
    (sealed,) = document.objects
    Uploads(kiosk.client).send(
        Piece(document.id, sealed),
        kiosk.blobs.get(sealed.sealed_sha256),
        Place(),
        lambda sent, address: seen.append((sent, address)),
    )
    assert seen[-1][0] == sealed.sealed_size
    assert seen[-1][1].startswith("/v1/files/")


def test_events_come_in_order_and_only_after_the_cursor(kiosk):
    first, _, signed = deliver(kiosk, 10)
    code = Receipt.model_validate_json(signed.receipt).official_code
    page = kiosk.client.events(0)
    assert [(event.dossier, event.kind, event.data) for event in page.events] == [
        (first.id, "received", {}),
        (first.id, "code_assigned", {"official_code": code}),
    ]
    assert kiosk.client.events(page.next).events == ()
    second, _, _ = deliver(kiosk, 10)
    later = kiosk.client.events(page.next)
    assert {event.dossier for event in later.events} == {second.id}
    assert later.next > page.next


def test_a_receipt_signature_covers_exactly_its_text(kiosk):
    _, _, signed = deliver(kiosk, 10)
    assert len(base64.b64decode(signed.signature)) == 64
    forged = signed.model_copy(update={"receipt": signed.receipt.replace("H38", "H39")})
    assert kiosk.keys.receipt_is_genuine(signed)
    assert not kiosk.keys.receipt_is_genuine(forged)
