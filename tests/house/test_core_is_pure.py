"""The dossier and the journey compute; the world comes to them through arguments and ports."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FEWEST_FILES = 20
PURE_STANDARD_LIBRARY = {
    *("__future__", "abc", "base64", "binascii", "bisect", "calendar", "collections"),
    *("contextlib", "copy", "csv", "dataclasses", "datetime", "decimal", "difflib", "enum"),
    *("fractions", "functools", "graphlib", "hashlib", "heapq", "hmac", "itertools", "json"),
    *("math", "operator", "re", "string", "struct", "textwrap", "types", "typing", "unicodedata"),
    *("uuid", "zoneinfo"),
}
ALLOWED = {
    "dossier": PURE_STANDARD_LIBRARY
    | {"dossier", "pydantic", "pydantic_core", "cel_expr_python", "yaml", "holidays"}
    | {"typing_extensions"},
    "kiosk/journey": PURE_STANDARD_LIBRARY | {"dossier", "kiosk"},
}
WORLDLY_CALLS = {
    "open": "give the bytes as an argument; files are read by an adapter",
    "input": "answers come through the use cases",
    "print": "what people read belongs to the screen and to papers",
    "datetime.now": "ask the Clock port and pass the moment as an argument",
    "datetime.utcnow": "ask the Clock port and pass the moment as an argument",
    "datetime.today": "ask the Clock port and pass the moment as an argument",
    "date.today": "ask the Clock port and pass the day as an argument",
    "uuid.uuid1": "pass the random bytes as an argument (dossier.uuid7)",
    "uuid.uuid4": "pass the random bytes as an argument (dossier.uuid7)",
}


def sources(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or ""


def faults(folder: str, text: str) -> Iterator[tuple[int, str]]:
    """Line and rule of everything in `text` that reaches for the world."""
    tree = ast.parse(text)
    for line, module in imported(tree):
        if module.split(".")[0] not in ALLOWED[folder]:
            yield line, f"imports {module}; {folder}/ may not: take it as an argument or a port"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            for banned, remedy in WORLDLY_CALLS.items():
                if called == banned or called.endswith(f".{banned}"):
                    yield node.lineno, f"calls {called}(): {remedy}"


@pytest.mark.parametrize("folder", ALLOWED)
def test_the_core_never_reaches_for_clock_disk_network_or_chance(folder: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {rule}"
        for path in sources(folder)
        for line, rule in faults(folder, path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)


def test_the_scan_really_reads_the_core() -> None:
    assert len([path for folder in ALLOWED for path in sources(folder)]) >= FEWEST_FILES


@pytest.mark.parametrize(
    "line",
    [
        "import os",
        "from random import random",
        "import socket",
        "import time",
        "from pathlib import Path",
        "from datetime import datetime; datetime.now()",
        "import datetime; datetime.datetime.now(datetime.UTC)",
        "open('x')",
        "import kiosk.store",
    ],
)
def test_each_way_out_is_seen(line: str) -> None:
    assert list(faults("dossier", line))


@pytest.mark.parametrize("line", ["clock.now()", "import re", "from dossier.values import x"])
def test_what_is_allowed_is_left_alone(line: str) -> None:
    assert not list(faults("dossier", line))
