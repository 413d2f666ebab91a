"""Proposals are offered for open questions only, from the card, earlier answers or the pack."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.filing import Filing
from dossier.identity import parse_qr
from dossier.partial_dates import PartialDate
from dossier.places import Units
from dossier.prefill import address_from_card, propose
from dossier.provenance import Proposal, Source
from dossier.values import freeze
from tests.support.booth import BIRTH, CARD, golden, reference
from tests.support.pack_maker import TODAY, a_filing, a_pack, an_answer

OLD_ADDRESS = "Bản Suối Mây, Tả Van, Sa Pa, Lào Cai"
UNITS = Units.from_json(
    {
        "provinces": {"15": "Tỉnh Lào Cai"},
        "communes": [
            ["03037", "15", "Xã", "Tả Van", ["Xã Tả Van"]],
            ["03038", "15", "Phường", "Thử Một", []],
            ["03039", "15", "Phường", "Thử Hai", []],
        ],
    },
    {"ta van|sa pa|lao cai": ["03037"], "thu|sa pa|lao cai": ["03038", "03039"]},
)
IDENTITY = parse_qr(CARD)
PACK = a_pack("""
    questions:
      - {id: own, kind: yes_no, prefill: [{take: "default:true"}]}
      - {id: count, kind: number, prefill: [{take: "default:3"}]}
      - {id: country, kind: country, prefill: [{take: "default:VN"}]}
      - {id: name, kind: name, prefill: [{take: identity.name, when: own}]}
      - {id: born, kind: partial_date, prefill: [{take: identity.born}]}
      - {id: issued, kind: date, prefill: [{take: identity.issued}]}
      - {id: home, kind: address, prefill: [{take: identity.residence}]}
      - {id: line, kind: text, prefill: [{take: identity.residence}]}
      - {id: secret, kind: name, when: own}
      - {id: mother, kind: name, prefill: [{take: "answer:secret"}, {take: "answer:name"}]}
      - {id: silent, kind: text}
""")


def values(filing, units=None):
    return {name: proposal.value for name, proposal in propose(filing, units).items()}


def address(**parts):
    blank = {"country": "VN", "province": "", "commune": "", "detail": "", "text": ""}
    return freeze({**blank, **parts})


def test_defaults_come_in_the_kind_of_their_question():
    found = propose(Filing(PACK, TODAY))
    assert found == {
        "own": Proposal("own", True, Source.DEFAULT),
        "count": Proposal("count", 3, Source.DEFAULT),
        "country": Proposal("country", "VN", Source.DEFAULT),
    }
    assert found["own"].value is True


def test_a_default_of_no_is_no():
    pack = a_pack("questions: [{id: q, kind: yes_no, prefill: [{take: 'default:false'}]}]")
    assert values(Filing(pack, TODAY)) == {"q": False}


def test_a_card_proposes_what_it_says_where_the_pack_asks_it():
    filing = a_filing(PACK, own=True).identify(IDENTITY)
    found = propose(filing, UNITS)
    assert {name: one.value for name, one in found.items() if one.source is Source.CARD_QR} == {
        "name": "Lò Thị Mẫu",
        "born": "1998-03-12",
        "issued": "2022-08-15",
        "home": address(province="15", commune="03037", detail="Bản Suối Mây", text=OLD_ADDRESS),
        "line": OLD_ADDRESS,
    }


def test_a_card_that_does_not_say_proposes_nothing():
    bare = replace(IDENTITY, born=None, issued=None, residence="", name="")
    filing = a_filing(PACK, own=True).identify(bare)
    assert set(values(filing, UNITS)) == {"count", "country"}


def test_a_birth_year_alone_is_proposed_as_a_year():
    filing = Filing(PACK, TODAY).identify(replace(IDENTITY, born=PartialDate(1950)))
    assert values(filing)["born"] == "1950"


def test_a_proposal_waits_for_its_condition():
    filing = a_filing(PACK, own=False).identify(IDENTITY)
    assert "name" not in values(filing)


def test_an_earlier_answer_is_proposed_with_where_it_came_from():
    filing = a_filing(PACK, own=True)
    filing = filing.answer("name", an_answer("Lò Thị Mẫu", Source.CARD_QR))
    assert propose(filing)["mother"] == Proposal("mother", "Lò Thị Mẫu", Source.CARD_QR)


@pytest.mark.parametrize("said", ["", "  "])
def test_the_next_source_is_tried_when_the_first_has_nothing(said):
    filing = a_filing(PACK, own=True, secret=said, name="Lò Thị Mẫu")
    assert values(filing)["mother"] == "Lò Thị Mẫu"
    assert values(filing.answer("secret", an_answer("Vi Thị Thử")))["mother"] == "Vi Thị Thử"


def test_an_answer_hidden_now_is_not_brought_back_by_a_proposal():
    filing = a_filing(PACK, own=True, secret="Vi Thị Thử")
    assert values(filing)["mother"] == "Vi Thị Thử"
    assert "mother" not in values(filing.answer("own", an_answer(False)))


@pytest.mark.parametrize(
    ("text", "units", "wanted"),
    [
        ("", UNITS, ""),
        ("", None, ""),
        (OLD_ADDRESS, None, address(text=OLD_ADDRESS)),
        ("Nơi nào đó", UNITS, address(text="Nơi nào đó")),
        ("Tổ 1, Thử, Sa Pa, Lào Cai", UNITS, address(text="Tổ 1, Thử, Sa Pa, Lào Cai")),
        (
            OLD_ADDRESS,
            UNITS,
            address(province="15", commune="03037", detail="Bản Suối Mây", text=OLD_ADDRESS),
        ),
    ],
    ids=["nothing", "nothing, no table", "no table", "unknown", "split ward", "one commune"],
)
def test_an_old_address_becomes_a_commune_only_when_it_is_certain(text, units, wanted):
    assert address_from_card(text, units) == wanted


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_only_open_visible_questions_get_proposals(data):
    answers = golden(BIRTH, "01-married-mother-on-time")["answers"]
    kept = data.draw(st.sets(st.sampled_from(sorted(answers))))
    pack = reference().catalogue.in_force(BIRTH, date(2026, 11, 25))
    filing = a_filing(pack, **{name: answers[name] for name in sorted(kept)}).identify(IDENTITY)
    found = propose(filing, reference().units)
    assert set(found) <= {question.id for question in filing.unanswered}
    assert all(one.question == name for name, one in found.items())
    if "applicant_name" not in kept:
        assert found["applicant_name"].value == "Lò Thị Mẫu"
    if {"applicant_relation", "applicant_name", "parents"} <= kept and "mother_name" not in kept:
        assert found["mother_name"].value == answers["applicant_name"]
