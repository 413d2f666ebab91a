"""Values in the words a citizen reads: dates, places, choices, money left to `dossier.words`."""

from collections.abc import Mapping
from dataclasses import dataclass

from dossier.countries import Countries
from dossier.ethnic_groups import EthnicGroups
from dossier.partial_dates import PartialDate
from dossier.places import Units
from dossier.procedure import Kind, Procedure, Question
from dossier.provenance import Source
from dossier.values import Value

SOURCES = {
    Source.CARD_QR: "Từ thẻ",
    Source.CARD_CHIP: "Từ chip thẻ",
    Source.CARD_MRZ: "Từ thẻ",
    Source.OCR: "Máy đọc từ giấy",
    Source.PREVIOUS: "Từ hồ sơ trước",
    Source.OFFICER: "Cán bộ nhập",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """Says values in Vietnamese with the reference tables."""

    units: Units
    countries: Countries
    ethnic_groups: EthnicGroups

    def say(self, procedure: Procedure, question: Question, value: Value) -> str:
        """The value as a citizen reads it, "" for an empty one."""
        match question.kind:
            case Kind.DATE | Kind.PARTIAL_DATE if isinstance(value, str) and value:
                return PartialDate.from_iso(value).said
            case Kind.YES_NO:
                return "Có" if value is True else "Không"
            case Kind.CHOICE if isinstance(value, str) and value:
                return procedure.words.questions[question.id].choices[value]
            case Kind.COUNTRY if isinstance(value, str) and value:
                return self.countries.name(value)
            case Kind.ETHNIC_GROUP if isinstance(value, str) and value:
                return self.ethnic_groups.name(value)
            case Kind.ADDRESS if isinstance(value, Mapping):
                return self.place(value)
            case Kind.ROWS if isinstance(value, tuple):
                return "; ".join(self._row(procedure, question, row) for row in value)
            case _:
                return str(value)

    def place(self, value: Mapping[str, Value]) -> str:
        """An address in one line: detail, commune, province, or country when abroad."""
        country = str(value.get("country", "VN"))
        detail = str(value.get("detail", ""))
        if country != "VN":
            return ", ".join(part for part in (detail, self.countries.name(country)) if part)
        commune = str(value.get("commune", ""))
        if not commune:
            return str(value.get("text", "")) or detail
        return ", ".join(part for part in (detail, self.units.full_name(commune)) if part)

    def badge(self, source: Source) -> str:
        """Where a value came from, "" for what the citizen typed."""
        return SOURCES.get(source, "")

    def _row(self, procedure: Procedure, question: Question, row: Value) -> str:
        if not isinstance(row, Mapping):
            return ""
        said = (
            self.say(procedure, part, row[part.id])
            for part in question.rows
            if row.get(part.id) not in (None, "")
        )
        return ", ".join(said)
