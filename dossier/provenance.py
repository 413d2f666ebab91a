"""Where every value of a dossier came from: source, person, moment, confirmation."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dossier.values import Value


class Source(StrEnum):
    """How a value entered the dossier."""

    CARD_QR = "card_qr"
    CARD_CHIP = "card_chip"
    CARD_MRZ = "card_mrz"
    OCR = "ocr"
    PREVIOUS = "previous"
    CITIZEN = "citizen"
    OFFICER = "officer"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted: `citizen` without a name, or `officer`/`helper` with their badge name."""

    role: str = "citizen"
    name: str = ""

    @property
    def source(self) -> Source:
        """The source of a value this person types."""
        return Source.CITIZEN if self.role == "citizen" else Source.OFFICER


CITIZEN = Actor()


@dataclass(frozen=True, slots=True)
class Answer:
    """One value with its provenance; `confirmed` means the citizen saw it and agreed."""

    value: Value
    source: Source
    by: Actor
    at: datetime
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value offered for a question, not yet accepted by anyone."""

    question: str
    value: Value
    source: Source
