"""Every pair of states: which moves a dossier may make, and what the citizen is told."""

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.lifecycle import MoveRefused, PublicState, State, move, public, recall

ALLOWED = {
    "draft": "sealed",
    "sealed": "announced acknowledged rejected parked exported",
    "announced": "sealed uploading complete acknowledged rejected parked exported",
    "uploading": "sealed complete acknowledged rejected parked exported",
    "complete": "sealed uploading acknowledged rejected parked exported",
    "acknowledged": "purgeable",
    "purgeable": "",
    "rejected": "sealed",
    "parked": "sealed announced acknowledged exported",
    "exported": "sealed announced acknowledged rejected parked",
}
LEGAL = {
    (State(current), State(target))
    for current, targets in ALLOWED.items()
    for target in targets.split()
} | {(state, state) for state in State}
EVERY_PAIR = list(product(State, State))


def test_the_table_of_this_test_names_every_state():
    assert {State(name) for name in ALLOWED} == set(State)


@pytest.mark.parametrize(("current", "target"), [pair for pair in EVERY_PAIR if pair in LEGAL])
def test_a_legal_move_gives_the_new_state(current, target):
    assert move(current, target) is target


@pytest.mark.parametrize(("current", "target"), [pair for pair in EVERY_PAIR if pair not in LEGAL])
def test_any_other_move_is_refused_by_name(current, target):
    with pytest.raises(MoveRefused, match=f"from {current} to {target}"):
        move(current, target)


def test_the_ordinary_way_leads_from_draft_to_purgeable():
    way = ["draft", "sealed", "announced", "uploading", "complete", "acknowledged", "purgeable"]
    for current, target in pairwise(map(State, way)):
        assert move(current, target) is target


@given(st.lists(st.sampled_from(State), max_size=40))
def test_however_it_wanders_a_dossier_is_purged_only_after_the_hub_acknowledged_it(wishes):
    state, seen = State.DRAFT, [State.DRAFT]
    for wish in wishes:
        try:
            state = move(state, wish)
        except MoveRefused:
            continue
        seen.append(state)
    if State.PURGEABLE in seen:
        assert State.ACKNOWLEDGED in seen[: seen.index(State.PURGEABLE)]
    if State.ACKNOWLEDGED in seen:
        after = seen[seen.index(State.ACKNOWLEDGED) :]
        assert set(after) <= {State.ACKNOWLEDGED, State.PURGEABLE}


@pytest.mark.parametrize(
    ("told", "states"),
    [
        (PublicState.KEPT, "draft sealed rejected parked exported"),
        (PublicState.ON_ITS_WAY, "announced uploading complete"),
        (PublicState.RECEIVED, "acknowledged purgeable"),
    ],
)
def test_the_citizen_is_told_received_only_once_the_hub_has_it_all(told, states):
    assert {state for state in State if public(state) is told} == {
        State(name) for name in states.split()
    }


def test_only_what_was_received_and_is_still_there_can_be_recalled():
    assert recall(State.ACKNOWLEDGED) is State.SEALED
    for state in set(State) - {State.ACKNOWLEDGED}:
        with pytest.raises(MoveRefused):
            recall(state)
