"""The words of a question screen, for questions that are lists of small ones."""

from datetime import date

from dossier.filing import Filing
from kiosk.app.config import PROCEDURES
from kiosk.app.reference import read_packs
from kiosk.ui.answer.state import question_props

TODAY = date(2026, 11, 26)
PACK = next(one.procedure for one in read_packs(PROCEDURES) if one.slug == "permanent-residence")


def test_a_line_offers_choices_and_dates_as_a_question_does():
    filing = Filing(PACK, TODAY)
    fields = question_props(filing, PACK.question("members"), "", skippable=False).fields
    by_id = {field["id"]: field for field in fields}
    assert [choice["label"] for choice in by_id["member_sex"]["choices"]] == ["Nam", "Nữ"]
    assert by_id["member_born"]["kind"] == "partial_date"
    assert not by_id["member_born"]["future"]
    assert by_id["member_name"]["choices"] == ()


def test_yes_and_no_need_no_words_of_the_pack():
    filing = Filing(PACK, TODAY)
    props = question_props(filing, PACK.question("place_barred"), "", skippable=False)
    assert [choice["key"] for choice in props.choices] == ["yes", "no"]
    assert (props.future, props.fields) == (False, ())
