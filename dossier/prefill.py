"""Proposals: what card, answers and earlier dossiers suggest. Offered, never committed silently."""

from collections.abc import Mapping
from types import MappingProxyType

from dossier import earlier
from dossier.answering import HOME, is_blank
from dossier.filing import Filing
from dossier.identity import Identity
from dossier.places import Units
from dossier.procedure import Kind, Question
from dossier.provenance import Proposal, Source
from dossier.values import Value


def propose(filing: Filing, units: Units | None = None) -> Mapping[str, Proposal]:
    """The proposal per visible, unanswered question that has one.

    With `units`, an old three-level address that maps to exactly one commune is proposed as it.
    """
    found: dict[str, Proposal] = {}
    for question in filing.unanswered:
        proposal = _taken(filing, question, units, default=False) or _known(filing, question, units)
        proposal = proposal or _taken(filing, question, units, default=True)
        if proposal is not None:
            found[question.id] = proposal
    return MappingProxyType(found)


def _taken(
    filing: Filing, question: Question, units: Units | None, *, default: bool
) -> Proposal | None:
    """The first that holds of what the pack takes: its defaults, or all the rest."""
    for prefill in question.prefill:
        if prefill.take.startswith("default:") is default and filing.holds(prefill.when):
            proposal = _proposal(filing, question, prefill.take, units)
            if proposal is not None:
                return proposal
    return None


def _known(filing: Filing, question: Question, units: Units | None) -> Proposal | None:
    """What people of earlier dossiers that were taken over say."""
    if not filing.earlier or not question.person:
        return None
    number = _number(filing, question.person, units)
    value = earlier.trait(filing.earlier, question.person, number, question.trait)
    return None if is_blank(value) else Proposal(question.id, value, Source.PREVIOUS)


def _number(filing: Filing, person: str, units: Units | None) -> str:
    """The personal number of somebody in this filing, answered or about to be, "" if unknown."""
    for question in filing.visible:
        if (question.person, question.trait) == (person, earlier.NUMBER):
            answer = filing.standing.get(question.id)
            if answer is not None:
                return str(answer.value)
            proposal = _taken(filing, question, units, default=False)
            return str(proposal.value) if proposal else ""
    return ""


def _proposal(
    filing: Filing, question: Question, take: str, units: Units | None
) -> Proposal | None:
    source, _, name = take.partition(":")
    if source == "default":
        return Proposal(question.id, _default(question, name), Source.DEFAULT)
    if source == "answer":
        answer = filing.standing.get(name)
        if answer is None or is_blank(answer.value):
            return None
        return Proposal(question.id, answer.value, answer.source)
    if filing.identity is None:
        return None
    value = _from_card(filing.identity, take.removeprefix("identity."), question, units)
    return None if is_blank(value) else Proposal(question.id, value, Source.CARD_QR)


def _default(question: Question, text: str) -> Value:
    match question.kind:
        case Kind.NUMBER:
            return int(text)
        case Kind.YES_NO:
            return text == "true"
        case _:
            return text


def _from_card(identity: Identity, name: str, question: Question, units: Units | None) -> Value:
    match name:
        case "born":
            return identity.born.iso if identity.born else ""
        case "issued":
            return identity.issued.isoformat() if identity.issued else ""
        case "residence" if question.kind is Kind.ADDRESS:
            return address_from_card(identity.residence, units)
        case _:
            return str(getattr(identity, name, "") or "")


def address_from_card(text: str, units: Units | None) -> Value:
    """An address value from the line printed on a card, mapped to today's units when certain."""
    blank = MappingProxyType(
        {"country": HOME, "province": "", "commune": "", "detail": "", "text": text}
    )
    matches = units.match_old_address(text) if units and text else ()
    if len(matches) != 1:
        return blank if text else ""
    match = matches[0]
    return MappingProxyType(
        {
            "country": HOME,
            "province": match.province,
            "commune": match.commune,
            "detail": match.detail,
            "text": text,
        }
    )
