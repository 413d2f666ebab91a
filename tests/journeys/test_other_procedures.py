"""The smaller procedures are filed through the same window; a table is filled row by row."""

from dataclasses import replace

import pytest

from dossier.lifecycle import State
from dossier.wire import DossierDocument
from kiosk.demo.visiting import finish, go_on
from kiosk.demo.visitor import Visitor, shown
from tests.support.kiosk_window import open_kiosk

pytestmark = [pytest.mark.window, pytest.mark.hub]

PAPERS = {
    "applicant_phone": "",
    "copy_kind": "paper",
    "original_where": "here",
    "original_state": "good",
    "foreign_paper": False,
    "papers": [
        {"Tên giấy": "Bằng lái", "Số trang": 2, "Số bản": 3},
        {"Tên giấy": "Sổ đỏ", "Số bản": 2},
    ],
    "brings_copies": "brought",
}


@pytest.mark.parametrize("size", [(1080, 1920), (1024, 768)])
def test_certified_copies_are_filed_with_a_table_of_papers(tmp_path, size):
    with open_kiosk(tmp_path, size) as kiosk:
        shell = kiosk.screen.shell
        play = replace(kiosk.play, visitor=Visitor(shell, kiosk.finger, PAPERS))
        kiosk.finger.tap("Sao y, chứng thực")
        kiosk.finger.tap("Chứng thực bản sao")
        kiosk.finger.until(lambda: shown(shell, "screen") == "sheet", "the sheet")
        kiosk.finger.tap("Bắt đầu làm")
        kiosk.finger.until(lambda: bool(shown(shell, "inVisit")), "the visit")
        while play.visitor.step != "done":
            go_on(play)
        number = finish(play)
        outbox = kiosk.counter.store.outbox
        delivery = outbox.by_receipt(number)
        assert delivery.state is State.ACKNOWLEDGED
        document = DossierDocument.model_validate_json(outbox.document(delivery.id))
        answers = {answer.question: answer.value for answer in document.answers}
        assert answers["papers"] == [
            {"paper_title": "Bằng lái", "original_pages": 2, "paper_copies": 3},
            {"paper_title": "Sổ đỏ", "original_pages": 1, "paper_copies": 2},
        ]
        assert sum(fee.amount for fee in document.fees) > 0
