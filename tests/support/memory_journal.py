"""The journal in memory, chained like the real one, able to fail when told to."""

import json

from typing_extensions import override

from dossier import chain
from dossier import events as happened
from dossier.events import Event, Recorded
from dossier.moments import Moment
from dossier.provenance import Actor
from dossier.values import canonical
from kiosk.journey.ports import Journal, OpenVisit, Outgoing
from tests.support.failing import Failing
from tests.support.memory import MemoryOutbox


class MemoryJournal(Failing, Journal):
    """Chained events in a dict; `seal` also queues in the outbox given."""

    def __init__(self, outbox: MemoryOutbox | None = None) -> None:
        super().__init__()
        self.outbox = outbox or MemoryOutbox()
        self._events: dict[str, tuple[Recorded, ...]] = {}
        self._serial = 0

    @override
    def append(self, visit: str, event: Event, moment: Moment, actor: Actor) -> Recorded:
        self.risk()
        return self._append(visit, event, moment, actor)

    @override
    def seal(
        self, visit: str, event: Event, moment: Moment, actor: Actor, outgoing: Outgoing
    ) -> Recorded:
        self.risk()
        self.outbox.enqueue(outgoing)
        return self._append(visit, event, moment, actor)

    @override
    def events(self, visit: str) -> tuple[Recorded, ...]:
        return self._events.get(visit, ())

    @override
    def open_visits(self) -> tuple[OpenVisit, ...]:
        found = (_open_visit(recorded) for recorded in self._events.values())
        kept = (visit for visit in found if visit is not None)
        return tuple(sorted(kept, key=lambda visit: visit.last, reverse=True))

    @override
    def next_serial(self) -> int:
        self.risk()
        self._serial += 1
        return self._serial

    def _append(self, visit: str, event: Event, moment: Moment, actor: Actor) -> Recorded:
        event = happened.from_json(json.loads(canonical(happened.to_json(event))))
        before = self._events.get(visit, ())
        previous, sequence = (before[-1].link if before else ""), len(before) + 1
        plain = happened.to_json(event)
        link = chain.link(previous, visit, sequence, moment, actor, plain)
        recorded = Recorded(visit, sequence, moment, actor, event, link)
        self._events[visit] = (*before, recorded)
        return recorded


def _open_visit(recorded: tuple[Recorded, ...]) -> OpenVisit | None:
    parked = False
    for one in recorded:
        match one.event:
            case happened.VisitEnded():
                return None
            case happened.Parked():
                parked = True
            case happened.Resumed():
                parked = False
    first, last = recorded[0], recorded[-1]
    procedure = first.event.procedure if isinstance(first.event, happened.VisitStarted) else ""
    return OpenVisit(first.visit, procedure, last.moment.wall, parked)
