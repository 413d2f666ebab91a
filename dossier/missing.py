"""What is missing, why, and where to get it, in words, before anything is filed."""

from dataclasses import dataclass
from enum import StrEnum

from dossier.documents import required
from dossier.filing import Filing


class What(StrEnum):
    """Kinds of gaps."""

    ANSWER = "answer"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Missing:
    """One gap: what it is, why it is needed, where to get it, whether it may come later."""

    what: What
    id: str
    name: str
    why: str
    where: str
    deferrable: bool
    reason: str = ""


def of(filing: Filing) -> tuple[Missing, ...]:
    """Every gap of the filing, answers first, in pack order."""
    words = filing.procedure.words
    answers = tuple(
        Missing(
            What.ANSWER, question.id, words.questions[question.id].ask, "", "", deferrable=False
        )
        for question in filing.unanswered
        if filing.holds(question.required)
    )
    papers = tuple(
        Missing(
            What.DOCUMENT,
            need.document.id,
            words.documents[need.document.id].name,
            words.documents[need.document.id].why,
            words.documents[need.document.id].where,
            need.document.deferrable,
            need.deferred,
        )
        for need in required(filing)
        if not need.complete
    )
    return answers + papers
