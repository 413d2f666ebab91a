"""The desk: holds the visit at hand and is the single way anything happens to it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from dossier import events as happened
from dossier import prefill
from dossier.catalogue import Catalogue
from dossier.events import Event
from dossier.places import Units
from dossier.provenance import CITIZEN, Actor, Proposal
from dossier.uuid7 import uuid7
from kiosk.journey import steps
from kiosk.journey.ports import Clock, Journal, Outgoing
from kiosk.journey.steps import Step
from kiosk.journey.visit import Visit, apply, fold, start

Entropy = Callable[[int], bytes]


class NoVisit(RuntimeError):
    """There is no visit at the desk."""


class Desk:
    """The visit at hand, its proposals and its step. Every change is durable before it shows."""

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        catalogue: Catalogue,
        units: Units | None,
        entropy: Entropy,
    ) -> None:
        self.clock = clock
        self.catalogue = catalogue
        self.units = units
        self.actor: Actor = CITIZEN
        self._journal = journal
        self._entropy = entropy
        self._visit: Visit | None = None
        self._saved: datetime | None = None
        self.recorded: datetime | None = None
        self._proposals: Mapping[str, Proposal] = MappingProxyType({})
        self._step: Step | None = None

    def learn(self, catalogue: Catalogue, units: Units | None) -> None:
        """Work with these from now on. Between visits only: one under way keeps what it began with.

        Raises RuntimeError while a visit is at the desk.
        """
        if self.busy:
            raise RuntimeError("a visit is at the desk")
        self.catalogue, self.units = catalogue, units

    @property
    def busy(self) -> bool:
        """Whether a visit is at the desk."""
        return self._visit is not None

    @property
    def visit(self) -> Visit:
        """The visit at hand. Raises NoVisit."""
        if self._visit is None:
            raise NoVisit("no visit at the desk")
        return self._visit

    @property
    def proposals(self) -> Mapping[str, Proposal]:
        """What is proposed for open questions of the visit at hand."""
        return self._proposals

    @property
    def saved(self) -> datetime | None:
        """When the visit at hand last became durable."""
        return self._saved

    @property
    def step(self) -> Step:
        """The step to show now."""
        if self._step is None:
            self._step = steps.current(self.visit, self._proposals)
        return self._step

    def new_id(self) -> str:
        """A fresh UUIDv7."""
        return uuid7(int(self.clock.now().right.timestamp() * 1000), self._entropy(10))

    def begin(self, slug: str) -> Visit:
        """Start a visit for the procedure version in force today."""
        moment = self.clock.now()
        procedure = self.catalogue.in_force(slug, moment.right.date())
        event = happened.VisitStarted(procedure.slug, procedure.version)
        recorded = self._journal.append(self.new_id(), event, moment, self.actor)
        return self._hold(start(recorded, self.catalogue), recorded.moment.right)

    def resume(self, visit_id: str) -> Visit:
        """Take up a visit from its journal, exactly where it stood."""
        recorded = self._journal.events(visit_id)
        visit = self._hold(fold(recorded, self.catalogue), recorded[-1].moment.right)
        return self.record(happened.Resumed()) if visit.parked else visit

    def record(self, event: Event) -> Visit:
        """Make an event durable, then show it. Raises StoreFailed, changing nothing."""
        recorded = self._journal.append(self.visit.id, event, self.clock.now(), self.actor)
        return self._hold(apply(self.visit, recorded), recorded.moment.right)

    def seal(self, event: Event, outgoing: Outgoing) -> Visit:
        """Make the seal and its outbox row durable in one transaction."""
        recorded = self._journal.seal(
            self.visit.id, event, outgoing.sealed_at, self.actor, outgoing
        )
        return self._hold(apply(self.visit, recorded), recorded.moment.right)

    def look_back(self) -> Visit:
        """Go to the step before, if there is one."""
        earlier = steps.before(self.visit, self._proposals)
        if earlier is None:
            return self.visit
        return self.record(happened.Moved(earlier.id))

    def go_to(self, step: str) -> Visit:
        """Go to a step by its id ("change" on the review)."""
        return self.record(happened.Moved(step))

    def leave(self) -> None:
        """Clear the desk: nothing of the visit stays in memory here."""
        self._visit = self._saved = self._step = None
        self._proposals = MappingProxyType({})

    def _hold(self, visit: Visit, saved: datetime) -> Visit:
        self._visit, self._saved, self._step = visit, saved, None
        self.recorded = max(saved, self.recorded or saved)
        self._proposals = (
            MappingProxyType({}) if visit.sealed else prefill.propose(visit.filing, self.units)
        )
        return visit
