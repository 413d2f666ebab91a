"""The decision what to send next, as a table."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dossier.lifecycle import State
from dossier.wire import SealedObject
from kiosk.sync.delivering import (
    PROBES_APART,
    STREAMS,
    Announce,
    Ask,
    Commit,
    Gap,
    Probe,
    Pull,
    Send,
    Situation,
    Standing,
    plan,
)
from kiosk.sync.uploads import FRESH, Place

NEVER = 1e9


def sealed(name: str, size: int, rendition="readable") -> SealedObject:
    return SealedObject(
        id=name,
        document="birth-certificate",
        title="Giấy chứng sinh",
        pages=1,
        media_type="application/pdf",
        size=size,
        sha256="a" * 64,
        sealed_size=size,
        sealed_sha256="b" * 64,
        rendition=rendition,
    )


def gaps(**sizes: int) -> tuple[Gap, ...]:
    return tuple(Gap(sealed(name, size), FRESH) for name, size in sizes.items())


def in_colour(**sizes: int) -> tuple[Gap, ...]:
    return tuple(Gap(sealed(name, size, "colour"), FRESH) for name, size in sizes.items())


def situation(
    *rows: Standing, running=(), now=100.0, probe_at=None, pull_at=NEVER, lost=False
) -> Situation:
    standings = {row.id: row for row in rows}
    return Situation(now, standings, frozenset(running), probe_at, pull_at, lost=lost)


OLD = Standing("old", State.ANNOUNCED, gaps(big=900, small=100, mid=400))
NEW = Standing("new", State.ANNOUNCED, gaps(tiny=1))

TABLE = {
    "nothing to do": (situation(), ()),
    "a sealed dossier is announced": (
        situation(Standing("a", State.SEALED)),
        (Announce("a"),),
    ),
    "an exported dossier goes over the line too": (
        situation(Standing("a", State.EXPORTED)),
        (Announce("a"),),
    ),
    "all answers go before any paper, oldest first": (
        situation(OLD, *(Standing(each, State.SEALED) for each in "bcde")),
        (Announce("b"), Announce("c"), Announce("d")),
    ),
    "papers follow beside the last answers": (
        situation(OLD, Standing("b", State.SEALED)),
        (Announce("b"), Send("old", "small"), Send("old", "mid"), Send("old", "big")),
    ),
    "a commit takes no paper's stream": (
        situation(
            Standing("a", State.COMPLETE, ()),
            OLD,
            running={Send("old", "small"), Send("old", "mid"), Send("old", "big")},
        ),
        (Commit("a"),),
    ),
    "objects go smallest first, three at once": (
        situation(OLD, NEW),
        (Send("old", "small"), Send("old", "mid"), Send("old", "big")),
    ),
    "what is left of an object counts, not its size": (
        situation(
            Standing(
                "a",
                State.UPLOADING,
                (
                    Gap(sealed("fresh", 300), FRESH),
                    Gap(sealed("nearly", 900), Place("u1", 850, certain=True)),
                ),
            )
        ),
        (Send("a", "nearly"), Send("a", "fresh")),
    ),
    "a spare stream takes the next dossier": (
        situation(Standing("a", State.UPLOADING, gaps(x=5)), NEW),
        (Send("a", "x"), Send("new", "tiny")),
    ),
    "what runs is not started twice and takes a stream": (
        situation(OLD, NEW, running={Send("old", "small"), Send("old", "mid")}),
        (Send("old", "big"),),
    ),
    "full streams start nothing": (
        situation(OLD, NEW, running={Send("old", "small"), Send("old", "mid"), Send("old", "big")}),
        (),
    ),
    "readable copies of all dossiers go before any in colour": (
        situation(
            Standing("a", State.UPLOADING, (*in_colour(photo=2), *gaps(page=9))),
            Standing("b", State.ANNOUNCED, gaps(page=50)),
        ),
        (Send("a", "page"), Send("b", "page"), Send("a", "photo")),
    ),
    "copies in colour go oldest dossier first, smallest first": (
        situation(
            Standing("a", State.UPLOADING, in_colour(big=9, small=3)),
            Standing("b", State.UPLOADING, in_colour(tiny=1)),
        ),
        (Send("a", "small"), Send("a", "big"), Send("b", "tiny")),
    ),
    "a readable dossier is committed only once its copies in colour are there": (
        situation(Standing("a", State.UPLOADING, in_colour(photo=9)), running={Send("a", "photo")}),
        (),
    ),
    "what the hub holds is asked when unknown": (
        situation(Standing("a", State.UPLOADING)),
        (Ask("a"),),
    ),
    "nothing is asked while one of its objects is under way": (
        situation(Standing("a", State.UPLOADING), running={Send("a", "x")}),
        (),
    ),
    "a whole dossier is committed": (
        situation(Standing("a", State.COMPLETE, ())),
        (Commit("a"),),
    ),
    "an old commit goes before new objects": (
        situation(Standing("a", State.COMPLETE, ()), NEW),
        (Commit("a"), Send("new", "tiny")),
    ),
    "no commit while a commit runs": (
        situation(Standing("a", State.COMPLETE, ()), running={Commit("a")}),
        (),
    ),
    "a dossier that must wait lets others pass": (
        situation(Standing("a", State.SEALED, due=101.0), Standing("b", State.SEALED)),
        (Announce("b"),),
    ),
    "events are pulled beside full streams": (
        situation(
            OLD,
            running={Send("old", "small"), Send("old", "mid"), Send("old", "big")},
            pull_at=100.0,
        ),
        (Pull(),),
    ),
    "events are not pulled twice at once": (situation(running={Pull()}, pull_at=0.0), ()),
    "while the line is down only the line is tried": (
        situation(OLD, NEW, probe_at=100.0, pull_at=0.0),
        (Probe(),),
    ),
    "and not before its time": (situation(OLD, probe_at=101.0), ()),
    "and not twice": (situation(OLD, probe_at=100.0, running={Probe()}), ()),
    "a lost line is looked for again while one look hangs": (
        situation(OLD, probe_at=100.0, running={Probe(0)}, lost=True),
        (Probe(1),),
    ),
    "the turn of a look that ended is free": (
        situation(OLD, probe_at=100.0, running={Probe(0), Probe(2)}, lost=True),
        (Probe(1),),
    ),
    "but not without end": (
        situation(OLD, probe_at=100.0, running={Probe(0), Probe(1), Probe(2)}, lost=True),
        (),
    ),
    **{
        f"a dossier that is {state} is left alone": (situation(Standing("a", state, ())), ())
        for state in (State.PARKED, State.REJECTED, State.ACKNOWLEDGED, State.PURGEABLE)
    },
}


@pytest.mark.parametrize("row", TABLE)
def test_next_actions(row):
    given_, wanted = TABLE[row]
    assert plan(given_).actions == wanted


@pytest.mark.parametrize(
    ("given_", "wake"),
    [
        (situation(), NEVER),
        (situation(pull_at=0.0), None),
        (situation(Standing("a", State.SEALED, due=130.0), pull_at=200.0), 130.0),
        (situation(Standing("a", State.SEALED, due=130.0), pull_at=120.0), 120.0),
        (situation(Standing("a", State.SEALED, due=130.0), probe_at=107.0), 107.0),
        (situation(probe_at=107.0, running={Probe()}), None),
        (situation(probe_at=107.0, running={Probe()}, lost=True), 107.0),
        (situation(probe_at=99.0, running={Probe()}, lost=True), 100.0 + PROBES_APART),
    ],
)
def test_it_wakes_when_the_next_thing_is_due(given_, wake):
    assert plan(given_).wake == wake


@given(
    some.lists(
        some.builds(
            Standing,
            id=some.text("abc", min_size=1, max_size=3),
            state=some.sampled_from(State),
            gaps=some.none() | some.just(()) | some.just(gaps(p=3, q=2)),
            due=some.floats(0, 200),
        ),
        max_size=8,
    ),
    some.frozensets(some.sampled_from([Pull(), Probe(), Send("a", "p"), Ask("b"), Commit("c")])),
)
def test_whatever_the_queue_streams_are_never_overdrawn_and_nothing_runs_twice(rows, running):
    actions = plan(situation(*rows, running=running)).actions
    under_way = (*running, *actions)
    assert sum(isinstance(each, Send) for each in under_way) <= STREAMS
    assert sum(isinstance(each, Announce | Ask | Commit) for each in under_way) <= STREAMS
    assert not set(actions) & running
    assert len(set(actions)) == len(actions)
    due = {row.id for row in situation(*rows).standings.values() if row.due <= 100.0}
    assert {each.dossier for each in actions if not isinstance(each, Pull | Probe)} <= due


GAPS = some.builds(
    lambda size, sent, rendition, name: Gap(
        sealed(name, size, rendition), Place("u", min(size, sent), certain=True)
    ),
    size=some.integers(1, 60),
    sent=some.integers(0, 60),
    rendition=some.sampled_from(["readable", "colour"]),
    name=some.text("pqrstu", min_size=2, max_size=3),
)
QUEUES = some.lists(
    some.lists(GAPS, max_size=4, unique_by=lambda gap: gap.sealed.id), max_size=6
).map(lambda lists: [Standing(f"{n}", State.UPLOADING, tuple(g)) for n, g in enumerate(lists)])


@given(QUEUES)
def test_no_stream_is_idle_while_a_paper_waits(rows):
    sent = [each for each in plan(situation(*rows)).actions if isinstance(each, Send)]
    assert len(sent) == min(STREAMS, sum(len(row.gaps) for row in rows))


@given(QUEUES)
def test_a_whole_queue_goes_readable_first_then_oldest_then_smallest(rows):
    standings = {row.id: row for row in rows}
    order = {row.id: place for place, row in enumerate(rows)}
    went = []
    while sends := [
        each for each in plan(situation(*standings.values())).actions if isinstance(each, Send)
    ]:
        row = standings[sends[0].dossier]
        gap = next(gap for gap in row.gaps if gap.sealed.id == sends[0].object)
        went.append((gap.in_colour, order[row.id], gap.left))
        rest = tuple(each for each in row.gaps if each is not gap)
        standings[row.id] = replace(row, gaps=rest)
    assert went == sorted(went)
    assert len(went) == sum(len(row.gaps) for row in rows)


@given(QUEUES.filter(bool), some.integers(0, 5))
def test_small_exchanges_are_not_held_up_by_papers(rows, place):
    full = frozenset(Send("gone", f"x{n}") for n in range(STREAMS))
    whole = Standing("whole", State.COMPLETE, ())
    queue = [*rows[:place], whole, *rows[place:], Standing("new", State.SEALED)]
    queue = [row for row in queue if row.gaps or row.id in {"whole", "new"}]
    assert plan(situation(*queue, running=full)).actions == (Announce("new"), Commit("whole"))
