"""All procedure packs of a counter: the version in force on a day, and search as people speak."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dossier.names import fold
from dossier.procedure import Procedure


class UnknownProcedure(LookupError):
    """No pack has this slug, or none is in force on that day."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every version of every pack; the `kept` are not offered, but open visits stand on them."""

    versions: tuple[Procedure, ...]
    kept: tuple[Procedure, ...] = ()

    @classmethod
    def of(cls, procedures: Iterable[Procedure], kept: Iterable[Procedure] = ()) -> "Catalogue":
        """A catalogue in stable order."""
        return cls(tuple(sorted(procedures, key=lambda p: (p.slug, p.effective_from))), tuple(kept))

    def keeping(self, before: "Catalogue") -> "Catalogue":
        """This catalogue, with every version of `before` still at hand for who stands on it."""
        here = {(p.slug, p.version) for p in (*self.versions, *self.kept)}
        gone = [p for p in (*before.versions, *before.kept) if (p.slug, p.version) not in here]
        return Catalogue(self.versions, (*self.kept, *gone))

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

    def search(self, text: str, day: date) -> tuple[Procedure, ...]:
        """Procedures matching the words of `text` without accents, best first; all for no words."""
        words = fold(text).split()
        ranked = [(_rank(p, words), p) for p in self.current(day)]
        found = [(rank, p) for rank, p in ranked if rank > 0 or not words]
        return tuple(p for _, p in sorted(found, key=lambda item: (-item[0], item[1].slug)))


_WHOLE, _PART, _TELLING = 1.0, 0.4, 3


def _rank(procedure: Procedure, words: list[str]) -> float:
    """Share of the query's words found, names weighing more than keywords; a code match wins."""
    if not words:
        return 0.0
    if procedure.code in words or procedure.slug in words:
        return 10.0
    texts = procedure.words
    fields = (
        (3.0, f"{texts.name} {texts.official}"),
        (2.0, " ".join(texts.keywords)),
        (1.0, f"{texts.summary} {' '.join(procedure.life_events)}"),
    )
    score = 0.0
    for weight, field in fields:
        there = fold(field)
        tokens = set(there.split())
        score += weight * sum(
            _WHOLE if word in tokens else _PART * (len(word) >= _TELLING and word in there)
            for word in words
        )
        if " ".join(words) in there:
            score += weight * len(words)
    return score / len(words)
