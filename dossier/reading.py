"""How easily a citizen reads the Vietnamese texts of a pack: long sentences, words of offices.

Vietnamese writes syllable by syllable, so the length of a sentence is counted in syllables. Older
measures of Vietnamese (Nguyễn và Henkin 1982) also rest on word difficulty and sentence length.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dossier.procedure import Texts

MOST_SYLLABLES = 24
"""Of one sentence. A citizen standing at a screen reads it once; 19 of 20 here have under 15."""
_ENDS = re.compile(r"(?<=[.!?:;…])\s+|\n")
_SYLLABLE = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class HardPassage:
    """Where a text is hard to read (`place` as in its file) and what makes it so, in words."""

    place: tuple[str, ...]
    why: str


def hard_passages(texts: Texts, hard_terms: Mapping[str, str]) -> Iterator[HardPassage]:
    """What citizens may stumble over. `hard_terms` maps a term, in small letters, to plainer words.

    Official terms, the exemptions (verbatim from the law), the privacy notice and the declaration
    keep their wording.
    """
    for place, text in _read_by_citizens(texts):
        for sentence in _ENDS.split(text):
            count = len(_SYLLABLE.findall(sentence))
            if count > MOST_SYLLABLES:
                why = f"{count} syllables in one sentence: “{sentence}”; say it in two"
                yield HardPassage(place, why)
        spoken = f" {' '.join(_SYLLABLE.findall(text.lower()))} "
        for term, plain in hard_terms.items():
            if f" {term} " in spoken:
                yield HardPassage(place, f"“{term}” is hard to understand; say “{plain}”")


def _read_by_citizens(texts: Texts) -> Iterator[tuple[tuple[str, ...], str]]:
    for part in ("name", "summary", "who", "time", "fee", "result"):
        yield (part,), str(getattr(texts, part))
    for name, words in texts.questions.items():
        here = ("questions", name)
        yield (*here, "ask"), words.ask
        yield (*here, "help"), words.help
        for group in ("choices", "hints", "checks"):
            for key, said in getattr(words, group).items():
                yield (*here, group, key), said
    for name, paper in texts.documents.items():
        for part in ("name", "why", "where"):
            yield ("documents", name, part), str(getattr(paper, part))
    for group in ("sections", "not_asked", "fees"):
        for key, said in getattr(texts, group).items():
            yield (group, key), said
