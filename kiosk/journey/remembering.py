"""Remembering: what the citizen's earlier dossiers on this counter can spare them to type."""

from collections.abc import Iterator, Mapping

from dossier import earlier
from dossier import events as happened
from dossier.catalogue import UnknownProcedure
from dossier.procedure import Procedure
from dossier.values import Value, freeze
from dossier.wire import sealed_document
from kiosk.journey.desk import Desk
from kiosk.journey.ports import Outbox, StoreFailed
from kiosk.journey.visit import Visit

LATEST = 10
"""So many earlier dossiers are looked into: the newest say most."""


class Remembering:
    """Finds earlier dossiers by the card at hand, and takes over whom the citizen chooses."""

    def __init__(self, desk: Desk, outbox: Outbox) -> None:
        self._desk = desk
        self._outbox = outbox

    def look(self) -> None:
        """Record whom earlier dossiers name, if there are any.

        A store that cannot be read costs the citizen some typing and nothing else. Raises
        StoreFailed when what was found cannot be kept.
        """
        filing = self._desk.visit.filing
        if filing.identity is None or filing.identity.is_child_on(filing.today):
            return
        number = filing.identity.number
        try:
            dossiers = tuple(self._filed_by(number))
        except StoreFailed:
            return
        pack = filing.procedure
        known = earlier.people(number, pack.slug, dossiers)
        found = [person for person in known if earlier.fills(pack, person)]
        if found:
            self._desk.record(happened.EarlierFound(tuple(one.to_json() for one in found)))

    def choose(self, roles: tuple[str, ...]) -> Visit:
        """Let the people of these roles be proposed, () for nobody."""
        return self._desk.record(happened.EarlierChosen(roles))

    def _filed_by(self, number: str) -> Iterator[tuple[Procedure, Mapping[str, Value]]]:
        for content in self._outbox.filed_by(number, LATEST):
            document = sealed_document(content)
            if document is None:
                continue
            sealed_under = document.procedure
            try:
                pack = self._desk.catalogue.version(sealed_under.slug, sealed_under.version)
            except UnknownProcedure:
                continue
            yield pack, {answer.question: freeze(answer.value) for answer in document.answers}
