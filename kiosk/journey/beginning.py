"""Beginning, parking, resuming and ending visits."""

from dossier import events as happened
from dossier.catalogue import Door, Listed
from dossier.identity import Identity
from dossier.procedure import Procedure
from kiosk.journey.desk import Desk
from kiosk.journey.ports import Journal, OpenVisit
from kiosk.journey.visit import Visit, fold
from kiosk.journey.watching import Watching


class Beginning:
    """How a visit starts, is put away and is taken up again."""

    def __init__(self, desk: Desk, journal: Journal, watching: Watching) -> None:
        self._desk = desk
        self._journal = journal
        self._watching = watching

    def offered(self, text: str = "") -> tuple[Listed, ...]:
        """The procedures in force today that match the citizen's words, best first."""
        today = self._desk.clock.now().right.date()
        return self._desk.catalogue.search(text, today)

    def lay_out_search(self) -> None:
        """Make ready now what the first letter typed today would wait for."""
        self.offered("giấy")

    def doors(self) -> tuple[Door, ...]:
        """What the home screen offers today: life events, then what belongs to none."""
        return self._desk.catalogue.doors(self._desk.clock.now().right.date())

    def needed(self, event: str) -> tuple[Procedure, ...]:
        """The procedures in force today that a life event may need."""
        return self._desk.catalogue.needed(event, self._desk.clock.now().right.date())

    def start(self, slug: str) -> Visit:
        """Begin a visit for a procedure. Raises VisitRefused when it could not be kept safely."""
        self._watching.refuse_when_unsafe()
        return self._desk.begin(slug)

    def interrupted(self) -> OpenVisit | None:
        """The visit a power cut or crash interrupted, if any: neither ended nor parked."""
        return next((visit for visit in self._journal.open_visits() if not visit.parked), None)

    def parked(self) -> tuple[OpenVisit, ...]:
        """Visits put away to be resumed."""
        return tuple(visit for visit in self._journal.open_visits() if visit.parked)

    def parked_by(self, identity: Identity) -> str | None:
        """The newest parked visit begun with this card, None when there is none."""
        for visit in sorted(self.parked(), key=lambda visit: visit.last, reverse=True):
            folded = fold(self._journal.events(visit.id), self._desk.catalogue)
            card = folded.filing.identity
            if card is not None and card.number == identity.number:
                return visit.id
        return None

    def resume(self, visit_id: str) -> Visit:
        """Take up a visit where it stood."""
        return self._desk.resume(visit_id)

    def park(self, reason: str) -> str:
        """Put the visit away, encrypted, and clear the desk. Returns its id."""
        visit = self._desk.record(happened.Parked(reason))
        self._desk.leave()
        return visit.id

    def end(self, outcome: str) -> None:
        """End the visit and clear the desk."""
        self._desk.record(happened.VisitEnded(outcome))
        self._desk.leave()

    def call_officer(self, step: str) -> None:
        """Record that the citizen asked for an officer."""
        if self._desk.busy:
            self._desk.record(happened.OfficerCalled(step))
