"""Blocks: groups of questions shared by packs, such as a person, expanded into plain questions.

A pack writes `{block: person, as: mother, section: mother, only: [...], when: ..., card: CEL}`;
every `$` in the block's conditions becomes `mother_`, every `{who}` in its texts becomes the pack's
word for that person (`blocks: {mother: {who: "mẹ của bé"}}` in its texts). With `card`, the fields
that an ID card can fill propose themselves when that condition holds.
"""

from collections.abc import Mapping
from typing import Any


class BlockError(ValueError):
    """A block cannot be expanded; `position` is the item of `questions` at fault."""

    def __init__(self, position: int, message: str) -> None:
        super().__init__(message)
        self.position = position


def expand(
    data: dict[str, Any], texts: Mapping[str, dict[str, Any]], blocks: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, dict[str, Any]], list[int]]:
    """Return pack data and texts in which every block has become plain questions.

    The third value gives, per question, its position in the author's list.
    `blocks` maps a file name (`person.yaml`) to its parsed content. Raises BlockError.
    """
    words = {
        language: {
            **{key: value for key, value in text.items() if key != "blocks"},
            "questions": dict(text.get("questions") or {}),
        }
        for language, text in texts.items()
    }
    questions: list[Any] = []
    origins: list[int] = []
    for position, item in enumerate(data.get("questions") or []):
        parts = [item]
        if isinstance(item, dict) and "block" in item:
            block = blocks.get(f"{item['block']}.yaml")
            if block is None:
                raise BlockError(position, f"unknown block `{item['block']}`")
            parts = _questions(item, block, position)
            for language, text in texts.items():
                _texts(item, block, language, text, words[language]["questions"], parts)
        origins.extend([position] * len(parts))
        questions.extend(parts)
    return {**data, "questions": questions}, words, origins


def _questions(item: Mapping[str, Any], block: Mapping[str, Any], position: int) -> list[Any]:
    prefix = f"{item['as']}_"
    known = [question["id"] for question in block["questions"]]
    only = item.get("only") or known
    for name in only:
        if name not in known:
            raise BlockError(position, f"block `{item['block']}` has no field `{name}`")
    optional = set(item.get("optional") or ())
    result = []
    for question in block["questions"]:
        if question["id"] not in only:
            continue
        body = {key: _renamed(value, prefix) for key, value in question.items() if key != "card"}
        body["id"] = prefix + question["id"]
        body["section"] = item["section"]
        body["when"] = _both(item.get("when"), body.get("when"))
        if question["id"] in optional:
            body["required"] = False
        prefill = list(item.get("prefill", {}).get(question["id"]) or [])
        if "card" in question and "card" in item:
            prefill.append({"take": question["card"], "when": item["card"]})
        body["prefill"] = prefill + list(body.get("prefill") or [])
        result.append(body)
    return result


def _texts(
    item: Mapping[str, Any],
    block: Mapping[str, Any],
    language: str,
    text: Mapping[str, Any],
    into: dict[str, Any],
    parts: list[Any],
) -> None:
    who = str((text.get("blocks") or {}).get(item["as"], {}).get("who", ""))
    templates = (block.get("texts") or {}).get(language) or {}
    for part in parts:
        name = part["id"].removeprefix(f"{item['as']}_")
        own = into.get(part["id"]) or {}
        into[part["id"]] = {**_worded(templates.get(name) or {}, who), **own}


def _renamed(value: Any, prefix: str) -> Any:  # noqa: ANN401  (YAML data of any shape)
    match value:
        case str():
            return value.replace("$", prefix)
        case list():
            return [_renamed(item, prefix) for item in value]
        case dict():
            return {key: _renamed(item, prefix) for key, item in value.items()}
        case _:
            return value


def _worded(value: Any, who: str) -> Any:  # noqa: ANN401  (YAML data of any shape)
    match value:
        case str():
            said = value.replace("{who}", who)
            return said[:1].upper() + said[1:]
        case dict():
            return {key: _worded(item, who) for key, item in value.items()}
        case _:
            return value


def _both(outer: object, inner: object) -> object:
    conditions = [str(part) for part in (outer, inner) if part not in {None, True}]
    return " && ".join(f"({part})" for part in conditions) if conditions else True
