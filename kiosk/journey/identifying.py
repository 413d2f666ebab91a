"""Identifying: from what the camera sees to a confirmed identity."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from dossier import events as happened
from dossier.identity import Identity, NotACard, parse_qr
from dossier.provenance import Proposal, Source
from dossier.receipts import parse_qr_text
from dossier.values import Value
from kiosk.journey.answering import Answering
from kiosk.journey.desk import Desk
from kiosk.journey.ports import CodeReader, Frame
from kiosk.journey.remembering import Remembering
from kiosk.journey.visit import Visit


@dataclass(frozen=True, slots=True)
class CardSeen:
    """A readable ID card."""

    payload: str
    identity: Identity


@dataclass(frozen=True, slots=True)
class SlipSeen:
    """A slip of ours: its receipt number and look-up code."""

    receipt_number: str
    lookup_code: str


@dataclass(frozen=True, slots=True)
class OtherCode:
    """A code that is not an ID card; `words` say which it is not and what to do."""

    words: str


Sighting: TypeAlias = CardSeen | SlipSeen | OtherCode | None


class Identifying:
    """Reads the ID card and lets the citizen confirm, reject or go without it."""

    def __init__(self, desk: Desk, reader: CodeReader, remembering: Remembering) -> None:
        self._desk = desk
        self._reader = reader
        self._remembering = remembering

    def look(self, frame: Frame, *, thorough: bool = False) -> Sighting:
        """What one frame shows. Touches nothing durable; safe on a worker."""
        refusal: Sighting = None
        for code in self._reader.read(frame, thorough=thorough):
            slip = parse_qr_text(code.text)
            if slip is not None:
                return SlipSeen(*slip)
            try:
                return CardSeen(code.text, parse_qr(code.text))
            except NotACard as problem:
                refusal = OtherCode(str(problem))
        return refusal

    def accept(self, seen: CardSeen) -> Visit:
        """Keep the card that was read; its data still wait for the citizen's word."""
        return self._desk.record(happened.CardRead(seen.payload))

    def confirm(self) -> Visit:
        """The card is the citizen's: what it says of the applicant is answered with it.

        The answers come first: after a StoreFailed the card is still to be confirmed, and
        confirming again goes on where it stopped. Nothing answered before is overwritten.
        """
        Answering(self._desk).confirm(tuple(self._shown_on_card()))
        self._remembering.look()
        return self._desk.record(happened.CardConfirmed())

    def reject(self) -> Visit:
        """Not the citizen's card: forget it and ask again."""
        return self._desk.record(happened.CardRejected())

    def skip(self, reason: str) -> Visit:
        """Go on without a card, typing instead."""
        return self._desk.record(happened.CardSkipped(reason))

    def consent(self, text_version: str) -> Visit:
        """The privacy notice was read and agreed to."""
        return self._desk.record(happened.Consented(text_version))

    def _shown_on_card(self) -> Iterator[Proposal]:
        """Card values of the applicant's own section.

        A child's card settles nothing (an adult files), nor does an address of before the merger
        that names no commune of today: both are still proposed and asked about.
        """
        filing = self._desk.visit.filing
        name = filing.procedure.applicant.get("name")
        if name is None or filing.identity is None or filing.identity.is_child_on(filing.today):
            return
        section = filing.procedure.question(name).section
        for proposal in self._desk.proposals.values():
            question = filing.procedure.question(proposal.question)
            from_card = proposal.source is Source.CARD_QR
            if question.section == section and from_card and _is_settled(proposal.value):
                yield proposal


def _is_settled(value: Value) -> bool:
    return not isinstance(value, Mapping) or bool(value.get("commune"))
