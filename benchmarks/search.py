"""Search among 2,000 procedures at every keystroke of the golden queries, beside raw SQLite FTS5.

The figures of packs are here too: what the kiosk waits for before the first frame, and between two
questions.
"""

import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path

import yaml

from benchmarks.figures import Figure, percentile
from dossier import packs
from dossier.catalogue import Catalogue, Listed, findable
from dossier.filing import Filing
from dossier.prefill import propose
from dossier.provenance import CITIZEN, Answer, Source
from dossier.search import words_of
from dossier.sheets import Sheet
from dossier.values import freeze
from kiosk.app.config import ASSETS, PROCEDURES
from kiosk.app.pack_loading import KeptPacks
from kiosk.app.reference import read_reference
from kiosk.store.prepared import Prepared

DAY = date(2026, 11, 24)
PROCEDURES_KNOWN, SEED, SHOWN = 2000, 1, 24
KEYSTROKE_MS, LOADING_MS, NEXT_MS = 10.0, 150.0, 1.0
BESIDE_FTS = 2.0
QUERIES = Path(__file__).parent.parent / "tests" / "procedures" / "queries.yaml"
SLOWEST = "birth-registration"


def measure() -> Sequence[Figure]:
    """Keystrokes beside FTS5, loading all packs, deriving the next question."""
    reference = read_reference(ASSETS, PROCEDURES, DAY)
    return [*_keystrokes(reference.catalogue), _loading(), _next_question(reference.catalogue)]


def _keystrokes(known: Catalogue) -> Iterator[Figure]:
    catalogue = Catalogue.of(known.versions, sheets=_many(known.sheets), sayings=known.sayings)
    full_text = _full_text(catalogue)
    typed = [str(words) for words in yaml.safe_load(QUERIES.read_text(encoding="utf-8"))]
    catalogue.search("x", DAY)
    times: tuple[list[float], list[float]] = ([], [])
    for beginning in (words[:end] for words in typed for end in range(2, len(words) + 1)):
        if words_of(beginning):
            times[0].append(_took(partial(catalogue.search, beginning, DAY)))
            times[1].append(_took(partial(full_text, beginning)))
    ours, raw = (round(percentile(found, 0.95) * 1000, 3) for found in times)
    yield Figure("search_keystroke_p95", ours, "ms", "raw FTS5 p95", raw, BESIDE_FTS)
    yield Figure("search_keystroke", ours, "ms", "raw FTS5 p95", raw, KEYSTROKE_MS, "value")


def _many(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The real sheets and as many made of their words as make 2,000."""
    chance = random.Random(SEED)
    words = sorted({word for one in sheets for word in f"{one.name} {one.official}".split()})
    made = list(sheets)
    while len(made) < PROCEDURES_KNOWN:
        name = " ".join(chance.sample(words, chance.randint(3, 8))).capitalize()
        said = tuple(" ".join(chance.sample(words, 3)) for _ in range(4))
        changed = {"code": f"9.{len(made):06d}", "name": name, "official": "", "keywords": said}
        made.append(chance.choice(sheets).model_copy(update=changed))
    return made


def _full_text(catalogue: Catalogue) -> Callable[[str], object]:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE found USING fts5(names, said, rest)")
    listed: tuple[Listed, ...] = (*catalogue.current(DAY), *catalogue.sheets)
    for one in listed:
        thing = findable(one)
        texts = (
            " ".join(words_of(" ".join(part))) for part in (thing.names, thing.said, thing.rest)
        )
        database.execute("INSERT INTO found VALUES (?, ?, ?)", tuple(texts))

    def search(text: str) -> object:
        words = " OR ".join(f'"{word}"' for word in words_of(text)) + "*"
        query = (
            "SELECT rowid FROM found WHERE found MATCH ? ORDER BY bm25(found, 3, 2.6, 1) LIMIT ?"
        )
        return database.execute(query, (words, SHOWN)).fetchall()

    return search


def _loading() -> Figure:
    """All packs as the kiosk loads them at a start, beside checking them all again."""
    files = {
        path.relative_to(PROCEDURES).as_posix(): path.read_bytes()
        for path in PROCEDURES.rglob("*.yaml")
    }
    with tempfile.TemporaryDirectory() as folder:
        reader = KeptPacks(Prepared(Path(folder) / "prepared", bytes(32)))
        tuple(reader(files))
        kept = statistics.median(_took(lambda: tuple(reader(files))) for _ in range(9))
    anew = statistics.median(_took(lambda: tuple(packs.folders(files))) for _ in range(3))
    ours, theirs = round(kept * 1000, 1), round(anew * 1000, 1)
    return Figure("packs_loaded", ours, "ms", "read and checked anew", theirs, LOADING_MS, "value")


def _next_question(catalogue: Catalogue) -> Figure:
    """One answer more to the next question and its proposals, beside the blank form."""
    procedure = catalogue.in_force(SLOWEST, DAY)
    filing, times = Filing(procedure, DAY), []
    at = datetime.fromisoformat("2026-11-24T09:00:00+07:00")
    cases = PROCEDURES / SLOWEST / "cases" / "01-married-mother-on-time.yaml"
    golden = yaml.safe_load(cases.read_text(encoding="utf-8"))["answers"]
    for name, raw in golden.items():
        value = freeze(raw.isoformat() if isinstance(raw, date) else raw)
        answer = Answer(value, Source.CITIZEN, CITIZEN, at, confirmed=True)
        started = time.perf_counter()
        filing = filing.answer(name, answer)
        next(iter(filing.unanswered), None)
        times.append(time.perf_counter() - started)
    proposals = _took(lambda: propose(filing))
    ours = round(statistics.median(times) * 1000, 3)
    against = "the same with every proposal"
    return Figure(
        "next_question", ours, "ms", against, round(ours + proposals * 1000, 3), NEXT_MS, "value"
    )


def _took(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started
