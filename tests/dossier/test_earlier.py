"""People of earlier dossiers: the holder of the card, and those of the same procedure."""

import pytest

from dossier import earlier
from dossier.earlier import EarlierPerson
from dossier.prefill import propose
from dossier.provenance import Proposal, Source
from dossier.values import freeze
from tests.support.booth import BIRTH, golden, reference
from tests.support.pack_maker import a_filing, a_pack, an_answer

MINE, HIS = "010198000017", "010095000024"
PACK = a_pack("""
    questions:
      - {id: me_name, kind: name, person: me, trait: name}
      - {id: me_number, kind: id_number, person: me, trait: number}
      - {id: me_phone, kind: phone, person: me, trait: phone}
      - {id: him_name, kind: name, person: him, trait: name}
      - {id: him_number, kind: id_number, person: him, trait: number, required: false}
      - {id: him_land, kind: country, person: him, trait: land, prefill: [{take: "default:VN"}]}
      - {id: note, kind: text}
""")
FIRST = {
    "me_name": "Lò Thị Mẫu",
    "me_number": MINE,
    "me_phone": "0912000147",
    "him_name": "Vi Văn Thử",
    "him_number": HIS,
    "him_land": "LA",
    "note": "một lần",
}
ME = EarlierPerson(
    earlier.OWN, freeze({"name": "Lò Thị Mẫu", "number": MINE, "phone": "0912000147"})
)
HIM = EarlierPerson("him", freeze({"name": "Vi Văn Thử", "number": HIS, "land": "LA"}))


def test_the_holder_and_the_people_of_the_same_procedure_are_known():
    assert earlier.people(MINE, PACK.slug, [(PACK, FIRST)]) == (ME, HIM)


def test_other_people_of_another_procedure_are_not():
    assert earlier.people(MINE, "another", [(PACK, FIRST)]) == (ME,)


def test_dossiers_that_name_nobody_say_nothing():
    assert earlier.people(MINE, PACK.slug, [(PACK, {"note": "x", "him_land": "LA"})]) == ()
    assert earlier.people(MINE, PACK.slug, []) == ()


def test_what_was_said_last_counts_and_older_words_fill_the_gaps():
    newest = {"me_number": MINE, "me_name": "Lò Thị Mới", "him_name": "Ông Mới"}
    me, him = earlier.people(MINE, PACK.slug, [(PACK, newest), (PACK, FIRST)])
    assert me.traits == {"name": "Lò Thị Mới", "number": MINE, "phone": "0912000147"}
    assert (him.name, him.number) == ("Ông Mới", "")


def test_the_holder_is_known_from_every_role_they_had():
    as_him = {"him_number": MINE, "him_name": "Lò Thị Mẫu", "him_land": "VN"}
    (me,) = earlier.people(MINE, PACK.slug, [(PACK, as_him)])
    assert me.own
    assert me.traits["land"] == "VN"


def test_a_person_comes_back_from_the_journal():
    assert EarlierPerson.from_json(HIM.to_json()) == HIM


@pytest.mark.parametrize("raw", ["him", {"role": "him"}, {"role": 1, "traits": {}}])
def test_anything_else_in_the_journal_is_refused(raw):
    with pytest.raises(ValueError, match="no person"):
        EarlierPerson.from_json(freeze(raw))


def proposed(filing):
    return {name: (one.value, one.source) for name, one in propose(filing).items()}


def test_what_is_taken_over_is_proposed_before_the_defaults_of_the_pack():
    filing = a_filing(PACK).take_over((HIM,))
    assert proposed(filing) == {
        "him_name": ("Vi Văn Thử", Source.PREVIOUS),
        "him_number": (HIS, Source.PREVIOUS),
        "him_land": ("LA", Source.PREVIOUS),
    }
    assert proposed(a_filing(PACK)) == {"him_land": ("VN", Source.DEFAULT)}


def test_another_number_is_another_person():
    filing = a_filing(PACK, him_number="010190000011").take_over((HIM,))
    assert proposed(filing) == {"him_land": ("VN", Source.DEFAULT)}


def test_the_holder_is_proposed_only_where_their_number_stands():
    assert proposed(a_filing(PACK).take_over((ME,)))["him_land"][0] == "VN"
    assert "me_phone" not in proposed(a_filing(PACK).take_over((ME,)))
    filing = a_filing(PACK, me_number=MINE).take_over((ME,))
    assert proposed(filing)["me_phone"] == ("0912000147", Source.PREVIOUS)


def test_a_number_about_to_be_answered_counts_too():
    pack = a_pack("""
        questions:
          - {id: mine, kind: id_number}
          - {id: me_number, kind: id_number, person: me, trait: number,
             prefill: [{take: "answer:mine"}]}
          - {id: me_phone, kind: phone, person: me, trait: phone}
    """)
    filing = a_filing(pack, mine=MINE).take_over((ME,))
    assert propose(filing)["me_phone"] == Proposal("me_phone", "0912000147", Source.PREVIOUS)


def test_a_person_without_a_number_question_is_known_by_the_role():
    pack = a_pack("questions: [{id: him_land, kind: country, person: him, trait: land}]")
    assert proposed(a_filing(pack).take_over((HIM,))) == {"him_land": ("LA", Source.PREVIOUS)}


def test_what_was_taken_over_goes_with_the_card():
    filing = a_filing(PACK, note="x").take_over((HIM,))
    filing = filing.answer("him_land", an_answer("LA", Source.PREVIOUS)).identify(None)
    assert filing.earlier == ()
    assert set(filing.answers) == {"note"}


def test_of_a_birth_registration_card_fields_are_not_counted_as_spared():
    pack = reference().catalogue.in_force(BIRTH, a_filing(PACK).today)
    answers = {
        name: freeze(value)
        for name, value in golden(BIRTH, "01-married-mother-on-time")["answers"].items()
    }
    people = earlier.people(MINE, BIRTH, [(pack, answers)])
    assert [person.role for person in people] == [earlier.OWN, "father"]
    spared = {person.role: {q.id for q in earlier.fills(pack, person)} for person in people}
    assert {"applicant_phone", "mother_ethnic_group"} <= spared[earlier.OWN]
    assert not {"applicant_name", "mother_name", "mother_residence"} & spared[earlier.OWN]
    assert {"father_name", "father_born", "father_ethnic_group"} <= spared["father"]
