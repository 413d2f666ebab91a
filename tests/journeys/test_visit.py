"""A citizen files a birth registration through the real window, and the hub receives it."""

import re
from dataclasses import dataclass
from pathlib import Path

import httpx
import numpy as np
import pypdfium2
import pytest

from dossier.codes import is_official_code
from dossier.lifecycle import State
from dossier.wire import DossierDocument
from kiosk.app.slips import SLIPS
from kiosk.demo.visiting import begin, file_visit, finish, go_on, look_up
from kiosk.demo.visitor import shown
from kiosk.journey.ports import Delivery
from kiosk.scan.pixels import frame_of
from tests.support.hub_server import HubProcess
from tests.support.kiosk_window import configure, open_kiosk

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


@dataclass(frozen=True)
class Filed:
    """One visit filed through the window, and what was seen of it."""

    data: Path
    hub_url: str
    number: str
    delivery: Delivery
    moves: tuple
    document: DossierDocument
    code_by_slip: str
    screen_after: str


@pytest.fixture(scope="module")
def filed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("filed")
    hub, data = HubProcess(folder / "hub"), folder / "kiosk"
    data.mkdir(mode=0o700)
    url = hub.start()
    configure(data, url, hub.enrolment_code())
    with open_kiosk(data) as kiosk:
        number = file_visit(kiosk.play)
        delivery = delivered(kiosk, number)
        yield Filed(
            data=data,
            hub_url=url,
            number=number,
            delivery=delivery,
            moves=kiosk.counter.store.outbox.moves(delivery.id),
            document=document_of(kiosk, delivery),
            code_by_slip=look_up(kiosk.play, lambda: slip_frame(data, number)),
            screen_after=shown(kiosk.play.shell, "screen"),
        )
    hub.kill()


def test_a_visit_goes_from_card_to_acknowledged_receipt(filed):
    assert filed.delivery.state is State.ACKNOWLEDGED
    assert is_official_code(filed.delivery.official_code)
    assert [state for state, _ in filed.moves] == STATES
    assert [at for _, at in filed.moves] == sorted(at for _, at in filed.moves)


def test_every_value_says_where_it_came_from(filed):
    answers = {answer.question: answer for answer in filed.document.answers}
    assert answers["applicant_name"].value == "Lò Thị Mẫu"
    assert answers["applicant_name"].source == "card_qr"
    assert answers["child_name"].value == "Lò Minh Ân"
    assert answers["child_name"].source == "citizen"
    assert all(answer.confirmed for answer in filed.document.answers)
    pages = {sealed.document: sealed.pages for sealed in filed.document.objects}
    assert pages == {"birth_notice": 2, "signature": 0}


def test_the_slip_brings_the_official_code_back_to_the_screen(filed):
    assert filed.code_by_slip == filed.delivery.official_code
    assert filed.screen_after == "home"


def test_the_hub_shows_the_state_to_who_holds_the_slip(filed):
    page = httpx.get(f"{filed.hub_url}/s/{filed.number}", params={"c": filed.delivery.lookup_code})
    assert page.status_code == 200
    assert filed.delivery.official_code in page.text
    assert "Lò Thị Mẫu" not in page.text


def test_the_slip_says_what_was_filed(filed):
    pdf = pypdfium2.PdfDocument(filed.data / SLIPS / f"{filed.number}.pdf")
    text = pdf[0].get_textpage().get_text_range()
    pdf.close()
    assert filed.number in text
    assert filed.document.lookup_code in text
    assert "Lò Thị Mẫu" in text
    assert "010198000017" not in re.sub(r"\s", "", text)


def test_nothing_of_the_visit_stands_readable_on_the_disk(filed):
    words = [text.encode() for text in ("Lò Thị Mẫu", "010198000017", "Lò Minh Ân")]
    for path in filed.data.rglob("*"):
        if path.is_file() and path.parent.name != SLIPS:
            content = path.read_bytes()
            assert not any(word in content for word in words), path


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
        done = kiosk.play.shell.slices.done
        kiosk.finger.until(lambda: shown(done, "receiptNumber") != "", "the number")
        number = str(shown(done, "receiptNumber"))
    hub.start()
    with open_kiosk(data) as kiosk:
        assert kiosk.play.visitor.step == "done"
        assert finish(kiosk.play) == number
        assert delivered(kiosk, number).state is State.ACKNOWLEDGED
