"""Life events lead to procedures; a wrong list says what is wrong with it."""

from datetime import date

import pytest

from dossier.catalogue import Catalogue
from dossier.life_events import LifeEvent, faults
from dossier.listing import ListingRefused, events
from tests.support.small_pack import small_pack

TODAY = date(2026, 11, 23)
LIST = """\
birth: {name: Sinh con, summary: Giấy cho bé, icon: baby-carriage, procedures: [second, small]}
move: {name: Chuyển nhà, summary: Nơi ở, procedures: [third]}
"""
PACKS = {f"{slug}/procedure.yaml": b"" for slug in ("small", "second", "third")}


def read(text):
    return events({**PACKS, "search/life-events.yaml": text.encode()})


def pack(slug):
    return small_pack().model_copy(update={"slug": slug})


def test_a_list_is_read_in_its_order():
    birth, move = read(LIST)
    assert (birth.id, birth.name, birth.procedures) == ("birth", "Sinh con", ("second", "small"))
    assert (move.id, move.icon, move.tint) == ("move", "file-text", "red")
    assert events(PACKS) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("birth: x", "birth: Input should be a valid dictionary"),
        ("birth: {name: Sinh con, procedures: [small]}", "birth: summary: Field required"),
        ("birth: {name: a, summary: b, procedures: []}", "birth: procedures:"),
        ("small: {name: a, summary: b, procedures: [small]}", "small: là tên của một gói"),
        ("[birth", "not YAML"),
    ],
)
def test_a_wrong_list_says_what_is_wrong(text, said):
    with pytest.raises(ListingRefused) as problem:
        read(text)
    assert said in str(problem.value)


def test_every_fault_is_told_at_once():
    assert len(list(faults({"a": 1, "b": 2, "small": {}}, {"small"}))) > len("ab")


def test_home_offers_life_events_then_what_belongs_to_none():
    catalogue = Catalogue.of([pack("small"), pack("second"), pack("other")], events=read(LIST))
    birth, other = catalogue.doors(TODAY)
    assert isinstance(birth, LifeEvent)
    assert other.slug == "other"
    assert [one.slug for one in catalogue.needed("birth", TODAY)] == ["second", "small"]
    assert catalogue.needed("move", TODAY) == catalogue.needed("ghost", TODAY) == ()


def test_an_event_of_one_procedure_is_that_procedure():
    catalogue = Catalogue.of([pack("small"), pack("third")], events=read(LIST))
    assert [door.slug for door in catalogue.doors(TODAY)] == ["small", "third"]
    assert catalogue.keeping(catalogue).doors(TODAY) == catalogue.doors(TODAY)


def test_before_anything_is_in_force_there_is_no_door():
    assert Catalogue.of([pack("small")], events=read(LIST)).doors(date(2000, 1, 1)) == ()
