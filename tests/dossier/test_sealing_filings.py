"""Sealing makes a filing immutable bytes, refuses an unfinished one and lets nothing hidden out."""

import hashlib
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dossier import missing
from dossier.filing import Filing
from dossier.identity import parse_qr
from dossier.moments import Moment
from dossier.seal import Envelope, SealRefused, applicant, digest, refuse_unfinished, seal
from dossier.values import canonical, freeze
from dossier.wire import Applicant, DossierDocument, SealedObject
from tests.support.booth import BIRTH, CARD, golden, reference
from tests.support.pack_maker import NOW, a_filing, a_pack, a_page, a_signature, an_answer

PACK = a_pack("""
    applicant: {name: speaker, number: speaker_number}
    questions:
      - {id: for_other, kind: yes_no}
      - {id: speaker, kind: name, when: for_other}
      - {id: speaker_number, kind: id_number, when: for_other, required: false}
      - {id: secret, kind: text, when: for_other}
      - {id: later, kind: text, when: 'secret != ""'}
      - {id: copies, kind: number, least: 0, most: 20}
    documents:
      - {id: notice}
      - {id: record, when: for_other, deferrable: false}
      - {id: identity, give: show}
    fees:
      - {id: copies, amount: "copies * 8000"}
""")
OBJECT = SealedObject(
    id="o-1", document="signature", title="Chữ ký", pages=0, media_type="image/svg+xml", size=9,
    sha256="a" * 64, sealed_size=99, sealed_sha256="b" * 64,
)  # fmt: skip
ENVELOPE = Envelope(
    id="0193",
    kiosk="Q03",
    receipt_number="Q03-261123-0147",
    lookup_code="7F3K",
    received_at=NOW,
    due=NOW + timedelta(hours=8),
    moment=Moment(NOW, "boot", 12.5),
    sequence=9,
    journal="c" * 64,
    objects=(OBJECT,),
)
names = st.sampled_from(["Lò Thị Mẫu", "Vi Văn Thử", "Vàng A Thử"])
answered = st.fixed_dictionaries(
    {},
    optional={
        "for_other": st.booleans(),
        "speaker": names,
        "speaker_number": st.sampled_from(["", "010198000017"]),
        "secret": st.text("bímật ", min_size=1, max_size=8),
        "later": st.text("sau ", max_size=5),
        "copies": st.integers(0, 20),
    },
)


def ready(**answers):
    """A filing in which nothing is open but what `answers` leave open."""
    filing = a_filing(PACK, **{"for_other": False, "copies": 2, **answers})
    for document in ("notice", "record"):
        filing = filing.attach(document, a_page()).finish(document)
    return filing.agree("small-pack/2026-01-15").sign(a_signature())


OTHER = {"for_other": True, "speaker": "Vi Văn Thử", "secret": "bí mật", "later": "sau"}


def refusal(filing):
    with pytest.raises(SealRefused) as refused:
        seal(filing, ENVELOPE)
    return str(refused.value)


def test_a_sealed_dossier_says_everything_of_the_filing_and_its_envelope():
    without = ready(**OTHER).detach("notice", a_page().sha256)
    filing = without.accept_missing(frozenset({"notice"})).sign(a_signature())
    document = seal(filing, ENVELOPE).document
    assert (document.id, document.revision, document.parent) == ("0193", 1, None)
    assert (document.kiosk, document.receipt_number) == ("Q03", "Q03-261123-0147")
    assert (document.lookup_code, document.journal) == ("7F3K", "c" * 64)
    assert document.procedure.model_dump() == {
        "slug": "small-pack", "version": "2026-01-15", "code": "9.000001", "name": "Thủ tục nhỏ",
    }  # fmt: skip
    assert (document.received_at, document.due) == (NOW, NOW + timedelta(hours=8))
    assert document.sealed.model_dump() == {
        "wall": NOW, "boot_id": "boot", "boot_seconds": 12.5, "sequence": 9,
        "corrected": None,
    }  # fmt: skip
    assert (document.shown, document.missing) == (("identity",), ("notice",))
    assert (document.consent, document.declaration) == ("small-pack/2026-01-15", "Tôi cam đoan.")
    assert [fee.model_dump() for fee in document.fees] == [
        {"id": "copies", "text": "Phí copies", "amount": 16_000}
    ]
    assert document.objects == (OBJECT,)
    assert [one.question for one in document.answers] == [
        "for_other", "speaker", "secret", "later", "copies",
    ]  # fmt: skip
    assert document.answers[-1].model_dump() == {
        "question": "copies", "value": 2, "source": "citizen", "role": "citizen", "by": "",
        "at": NOW, "confirmed": True,
    }  # fmt: skip


def test_a_later_revision_names_the_one_before_it():
    document = seal(ready(), replace(ENVELOPE, revision=2, parent="0192", due=None)).document
    assert (document.revision, document.parent, document.due) == (2, "0192", None)


def test_sealed_bytes_are_canonical_and_read_back_as_the_same_document():
    sealed = seal(ready(), ENVELOPE)
    assert sealed.content == canonical(json.loads(sealed.content))
    assert DossierDocument.model_validate_json(sealed.content) == sealed.document
    assert sealed.digest == hashlib.sha256(sealed.content).hexdigest() == digest(sealed.content)


@settings(deadline=None)
@given(st.permutations(list({**OTHER, "copies": 2}.items())))
def test_equal_filings_seal_to_equal_bytes_in_whatever_order_they_were_filled(order):
    assert seal(ready(**dict(order)), ENVELOPE) == seal(ready(**OTHER), ENVELOPE)


@settings(deadline=None)
@given(
    st.sampled_from(["speaker", "secret", "later", "copies"]),
    st.text("abc", min_size=1, max_size=4) | st.integers(0, 20),
)
def test_the_digest_changes_with_any_answer(question, value):
    filing = ready(**OTHER)
    assume(value != filing.values[question])
    assume(isinstance(value, int) == (question == "copies"))
    changed = filing.answer(question, an_answer(value)).sign(a_signature())
    assert seal(changed, ENVELOPE).digest != seal(filing, ENVELOPE).digest


def test_the_digest_changes_with_where_an_answer_came_from():
    filing = ready(**OTHER)
    doubted = replace(filing.answers["secret"], confirmed=False)
    changed = filing.answer("secret", doubted).sign(a_signature())
    assert seal(changed, ENVELOPE).digest != seal(filing, ENVELOPE).digest


@settings(deadline=None)
@given(answered, st.booleans(), st.sets(st.sampled_from(["notice", "record"])),
       st.none() | st.frozensets(st.sampled_from(["notice", "record", "copies", "speaker"])),
       st.booleans(), st.booleans())  # fmt: skip
def test_the_seal_is_refused_exactly_while_something_that_may_not_wait_is_open(
    answers, whole, taken, accepted, agreed, signed
):
    filing = a_filing(PACK, **answers)
    for document in sorted(taken):
        filing = filing.attach(document, a_page()).finish(document)
    filing = filing.agree("1") if agreed else filing
    filing = filing if accepted is None else filing.accept_missing(accepted)
    filing = filing.sign(a_signature()) if signed else filing
    gaps = missing.of(filing)
    hard = [gap for gap in gaps if not gap.deferrable]
    unaccepted = [gap for gap in gaps if gap.id not in (accepted or ())]
    if agreed and signed and not hard and not unaccepted:
        assert seal(filing, ENVELOPE).document.missing == tuple(gap.id for gap in gaps)
    else:
        said = refusal(filing)
        names = [f"Còn thiếu: {gap.name}" for gap in gaps if gap in hard or gap in unaccepted]
        if not agreed:
            assert said == "Chưa có sự đồng ý xử lý dữ liệu."
        elif not signed:
            assert said == "Hồ sơ chưa được ký."
        else:
            assert said == names[0]


@settings(deadline=None)
@given(answered)
def test_answers_to_hidden_questions_never_reach_the_sealed_document(answers):
    given_answers = {"copies": 0, **answers, "for_other": False}
    given_answers["secret"] = "điều giấu kín"
    given_answers["speaker"] = "Vi Văn Giấu"
    sealed = seal(ready(**given_answers), ENVELOPE)
    assert [one.question for one in sealed.document.answers] == ["for_other", "copies"]
    assert "giấu" not in sealed.content.decode().casefold()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda filing: filing.agree(""), "Chưa có sự đồng ý xử lý dữ liệu."),
        (lambda filing: replace(filing, signature=None), "Hồ sơ chưa được ký."),
        (lambda filing: replace(filing, finished=frozenset({"notice"})), "Còn thiếu: Giấy record"),
        (
            lambda filing: filing.answer("secret", an_answer("")).sign(a_signature()),
            "Còn thiếu: Hỏi secret?",
        ),
        (
            lambda filing: filing.detach("notice", a_page().sha256).sign(a_signature()),
            "Còn thiếu: Giấy notice",
        ),
    ],
    ids=["consent", "signature", "paper", "blank answer", "paper nobody accepted as missing"],
)
def test_an_unfinished_filing_is_refused_with_what_is_open(spoil, said):
    refuse_unfinished(ready(**OTHER))
    assert refusal(spoil(ready(**OTHER))) == said


def test_accepting_a_paper_that_may_not_wait_does_not_open_the_seal():
    filing = ready(**OTHER).detach("record", a_page().sha256).sign(a_signature())
    assert refusal(filing.accept_missing(frozenset({"record"}))) == "Còn thiếu: Giấy record"


def test_the_applicant_is_who_the_answers_name_else_who_the_card_names():
    card = parse_qr(CARD)
    asked = ready(**OTHER, speaker_number="010095000024")
    assert applicant(asked) == Applicant(name="Vi Văn Thử", number="010095000024")
    assert applicant(asked.identify(card)) == Applicant(name="Vi Văn Thử", number="010095000024")
    assert applicant(ready().identify(card)) == Applicant(name="Lò Thị Mẫu", number=card.number)
    assert applicant(ready()) == Applicant(name="", number="")


def test_an_applicant_named_by_answers_now_hidden_is_not_the_applicant():
    hidden = ready(**OTHER).answer("for_other", an_answer(False)).identify(parse_qr(CARD))
    assert applicant(hidden).name == "Lò Thị Mẫu"


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_a_real_birth_filled_in_any_order_seals_to_the_same_bytes(data):
    case = golden(BIRTH, "01-married-mother-on-time")
    pack = reference().catalogue.in_force(BIRTH, date(2026, 11, 25))

    def sealed(order):
        filing = Filing(pack, date(2026, 11, 25))
        for name, raw in order:
            filing = filing.answer(name, an_answer(freeze(raw)))
        filing = filing.attach("birth_notice", a_page()).finish("birth_notice")
        return seal(filing.agree("1").sign(a_signature()), ENVELOPE)

    answers = list(case["answers"].items())
    assert sealed(data.draw(st.permutations(answers))) == sealed(answers)
    assert sealed(answers).document.applicant.name == "Lò Thị Mẫu"
