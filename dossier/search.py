"""Finding a procedure in the words people use: without accents, with slips, half typed.

An index is built once from everything that can be found; a search reads a few short lists of it.
Words count by how rare they are (inverse document frequency) and by where they stand; what people
say at the counter is led to what forms say by a list of `Sayings`.
"""

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dossier.names import fold

NAME, SAID, REST = 3.0, 2.6, 1.0
"""Weights of where a word stands: in a name, in what people say of it, anywhere else."""
EXACT, BEGUN, SLIPPED = 1.0, 0.8, 0.6
"""Weights of how a word is met: as it is, by its beginning, with one slip."""
IN_A_ROW = 0.6
"""A pair of words that stands in a row counts so much of both again."""
SAYING = 0.7
"""Worth of what a saying leads to when it explains next to none of the words."""
SHORTEST_BEGUN, SHORTEST_SLIP = 2, 4
MOST_SLIPS = 12
"""So many neighbours of a slip are looked at: a very short word is near everything."""
_WORD = re.compile(r"[0-9a-z]+(?:\.[0-9]+)*")
_TELEX = re.compile(r"[sfrxjw]$|(?<=[aeo])w")
_DOUBLED = re.compile(r"([aeod])\1")


@dataclass(frozen=True, slots=True)
class Findable:
    """One thing to be found by `key`: names first, then what people say, then the rest.

    `codes` match as a whole only. `rank` is the share by which it counts for more than others that
    are met alike.
    """

    key: str
    names: Sequence[str]
    said: Sequence[str] = ()
    rest: Sequence[str] = ()
    codes: Sequence[str] = ()
    rank: float = 0.0


@dataclass(frozen=True, slots=True)
class Sayings:
    """What people say and what forms say for it, by folded phrase; `filler` words mean nothing."""

    meant: Mapping[str, Sequence[str]]
    filler: frozenset[str]

    @classmethod
    def from_data(cls, meant: Mapping[str, Sequence[str]], filler: Iterable[str]) -> "Sayings":
        """`meant` leads what forms say to what people say for it."""
        led: dict[str, list[str]] = defaultdict(list)
        for forms, people in meant.items():
            for phrase in people:
                led[" ".join(words_of(phrase))].append(forms)
        return cls(dict(led), frozenset(fold(word) for word in filler))


NOTHING_SAID = Sayings({}, frozenset())


class Index:
    """Everything that can be found, laid out for searching."""

    def __init__(self, findables: Iterable[Findable], sayings: Sayings = NOTHING_SAID) -> None:
        self._things = tuple(findables)
        self._sayings = sayings
        self._longest = max((len(phrase.split()) for phrase in sayings.meant), default=0)
        self._codes: dict[str, list[int]] = defaultdict(list)
        places = [self._laid_out(number, thing) for number, thing in enumerate(self._things)]
        self._rare = _rarity(places)
        self._met: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, weights in enumerate(places):
            length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
            for word, weight in weights.items():
                self._met[word].append((number, weight * self._rare[word] / length**0.25))
        self._words = sorted(word for word in self._met if " " not in word)
        self._slips = _slips_of(self._words)

    def search(self, text: str) -> tuple[str, ...]:
        """Keys of what the words may mean, best first; () for words that say nothing."""
        words = [part for word in words_of(text) for part in self._apart(word)]
        coded = [number for word in words for number in self._codes.get(word, ())]
        if coded:
            return tuple(dict.fromkeys(self._things[number].key for number in coded))
        asked = [word for word in words if word not in self._sayings.filler] or words
        scores: dict[int, float] = defaultdict(float)
        self._add(asked, 1.0, scores)
        for reading, worth in {*self._meant(words), *self._meant(asked)}:
            self._add(reading, worth, scores)
        ranked = sorted(
            scores, key=lambda number: (-scores[number] * (1 + self._things[number].rank), number)
        )
        best = scores[ranked[0]] if ranked else 0.0
        return tuple(self._things[n].key for n in ranked if scores[n] >= best / 4)

    def _apart(self, word: str) -> Sequence[str]:
        """Two known words run together, as they are; any other word as it is."""
        if word not in self._met and word not in self._codes:
            for place in range(2, len(word) - 1):
                if word[:place] in self._met and word[place:] in self._met:
                    return word[:place], word[place:]
        return (word,)

    def _laid_out(self, number: int, thing: Findable) -> dict[str, float]:
        for code in thing.codes:
            self._codes[fold(code)].append(number)
        weights: dict[str, float] = {}
        for weight, texts in ((REST, thing.rest), (SAID, thing.said), (NAME, thing.names)):
            for text in texts:
                words = words_of(text)
                for word in words:
                    weights[word] = max(weight, weights.get(word, 0.0))
                for pair in pairwise(words):
                    row = " ".join(pair)
                    weights[row] = max(weight * IN_A_ROW, weights.get(row, 0.0))
        return weights

    def _meant(self, words: Sequence[str]) -> Iterator[tuple[tuple[str, ...], float]]:
        """What forms say for phrases of these words, worth more the more of them it explains."""
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + self._longest) + 1):
                for forms in self._sayings.meant.get(" ".join(words[start:end]), ()):
                    yield tuple(words_of(forms)), SAYING + (1 - SAYING) * (end - start) / len(words)

    def _add(self, words: Sequence[str], worth: float, scores: dict[int, float]) -> None:
        found: dict[int, float] = defaultdict(float)
        hits: dict[int, float] = defaultdict(float)
        total = 0.0
        for place, word in enumerate(words):
            weight = self._rare.get(word, 1.0)
            total += weight
            best: dict[int, float] = {}
            for known, quality in self._meant_by(word, last=place == len(words) - 1):
                for number, score in self._met[known]:
                    best[number] = max(best.get(number, 0.0), score * quality)
            for number, score in best.items():
                found[number] += score
                hits[number] += weight
        for pair in pairwise(words):
            for number, score in self._met.get(" ".join(pair), ()):
                found[number] += score
        for number, score in found.items():
            covered = hits[number] / total if total else 0.0
            scores[number] = max(scores[number], score * covered * worth)

    def _meant_by(self, word: str, *, last: bool) -> Iterator[tuple[str, float]]:
        """Known words this one may be, with how sure that is."""
        if word in self._met:
            yield word, EXACT
        if last and len(word) >= SHORTEST_BEGUN:
            for known in self._begun(word):
                yield known, BEGUN
        if word not in self._met:
            for known in self._slipped(word):
                yield known, SLIPPED

    def _begun(self, word: str) -> Iterator[str]:
        place = bisect_left(self._words, word)
        while place < len(self._words) and self._words[place].startswith(word):
            if self._words[place] != word:
                yield self._words[place]
            place += 1

    def _slipped(self, word: str) -> Sequence[str]:
        """Known words one slip away: a letter too many, too few, another, or Telex left over."""
        plain = _DOUBLED.sub(r"\1", _TELEX.sub("", word))
        if plain != word and plain in self._met:
            return (plain,)
        if len(word) < SHORTEST_SLIP:
            return ()
        near = dict.fromkeys(
            known
            for shorter in (word, *_without_one(word))
            for known in self._slips.get(shorter, ())
        )
        return tuple(near)[:MOST_SLIPS]


def words_of(text: str) -> list[str]:
    """The folded words of a text; the parts of a code stay together."""
    return _WORD.findall(fold(text))


def _rarity(places: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Inverse document frequency as BM25 has it (Robertson & Zaragoza 2009), never below 0.1."""
    counts: dict[str, int] = defaultdict(int)
    for weights in places:
        for word in weights:
            counts[word] += 1
    all_ = len(places)
    return {
        word: max(0.1, math.log(1.0 + (all_ - count + 0.5) / (count + 0.5)))
        for word, count in counts.items()
    }


def _slips_of(words: Iterable[str]) -> dict[str, list[str]]:
    """Known words by what is left of them without one letter (symmetric deletion, Garbe 2012)."""
    slips: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if len(word) >= SHORTEST_SLIP - 1:
            for shorter in (word, *_without_one(word)):
                slips[shorter].append(word)
    return slips


def _without_one(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))
