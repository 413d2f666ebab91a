"""Which papers this filing needs, which are only shown, and which may not be asked for."""

from dataclasses import dataclass

from dossier import conditions
from dossier.filing import Filing
from dossier.procedure import Give, NotAsked, RequiredDocument


@dataclass(frozen=True, slots=True)
class Requirement:
    """A required document and how far it is: pages taken, finished, or put off with a reason."""

    document: RequiredDocument
    pages: int
    finished: bool
    deferred: str

    @property
    def to_capture(self) -> bool:
        """Whether pages must be photographed: handed in and not filled on the screen itself."""
        return self.document.give is Give.SUBMIT and not self.document.form

    @property
    def complete(self) -> bool:
        """Whether nothing more is needed for it at the kiosk."""
        return not self.to_capture or (self.pages > 0 and self.finished)


def required(filing: Filing) -> tuple[Requirement, ...]:
    """The documents required by the answers so far, in pack order."""
    rules, facts = conditions.of(filing.procedure), filing.facts
    return tuple(
        Requirement(
            document,
            len(filing.pages.get(document.id, ())),
            document.id in filing.finished,
            filing.deferred.get(document.id, ""),
        )
        for document in filing.procedure.documents
        if rules.holds(document.when, facts)
    )


def not_asked(filing: Filing) -> tuple[NotAsked, ...]:
    """Papers that people bring and the law forbids to ask for in this case."""
    rules, facts = conditions.of(filing.procedure), filing.facts
    return tuple(item for item in filing.procedure.not_asked if rules.holds(item.when, facts))
