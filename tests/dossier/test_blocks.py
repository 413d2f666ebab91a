"""A block becomes plain questions, named and worded after the person it stands for."""

import pytest

from dossier.blocks import BlockError, expand

PERSON = {
    "questions": [
        {"id": "name", "kind": "name", "card": "identity.name"},
        {
            "id": "age",
            "kind": "number",
            "when": '$name != ""',
            "least": 1,
            "prefill": [{"take": "default:30"}],
            "checks": [{"id": "odd", "cel": "$age < 200"}],
        },
    ],
    "texts": {"vi": {"name": {"ask": "{who} tên gì?", "choices": {"a": "{who}"}, "order": 5}}},
}


def expanded(use, text=None, block=PERSON):
    item = {"block": "person", "as": "mum", "section": "all", **use}
    return expand({"slug": "x", "questions": [item]}, {"vi": text or {}}, {"person.yaml": block})


def questions(**use):
    return {question["id"]: question for question in expanded(use)[0]["questions"]}


def test_questions_outside_blocks_stay_as_they_are():
    data = {"slug": "x", "questions": [{"id": "a"}, "no mapping"]}
    assert expand(data, {}, {}) == (data, {}, [0, 1])


@pytest.mark.parametrize("listed", [None, 5, {"a": 1}])
def test_questions_that_are_no_list_are_left_for_the_model_to_refuse(listed):
    data = {"questions": listed}
    assert expand(data, {"vi": {"questions": ["a"]}}, {}) == (
        data,
        {"vi": {"questions": ["a"]}},
        [],
    )


def test_each_question_remembers_the_line_of_the_author_it_came_from():
    data = {"questions": [{"id": "a"}, {"block": "person", "as": "mum", "section": "all"}, {}]}
    found, _, origins = expand(data, {}, {"person.yaml": PERSON})
    assert len(found["questions"]) == 4
    assert origins == [0, 1, 1, 2]


def test_a_pack_adds_its_own_checks_and_their_words():
    """A birth must lie before a death: only the pack that asks for both can say so."""
    grown = {"id": "grown", "cel": "mum_age > 18"}
    template = {"vi": {"age": {"ask": "Tuổi?", "checks": {"odd": "Sao nhiều thế?"}}}}
    own = {"questions": {"mum_age": {"checks": {"grown": "Còn nhỏ."}}}}
    data, words, _ = expanded({"checks": {"age": [grown]}}, own, {**PERSON, "texts": template})
    age = data["questions"][1]
    assert age["checks"] == [{"id": "odd", "cel": "mum_age < 200"}, grown]
    said = words["vi"]["questions"]["mum_age"]
    assert said == {"ask": "Tuổi?", "checks": {"odd": "Sao nhiều thế?", "grown": "Còn nhỏ."}}


def test_conditions_name_the_questions_of_this_person():
    age = questions()["mum_age"]
    assert (age["section"], age["when"]) == ("all", '(mum_name != "")')
    assert age["checks"] == [{"id": "odd", "cel": "mum_age < 200"}]
    assert age["least"] == 1


@pytest.mark.parametrize(
    ("outer", "when"),
    [(None, {"mum_name": True, "mum_age": '(mum_name != "")'}),
     ("known", {"mum_name": "(known)", "mum_age": '(known) && (mum_name != "")'})],
)  # fmt: skip
def test_a_block_is_asked_when_its_own_and_the_packs_conditions_hold(outer, when):
    found = questions(**({"when": outer} if outer else {}))
    assert {name: question["when"] for name, question in found.items()} == when


def test_only_the_fields_the_pack_names_are_asked():
    assert list(questions(only=["age"])) == ["mum_age"]


def test_optional_fields_may_be_left_empty_and_others_keep_their_rule():
    found = questions(optional=["age"])
    assert found["mum_age"]["required"] is False
    assert "required" not in found["mum_name"]


def test_the_packs_own_proposal_goes_before_the_card_and_the_blocks():
    own = [{"take": "answer:who"}]
    found = questions(prefill={"name": own, "age": own}, card="mine")
    assert found["mum_name"]["prefill"] == [*own, {"take": "identity.name", "when": "mine"}]
    assert found["mum_age"]["prefill"] == [*own, {"take": "default:30"}]


def test_without_a_card_condition_a_card_proposes_nothing():
    found = questions()
    assert found["mum_name"]["prefill"] == []
    assert all("card" not in question for question in found.values())


def test_words_say_who_is_meant_and_begin_with_a_capital():
    _, words, _ = expanded({}, {"name": "x", "blocks": {"mum": {"who": "mẹ của bé"}}})
    assert words["vi"]["questions"]["mum_name"] == {
        "ask": "Mẹ của bé tên gì?",
        "choices": {"a": "Mẹ của bé"},
        "order": 5,
    }
    assert words["vi"]["name"] == "x"
    assert "blocks" not in words["vi"]


def test_the_packs_own_words_go_before_the_blocks():
    own = {"questions": {"mum_name": {"ask": "Bé gọi mẹ là gì?"}}}
    _, words, _ = expanded({}, own)
    assert words["vi"]["questions"]["mum_name"]["ask"] == "Bé gọi mẹ là gì?"
    assert own == {"questions": {"mum_name": {"ask": "Bé gọi mẹ là gì?"}}}


def test_a_block_without_words_leaves_them_to_be_found_missing():
    _, words, _ = expanded({}, block={"questions": PERSON["questions"]})
    assert words["vi"]["questions"] == {"mum_name": {}, "mum_age": {}}


@pytest.mark.parametrize(
    ("use", "words"),
    [
        ({"block": "ghost"}, "unknown block `ghost`"), ({"only": ["shoe"]}, "no field `shoe`"),
        ({"optional": ["shoe"]}, "no field `shoe`"), ({"prefill": {"shoe": []}}, "no field `shoe`"),
        ({"checks": {"shoe": []}}, "no field `shoe`"),
        ({"only": "name"}, "only: "), ({"as": "Mum"}, "as: "), ({"section": None}, "section: "),
        ({"wen": "paper"}, "wen: "), ({"prefill": ["name"]}, "prefill: "),
    ],
)  # fmt: skip
def test_a_wrong_use_says_which_item_is_at_fault(use, words):
    item = {"block": "person", "as": "mum", "section": "all", **use}
    with pytest.raises(BlockError, match=words) as problem:
        expand({"questions": [{"id": "a"}, item]}, {}, {"person.yaml": PERSON})
    assert problem.value.position == 1


@pytest.mark.parametrize("without", ["as", "section"])
def test_a_use_that_leaves_out_a_part_says_which(without):
    item = {"block": "person", "as": "mum", "section": "all"}
    del item[without]
    with pytest.raises(BlockError, match=f"block `person`: {without}: Field required"):
        expand({"questions": [item]}, {}, {"person.yaml": PERSON})


@pytest.mark.parametrize(
    ("block", "words"),
    [({}, "questions: Field required"), ({"questions": [{"kind": "name"}]}, "questions.0.id"),
     ({"questions": [{"id": "name", "prefill": 5}]}, "questions.0.prefill"),
     ({"questions": [{"id": "name", "when": {"a": 1}}]}, "questions.0.when"),
     ({"questions": [], "texts": {"vi": ["a"]}}, "texts.vi")],
)  # fmt: skip
def test_a_block_of_the_wrong_shape_is_named(block, words):
    with pytest.raises(BlockError, match=rf"blocks/person\.yaml: {words}"):
        expanded({}, block=block)


@pytest.mark.parametrize(
    ("text", "words"),
    [({"blocks": ["mẹ"]}, "blocks: "), ({"blocks": {"mum": "mẹ"}}, "blocks.mum: "),
     ({"questions": ["a"]}, "questions: ")],
)  # fmt: skip
def test_texts_of_the_wrong_shape_are_named(text, words):
    with pytest.raises(BlockError, match=rf"texts\.vi\.yaml: {words}"):
        expanded({}, text)
