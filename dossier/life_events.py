"""What brings people to the counter, and the procedures each life event may need."""

from collections.abc import Collection, Iterator, Mapping

from pydantic import BaseModel, ConfigDict, Field, ValidationError


class LifeEvent(BaseModel):
    """One thing that happens in people's lives, in their words.

    `procedures` are the slugs of what may be filed then, the most usual first.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name: str = Field(min_length=1)
    summary: str = Field(min_length=1)
    icon: str = "file-text"
    tint: str = "red"
    procedures: tuple[str, ...] = Field(min_length=1)


def faults(data: Mapping[str, object], slugs: Collection[str]) -> Iterator[str]:
    """What keeps life events by their id from use where these packs exist, in words."""
    for event, said in data.items():
        if event in slugs:
            yield f"{event}: là tên của một gói; đặt mã khác"
        try:
            _made(event, said)
        except ValidationError as problem:
            for error in problem.errors():
                yield ": ".join([event, *map(str, error["loc"]), error["msg"]])


def read(data: Mapping[str, object]) -> tuple[LifeEvent, ...]:
    """The life events of a mapping without faults, in its order."""
    return tuple(_made(event, said) for event, said in data.items())


def _made(event: str, said: object) -> LifeEvent:
    return LifeEvent.model_validate({**said, "id": event} if isinstance(said, dict) else said)
