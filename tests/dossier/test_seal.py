"""The seal refuses what is not finished; the same filing gives the same bytes."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier import seal
from dossier.filing import Page, Signature
from dossier.moments import Moment
from dossier.seal import Envelope, SealRefused
from dossier.values import canonical
from tests.support.small_pack import NOW, filled, small_pack

PACK = small_pack()
ANSWERS = {"who": "me", "named": "Lò Thị Mẫu", "paper": True, "born": "2026-11-01", "count": 2}
PAGE = Page("a" * 64, 9, "image/jpeg", "good")


def whole(**changes):
    filing = filled({**ANSWERS, **changes}, PACK)
    filing = filing.attach("proof", PAGE).finish("proof")
    return signed(filing)


def signed(filing):
    return replace(filing, consent="1", signature=Signature("b" * 64, 5, "1"))


def envelope(**changes):
    return Envelope(
        **{
            "id": "0193", "kiosk": "Q03", "receipt_number": "Q03-261123-0001-K",
            "lookup_code": "7F3K", "received_at": NOW, "due": None,
            "moment": Moment(NOW, "boot", 1.0), "sequence": 3, "journal": "c" * 64, "objects": (),
            **changes,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("filing", "words"),
    [
        (replace(whole(), consent=""), "đồng ý"),
        (replace(whole(), signature=None), "được ký"),
        (signed(filled(ANSWERS, PACK)), "Còn thiếu: Giấy chứng"),
        (signed(filled({"who": "me"}, PACK)), "Còn thiếu"),
    ],
)
def test_what_is_not_finished_is_not_sealed(filing, words):
    with pytest.raises(SealRefused, match=words):
        seal.refuse_unfinished(filing)


def test_a_paper_put_off_and_accepted_as_missing_does_not_hold_the_seal_up():
    filing = signed(filled(ANSWERS, PACK))
    accepted = replace(filing, accepted_missing=frozenset({"proof"}))
    seal.refuse_unfinished(accepted)
    assert seal.seal(accepted, envelope()).document.missing == ("proof",)


def test_the_digest_is_over_the_very_bytes():
    sealed = seal.seal(whole(), envelope())
    assert sealed.digest == seal.digest(sealed.content)
    assert sealed.content == canonical(sealed.document.model_dump(mode="json"))


def test_the_same_filing_gives_the_same_bytes():
    assert seal.seal(whole(), envelope()).content == seal.seal(whole(), envelope()).content


@given(st.text(alphabet="abcđê ", min_size=1, max_size=9).filter(lambda text: text.strip()))
def test_any_other_answer_gives_another_digest(words):
    plain = seal.seal(whole(), envelope())
    assert seal.seal(whole(words=words), envelope()).digest != plain.digest


def test_an_answer_to_a_question_no_longer_asked_is_not_sealed():
    document = seal.seal(whole(paper=False), envelope()).document
    assert "count" not in {answer.question for answer in document.answers}
    assert "count" in {a.question for a in seal.seal(whole(), envelope()).document.answers}


def test_the_applicant_is_who_the_pack_names():
    assert seal.seal(whole(), envelope()).document.applicant.name == "Lò Thị Mẫu"


def test_times_keep_their_zone():
    document = seal.seal(whole(), envelope()).document
    assert document.received_at == datetime.fromisoformat("2026-11-23T09:00:00+07:00")
    assert document.received_at.utcoffset() == NOW.utcoffset()
