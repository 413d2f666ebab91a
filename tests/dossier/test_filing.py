"""A filing is a frozen value: every change makes a new one, and the order of answers is nothing."""

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.filing import Filing
from dossier.identity import parse_qr
from dossier.provenance import Source
from tests.support.booth import BIRTH, CARD, golden, reference
from tests.support.pack_maker import TODAY, a_filing, a_pack, a_page, a_signature, an_answer

CASES = [
    (BIRTH, "01-married-mother-on-time"),
    (BIRTH, "03-born-at-home-late"),
    (BIRTH, "07-grandmother-delegated"),
    ("certified-copy", "01-twelve-pages-three-copies"),
    ("certified-copy", "06-foreign-degree"),
    ("marital-status-certificate", "02-divorced-buying-land"),
    ("marital-status-certificate", "03-lived-in-two-communes"),
]
CHAIN = a_pack("""
    questions:
      - {id: married, kind: yes_no}
      - {id: abroad, kind: yes_no, when: married}
      - {id: country, kind: country, when: abroad}
      - {id: card, kind: id_number, required: married}
""")


def filled(slug, answers):
    filing = Filing(reference().catalogue.in_force(slug, TODAY), TODAY)
    for name, raw in answers:
        filing = filing.answer(name, an_answer(raw))
    return filing


def ids(questions):
    return [question.id for question in questions]


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_answers_given_in_any_order_make_the_same_filing(data):
    slug, case = data.draw(st.sampled_from(CASES))
    answers = list(golden(slug, case)["answers"].items())
    straight = filled(slug, answers)
    mixed = filled(slug, data.draw(st.permutations(answers)))
    assert mixed == straight
    assert mixed.facts == straight.facts
    assert ids(mixed.visible) == ids(straight.visible)
    assert ids(mixed.unanswered) == ids(straight.unanswered)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_conditions_see_the_answers_shown_and_nothing_of_those_hidden(data):
    slug, case = data.draw(st.sampled_from(CASES))
    mine = golden(slug, case)["answers"]
    others = [golden(other, name)["answers"] for other, name in CASES if other == slug]
    mixed = {name: data.draw(st.sampled_from([a[name] for a in others if name in a]))
             for name in {name for a in others for name in a}}  # fmt: skip
    filing = filled(slug, {**mixed, **data.draw(st.sampled_from([mine, {}]))}.items())
    assert set(filing.standing) == set(ids(filing.visible)) & set(filing.answers)
    only = replace(filing, answers=filing.standing)
    assert only.facts == filing.facts
    assert ids(only.visible) == ids(filing.visible)


def test_what_hides_a_question_hides_all_that_hang_on_it():
    filing = a_filing(CHAIN, married=True, abroad=True, country="LA")
    assert ids(filing.visible) == ["married", "abroad", "country", "card"]
    hidden = filing.answer("married", an_answer(False))
    assert ids(hidden.visible) == ["married", "card"]
    assert set(hidden.standing) == {"married"}
    assert hidden.values == {"married": False, "abroad": True, "country": "LA"}
    assert not hidden.holds("abroad")
    again = hidden.answer("married", an_answer(True))
    assert again.standing == filing.standing


def test_the_next_question_is_the_first_one_open():
    filing = Filing(CHAIN, TODAY)
    assert ids(filing.unanswered) == ["married", "card"]
    filing = filing.answer("married", an_answer(True))
    assert ids(filing.unanswered) == ["abroad", "card"]


def test_a_question_left_empty_is_open_again_when_an_answer_becomes_required():
    filing = a_filing(CHAIN, married=False, card="")
    assert ids(filing.unanswered) == []
    assert ids(filing.answer("married", an_answer(True)).unanswered) == ["abroad", "card"]


def test_a_change_leaves_the_filing_it_came_from_alone():
    first = a_filing(CHAIN, married=True)
    changed = first.answer("married", an_answer(False)).attach("paper", a_page()).agree("1")
    assert first == a_filing(CHAIN, married=True)
    assert changed.values == {"married": False}
    with pytest.raises(TypeError):
        changed.answers["married"] = an_answer(True)


def test_a_new_card_forgets_what_the_last_one_said_and_keeps_what_the_citizen_said():
    filing = a_filing(CHAIN, married=True).answer("card", an_answer("010198000017", Source.CARD_QR))
    card = parse_qr(CARD)
    shown = filing.identify(card)
    assert shown.identity == card
    assert set(shown.answers) == {"married"}
    assert shown.identify(None).identity is None


def test_a_page_added_takes_a_deferral_back():
    filing = Filing(CHAIN, TODAY).defer("notice", "Để ở nhà").defer("pledge", "Chưa ký")
    assert filing.attach("notice", a_page()).deferred == {"pledge": "Chưa ký"}
    assert filing.deferred == {"notice": "Để ở nhà", "pledge": "Chưa ký"}


def test_a_page_taken_away_opens_its_document_again():
    filing = Filing(CHAIN, TODAY)
    for number in (1, 2):
        filing = filing.attach("notice", a_page(number))
    filing = filing.finish("notice").finish("other")
    without = filing.detach("notice", a_page(1).sha256)
    assert without.pages == {"notice": (a_page(2),)}
    assert without.finished == {"other"}
    assert without.detach("other", "0" * 64).pages == {"notice": (a_page(2),), "other": ()}


@pytest.mark.parametrize(
    "change",
    [
        lambda filing: filing.answer("married", an_answer(False)),
        lambda filing: filing.identify(None),
        lambda filing: filing.attach("notice", a_page(2)),
        lambda filing: filing.detach("notice", a_page(1).sha256),
    ],
    ids=["answer", "identify", "attach", "detach"],
)
def test_the_signature_falls_away_when_what_was_signed_changes(change):
    signed = a_filing(CHAIN, married=True).attach("notice", a_page(1)).sign(a_signature())
    assert signed.signature == a_signature()
    assert change(signed).signature is None


def test_agreeing_accepting_and_signing_each_change_one_thing():
    filing = Filing(CHAIN, TODAY)
    done = filing.agree("small/1").accept_missing(frozenset({"notice"})).sign(a_signature())
    differing = {f.name for f in fields(Filing) if getattr(done, f.name) != getattr(filing, f.name)}
    assert differing == {"consent", "accepted_missing", "signature"}
    assert done.consent == "small/1"
    assert done.accepted_missing == {"notice"}
