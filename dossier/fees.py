"""What this filing costs, line by line, in đồng."""

from collections.abc import Mapping
from dataclasses import dataclass

from dossier import conditions
from dossier.filing import Filing


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One line of the bill."""

    id: str
    text: str
    amount: int


def due(filing: Filing) -> tuple[FeeLine, ...]:
    """The fee lines that apply; a line of 0 đồng is shown too, because "free" is information."""
    rules, facts = conditions.of(filing.procedure), filing.facts
    lines = []
    for fee in filing.procedure.fees:
        if not rules.holds(fee.when, facts):
            continue
        if fee.each is None:
            amount = rules.amount(fee.amount, facts)
        else:
            answer = filing.standing.get(fee.each)
            rows = answer.value if answer and isinstance(answer.value, tuple) else ()
            amount = sum(
                rules.amount(fee.amount, facts, fee.each, row)
                for row in rows
                if isinstance(row, Mapping)
            )
        lines.append(FeeLine(fee.id, filing.procedure.words.fees[fee.id], amount))
    return tuple(lines)


def total(lines: tuple[FeeLine, ...]) -> int:
    """The sum in đồng."""
    return sum(line.amount for line in lines)
