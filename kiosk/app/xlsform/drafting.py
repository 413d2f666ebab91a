"""A pack drafted from a form; what it cannot say is listed, row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from typing_extensions import override

from kiosk.app.xlsform import expressions, translating
from kiosk.app.xlsform.expressions import NotCarried
from kiosk.app.xlsform.naming import Ids
from kiosk.app.xlsform.terms import Known, Said, Sort, bracketed
from kiosk.app.xlsform.wording import Words
from kiosk.app.xlsform.workbook import Form

Item = Mapping[str, Any]
FIRST_SECTION = "form"


@dataclass(frozen=True, slots=True)
class Left:
    """Something of a form a pack has not, and what its author may do instead."""

    row: int
    name: str
    what: str
    instead: str

    @override
    def __str__(self) -> str:
        where = f"dòng {self.row}, {self.name}" if self.row else self.name
        return f"{where}: {self.what}. {self.instead}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the form a row stands: its section, and under which condition it is asked."""

    section: str
    asked: str = "true"


@dataclass(slots=True)
class Draft:
    """What is known of the pack so far."""

    form: Form
    words: Words
    ids: Ids = field(default_factory=Ids)
    known: dict[str, Known] = field(default_factory=dict)
    sections: list[dict[str, Any]] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)
    derived: list[dict[str, Any]] = field(default_factory=list)
    documents: list[dict[str, Any]] = field(default_factory=list)
    notes: list[Item] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

    def leave(self, item: Item, what: str, instead: str) -> None:
        """Note that something of a row is not carried over."""
        name = str(item.get("name", ""))
        self.left.append(Left(self.form.rows.get(name, 0), name, what, instead))

    def say(self, item: Item, label: object, *place: str) -> None:
        """Put the words of a row into the texts."""
        if self.words.say(label, *place):
            self.leave(item, "lời có chèn câu trả lời khác, chỗ đó thành “…”", "Viết lại lời.")

    def condition(self, text: str, itself: Known | None = None) -> str:
        """A condition in CEL. Raises NotCarried."""
        return translating.condition(expressions.read(text), self._names(itself))

    def fact(self, text: str) -> Said:
        """A calculation in CEL. Raises NotCarried."""
        return translating.fact(expressions.read(text), self._names(None))

    def asked(self, item: Item, place: Place) -> str:
        """When a row is asked; if its condition cannot be said, as if it had none."""
        relevant = bind(item).get("relevant")
        if relevant is None:
            return place.asked
        try:
            own = self.condition(str(relevant))
        except NotCarried as problem:
            self.leave(item, f"điều kiện hiện “{relevant}”: {problem}", "Viết `when` trong gói.")
            return place.asked
        return own if place.asked == "true" else f"{bracketed(place.asked)} && {bracketed(own)}"

    def _names(self, itself: Known | None) -> translating.Names:
        def named(name: str) -> Known:
            known = itself if not name else self.known.get(name)
            if known is None:
                later = name in self.form.rows
                why = "đứng sau câu này, hoặc không mang sang được" if later else "không có"
                raise NotCarried(f"câu “{name or '.'}” {why}")
            return known

        return named


def bind(item: Item) -> Item:
    """The logic of a row."""
    found: Item = item.get("bind") or {}
    return found


def children(item: Item) -> Sequence[Item]:
    """The rows inside a group."""
    found: Sequence[Item] = item.get("children") or ()
    return found


def beyond(name: str, why: str) -> Known:
    """A name conditions cannot use."""
    return Known(name, Sort.UNSAYABLE, why=why)
