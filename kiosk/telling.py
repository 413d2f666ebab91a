"""How commands take their folder and tell what they found: in columns, or as JSON lines."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

Data = Annotated[
    Path | None, typer.Option("--data", help="Data folder (default: the XDG data folder).")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object per line.")]
Row = dict[str, Any]


def say(rows: Iterable[Row], *, as_json: bool = True) -> None:
    """Print each row on a line of its own."""
    for row in rows:
        if as_json:
            typer.echo(json.dumps(row, ensure_ascii=False))
        else:
            typer.echo("  ".join(_plain(value) for value in row.values()))


def _plain(value: object) -> str:
    simple = isinstance(value, str | int | float)
    return str(value) if simple else json.dumps(value, ensure_ascii=False)


def pixels(size: str) -> tuple[int, int]:
    """Width and height of `1080x1920`. Raises BadParameter."""
    width, _, height = size.partition("x")
    if not (width.isdigit() and height.isdigit() and int(width) and int(height)):
        raise typer.BadParameter(f"{size!r} is no size; write it like 1080x1920")
    return int(width), int(height)
