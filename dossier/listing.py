"""Tables of information sheets and lists of words, from the bytes of their files."""

import csv
import re
from collections.abc import Iterator, Mapping
from typing import Any

from dossier import life_events
from dossier.life_events import LifeEvent
from dossier.loading import MAIN, Finding
from dossier.pack_text import PackRefused, parse
from dossier.search import NOTHING_SAID, Sayings
from dossier.sheets import Sheet, TableOfSheetsRefused, read

SHEETS, SAYINGS = "sheets/", "search/sayings.yaml"
LIFE_EVENTS = "search/life-events.yaml"
HARD_TERMS = "writing/hard-terms.yaml"
_SUFFIX = ".csv"
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class ListingRefused(ValueError):
    """A table or list that cannot be used; `findings` says why, row by row."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings


def sheets(files: Mapping[str, bytes]) -> tuple[Sheet, ...]:
    """The sheets of all tables of `sheets/`. Raises ListingRefused when a row of one is wrong."""
    found: list[Sheet] = []
    faults: list[Finding] = []
    first: dict[tuple[str, object], str] = {}
    for name in sorted(path for path in files if is_table(path)):
        try:
            made = read(rows(files[name]))
        except TableOfSheetsRefused as refused:
            faults += (Finding(name, one.row, str(one)) for one in refused.faults)
            continue
        except (UnicodeDecodeError, csv.Error) as problem:
            faults.append(Finding(name, 1, f"không phải bảng CSV chữ UTF-8: {problem}"))
            continue
        for sheet in made:
            before = first.setdefault((sheet.key, sheet.valid_from), name)
            if before != name:
                faults.append(Finding(name, 1, f"“{sheet.key}” đã có trong {before}"))
        found += made
    if faults:
        raise ListingRefused(tuple(faults))
    return tuple(found)


def is_table(path: str) -> bool:
    """Whether a file of the folder of packs is a table of sheets."""
    return path.startswith(SHEETS) and path.endswith(_SUFFIX)


def rows(content: bytes) -> list[list[str]]:
    """The rows of a CSV file as spreadsheets write it: UTF-8, comma or semicolon."""
    text = content.decode("utf-8-sig")
    heading = text.partition("\n")[0]
    mark = max(",;\t", key=heading.count)
    return list(csv.reader(_LINE.findall(text), delimiter=mark, strict=True))


def sayings(files: Mapping[str, bytes]) -> Sayings:
    """What people say for what forms say. Raises ListingRefused."""
    if SAYINGS not in files:
        return NOTHING_SAID
    data = _mapping(SAYINGS, files)
    faults = tuple(_faults(data))
    if faults:
        raise ListingRefused(faults)
    return Sayings.from_data(data.get("meant") or {}, data.get("filler") or ())


def events(files: Mapping[str, bytes]) -> tuple[LifeEvent, ...]:
    """What brings people to the counter, in the order of the list. Raises ListingRefused."""
    if LIFE_EVENTS not in files:
        return ()
    data = _mapping(LIFE_EVENTS, files)
    slugs = {name.partition("/")[0] for name in files if name.endswith(f"/{MAIN}")}
    faults = tuple(Finding(LIFE_EVENTS, 1, words) for words in life_events.faults(data, slugs))
    if faults:
        raise ListingRefused(faults)
    return life_events.read(data)


def hard_terms(files: Mapping[str, bytes]) -> Mapping[str, str]:
    """Words of offices in small letters, and what to say instead. Raises ListingRefused."""
    if HARD_TERMS not in files:
        return {}
    data = _mapping(HARD_TERMS, files)
    for term, plain in data.items():
        if not isinstance(term, str) or not isinstance(plain, str):
            words = f"{term}: ghi từ khó, rồi cách nói dễ hiểu"
            raise ListingRefused((Finding(HARD_TERMS, 1, words),))
    return {term.lower(): plain for term, plain in data.items()}


def _mapping(name: str, files: Mapping[str, bytes]) -> dict[Any, Any]:
    try:
        data: dict[Any, Any] = parse(name, files[name].decode()).data
    except PackRefused as refused:
        raise ListingRefused(refused.findings) from refused
    except UnicodeDecodeError as problem:
        raise ListingRefused((Finding(name, 1, str(problem)),)) from problem
    return data


def _faults(data: Mapping[str, object]) -> Iterator[Finding]:
    meant, filler = data.get("meant") or {}, data.get("filler") or []
    for key in data.keys() - {"meant", "filler"}:
        yield Finding(SAYINGS, 1, f"không có phần “{key}”; chỉ có meant và filler")
    if not isinstance(filler, list) or not all(isinstance(word, str) for word in filler):
        yield Finding(SAYINGS, 1, "filler: ghi danh sách từ")
    if not isinstance(meant, dict):
        yield Finding(SAYINGS, 1, "meant: ghi từ của biểu mẫu, rồi danh sách cách nói")
        return
    for forms, people in meant.items():
        if not isinstance(people, list) or not all(isinstance(word, str) for word in people):
            yield Finding(SAYINGS, 1, f"{forms}: ghi danh sách cách nói")
