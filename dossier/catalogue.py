"""Everything a counter knows: packs in the version of a day, sheets, and search as people speak."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

from dossier.life_events import LifeEvent
from dossier.procedure import Procedure
from dossier.search import NOTHING_SAID, Findable, Index, Sayings
from dossier.sheets import Sheet

Listed: TypeAlias = Procedure | Sheet
Door: TypeAlias = LifeEvent | Procedure
"""What the home screen offers: a life event with several procedures, or one procedure."""
FILED_HERE = 0.08
"""By this share a procedure that can be filed here counts for more than one that cannot."""


class UnknownProcedure(LookupError):
    """No pack has this slug, or none is in force on that day."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every version of every pack; the `kept` are not offered, but open visits stand on them."""

    versions: tuple[Procedure, ...]
    kept: tuple[Procedure, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    sayings: Sayings = NOTHING_SAID
    events: tuple[LifeEvent, ...] = ()
    _indexes: dict[date, tuple[Index, dict[str, Listed]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @classmethod
    def of(
        cls,
        procedures: Iterable[Procedure],
        kept: Iterable[Procedure] = (),
        sheets: Iterable[Sheet] = (),
        sayings: Sayings = NOTHING_SAID,
        events: Iterable[LifeEvent] = (),
    ) -> "Catalogue":
        """A catalogue in stable order."""
        ordered = tuple(sorted(procedures, key=lambda p: (p.slug, p.effective_from)))
        return cls(ordered, tuple(kept), tuple(sheets), sayings, tuple(events))

    def keeping(self, before: "Catalogue") -> "Catalogue":
        """This catalogue, with every version of `before` still at hand for who stands on it."""
        here = {(p.slug, p.version) for p in (*self.versions, *self.kept)}
        gone = [p for p in (*before.versions, *before.kept) if (p.slug, p.version) not in here]
        return replace(self, kept=(*self.kept, *gone))

    def in_force(self, slug: str, day: date) -> Procedure:
        """The version that applies to dossiers received on `day`. Raises UnknownProcedure."""
        found = [p for p in self.versions if p.slug == slug and p.in_force(day)]
        if not found:
            raise UnknownProcedure(f"Không có thủ tục “{slug}” có hiệu lực ngày {day:%d/%m/%Y}.")
        return found[-1]

    def version(self, slug: str, version: str) -> Procedure:
        """The exact version a dossier was received under. Raises UnknownProcedure."""
        for procedure in (*self.versions, *self.kept):
            if (procedure.slug, procedure.version) == (slug, version):
                return procedure
        raise UnknownProcedure(f"Không có thủ tục “{slug}” bản {version}.")

    def current(self, day: date) -> tuple[Procedure, ...]:
        """Every procedure in force on `day`, by slug; of several versions the newest."""
        return tuple({p.slug: p for p in self.versions if p.in_force(day)}.values())

    def doors(self, day: date) -> tuple[Door, ...]:
        """What the home screen offers on `day`: life events in their order, then what none names.

        An event of which one procedure is in force is that procedure; one of none is left out.
        """
        here = {procedure.slug: procedure for procedure in self.current(day)}
        found: list[Door] = []
        for event in self.events:
            filed = tuple(slug for slug in event.procedures if slug in here)
            if len(filed) == 1:
                found.append(here[filed[0]])
            elif filed:
                found.append(event.model_copy(update={"procedures": filed}))
        named = {slug for event in self.events for slug in event.procedures}
        return (*found, *(here[slug] for slug in here if slug not in named))

    def needed(self, event: str, day: date) -> tuple[Procedure, ...]:
        """The procedures in force on `day` that a life event may need, the most usual first."""
        here = {procedure.slug: procedure for procedure in self.current(day)}
        wanted = [slug for one in self.events if one.id == event for slug in one.procedures]
        return tuple(here[slug] for slug in wanted if slug in here)

    def listed(self, key: str, day: date) -> Listed:
        """The pack of this slug or the sheet of this key. Raises UnknownProcedure."""
        found = self._laid_out(day)[1].get(key)
        if found is None:
            raise UnknownProcedure(f"Không có thủ tục “{key}” có hiệu lực ngày {day:%d/%m/%Y}.")
        return found

    def search(self, text: str, day: date) -> tuple[Listed, ...]:
        """What the words may mean, best first; for no words the procedures that are filed here."""
        if not text.strip():
            return self.current(day)
        index, known = self._laid_out(day)
        return tuple(known[key] for key in index.search(text))

    def _laid_out(self, day: date) -> tuple[Index, dict[str, Listed]]:
        """The index of what applies on `day`, built at its first use."""
        if day not in self._indexes:
            known: dict[str, Listed] = {p.slug: p for p in self.current(day)}
            codes = {procedure.code for procedure in self.current(day)}
            for sheet in self.sheets:
                if sheet.valid_on(day) and not (sheet.code and sheet.code in codes):
                    known[sheet.key] = sheet
            index = Index(map(findable, known.values()), self.sayings)
            self._indexes.clear()
            self._indexes[day] = (index, known)
        return self._indexes[day]


def key_of(listed: Listed) -> str:
    """By what it is opened: the slug of a pack, the key of a sheet."""
    return listed.key if isinstance(listed, Sheet) else listed.slug


def findable(listed: Listed) -> Findable:
    """By what a procedure can be found."""
    if isinstance(listed, Sheet):
        return Findable(
            listed.key,
            names=(listed.name, listed.official),
            said=listed.keywords,
            rest=(listed.field, *listed.life_events, listed.result),
            codes=(listed.code, listed.superseded_by),
        )
    words = listed.words
    return Findable(
        listed.slug,
        names=(words.name, words.official),
        said=words.keywords,
        rest=(words.summary, *listed.life_events),
        codes=(listed.code, listed.slug),
        rank=FILED_HERE,
    )
