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


def test_a_date_that_may_lie_ahead_is_not_called_odd():
    pack = next(
        one.procedure for one in read_packs(PROCEDURES) if one.slug == "temporary-residence"
    )
    filing = Filing(pack, TODAY)
    until = question_props(filing, pack.question("stay_until"), "", skippable=False)
    assert until.said("2027-11-30") == "Thứ Ba, 30/11/2027"
    born = question_props(filing, PACK.question("applicant_born"), "", skippable=False)
    assert born.said("2027-11-30") == "Thứ Ba, 30/11/2027 – còn ở tương lai"


def test_yes_and_no_need_no_words_of_the_pack():
    filing = Filing(PACK, TODAY)
    props = question_props(filing, PACK.question("place_barred"), "", skippable=False)
    assert [choice["key"] for choice in props.choices] == ["yes", "no"]
    assert (props.future, props.fields, props.today) == (False, (), TODAY.isoformat())
