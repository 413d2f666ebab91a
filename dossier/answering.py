"""Is a typed value an answer? Checks by kind of question, in words for the citizen.

Values by kind: text, name, choice, phone, email, id_number, ethnic_group and country are strings
(ethnic groups by key or free text, countries by ISO code); dates are ISO strings, partial dates may
stop at the year; number is an int, yes_no a bool; address is a mapping with `country`, `province`,
`commune` (codes), `detail` and `text` (as printed on an old card); rows is a tuple of mappings.

In the words of a date's check `{18 years later}` is the day 18 years after the date answered.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dossier import conditions
from dossier.names import problems_with_name
from dossier.partial_dates import PartialDate
from dossier.phones import problem_with_phone
from dossier.procedure import Kind, Procedure, Question
from dossier.provenance import Answer
from dossier.values import Value

HOME = "VN"
MOST_LETTERS = 500
"""Length of a text for which the pack sets none."""

MOST_ROWS = 50
"""Number of rows for which the pack sets none."""

LARGEST_NUMBER = 2**63 - 1
"""The largest whole number a condition can hold (CEL `int` is 64 bits)."""

_YEARS_LATER = re.compile(r"\{(\d{1,3}) years later\}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is wrong with a value: `errors` block, `warnings` only ask for a second look."""

    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def judge(
    procedure: Procedure,
    answers: Mapping[str, Answer],
    question: Question,
    value: Value,
    today: date,
) -> Judgement:
    """Judge `value` as the answer to `question`, given the answers so far."""
    given = {name: answer.value for name, answer in answers.items()}
    rules = conditions.of(procedure)
    if is_blank(value):
        if rules.holds(question.required, rules.facts(given, today)):
            return Judgement(("Câu này cần có câu trả lời.",))
        return Judgement()
    errors, warnings = judge_kind(question, value)
    if errors:
        return Judgement(tuple(errors), tuple(warnings))
    facts = rules.facts({**given, question.id: value}, today)
    words = procedure.words.questions[question.id].checks
    for check in question.checks:
        if not rules.holds(check.cel, facts):
            sentence = _with_day(words[check.id], value)
            (warnings if check.soft else errors).append(sentence)
    return Judgement(tuple(errors), tuple(warnings))


def _with_day(sentence: str, value: Value) -> str:
    """The words of a check; `{18 years later}` becomes the day 18 years after the date given."""

    def said(found: re.Match[str]) -> str:
        return PartialDate.from_iso(str(value)).years_after(int(found[1])).said

    return _YEARS_LATER.sub(said, sentence)


def is_blank(value: Value) -> bool:
    """Whether a value says nothing."""
    if isinstance(value, Mapping):
        return not any(value.get(key) for key in ("province", "commune", "detail", "text"))
    if isinstance(value, str):
        return not value.strip()
    return value == ()


def judge_kind(question: Question, value: Value) -> tuple[list[str], list[str]]:
    """Errors and warnings that follow from the kind of question alone."""
    match question.kind:
        case Kind.NUMBER:
            return _number(question, value), []
        case Kind.YES_NO:
            return ([] if isinstance(value, bool) else ["Hãy chọn Có hoặc Không."]), []
        case Kind.ADDRESS:
            return _address(value), []
        case Kind.ROWS:
            return _rows(question, value)
        case _:
            if not isinstance(value, str):
                return ["Câu trả lời này phải là chữ."], []
            return _words(question, value)


def _words(question: Question, value: str) -> tuple[list[str], list[str]]:
    errors: list[str] = []
    warnings: list[str] = []
    match question.kind:
        case Kind.NAME:
            errors, warnings = problems_with_name(value)
            errors = errors or _length(value, question.most)
        case Kind.DATE | Kind.PARTIAL_DATE:
            errors = _date(value, whole=question.kind is Kind.DATE)
        case Kind.CHOICE:
            errors = [] if value in question.choices else ["Hãy chọn một trong các dòng đã cho."]
        case Kind.ID_NUMBER:
            wrong = not re.fullmatch(r"[0-9]{12}", value)
            errors = ["Số định danh có đúng 12 chữ số, xin xem lại trên thẻ."] if wrong else []
        case Kind.PHONE:
            problem = problem_with_phone(value)
            warnings = [problem] if problem else []
        case Kind.EMAIL:
            wrong = not _EMAIL.fullmatch(value)
            errors = ["Địa chỉ thư điện tử có dạng ten@noi.vn, xin xem lại."] if wrong else []
        case Kind.COUNTRY:
            wrong = not re.fullmatch(r"[A-Z]{2}", value)
            errors = ["Hãy chọn một nước trong danh sách."] if wrong else []
        case _:
            errors = _length(value, question.most)
    return errors, warnings


def _length(value: str, most: int | None) -> list[str]:
    most = most or MOST_LETTERS
    return [f"Xin viết không quá {most} chữ cái."] if len(value) > most else []


def _date(value: str, *, whole: bool) -> list[str]:
    try:
        when = PartialDate.from_iso(value)
    except ValueError:
        return ["Ngày này không có trong lịch, xin xem lại."]
    if whole and when.day is None:
        return ["Câu này cần đủ ngày, tháng và năm."]
    return []


def _number(question: Question, value: Value) -> list[str]:
    if isinstance(value, bool) or not isinstance(value, int):
        return ["Hãy nhập một con số."]
    least = -LARGEST_NUMBER if question.least is None else question.least
    most = LARGEST_NUMBER if question.most is None else question.most
    if value < least:
        return [f"Số này ít nhất là {least}."]
    if value > most:
        return [f"Số này nhiều nhất là {most}."]
    return []


def _address(value: Value) -> list[str]:
    if not isinstance(value, Mapping):
        return ["Hãy chọn nơi này trong danh sách."]
    if value.get("country", HOME) != HOME:
        return [] if value.get("detail") else ["Hãy ghi nơi này ở nước ngoài là ở đâu."]
    if value.get("commune") or value.get("text"):
        return []
    return ["Hãy chọn xã hoặc phường."]


def _rows(question: Question, value: Value) -> tuple[list[str], list[str]]:
    if not isinstance(value, tuple):
        return ["Hãy ghi ít nhất một dòng."], []
    if len(value) < (question.least or 1):
        return [f"Cần ít nhất {question.least or 1} dòng."], []
    if len(value) > (question.most or MOST_ROWS):
        return [f"Nhiều nhất {question.most or MOST_ROWS} dòng."], []
    doubts: list[str] = []
    for number, row in enumerate(value, start=1):
        errors, warnings = _row(question, row)
        if errors:
            return [f"Dòng {number}{errors[0]}"], []
        doubts += [f"Dòng {number}: {warning}" for warning in warnings]
    return [], doubts


def _row(question: Question, row: Value) -> tuple[list[str], list[str]]:
    """The first error of one line, ready to follow its number, and every doubt."""
    if not isinstance(row, Mapping):
        return [" còn thiếu."], []
    doubts: list[str] = []
    for part in question.rows:
        given = row.get(part.id, "")
        if is_blank(given):
            if part.required == "true":
                return [" còn thiếu."], []
            continue
        errors, warnings = judge_kind(part, given)
        if errors:
            return [f": {errors[0]}"], []
        doubts += warnings
    return [], doubts
