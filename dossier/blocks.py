"""Blocks: groups of questions shared by packs, such as a person, expanded into plain questions.

A pack writes `{block: person, as: mother, section: mother, only: [...], when: ..., card: CEL}`;
every `$` in the block's conditions becomes `mother_`, every `{who}` in its texts becomes the pack's
word for that person (`blocks: {mother: {who: "mẹ của bé"}}` in its texts). With `card`, the fields
that an ID card can fill propose themselves when that condition holds. `checks: {born: [...]}` adds
the pack's own checks to those of a field; their words stand with the pack's texts of that question.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dossier.procedure import Name


class BlockError(ValueError):
    """A block cannot be expanded; `position` is the item of `questions` at fault."""

    def __init__(self, position: int, message: str) -> None:
        super().__init__(message)
        self.position = position


class Use(BaseModel):
    """What a pack writes to ask the questions of a block."""

    model_config = ConfigDict(extra="forbid")
    block: str
    prefix: Name = Field(alias="as")
    section: Name
    only: list[str] = []
    optional: list[str] = []
    when: str | bool | None = None
    card: str | bool | None = None
    prefill: dict[str, list[Any]] = {}
    checks: dict[str, list[Any]] = {}


class _Field(BaseModel):
    id: Name
    when: str | bool | None = None
    prefill: list[Any] | None = None
    checks: list[Any] | None = None


class _Block(BaseModel):
    questions: list[_Field]
    texts: dict[str, dict[str, dict[str, Any]]] | None = None


class _People(BaseModel):
    blocks: dict[str, dict[str, str]] | None = None
    questions: dict[str, dict[str, Any] | None] | None = None


_Shape = TypeVar("_Shape", bound=BaseModel)


def expand(
    data: dict[str, Any], texts: Mapping[str, dict[str, Any]], blocks: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, dict[str, Any]], list[int]]:
    """Return pack data and texts in which every block has become plain questions.

    The third value gives, per question, its position in the author's list.
    `blocks` maps a file name (`person.yaml`) to its parsed content. Raises BlockError. Questions or
    texts of another shape than a list and a mapping are handed back as they are.
    """
    words = {
        language: {key: _own(value) for key, value in text.items() if key != "blocks"}
        for language, text in texts.items()
    }
    listed = data.get("questions")
    if not isinstance(listed, list):
        return dict(data), words, []
    questions: list[Any] = []
    origins: list[int] = []
    for position, item in enumerate(listed):
        parts = [item]
        if isinstance(item, dict) and "block" in item:
            block = blocks.get(f"{item['block']}.yaml")
            if block is None:
                raise BlockError(position, f"unknown block `{item['block']}`")
            _shaped(_Block, block, position, f"blocks/{item['block']}.yaml")
            parts = _questions(item, block, position)
            for language, text in texts.items():
                _shaped(_People, text, position, f"texts.{language}.yaml")
                into = words[language].get("questions") or {}
                words[language]["questions"] = into
                _texts(item, block, language, text, into, parts)
        origins.extend([position] * len(parts))
        questions.extend(parts)
    return {**data, "questions": questions}, words, origins


def _own(value: Any) -> Any:  # noqa: ANN401  (YAML data of any shape)
    return dict(value) if isinstance(value, dict) else value


def _shaped(shape: type[_Shape], data: object, position: int, where: str) -> _Shape:
    try:
        return shape.model_validate(data)
    except ValidationError as problem:
        fault = problem.errors(include_url=False, include_context=False)[0]
        place = ".".join(str(part) for part in fault["loc"])
        raise BlockError(position, f"{where}: {place}: {fault['msg']}") from problem


def _questions(item: Mapping[str, Any], block: Mapping[str, Any], position: int) -> list[Any]:
    use = _shaped(Use, item, position, f"block `{item['block']}`")
    prefix = f"{use.prefix}_"
    known = [question["id"] for question in block["questions"]]
    only = use.only or known
    for name in (*only, *use.optional, *use.prefill, *use.checks):
        if name not in known:
            raise BlockError(position, f"block `{use.block}` has no field `{name}`")
    result = []
    for question in block["questions"]:
        if question["id"] not in only:
            continue
        body = {key: _renamed(value, prefix) for key, value in question.items() if key != "card"}
        body["id"] = prefix + question["id"]
        body["person"], body["trait"] = use.prefix, question["id"]
        body["section"] = use.section
        body["when"] = _both(use.when, body.get("when"))
        if question["id"] in use.optional:
            body["required"] = False
        prefill = list(use.prefill.get(question["id"], ()))
        if "card" in question and use.card is not None:
            prefill.append({"take": question["card"], "when": use.card})
        body["prefill"] = prefill + list(body.get("prefill") or [])
        body["checks"] = list(body.get("checks") or []) + use.checks.get(question["id"], [])
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
        said = _worded(templates.get(name) or {}, who)
        into[part["id"]] = {**said, **own, **_both_checks(said, own)}


def _both_checks(said: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The words of the checks of the block and of the pack; what the pack says wins."""
    there, here = said.get("checks"), own.get("checks")
    if not isinstance(there, Mapping) or not isinstance(here, Mapping):
        return {}
    return {"checks": {**there, **here}}


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
