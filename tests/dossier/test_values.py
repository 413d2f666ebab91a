"""Answer values are immutable, normalised, and have one canonical form."""

import json
import unicodedata
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.values import canonical, freeze, thaw

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
plain = st.recursive(
    texts.map(lambda text: unicodedata.normalize("NFC", text)) | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@given(plain)
def test_plain_data_come_back_from_a_frozen_value(data):
    thawed = thaw(freeze(data))
    assert thawed == data
    assert canonical(thawed) == canonical(data)


@given(plain)
def test_freezing_twice_changes_nothing(data):
    assert freeze(freeze(data)) == freeze(data)


@given(texts)
def test_texts_are_frozen_in_composed_form(text):
    assert freeze(text) == unicodedata.normalize("NFC", text)


def test_a_name_typed_with_separate_accents_is_the_same_name():
    typed = unicodedata.normalize("NFD", "Nguyễn Thị Mẫu")
    assert typed != "Nguyễn Thị Mẫu"
    assert freeze([{"name": typed}]) == ({"name": "Nguyễn Thị Mẫu"},)


def test_a_frozen_value_does_not_follow_its_origin():
    origin = {"children": [{"name": "An"}]}
    frozen = freeze(origin)
    origin["children"][0]["name"] = "Bình"
    origin["children"].append({"name": "Chi"})
    assert thaw(frozen) == {"children": [{"name": "An"}]}


def test_frozen_lists_and_objects_cannot_be_changed():
    frozen = freeze({"list": [1]})
    assert isinstance(frozen, MappingProxyType)
    assert isinstance(frozen["list"], tuple)
    with pytest.raises(TypeError):
        frozen["list"] = ()


def test_yes_and_no_stay_apart_from_one_and_zero():
    assert freeze(True) is True
    assert canonical(thaw(freeze([True, 1, False, 0]))) == b"[true,1,false,0]"


def test_keys_become_text():
    assert freeze({1: "a"}) == {"1": "a"}


@pytest.mark.parametrize(
    ("raw", "kind"),
    [(None, "NoneType"), (1.5, "float"), (b"x", "bytes"), ({1}, "set"), ([None], "NoneType")],
)
def test_what_an_answer_cannot_hold_is_refused(raw, kind):
    with pytest.raises(TypeError, match=f"cannot hold a {kind}"):
        freeze(raw)


@given(st.dictionaries(texts, plain, max_size=6), st.randoms())
def test_canonical_bytes_do_not_depend_on_the_order_of_keys(data, random):
    keys = list(data)
    random.shuffle(keys)
    assert canonical({key: data[key] for key in keys}) == canonical(data)


@given(plain)
def test_canonical_bytes_are_json_of_the_same_data(data):
    assert json.loads(canonical(data)) == data


@given(plain, plain)
def test_different_data_have_different_canonical_bytes(one, other):
    same_json = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (canonical(one) == canonical(other)) == same_json


def test_canonical_bytes_have_no_spaces_and_keep_vietnamese_as_it_is():
    assert canonical({"b": [1, None], "a": "Đỗ"}) == '{"a":"Đỗ","b":[1,null]}'.encode()


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_numbers_json_cannot_write_have_no_canonical_bytes(number):
    with pytest.raises(ValueError, match="Out of range"):
        canonical({"n": number})
