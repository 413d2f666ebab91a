"""Answering: one question, one durable answer with its provenance."""

from dossier import events as happened
from dossier.answering import Judgement, judge
from dossier.procedure import Question
from dossier.provenance import Proposal, Source
from dossier.values import Value, freeze
from kiosk.journey.desk import Desk


class Answering:
    """Judges and records answers; nothing with an error is recorded."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def judge(self, question_id: str, raw: object) -> Judgement:
        """Judge a value without recording it."""
        filing = self._desk.visit.filing
        question = filing.procedure.question(question_id)
        return judge(filing.procedure, filing.answers, question, freeze(raw), filing.today)

    def answer(self, question_id: str, raw: object) -> Judgement:
        """Record a value unless it has errors; an untouched proposal keeps its source."""
        judgement = self.judge(question_id, raw)
        if not judgement.errors:
            value = freeze(raw)
            source = self._source(question_id, value)
            self._desk.record(happened.Answered(question_id, value, source))
        return judgement

    def confirm(self, proposals: tuple[Proposal, ...]) -> dict[str, Judgement]:
        """Accept proposals shown together; those with errors stay open and are returned."""
        refused = {}
        for proposal in proposals:
            judgement = self.judge(proposal.question, proposal.value)
            if judgement.errors:
                refused[proposal.question] = judgement
            else:
                event = happened.Answered(proposal.question, proposal.value, proposal.source)
                self._desk.record(event)
        return refused

    def may_skip(self, question: Question) -> bool:
        """Whether the question may be left empty."""
        return not self._desk.visit.filing.holds(question.required)

    def _source(self, question_id: str, value: Value) -> Source:
        answered = self._desk.visit.filing.answers.get(question_id)
        if answered is not None and answered.value == value:
            return answered.source
        proposal = self._desk.proposals.get(question_id)
        if proposal is not None and proposal.value == value:
            return proposal.source
        return self._desk.actor.source
