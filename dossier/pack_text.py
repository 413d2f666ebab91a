"""The YAML of a pack with the line of every place in it, and the faults found there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from typing_extensions import override

Place = tuple[str | int, ...]
Lines = dict[Place, int]
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser where the wheel has it: ten times faster, the same safe types."""
_UNPRINTABLE = yaml.reader.Reader.NON_PRINTABLE


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of a pack, for its author; with an `advice` the pack can be used all the same."""

    file: str
    line: int
    message: str
    advice: bool = False

    @override
    def __str__(self) -> str:
        """`file:line: message`, clickable in editors."""
        return f"{self.file}:{self.line}: {self.message}"


class PackRefused(ValueError):
    """The pack cannot be used; `findings` lists every fault found."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed YAML file and the line of every place in it."""

    data: Any
    lines: Lines = field(repr=False)

    def line(self, *place: str | int) -> int:
        """The line of a place, or of the nearest one around it that the file has."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def parse(name: str, text: str) -> Document:
    """The mapping a file holds. Raises PackRefused with the first fault of its YAML."""
    stray = _UNPRINTABLE.search(text)
    if stray is not None:
        line = text.count("\n", 0, stray.start()) + 1
        raise PackRefused((Finding(name, line, f"no text: character {ord(stray[0]):#06x}"),))
    loader = _LOADER(text)
    node: yaml.Node | None = None
    try:
        node = loader.get_single_node()
        data = loader.construct_document(node) if node is not None else None
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 1
        raise PackRefused((Finding(name, line, f"not YAML: {problem.problem}"),)) from problem
    except ValueError as problem:
        line = _line_of_wrong_date(node) or 1
        raise PackRefused((Finding(name, line, f"not a date: {problem}"),)) from problem
    finally:
        loader.dispose()
    if node is None or not isinstance(data, dict):
        raise PackRefused((Finding(name, 1, "the file is empty or not a mapping"),))
    try:
        lines = dict(_lines(node, ()))
    except RecursionError as problem:
        raise PackRefused((Finding(name, 1, "a value stands inside itself"),)) from problem
    repeated = tuple(Finding(name, line, f"`{key}` stands twice") for line, key in _repeated(node))
    if repeated:
        raise PackRefused(repeated)
    return Document(data, lines)


def _repeated(node: yaml.Node) -> Iterator[tuple[int, str]]:
    """YAML keeps the last of two equal keys without a word."""
    parts: list[yaml.Node] = node.value if isinstance(node, yaml.SequenceNode) else []
    if isinstance(node, yaml.MappingNode):
        parts = [value for _, value in node.value]
        seen: set[str] = set()
        for key, _ in node.value:
            if str(key.value) in seen:
                yield key.start_mark.line + 1, str(key.value)
            seen.add(str(key.value))
    for part in parts:
        yield from _repeated(part)


def _line_of_wrong_date(node: yaml.Node | None) -> int:
    """YAML makes dates of what looks like one, and stops at 31 February."""
    if isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:timestamp":
        try:
            yaml.SafeLoader("").construct_yaml_timestamp(node)
        except ValueError:
            return int(node.start_mark.line) + 1
    parts: list[Any] = []
    if isinstance(node, yaml.MappingNode):
        parts = [part for pair in node.value for part in pair]
    elif isinstance(node, yaml.SequenceNode):
        parts = node.value
    return next((line for part in parts if (line := _line_of_wrong_date(part))), 0)


def _lines(node: yaml.Node, path: Place) -> Iterator[tuple[Place, int]]:
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _lines(value, (*path, str(key.value)))
            yield (*path, str(key.value)), key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _lines(item, (*path, index))
