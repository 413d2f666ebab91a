"""The shape of a filing's answers as JSON Schema (draft 2020-12), derived from its pack.

It says what kind of value each question takes, not which must be answered: that depends on the
answers (`dossier.conditions`). Values as sealed: see `dossier.answering`.
"""

from collections.abc import Mapping
from typing import Any

from dossier.answering import LARGEST_NUMBER, MOST_LETTERS, MOST_ROWS
from dossier.procedure import Kind, Procedure, Question

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LEFT_EMPTY: Mapping[str, Any] = {"const": ""}
_TEXT: Mapping[str, Any] = {"type": "string"}
_ISO = r"\d{4}-\d{2}-\d{2}"
_PATTERNS = {
    Kind.DATE: rf"^({_ISO})?$",
    Kind.PARTIAL_DATE: r"^(\d{4}(-\d{2}(-\d{2})?)?)?$",
    Kind.ID_NUMBER: r"^([0-9]{12})?$",
    Kind.COUNTRY: r"^([A-Z]{2})?$",
}
_ADDRESS: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "country": {"type": "string", "pattern": r"^([A-Z]{2})?$"},
        "province": {"type": "string", "pattern": r"^(\d{2})?$"},
        "commune": {"type": "string", "pattern": r"^(\d{5})?$"},
        "detail": {"type": "string", "maxLength": MOST_LETTERS},
        "text": {"type": "string", "maxLength": MOST_LETTERS},
    },
    "additionalProperties": False,
}


def answers_schema(procedure: Procedure) -> dict[str, Any]:
    """Schema of an object that holds the answers by question, as they are sealed."""
    return {
        "$schema": DIALECT,
        "$id": f"urn:mot-cua:answers:{procedure.slug}:{procedure.version}",
        "title": procedure.words.name,
        **_object(procedure.questions),
    }


def _object(questions: tuple[Question, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            question.id: {"anyOf": [_value(question), _LEFT_EMPTY]} for question in questions
        },
        "additionalProperties": False,
    }


def _value(question: Question) -> dict[str, Any]:
    match question.kind:
        case Kind.YES_NO:
            return {"type": "boolean"}
        case Kind.NUMBER:
            least = -LARGEST_NUMBER if question.least is None else question.least
            most = LARGEST_NUMBER if question.most is None else question.most
            return {"type": "integer", "minimum": least, "maximum": most}
        case Kind.CHOICE:
            return {"enum": ["", *question.choices]}
        case Kind.ADDRESS:
            return {**_ADDRESS}
        case Kind.ROWS:
            return {
                "type": "array",
                "items": _object(question.rows),
                "maxItems": question.most or MOST_ROWS,
            }
        case Kind.DATE | Kind.PARTIAL_DATE | Kind.ID_NUMBER | Kind.COUNTRY:
            return {**_TEXT, "pattern": _PATTERNS[question.kind]}
        case _:
            return {**_TEXT, "maxLength": question.most or MOST_LETTERS}
