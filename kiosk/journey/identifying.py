"""Identifying: from what the camera sees to a confirmed identity."""

from dataclasses import dataclass
from typing import TypeAlias

from dossier import events as happened
from dossier.identity import Identity, NotACard, parse_qr
from dossier.receipts import parse_qr_text
from kiosk.journey.desk import Desk
from kiosk.journey.ports import CodeReader, Frame
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

    def __init__(self, desk: Desk, reader: CodeReader) -> None:
        self._desk = desk
        self._reader = reader

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
        """The card is the citizen's."""
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
