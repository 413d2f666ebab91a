"""What a question screen shows, derived from the filing; pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dossier.filing import Filing
from dossier.partial_dates import PartialDate
from dossier.procedure import Kind, Question, QuestionTexts
from dossier.values import Value

BABY_DAYS = 120
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def _nothing(_value: Value) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class QuestionProps:
    """The words of one question screen."""

    ask: str = ""
    official: str = ""
    help: str = ""
    progress: str = ""
    badge: str = ""
    skippable: bool = False
    choices: tuple[Mapping[str, str], ...] = ()
    fields: tuple[Mapping[str, Any], ...] = ()
    future: bool = False
    today: str = ""
    said: Callable[[Value], str] = _nothing


def question_props(
    filing: Filing,
    question: Question,
    badge: str,
    skippable: bool,  # noqa: FBT001
) -> QuestionProps:
    """Derive the words of a question screen."""
    texts = filing.procedure.words.questions
    words = texts[question.id]
    return QuestionProps(
        ask=words.ask,
        official=words.official,
        help=words.help,
        progress=progress(filing, question),
        today=filing.today.isoformat(),
        badge=badge,
        skippable=skippable,
        choices=_choices(question, words),
        fields=tuple(
            {
                "id": row.id,
                "kind": row.kind.value,
                "label": texts[row.id].short,
                "choices": _choices(row, texts[row.id]),
                "future": row.future,
            }
            for row in question.rows
        ),
        future=question.future,
        said=_echo(filing, question)
        if question.kind in {Kind.DATE, Kind.PARTIAL_DATE}
        else _nothing,
    )


def _choices(question: Question, words: QuestionTexts) -> tuple[Mapping[str, str], ...]:
    said = words.choices
    if question.kind is Kind.YES_NO:
        said = {"yes": "Có", "no": "Không"}
    return tuple(
        {"key": key, "label": label, "hint": words.hints.get(key, "")}
        for key, label in ((key, said[key]) for key in question.choices or said)
    )


def progress(filing: Filing, question: Question) -> str:
    """“Câu 3 trên 14”: the question's place among those that matter now."""
    ids = [visible.id for visible in filing.visible]
    if question.id not in ids:
        return ""
    return f"Câu {ids.index(question.id) + 1} trên {len(ids)}"


def _echo(filing: Filing, question: Question) -> Callable[[Value], str]:
    """Says a date back with its weekday and the age it means."""

    def said(value: Value) -> str:
        if not isinstance(value, str) or not value:
            return ""
        try:
            when = PartialDate.from_iso(value)
        except ValueError:
            return "Ngày này không có trong lịch"
        if when.day is None:
            return when.said
        days = when.days_before(filing.today)
        weekday = WEEKDAYS[when.earliest.weekday()]
        if days < 0:
            return f"{weekday}, {when.said}" + ("" if question.future else " – còn ở tương lai")
        if days <= BABY_DAYS:
            return f"{weekday}, {when.said} – được {days} ngày"
        years = when.years_before(filing.today)
        return f"{weekday}, {when.said}" + (f" – {years} tuổi" if years else "")

    return said
