"""A citizen files a birth registration through the real window, and the hub receives it."""

import re
from pathlib import Path

import httpx
import numpy as np
import pypdfium2
import pytest

from dossier.codes import is_official_code
from dossier.lifecycle import State
from dossier.wire import DossierDocument
from kiosk.app.config import read
from kiosk.app.slips import SLIPS
from kiosk.demo.visiting import begin, file_visit, finish, go_on, look_up
from kiosk.demo.visitor import shown
from kiosk.scan.pixels import frame_of
from tests.support.kiosk_window import open_kiosk

pytestmark = [pytest.mark.window, pytest.mark.hub]

STATES = [
    State.SEALED,
    State.ANNOUNCED,
    State.UPLOADING,
    State.COMPLETE,
    State.ACKNOWLEDGED,
]


def delivered(kiosk, number):
    delivery = kiosk.counter.store.outbox.by_receipt(number)
    assert delivery is not None
    return delivery


def document_of(kiosk, delivery):
    content = kiosk.counter.store.outbox.document(delivery.id)
    return DossierDocument.model_validate_json(content)


def slip_frame(data: Path, number: str):
    """The printed slip, held up to the camera."""
    pdf = pypdfium2.PdfDocument(data / SLIPS / f"{number}.pdf")
    picture = pdf[0].render(scale=2.2).to_numpy()
    pdf.close()
    desk = np.full((1400, 1920, 3), 90, np.uint8)
    page = picture[:1300, :, :3]
    desk[50 : 50 + page.shape[0], 300 : 300 + page.shape[1]] = page
    return frame_of(desk)


def test_from_card_to_acknowledged_receipt_and_back_by_the_slip(data):
    with open_kiosk(data) as kiosk:
        number = file_visit(kiosk.play)

        delivery = delivered(kiosk, number)
        assert delivery.state is State.ACKNOWLEDGED
        assert is_official_code(delivery.official_code)
        moves = kiosk.counter.store.outbox.moves(delivery.id)
        assert [state for state, _ in moves] == STATES
        assert [at for _, at in moves] == sorted(at for _, at in moves)

        document = document_of(kiosk, delivery)
        answers = {answer.question: answer for answer in document.answers}
        assert answers["applicant_name"].value == "Lò Thị Mẫu"
        assert answers["applicant_name"].source == "card_qr"
        assert answers["child_name"].value == "Lò Minh Ân"
        assert answers["child_name"].source == "citizen"
        assert all(answer.confirmed for answer in document.answers)
        pages = {sealed.document: sealed.pages for sealed in document.objects}
        assert pages == {"birth_notice": 2, "signature": 0}

        assert look_up(kiosk.play, lambda: slip_frame(data, number)) == delivery.official_code
        assert shown(kiosk.play.shell, "screen") == "home"
        hub_url = read(data).hub
        page = httpx.get(f"{hub_url}/s/{number}", params={"c": delivery.lookup_code})
        assert page.status_code == 200
        assert delivery.official_code in page.text
        assert "Lò Thị Mẫu" not in page.text


def test_the_slip_says_what_was_filed(data):
    with open_kiosk(data) as kiosk:
        number = file_visit(kiosk.play)
        document = document_of(kiosk, delivered(kiosk, number))
    pdf = pypdfium2.PdfDocument(data / SLIPS / f"{number}.pdf")
    text = pdf[0].get_textpage().get_text_range()
    pdf.close()
    assert number in text
    assert document.lookup_code in text
    assert "Lò Thị Mẫu" in text
    assert "010198000017" not in re.sub(r"\s", "", text)


def test_with_the_hub_down_the_visit_ends_and_is_delivered_later(data, hub):
    with open_kiosk(data) as kiosk:
        kiosk.finger.until(lambda: kiosk.counter.store.keys.enrolled, "enrolment")
        hub.kill()
        begin(kiosk.play)
        while kiosk.play.visitor.step != "done":
            go_on(kiosk.play)
        done = kiosk.play.shell.slices.done
        kiosk.finger.until(lambda: shown(done, "printed") != "", "the slip")
        number = str(shown(done, "receiptNumber"))
        assert shown(done, "officialCode") == ""
        assert [state["state"] for state in shown(done, "states")] == ["done", "now", "later"]
        assert delivered(kiosk, number).state is State.SEALED

        hub.start()
        kiosk.finger.until(lambda: shown(done, "officialCode") != "", "the code", seconds=90)

        assert finish(kiosk.play) == number
        assert delivered(kiosk, number).state is State.ACKNOWLEDGED


def test_a_dossier_left_behind_is_delivered_by_the_next_start(data, hub):
    with open_kiosk(data) as kiosk:
        kiosk.finger.until(lambda: kiosk.counter.store.keys.enrolled, "enrolment")
        hub.kill()
        begin(kiosk.play)
        while kiosk.play.visitor.step != "done":
            go_on(kiosk.play)
        number = str(shown(kiosk.play.shell.slices.done, "receiptNumber"))
    hub.start()
    with open_kiosk(data) as kiosk:
        assert kiosk.play.visitor.step == "done"
        assert finish(kiosk.play) == number
        assert delivered(kiosk, number).state is State.ACKNOWLEDGED


def test_nothing_of_the_visit_stands_readable_on_the_disk(data):
    with open_kiosk(data) as kiosk:
        file_visit(kiosk.play)
    words = [text.encode() for text in ("Lò Thị Mẫu", "010198000017", "Lò Minh Ân")]
    for path in data.rglob("*"):
        if path.is_file() and path.parent.name != SLIPS:
            content = path.read_bytes()
            assert not any(word in content for word in words), path
