"""`kiosk procedures`: packs of a folder, listed, searched, shown and checked."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from kiosk.app.config import PROCEDURES
from kiosk.telling import AsJson, pixels, say

procedures_app = typer.Typer(no_args_is_help=True)

Packs = Annotated[Path, typer.Option("--packs", help="Folder of procedure packs.")]


@procedures_app.command("list")
def procedures_list(packs: Packs = PROCEDURES, as_json: AsJson = False) -> None:
    """List the procedures in force today."""
    from kiosk.app.procedures import found

    say(found(packs, "", _today()), as_json=as_json)


@procedures_app.command("search")
def procedures_search(words: str, packs: Packs = PROCEDURES, as_json: AsJson = False) -> None:
    """Search procedures in the citizen's words, best first."""
    from kiosk.app.procedures import found

    say(found(packs, words, _today()), as_json=as_json)


@procedures_app.command("show")
def procedures_show(slug: str, packs: Packs = PROCEDURES, as_json: AsJson = False) -> None:
    """Show one procedure in full."""
    from kiosk.app.procedures import shown

    say([shown(packs, slug, _today())], as_json=as_json)


@procedures_app.command("check")
def procedures_check(packs: Packs = PROCEDURES, as_json: AsJson = False) -> None:
    """Check every pack and run its golden cases; exit code 1 on any fault, 0 on mere advice."""
    from kiosk.app.procedures import checked

    findings = list(checked(packs, _today()))
    if as_json:
        say(asdict(finding) for finding in findings)
    for finding in findings:
        typer.echo(f"{finding} (advice)" if finding.advice else str(finding), err=True)
    if not all(finding.advice for finding in findings):
        raise typer.Exit(1)


@procedures_app.command("new")
def procedures_new(
    slug: str,
    name: Annotated[str, typer.Option("--name", help="As citizens call it.")] = "Thủ tục mới",
    packs: Packs = PROCEDURES,
) -> None:
    """Begin a pack: a small one that works, with an explanation at every line."""
    from kiosk.app.pack_starting import start

    for path in start(packs, slug, name.replace('"', "'"), _today()):
        typer.echo(str(path))


@procedures_app.command("diff")
def procedures_diff(
    old: str,
    new: str,
    packs: Packs = PROCEDURES,
    old_packs: Annotated[
        Path | None, typer.Option("--old-packs", help="Another folder of packs, for OLD.")
    ] = None,
) -> None:
    """Say in words what changed from one version of a pack to another (SLUG or SLUG/DATE each)."""
    from kiosk.app.procedures import changed

    for sentence in changed(old_packs or packs, old, packs, new):
        typer.echo(sentence)


@procedures_app.command("preview")
def procedures_preview(
    pack: Annotated[str, typer.Argument(metavar="SLUG", help="SLUG, or SLUG/DATE of a version.")],
    packs: Packs = PROCEDURES,
    out: Annotated[
        Path | None, typer.Option("--out", help="Draw the screens of a golden case here instead.")
    ] = None,
    case: Annotated[str, typer.Option("--case", help="Its number or name; else the first.")] = "",
    size: Annotated[str, typer.Option("--size", help="Of the pictures, WxH.")] = "1080x1920",
) -> None:
    """Open the form as a citizen sees it; nothing leaves this machine and nothing is kept."""
    from kiosk.demo.preview import Wanted, draw, show

    wanted = Wanted(pack, packs)
    if out is None:
        raise typer.Exit(show(wanted))
    for path in draw(wanted, case, out, pixels(size)):
        typer.echo(str(path))


@procedures_app.command("schema")
def procedures_schema(
    out: Annotated[Path, typer.Option("--out", help="Folder for the schemas.")],
) -> None:
    """Write the JSON Schemas of the files of a pack, for editors that help while one writes."""
    from kiosk.app.procedures import write_schemas

    for path in write_schemas(out):
        typer.echo(str(path))


@procedures_app.command("answers")
def procedures_answers(slug: str, packs: Packs = PROCEDURES) -> None:
    """Print the JSON Schema of the answers to a procedure, as the hub checks them."""
    from kiosk.app.procedures import answers_to

    typer.echo(json.dumps(answers_to(packs, slug, _today()), ensure_ascii=False, indent=2))


@procedures_app.command("import")
def procedures_import(source: Path, packs: Packs = PROCEDURES, as_json: AsJson = False) -> None:
    """Take over a spreadsheet (.csv, .xlsx) of information sheets; all of it or nothing."""
    from kiosk.app.sheet_importing import import_sheets

    target, count = import_sheets(source, packs)
    say([{"file": str(target), "sheets": count}], as_json=as_json)


@procedures_app.command("import-form")
def procedures_import_form(
    source: Annotated[Path, typer.Argument(metavar="FORM.xlsx")],
    slug: str,
    packs: Packs = PROCEDURES,
    as_json: AsJson = False,
) -> None:
    """Begin a pack from an XLSForm of ODK; what it cannot hold is named row by row."""
    from kiosk.app.xlsform.importing import import_form

    written, left = import_form(source, slug, packs, _today())
    if as_json:
        told = [asdict(each) for each in left]
        return say([{"files": [str(path) for path in written], "left": told}], as_json=True)
    for path in written:
        typer.echo(str(path))
    for each in left:
        typer.echo(str(each), err=True)
    return None


def _today() -> date:
    from kiosk.app.clock import SystemClock

    return SystemClock().now().wall.date()
