"""A later version of a pack written as what it changes in the version before it.

Mappings merge key by key, and a key set to nothing (`key:`) goes. The lists in `BY_NAME` merge item
by item: one with the `id` (`as` for a block) of an item that stands there changes it, `gone: true`
takes it out, another is added at the end or behind the item its `after` names. Any other list is
replaced.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dossier.pack_text import Document, Finding, Lines, PackRefused, Place

BY_NAME = frozenset({"sections", "derived", "questions", "documents", "not_asked", "fees"})
OWN = frozenset({"version", "effective_from", "effective_to", "last_checked"})
"""What every version says for itself."""
_NAMING = ("id", "as")
DIRECTIONS = frozenset({"after", "gone"})


def changed(file: str, before: Document, change: Document) -> Document:
    """The whole later version; it has lines only where the change speaks.

    Raises PackRefused when the change names an item the version before lacks.
    """
    base = {key: value for key, value in before.data.items() if key not in OWN}
    return _Change(file, change.lines).of(base, change.data)


def reworded(before: Mapping[str, Any], change: Document) -> Document:
    """The texts of the later version: what the change says wins, the rest stays."""
    return Document(_merged(before, change.data), change.lines)


def filled(said: Mapping[str, Any], whole: Mapping[str, Any]) -> dict[str, Any]:
    """Texts of a language that says only part, with the whole texts of another where it is silent.

    Lists are said whole or not at all.
    """
    data = dict(whole)
    for key, value in said.items():
        inside = whole.get(key)
        if isinstance(value, Mapping) and isinstance(inside, Mapping):
            data[key] = filled(value, inside)
        else:
            data[key] = value
    return data


@dataclass(slots=True)
class _Change:
    file: str
    lines: Lines
    placed: Lines = field(default_factory=dict)

    def of(self, base: Mapping[str, Any], change: Mapping[str, Any]) -> Document:
        data = dict(base)
        for key, value in change.items():
            listed = data.get(key)
            if key in BY_NAME and isinstance(listed, list) and isinstance(value, list):
                data[key] = self._items(key, listed, value)
                continue
            self.placed.update(_below((key,), (key,), self.lines))
            if value is None:
                data.pop(key, None)
            else:
                data[key] = value
        return Document(data, self.placed)

    def _items(self, group: str, listed: list[Any], changes: list[Any]) -> list[Any]:
        items = list(listed)
        spoken: dict[str, int] = {}
        for position, change in enumerate(changes):
            if not isinstance(change, dict) or _name(change) is None:
                raise self._refused(group, position, "an item without `id` or `as`")
            name = str(_name(change))
            spoken[name] = position
            here = _where(items, name)
            if change.get("gone") is True:
                if here is None:
                    raise self._refused(group, position, f"no `{name}` to take out")
                del items[here]
            elif here is not None and "after" not in change:
                items[here] = _merged(items[here], change)
            else:
                added = {key: value for key, value in change.items() if key not in DIRECTIONS}
                if here is not None:
                    added = _merged(items.pop(here), added)
                items.insert(self._behind(group, position, items, change), added)
        for index, item in enumerate(items):
            said = spoken.get(str(_name(item)))
            if said is not None:
                self.placed.update(_below((group, said), (group, index), self.lines))
        self.placed[group,] = self.lines[group,]
        return items

    def _behind(self, group: str, position: int, items: list[Any], change: dict[str, Any]) -> int:
        if "after" not in change:
            return len(items)
        here = _where(items, str(change["after"]))
        if here is None:
            raise self._refused(group, position, f"no `{change['after']}` to stand after")
        return here + 1

    def _refused(self, group: str, position: int, words: str) -> PackRefused:
        return PackRefused((Finding(self.file, self.lines[group, position], f"{group}: {words}"),))


def _merged(base: Any, change: Any) -> Any:  # noqa: ANN401  (YAML data of any shape)
    if not isinstance(base, Mapping) or not isinstance(change, Mapping):
        return change
    data = dict(base)
    for key, value in change.items():
        if value is None:
            data.pop(key, None)
        else:
            data[key] = _merged(base.get(key), value)
    return data


def _name(item: Any) -> object:  # noqa: ANN401  (YAML data of any shape)
    return next((item[key] for key in _NAMING if key in item), None) if item else None


def _where(items: list[Any], name: str) -> int | None:
    return next((index for index, item in enumerate(items) if _name(item) == name), None)


def _below(old: Place, new: Place, lines: Lines) -> Iterator[tuple[Place, int]]:
    return (
        ((*new, *place[len(old) :]), line)
        for place, line in lines.items()
        if place[: len(old)] == old
    )
