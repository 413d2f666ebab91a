"""The `kiosk` command. Exit codes: 0 done, 1 failed with a sentence on stderr, 2 wrong usage."""

import getpass
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated

import typer

from dossier.catalogue import UnknownProcedure
from kiosk.app.config import default_data
from kiosk.cli_procedures import procedures_app
from kiosk.journey.ports import KioskError
from kiosk.telling import AsJson, Data, Row, pixels, say

app = typer.Typer(add_completion=False, no_args_is_help=False, pretty_exceptions_enable=False)
app.add_typer(procedures_app, name="procedures", help="List, search, show and check procedures.")
parcel_app = typer.Typer(no_args_is_help=True)
app.add_typer(parcel_app, name="parcel", help="Carry dossiers by USB when there is no line.")

Images = Annotated[list[Path], typer.Argument(help="Picture files.", metavar="IMAGE...")]


def main() -> None:
    """Run the command line."""
    try:
        app()
    except (KioskError, UnknownProcedure) as problem:
        typer.echo(str(problem), err=True)
        sys.exit(1)


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    data: Data = None,
    windowed: Annotated[bool, typer.Option("--windowed", help="In a plain window.")] = False,
) -> None:
    """Start the kiosk on this screen."""
    if context.invoked_subcommand is None:
        from kiosk.app.running import run

        raise typer.Exit(run(data or default_data(), windowed=windowed))


@app.command()
def demo(
    out: Annotated[Path, typer.Option("--out", help="Folder for pictures, slip and summary.")],
    size: Annotated[str, typer.Option("--size", help="Window size, WxH.")] = "1080x1920",
    card: Annotated[Path | None, typer.Option("--card", help="Shown instead of the card.")] = None,
    page: Annotated[
        list[Path] | None, typer.Option("--page", help="Shown instead of the papers.")
    ] = None,
    headless: Annotated[bool, typer.Option("--headless", help="With no display.")] = False,
    as_json: AsJson = False,
) -> None:
    """File one visit by itself through the real window, and say what came of it."""
    from kiosk.demo.showing import Wanted, show

    wanted = Wanted(out=out, size=pixels(size), card=card, pages=tuple(page or ()))
    summary = show(wanted, headless=headless)
    if as_json:
        say([summary])
        return
    typer.echo(f"receipt number  {summary['receipt_number']}")
    typer.echo(f"official code   {summary['official_code']}")
    for state in summary["states"]:
        typer.echo(f"{state['at']}  {state['state']}")
    typer.echo(f"{summary['touches']} touches, {summary['keys']} keys")
    typer.echo(f"screens, slip and summary.json are in {out.resolve()}")


@app.command("read-code")
def read_code(images: Images, as_json: AsJson = False) -> None:
    """Read bar and QR codes in pictures."""
    from kiosk.scan.inspecting import read_codes

    _each(images, read_codes, as_json=as_json)


@app.command("read-card")
def read_card(images: Images, as_json: AsJson = False) -> None:
    """Read ID cards in pictures."""
    from kiosk.scan.inspecting import read_card as read_one

    _each(images, read_one, as_json=as_json)


@app.command("find-page")
def find_page(images: Images, as_json: AsJson = False) -> None:
    """Find the outline of a page in pictures."""
    from kiosk.scan.inspecting import find_page as find_one

    _each(images, find_one, as_json=as_json)


@app.command("scan-page")
def scan_page(
    images: Images,
    out: Annotated[Path, typer.Option("--out", help="Folder for the straightened pages.")],
    as_json: AsJson = False,
) -> None:
    """Straighten pages and bind each as a PDF."""
    from kiosk.scan.inspecting import scan_page as scan_one

    _each(images, lambda path: scan_one(path, out), as_json=as_json)


@app.command()
def packs(data: Data = None, as_json: AsJson = False) -> None:
    """Show which release of packs and tables is at work, and what of it could not be used."""
    from kiosk.app.packs import packs_told, said_of

    told = packs_told(data or default_data())
    if as_json:
        say([told])
        return
    typer.echo(f"Đang dùng {said_of(told)}.")
    for what, number in told["origins"].items():
        typer.echo(f"{number}  {what}")
    for words in filter(None, [*told["findings"], told["last_look"]]):
        typer.echo(words, err=True)


@app.command()
def queue(data: Data = None, as_json: AsJson = False) -> None:
    """Show the queue of sealed dossiers, newest first."""
    from kiosk.app.queue import queued, who_delivers

    where = data or default_data()
    say(queued(where), as_json=as_json)
    if not as_json:
        typer.echo(who_delivers(where) or "Chưa có chương trình nào đang gửi hồ sơ.", err=True)


@app.command()
def sync(
    once: Annotated[bool, typer.Option("--once", help="Deliver what can go now.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Deliver until stopped.")] = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Deliver sealed dossiers without the screen, beside a running kiosk or alone."""
    if once == watch:
        raise typer.BadParameter("give one of --once and --watch")
    from kiosk.app.queue import deliver, serve, undelivered
    from kiosk.app.stopping import until_stopped

    where = data or default_data()
    if watch:
        with until_stopped() as stopped:
            serve(where, stopped, lambda row: _say_watched(row, as_json=as_json))
        return
    rows = deliver(where)
    say(rows, as_json=as_json)
    left = undelivered(rows)
    if left:
        reason = next((row["reason"] for row in left if row["reason"]), "")
        typer.echo(f"Còn {len(left)} hồ sơ chưa gửi được. {reason}".strip(), err=True)
        raise typer.Exit(1)


@app.command()
def purge(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Delete the content of what the hub vouched for long enough ago, and of visits left behind."""
    from kiosk.app.purging import purge as delete

    say(delete(data or default_data(), dry_run=dry_run), as_json=as_json)


@app.command()
def hold(
    receipt_number: str,
    reason: Annotated[str, typer.Option("--reason", help="Why it must be kept.")] = "",
    lift: Annotated[bool, typer.Option("--lift", help="Lift the hold.")] = False,
    by: Annotated[str, typer.Option("--by", help="Who says so.")] = "",
    data: Data = None,
) -> None:
    """Keep a dossier on this machine whatever its age (legal hold), or lift that."""
    from kiosk.app import purging

    where, who = data or default_data(), by or getpass.getuser()
    if lift:
        was = purging.lift(where, receipt_number, who)
        typer.echo("Đã thôi giữ hồ sơ." if was else "Hồ sơ này không bị giữ.")
        return
    if not reason:
        raise typer.BadParameter("give --reason or --lift")
    purging.hold(where, receipt_number, reason, who)
    typer.echo("Đã giữ hồ sơ: máy sẽ không xóa cho đến khi thôi giữ.")


@parcel_app.command("export")
def parcel_export(
    folder: Annotated[Path, typer.Argument(help="Folder of the stick.", metavar="DIR")],
    dossier: Annotated[
        list[str] | None, typer.Option("--dossier", help="Receipt number; all that wait without.")
    ] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Put dossiers the hub has not received on a stick, encrypted for the hub."""
    from kiosk.app.parcels import export, exported_words

    made = export(data or default_data(), folder, dossier or ())
    if as_json:
        say([made])
    else:
        typer.echo(exported_words(made))


@parcel_app.command("import")
def parcel_import(
    place: Annotated[Path, typer.Argument(help="Receipts (.bienlai), or a folder of them.")],
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Take in the receipts that came back on a stick; repeating it is harmless."""
    from kiosk.app.parcels import import_receipts

    say(import_receipts(data or default_data(), place), as_json=as_json)


@app.command()
def doctor(data: Data = None, as_json: AsJson = False) -> None:
    """Look the counter over and say what to mend; exit code 1 when something is wrong."""
    from kiosk.app.doctor import examine

    well = True
    for check in examine(data or default_data()):
        well = well and check.good
        row = {"check": check.name, "good": check.good, "words": check.words}
        if as_json:
            say([row])
        else:
            typer.echo(f"{'  ok ' if check.good else '  !! '} {check.name}: {check.words}")
    if not well:
        raise typer.Exit(1)


def _each(images: Iterable[Path], read: Callable[[Path], Row], *, as_json: bool) -> None:
    """Read every picture; those that cannot be read are named at the end, with exit code 1."""
    problems = []
    for image in images:
        try:
            say([read(image)], as_json=as_json)
        except KioskError as problem:
            problems.append(str(problem))
    for words in problems:
        typer.echo(words, err=True)
    if problems:
        raise typer.Exit(1)


def _say_watched(row: Row, *, as_json: bool) -> None:
    from kiosk.app.queue import watched_words

    typer.echo(json.dumps(row, ensure_ascii=False) if as_json else watched_words(row))
