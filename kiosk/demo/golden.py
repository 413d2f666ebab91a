"""Golden cases of packs as a visitor would say them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dossier.procedure import Kind, Procedure, Question
from kiosk.demo.visitor import Chosen
from kiosk.journey.wording import Wording


def in_words(procedure: Procedure, answers: Mapping[str, Any], wording: Wording) -> dict[str, Any]:
    """Golden answers as a person says them: places and peoples by their names.

    Raises LookupError for a question or place there is none of.
    """
    return {
        name: _said(procedure.question(name), raw, procedure, wording)
        for name, raw in answers.items()
    }


def _said(
    question: Question,
    raw: Any,  # noqa: ANN401  (YAML data of any shape)
    procedure: Procedure,
    wording: Wording,
) -> Any:  # noqa: ANN401  (what a visitor is told has no one type)
    match question.kind:
        case Kind.ADDRESS:
            return _place(raw, wording)
        case Kind.ETHNIC_GROUP:
            return wording.ethnic_groups.name(raw)
        case Kind.COUNTRY:
            return wording.countries.name(raw)
        case Kind.ROWS:
            texts = procedure.words.questions
            return [
                {
                    texts[part.id].short or texts[part.id].ask: Chosen(
                        texts[part.id].choices[row[part.id]]
                    )
                    if part.choices
                    else row[part.id]
                    for part in question.rows
                    if row[part.id] != ""
                }
                for row in raw
            ]
        case _:
            return raw.isoformat() if isinstance(raw, date) else raw


def _place(raw: Mapping[str, str], wording: Wording) -> dict[str, str]:
    commune = wording.units.commune(raw["commune"])
    if commune is None:
        raise LookupError(f"no commune {raw['commune']!r}")
    province = wording.units.province_name(raw["province"])
    bare = province.removeprefix("Tỉnh ").removeprefix("Thành phố ")
    return {"province": bare, "commune": commune.name, "detail": raw["detail"]}
