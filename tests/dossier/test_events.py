"""Events survive the journal unchanged, and the chain shows any change to them."""

import json
from dataclasses import MISSING, fields, replace
from datetime import UTC, datetime, timedelta
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier import chain, events
from dossier.events import Answered, Event, MissingAccepted, Moved, Recorded, VisitStarted
from dossier.moments import Moment
from dossier.provenance import CITIZEN, Actor, Source
from dossier.values import freeze

KINDS = list(Event.__args__)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
values = st.recursive(
    texts | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
).map(freeze)
FIELD_VALUES = {
    str: texts,
    int: st.integers(0),
    bool: st.booleans(),
    Source: st.sampled_from(Source),
    tuple[str, ...]: st.lists(texts, max_size=4).map(tuple),
}


def made(kind: type) -> st.SearchStrategy:
    """Any event of a kind, every field drawn after its declared type."""
    hints = get_type_hints(kind)
    return st.builds(
        kind,
        **{
            field.name: values
            if hints[field.name] == get_type_hints(Answered)["value"]
            else FIELD_VALUES[hints[field.name]]
            for field in fields(kind)
        },
    )


every_event = st.one_of([made(kind) for kind in KINDS])
MOMENT = Moment(datetime(2026, 11, 23, 8, tzinfo=UTC), "boot-1", 12.5)
FIRST = {
    "previous": "",
    "visit": "v1",
    "sequence": 1,
    "moment": MOMENT,
    "actor": CITIZEN,
    "event": VisitStarted("khai-sinh", "2026.1"),
}


def link(**changes):
    """The link of the first event, `changes` to what it joins."""
    joined = FIRST | changes
    return chain.link(**joined | {"event": events.to_json(joined["event"])})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
@given(data=st.data())
def test_every_event_survives_the_journal(kind, data):
    event = data.draw(made(kind))
    written = json.dumps(events.to_json(event), ensure_ascii=False)
    read = events.from_json(json.loads(written))
    assert read == event
    assert type(read) is kind
    assert link(event=read) == link(event=event)


def test_no_two_events_share_a_name():
    assert len({kind.kind for kind in KINDS}) == len(KINDS)


def test_an_event_is_written_with_its_name_and_fields():
    event = Answered("children", freeze([{"name": "An"}]), Source.OCR, confirmed=False)
    assert events.to_json(event) == {
        "kind": "answered",
        "question": "children",
        "value": [{"name": "An"}],
        "source": "ocr",
        "confirmed": False,
    }


@pytest.mark.parametrize("data", [{}, {"kind": "flown"}, {"kind": None}, {"kind": 7}])
def test_an_unknown_event_is_refused(data):
    with pytest.raises(ValueError, match="unknown event"):
        events.from_json(data)


@given(every_event)
def test_an_event_with_a_field_too_many_is_refused(event):
    with pytest.raises(ValueError, match=f"event {event.kind}: .*colour"):
        events.from_json(events.to_json(event) | {"colour": "red"})


@given(every_event)
def test_an_event_without_a_needed_field_is_refused(event):
    for field in fields(event):
        if field.default is MISSING:
            body = events.to_json(event)
            del body[field.name]
            with pytest.raises(ValueError, match=f"event {event.kind}: .*{field.name}"):
                events.from_json(body)


def test_an_unknown_source_is_refused():
    body = events.to_json(Answered("name", "An", Source.CITIZEN)) | {"source": "rumour"}
    with pytest.raises(ValueError, match="rumour"):
        events.from_json(body)


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "answered", "question": "name", "value": None, "source": "citizen"},
        {"kind": "missing_accepted", "missing": 3},
    ],
)
def test_a_field_of_the_wrong_type_is_refused(body):
    with pytest.raises(ValueError, match="event"):
        events.from_json(body)


def test_reading_an_event_leaves_the_journal_row_alone():
    row = events.to_json(MissingAccepted(("birth_notice",)))
    before = dict(row)
    events.from_json(row)
    assert row == before


@pytest.mark.parametrize(
    "change",
    [
        {"previous": "0" * 64},
        {"visit": "v2"},
        {"sequence": 2},
        {"moment": replace(MOMENT, wall=MOMENT.wall + timedelta(microseconds=1))},
        {"moment": replace(MOMENT, boot_id="boot-2")},
        {"moment": replace(MOMENT, boot_seconds=12.25)},
        {"actor": Actor("officer", "")},
        {"actor": Actor("citizen", "Trần Văn Thử")},
        {"event": VisitStarted("khai-sinh", "2026.2")},
        {"event": VisitStarted("khai-tu", "2026.1")},
        {"event": Moved("review")},
    ],
    ids=str,
)
def test_a_change_anywhere_changes_the_link(change):
    assert link(**change) != link()


@given(every_event, every_event)
def test_different_events_have_different_links(one, other):
    written = {json.dumps(events.to_json(event), sort_keys=True) for event in (one, other)}
    links = {link(event=event) for event in (one, other)}
    assert len(links) == len(written)


def test_a_changed_event_breaks_every_later_link():
    def chain(*steps: str) -> list[str]:
        links = [""]
        for sequence, step in enumerate(steps, 1):
            here = {"previous": links[-1], "sequence": sequence, "event": Moved(step)}
            links.append(link(**here))
        return links[1:]

    honest, altered = chain("a", "b", "c", "d"), chain("a", "x", "c", "d")
    assert honest[0] == altered[0]
    assert not set(honest[1:]) & set(altered[1:])
    assert all(len(one) == 64 and int(one, 16) >= 0 for one in honest)


def test_a_link_never_changes_between_versions_of_the_software():
    # Computed with sha256sum over the canonical text written out by hand.
    expected = "fba62dd286ea0372ed198e792725a3adb1bbe5cbf0e4d51be1770184c128f40c"
    assert link() == expected


def test_a_recorded_event_holds_its_place_moment_actor_and_link():
    event: Event = Moved("review")
    recorded = Recorded("v1", 2, MOMENT, CITIZEN, event, link())
    assert replace(recorded, sequence=3) != recorded
    assert recorded.event is event
