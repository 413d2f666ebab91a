"""A mother registers a birth, from the first touch to the slip, over the real pack."""

import json
from datetime import datetime, timedelta

from dossier.lifecycle import State
from dossier.receipts import make
from dossier.seal import digest
from dossier.wire import DossierDocument
from kiosk.journey.ports import Delivery
from kiosk.journey.steps import Ask, ConfirmSection, Done, Review
from tests.support.booth import BIRTH, INK
from tests.support.devices import VIETNAM


def drive(booth, answers):
    """Go through the visit; the ids of the steps it showed."""
    booth.beginning.start(BIRTH)
    shown = []
    for _ in range(200):
        shown.append(booth.step.id)
        if isinstance(booth.step, Review):
            booth.reviewing.sign(INK)
            return shown
        booth.clock.pass_time(timedelta(seconds=7))
        booth.go_on(answers)
    raise AssertionError(shown)


def document_of(booth):
    return DossierDocument.model_validate_json(booth.outbox.document(booth.visit.sealed.dossier))


def test_the_steps_come_in_the_order_a_citizen_expects(booth, answers):
    shown = drive(booth, answers)
    assert shown[:4] == ["who", "card", "card_confirm", "notice"]
    assert shown[-3:] == ["capture:birth_notice", "checklist", "review"]
    assert len(shown) == len(set(shown))


def test_nothing_confirmed_on_the_card_is_asked_again(booth, answers):
    shown = drive(booth, answers)
    assert "confirm:applicant" not in shown
    on_card = {"name", "born", "number", "paper", "paper_issued", "paper_issuer", "residence"}
    assert not {f"ask:applicant_{part}" for part in on_card} & set(shown)
    assert "confirm:mother" in shown


def test_the_sealed_document_says_exactly_what_was_given(booth, answers):
    drive(booth, answers)
    booth.sealing.seal()
    assert isinstance(booth.step, Done)
    document = document_of(booth)
    given = {answer.question: answer for answer in document.answers}
    for question, value in answers.items():
        sealed = given[question].value
        if isinstance(value, dict):
            sealed = {**sealed, "text": ""}
        assert sealed == value, question
    assert set(given) == set(answers)
    assert all(answer.confirmed for answer in document.answers)
    assert {given[f"applicant_{part}"].source for part in ("name", "born", "number")} == {"card_qr"}
    assert {given[f"mother_{part}"].source for part in ("name", "born", "number")} == {"card_qr"}
    assert given["child_name"].source == "citizen"
    assert given["child_nationality"].source == "default"


def test_the_sealed_document_carries_numbers_fees_and_papers(booth, answers):
    drive(booth, answers)
    booth.sealing.seal()
    document, now = document_of(booth), booth.clock.now()
    assert document.receipt_number == make("Q03", now.wall.date(), 1)
    assert booth.visit.sealed.receipt_number == document.receipt_number
    assert (document.procedure.slug, document.procedure.version) == (BIRTH, "2026-01-15")
    assert (document.applicant.name, document.applicant.number) == ("Lò Thị Mẫu", "010198000017")
    assert document.received_at == document.sealed.wall == now.wall
    assert document.due == datetime(2026, 11, 23, 17, 0, tzinfo=VIETNAM)
    assert sum(fee.amount for fee in document.fees) == 3 * 8000
    assert (document.shown, document.missing) == (("applicant_identity",), ())
    assert document.consent == document.declaration == f"{BIRTH}/2026-01-15"
    assert [(one.document, one.pages) for one in document.objects] == [
        ("birth_notice", 2), ("signature", 0),
    ]  # fmt: skip


def test_the_hub_alone_can_open_the_papers(booth, answers):
    drive(booth, answers)
    pages = [booth.blobs.get(page.sha256) for page in booth.visit.filing.pages["birth_notice"]]
    booth.sealing.seal()
    notice, signature = document_of(booth).objects
    opened = booth.keys.open_as_hub(booth.blobs.get(notice.sealed_sha256))
    assert (digest(opened), len(opened)) == (notice.sha256, notice.size)
    assert all(page in opened for page in pages)
    assert booth.keys.open_as_hub(booth.blobs.get(signature.sealed_sha256)) == INK
    for one in (notice, signature):
        ciphertext = booth.blobs.get(one.sealed_sha256)
        assert len(ciphertext) == one.sealed_size
        assert INK not in ciphertext


def test_the_seal_is_in_the_journal_and_in_the_queue(booth, answers):
    drive(booth, answers)
    before = booth.visit
    booth.sealing.seal()
    sealed, content = booth.visit.sealed, booth.outbox.document(booth.visit.sealed.dossier)
    assert booth.journal.events(booth.visit.id)[-1].event == sealed
    assert digest(content) == sealed.digest
    assert json.loads(content)["journal"] == before.link
    (queued,) = booth.outbox.pending()
    assert isinstance(queued, Delivery)
    assert (queued.id, queued.state, queued.applicant) == (
        sealed.dossier, State.SEALED, "Lò Thị Mẫu",
    )  # fmt: skip
    assert booth.line.nudges == 1
    assert booth.stored() == booth.visit


def test_an_answer_of_another_section_is_confirmed_not_retyped(booth, answers):
    booth.identify()
    while not isinstance(booth.step, ConfirmSection):
        booth.go_on(answers)
    assert booth.step.section == "mother"
    assert {one.question: one.value for one in booth.step.proposals}["mother_name"] == "Lò Thị Mẫu"
    booth.answering.confirm(booth.step.proposals)
    assert isinstance(booth.step, Ask)
    assert booth.visit.filing.answers["mother_number"].value == "010198000017"
