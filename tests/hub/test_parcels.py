"""Parcels go through the doors of the line: whole, once, in any order, however often."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from pyrage import x25519

from dossier import parcel
from dossier.lifecycle import State
from hub import bringing, parcels
from hub.parcel_log import USED
from hub.parcels import take_in
from hub.problems import Refused
from hub.tables import parcels as rows
from kiosk.sync.uploads import FRESH, Piece, Uploads
from tests.support.stick_traveller import Traveller, codes, told

pytestmark = pytest.mark.hub
BOTH_DATABASES = True


def taken(upstream, file):
    with file.open("rb") as opened:
        return take_in(upstream, opened)


def refused(upstream, content, words):
    with pytest.raises(Refused) as caught:
        take_in(upstream, io.BytesIO(content))
    assert caught.value.problem.detail == words


def held(data):
    return sorted(file.stat().st_size for file in (data / "objects").iterdir())


def test_a_parcel_is_received_whole_and_its_receipts_complete_the_kiosk(traveller, upstream, data):
    documents = [traveller.seal(3_000, 200_000), traveller.seal(), traveller.seal(70)]
    result = taken(upstream, traveller.export())
    assert result.outcomes == tuple((each.receipt_number, "") for each in documents)
    assert not result.repeated
    assert held(data) == sorted(one.sealed_size for each in documents for one in each.objects)
    traveller.take(result.answer)
    assert traveller.states() == [State.ACKNOWLEDGED] * 3
    assert [traveller.outbox.delivery(each.id).official_code for each in documents] == codes(
        result.answer
    )
    assert traveller.outbox.cursor() == 6


def test_the_same_parcel_again_gives_the_same_receipts(traveller, upstream):
    traveller.seal(3_000)
    file = traveller.export()
    first, second = taken(upstream, file), taken(upstream, file)
    assert (first.repeated, second.repeated) == (False, True)
    assert told(first.answer).receipts == told(second.answer).receipts


def test_a_dossier_received_by_the_line_gets_the_receipt_it_has(traveller, upstream):
    document = traveller.seal(3_000)
    file = traveller.export()
    client = traveller.kiosk.client
    client.put_dossier(document.id, traveller.outbox.document(document.id))
    (sealed,) = document.objects
    content = traveller.kiosk.blobs.get(sealed.sealed_sha256)
    Uploads(client).send(Piece(document.id, sealed), content, FRESH, lambda *_: None)
    by_line = client.commit(document.id)
    assert told(taken(upstream, file).answer).receipts == (by_line,)


def test_what_the_line_began_the_parcel_completes(traveller, upstream, data):
    document = traveller.seal(90_000)
    client = traveller.kiosk.client
    client.put_dossier(document.id, traveller.outbox.document(document.id))
    (sealed,) = document.objects
    upload, _ = upstream.uploads.create(document.id, sealed)
    content = traveller.kiosk.blobs.get(sealed.sealed_sha256)
    upstream.uploads.path(upload.id).write_bytes(content[:40_000])
    (by_stick,) = told(taken(upstream, traveller.export()).answer).receipts
    assert client.commit(document.id) == by_stick
    assert held(data) == [sealed.sealed_size]


def test_what_the_line_brought_damaged_the_parcel_mends(traveller, upstream):
    document = traveller.seal(9_000)
    traveller.kiosk.client.put_dossier(document.id, traveller.outbox.document(document.id))
    (sealed,) = document.objects
    upload, _ = upstream.uploads.create(document.id, sealed)
    upstream.uploads.path(upload.id).write_bytes(bytes(sealed.sealed_size))
    assert len(told(taken(upstream, traveller.export()).answer).receipts) == 1


def test_sticks_may_come_in_any_order(traveller, upstream):
    traveller.seal(40)
    older = traveller.export()
    traveller.seal(50)
    newer = traveller.export()
    assert len(told(taken(upstream, newer).answer).receipts) == 2
    assert len(told(taken(upstream, older).answer).receipts) == 1


def test_a_used_number_under_another_parcel_is_refused_and_written_down(traveller, upstream):
    traveller.seal(40)
    taken(upstream, traveller.export())
    restored = Traveller(traveller.kiosk, traveller.usb)
    restored.seal(40)
    content = restored.export().read_bytes()
    for _ in range(2):
        refused(upstream, content, USED)
    with upstream.database.read() as connection:
        assert [row.refusal for row in connection.execute(rows.select()).all()] == [None, USED]
    assert restored.export()
    assert len(told(taken(upstream, restored.export()).answer).receipts) == 1


def test_what_can_never_be_received_is_refused_alone_and_the_kiosk_hears_why(traveller, upstream):
    well = traveller.seal(40)
    foreign = x25519.Identity.generate().to_public()
    keys = traveller.kiosk.keys
    mine, keys.hub = keys.hub, keys.hub.model_copy(update={"hub_recipient": str(foreign)})
    bad = traveller.seal(50)
    keys.hub = mine
    result = taken(upstream, traveller.export())
    assert [number for number, reason in result.outcomes if reason] == [bad.receipt_number]
    traveller.take(result.answer)
    assert traveller.states() == [State.ACKNOWLEDGED, State.REJECTED]
    assert "không được mã hóa" in traveller.outbox.delivery(bad.id).reason
    assert traveller.outbox.receipt(well.id)


def test_another_dossier_under_a_known_id_is_left_to_a_person(traveller, upstream):
    document = traveller.seal(40)
    other = document.model_copy(update={"declaration": "Khác."}).model_dump_json().encode()
    traveller.kiosk.client.put_dossier(document.id, other)
    traveller.take(taken(upstream, traveller.export()).answer)
    assert traveller.states() == [State.PARKED]


class Pulled(io.BytesIO):
    """A parcel on a stick that is pulled out at the n-th read."""

    def __init__(self, content, reads):
        super().__init__(content)
        self.left = reads

    def read(self, size=-1):
        self.left -= 1
        if self.left < 0:
            raise OSError(5, "Input/output error")
        return super().read(size)


def test_an_import_that_breaks_at_any_step_is_finished_by_repeating_it(traveller, upstream):
    for sizes in [(40, 50), (), (60,)]:
        traveller.seal(*sizes)
    content = traveller.export().read_bytes()
    said, result = [], None
    while result is None:
        try:
            result = take_in(upstream, Pulled(content, len(said)))
        except Refused as stopped:
            said.append(stopped.problem.detail)
    assert len(said) > 8
    assert set(said) == {bringing.UNREADABLE}
    assert len(set(codes(result.answer))) == 3
    assert [code[-4:] for code in codes(result.answer)] == ["0001", "0002", "0003"]
    assert not [
        each for each in (upstream.config.data / "parcels").iterdir() if each.name != "lock"
    ]


def test_a_stick_that_reads_differently_the_second_time_is_not_believed(traveller, upstream, data):
    traveller.seal(40_000)
    content = traveller.export().read_bytes()

    class Fickle(io.BytesIO):
        def seek(self, place, whence=0):
            self.getbuffer()[-1] ^= 1
            return super().seek(place, whence)

    with pytest.raises(Refused) as caught:
        take_in(upstream, Fickle(content))
    assert caught.value.problem.detail == parcel.CHANGED
    assert len(told(take_in(upstream, io.BytesIO(content)).answer).receipts) == 1


def test_one_import_at_a_time(traveller, upstream):
    traveller.seal(40)
    content = traveller.export().read_bytes()
    with parcels._alone(upstream):
        refused(upstream, content, parcels.BUSY)
    assert take_in(upstream, io.BytesIO(content))


def test_both_routes_at_once_make_one_receipt(traveller, upstream):
    documents = [traveller.seal(300_000, 20), traveller.seal(90_000)]
    file = traveller.export()
    client = traveller.kiosk.client

    def by_line(document):
        client.put_dossier(document.id, traveller.outbox.document(document.id))
        for sealed in document.objects:
            content = traveller.kiosk.blobs.get(sealed.sealed_sha256)
            Uploads(client).send(Piece(document.id, sealed), content, FRESH, lambda *_: None)
        return client.commit(document.id)

    with ThreadPoolExecutor(3) as workers:
        lines = [workers.submit(by_line, each) for each in documents]
        stick = workers.submit(taken, upstream, file)
        receipts = tuple(line.result() for line in lines)
        assert told(stick.result().answer).receipts == receipts
    assert len(client.events(0).events) == 4
