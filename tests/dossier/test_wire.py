"""Messages between kiosk and hub: exact fields, exact bytes, nothing unknown let through."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from dossier import wire
from dossier.values import canonical

SHA = "0123456789abcdef" * 4
AT = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
ANSWER = wire.SealedAnswer(
    question="name",
    value="Nguyễn Thị Mẫu",
    source="card_qr",
    role="citizen",
    by="",
    at=AT,
    confirmed=True,
)
OBJECT = wire.SealedObject(
    id="o1",
    document="birth_notice",
    title="Giấy chứng sinh",
    pages=1,
    media_type="application/pdf",
    size=1000,
    sha256=SHA,
    sealed_size=1200,
    sealed_sha256=SHA,
)
PROCEDURE = wire.ProcedureRef(slug="khai-sinh", version="2026.1", code="1.001193", name="Khai sinh")
APPLICANT = wire.Applicant(name="Nguyễn Thị Mẫu", number="001190000001")
MOMENT = wire.SealedMoment(wall=AT, boot_id="boot-1", boot_seconds=12.5, sequence=40)
FEE = wire.SealedFee(id="copy", text="Bản sao", amount=8000)
DOCUMENT = wire.DossierDocument(
    id="d1",
    revision=1,
    kiosk="Q03",
    receipt_number="Q03-261123-0147-K",
    lookup_code="AB23",
    procedure=PROCEDURE,
    applicant=APPLICANT,
    received_at=AT,
    due=None,
    sealed=MOMENT,
    answers=(ANSWER,),
    shown=("id_card",),
    missing=(),
    consent="2026-07",
    declaration="Tôi cam đoan lời khai là đúng.",
    fees=(FEE,),
    journal=SHA,
    objects=(OBJECT,),
)
LACKING = wire.MissingObject(object="o1", upload=None, offset=0)
HELD = wire.ReceivedObject(object="o1", sha256=SHA)
RECEIPT = wire.Receipt(
    dossier="d1",
    digest=SHA,
    kiosk="Q03",
    receipt_number="Q03-261123-0147-K",
    official_code="H26.12-261123-0001",
    received_at=AT,
    objects=(HELD,),
)
SIGNED = wire.SignedReceipt(receipt="e30=", signature="AA==", key_id="k1")
HAPPENED = wire.HubEvent(cursor=1, dossier="d1", kind="received", at=AT, data={"code": "H26"})
KEPT = wire.KeptDossier(id="d1", digest=SHA, official_code="H26.12-261123-0001")
ENROLMENT = wire.Enrolment(code="123456", kiosk="Q03", name="Quầy 3", public_key="AA==")
EXAMPLES = [
    ANSWER,
    OBJECT,
    PROCEDURE,
    APPLICANT,
    MOMENT,
    FEE,
    DOCUMENT,
    LACKING,
    HELD,
    RECEIPT,
    SIGNED,
    wire.DossierStatus(id="d1", digest=SHA, state="announced", missing=(LACKING,)),
    HAPPENED,
    wire.HubEvents(events=(HAPPENED,), next=2, epoch="e1", rewind=0),
    ENROLMENT,
    wire.Enrolled(
        device="dev1",
        kiosk="Q03",
        hub="hub1",
        hub_signing_key="AA==",
        hub_key_id="k1",
        hub_recipient="age1xyz",
        server_time=AT,
    ),
    wire.Health(status="ok", key_id="hub-1", server_time=AT, signature="c2ln"),
    wire.StatusPage(
        receipt_number="Q03-261123-0147-K",
        official_code=None,
        procedure="Khai sinh",
        state="kept",
        due=date(2026, 11, 24),
    ),
    KEPT,
    wire.Reconcile(dossiers=(KEPT,)),
    wire.Reconciled(lost=("d1",)),
]
each = pytest.mark.parametrize("message", EXAMPLES, ids=lambda message: type(message).__name__)


def test_every_message_has_an_example_here():
    ours = {one for one in wire.Message.__subclasses__() if one.__module__ == wire.__name__}
    assert {type(message) for message in EXAMPLES} == ours


@each
def test_a_message_survives_the_wire(message):
    assert type(message).model_validate_json(message.model_dump_json()) == message


@each
def test_a_message_read_from_its_canonical_bytes_has_the_same_bytes(message):
    sent = canonical(message.model_dump(mode="json"))
    read = type(message).model_validate_json(sent)
    assert canonical(read.model_dump(mode="json")) == sent


@each
def test_a_message_with_an_unknown_field_is_refused(message):
    body = json.loads(message.model_dump_json()) | {"colour": "red"}
    with pytest.raises(ValidationError) as refused:
        type(message).model_validate(body)
    assert [(one["type"], one["loc"]) for one in refused.value.errors()] == [
        ("extra_forbidden", ("colour",))
    ]


@each
def test_a_message_without_a_needed_field_is_refused(message):
    for name, field in type(message).model_fields.items():
        body = json.loads(message.model_dump_json())
        del body[name]
        if field.is_required():
            with pytest.raises(ValidationError, match=name):
                type(message).model_validate(body)


@each
def test_a_message_cannot_be_changed(message):
    name = next(iter(type(message).model_fields))
    with pytest.raises(ValidationError, match="frozen"):
        setattr(message, name, "other")


def test_an_unknown_field_deep_inside_a_dossier_is_refused():
    body = json.loads(DOCUMENT.model_dump_json())
    body["objects"][0]["colour"] = "red"
    with pytest.raises(ValidationError, match=r"objects\.0\.colour"):
        wire.DossierDocument.model_validate(body)


@pytest.mark.parametrize(
    ("message", "change"),
    [
        (OBJECT, {"size": 0}),
        (OBJECT, {"size": wire.MAX_OBJECT_BYTES + 1}),
        (OBJECT, {"sealed_size": 0}),
        (OBJECT, {"sealed_size": wire.MAX_OBJECT_BYTES + 1}),
        (OBJECT, {"pages": -1}),
        (OBJECT, {"sealed_sha256": SHA[1:]}),
        (FEE, {"amount": -1}),
        (MOMENT, {"sequence": -1}),
        (MOMENT, {"wall": "2026-11-23T08:30:00"}),
        (ANSWER, {"at": "2026-11-23T08:30:00"}),
        (DOCUMENT, {"revision": 0}),
        (DOCUMENT, {"format": "dossier/2"}),
        (DOCUMENT, {"received_at": "2026-11-23T08:30:00"}),
        (DOCUMENT, {"due": "2026-11-24T08:30:00"}),
        (RECEIPT, {"format": "receipt/2"}),
        (RECEIPT, {"digest": SHA.upper()}),
        (RECEIPT, {"received_at": "2026-11-23T08:30:00"}),
        (HAPPENED, {"kind": "exploded"}),
        (HAPPENED, {"at": "2026-11-23T08:30:00"}),
        (EXAMPLES[11], {"state": "sealed"}),
    ],
    ids=str,
)
def test_a_value_out_of_bounds_is_refused_where_it_stands(message, change):
    with pytest.raises(ValidationError) as refused:
        type(message).model_validate(json.loads(message.model_dump_json()) | change)
    assert {one["loc"] for one in refused.value.errors()} == {(name,) for name in change}


@pytest.mark.parametrize("size", [1, wire.MAX_OBJECT_BYTES])
def test_the_smallest_and_the_largest_object_pass(size):
    body = OBJECT.model_dump() | {"size": size, "sealed_size": size}
    assert wire.SealedObject.model_validate(body).sealed_size == size


@given(st.text(max_size=70).filter(lambda text: text != SHA))
def test_a_hash_is_64_small_hex_digits_and_nothing_else(text):
    right = len(text) == 64 and set(text) <= set("0123456789abcdef")
    try:
        wire.ReceivedObject(object="o1", sha256=text)
    except ValidationError:
        assert not right
    else:
        assert right


@pytest.mark.parametrize("text", [SHA + "\n", " " + SHA, SHA + "0", "g" + SHA[1:], ""])
def test_a_hash_with_anything_around_it_is_refused(text):
    with pytest.raises(ValidationError):
        wire.ReceivedObject(object="o1", sha256=text)


def test_a_problem_keeps_members_it_does_not_know():
    # RFC 9457, section 3.2: clients must ignore extensions they do not recognise.
    body = {"title": "Thiếu tệp", "status": 409, "missing": [LACKING.model_dump()], "trace": "t1"}
    problem = wire.Problem.model_validate(body)
    assert problem.type == "about:blank"
    assert problem.missing == (LACKING,)
    assert problem.model_extra == {"trace": "t1"}
    with pytest.raises(ValidationError, match="frozen"):
        problem.status = 200


def test_the_status_page_has_no_field_for_personal_data():
    assert set(wire.StatusPage.model_fields) == {
        "receipt_number",
        "official_code",
        "procedure",
        "state",
        "due",
    }


def test_a_health_is_signed_over_the_question_and_the_time():
    said = wire.Health(status="ok", key_id="hub-1", server_time=AT, signature="")
    assert said.text("abc") == f"health/1\nabc\n{AT.astimezone(UTC).isoformat()}".encode()


def test_a_page_of_events_is_signed_for_who_asked_and_what():
    texts = {
        wire.events_text(device, since, epoch, page)
        for device in ("Q03-1", "Q03-2")
        for since in (0, 1)
        for epoch in ("", "a")
        for page in (b"{}", b"{} ")
    }
    assert len(texts) == 16


def test_what_was_sealed_is_read_and_anything_else_is_nothing():
    assert wire.sealed_document(canonical(DOCUMENT.model_dump(mode="json"))) == DOCUMENT
    assert wire.sealed_document(b'{"format": "dossier/9"}') is None
    assert wire.sealed_document(b"\xff") is None
