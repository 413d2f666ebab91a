"""The `hub` command. Exit codes: 0 done, 1 failed with a sentence on stderr, 2 wrong usage."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from hub.config import DEFAULT_AGENCY, DEFAULT_AGENCY_CODE, HubConfig, HubFailed

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
packs_app = typer.Typer(no_args_is_help=True)
app.add_typer(packs_app, name="packs", help="Release procedure packs and tables to the kiosks.")

parcel_app = typer.Typer(no_args_is_help=True)
app.add_typer(parcel_app, name="parcel", help="USB parcels of counters without a line.")

Data = Annotated[Path, typer.Option("--data", help="Data folder of the hub.")]
Server = Annotated[
    str,
    typer.Option(
        "--database", envvar="HUB_DATABASE", help="postgresql://…; without it a file in the folder."
    ),
]


def main() -> None:
    """Run the command line."""
    try:
        app()
    except HubFailed as problem:
        typer.echo(str(problem), err=True)
        sys.exit(1)


@app.command()
def serve(  # noqa: PLR0913 - its options
    *,
    data: Data,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8420,
    agency: Annotated[str, typer.Option(help="Name shown to citizens.")] = DEFAULT_AGENCY,
    agency_code: Annotated[str, typer.Option(help="MX1X2.Y1Y2Y3.Z1Z2")] = DEFAULT_AGENCY_CODE,
    hotline: Annotated[str, typer.Option(help="Telephone shown to citizens.")] = "",
    database: Server = "",
    workers: Annotated[
        int, typer.Option(min=1, max=32, help="Processes; more than one needs PostgreSQL.")
    ] = 1,
) -> None:
    """Receive dossiers until told to stop (SIGTERM, SIGINT)."""
    from hub import workers as several
    from hub.server import HubServer, bound
    from hub.upstream import Upstream

    config = HubConfig(data, agency, agency_code, hotline, database)
    if workers > 1:
        several.check(config)
    listener = bound(host, port)
    shown = f"[{host}]" if ":" in host else host
    line = f"hub on http://{shown}:{listener.getsockname()[1]}"
    if workers > 1:
        several.serve(config, listener, workers, line)
        return
    upstream = Upstream(config, serving=True)
    server = HubServer(upstream, lambda: print(line, flush=True))  # noqa: T201 - its one line
    try:
        server.run(sockets=[listener])
    finally:
        upstream.close()


@app.command("enrol-code")
def enrol_code(data: Data, database: Server = "") -> None:
    """Print a code one kiosk can join with, once and within 24 hours."""
    from hub.upstream import Upstream

    upstream = Upstream(HubConfig(data, database=database))
    try:
        typer.echo(upstream.devices.enrolment_code())
    finally:
        upstream.close()


@parcel_app.command("import")
def parcel_import(
    files: Annotated[list[Path], typer.Argument(help="Parcels (.hoso), or folders of them.")],
    data: Data,
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder for the receipts (default: beside each).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per parcel.")] = False,
    database: Server = "",
) -> None:
    """Take parcels in and write the receipts to bring back; repeating it is harmless."""
    from hub.importing import import_parcels, said

    well = True
    for result in import_parcels(data, files, out, database):
        well = well and not result["problem"] and not result["refused"]
        typer.echo(json.dumps(result, ensure_ascii=False) if as_json else said(result))
    if not well:
        raise typer.Exit(1)


@packs_app.command("build")
def packs_build(
    data: Data,
    procedures: Annotated[Path, typer.Option(help="Folder of procedure packs.")],
    tables: Annotated[Path, typer.Option(help="Folder of the reference tables.")],
    database: Server = "",
) -> None:
    """Check packs and tables, and release them: running kiosks fetch what changed."""
    from hub.releases import gathered
    from hub.upstream import Upstream

    files = gathered(procedures, tables)
    upstream = Upstream(HubConfig(data, database=database))
    try:
        release, new = upstream.releases.build(files, upstream.config.now())
        said = "Đã phát hành" if new else "Không có gì mới so với"
        typer.echo(f"{said} bản {release.number}, {len(release.entries)} tệp.")
    finally:
        upstream.close()


@packs_app.command("list")
def packs_list(data: Data, database: Server = "") -> None:
    """List the releases, newest first."""
    from hub.upstream import Upstream

    upstream = Upstream(HubConfig(data, database=database))
    try:
        for release in upstream.releases.all():
            size = sum(entry.size for entry in release.entries)
            at = f"{release.made_at:%H:%M %d/%m/%Y}"
            typer.echo(f"{release.number}  {at}  {len(release.entries)} tệp  {size} byte")
    finally:
        upstream.close()


@app.command()
def restored(data: Data, database: Server = "") -> None:
    """Say that the data was put back from a backup, before the hub serves it again.

    Kiosks find out by themselves and send again what the backup lacks. This makes sure that from
    the first dossier on no official code is given that was given after the backup.
    """
    from hub import epochs
    from hub.upstream import Upstream

    upstream = Upstream(HubConfig(data, database=database))
    try:
        epochs.begin(upstream.database, upstream.config.now(), went_back=True)
    finally:
        upstream.close()


@app.command()
def reconcile(data: Data, database: Server = "") -> None:
    """List what kiosks hold receipts of and this hub had lost: back already, coming, or gone."""
    from hub import reconciling
    from hub.upstream import Upstream

    upstream = Upstream(HubConfig(data, database=database))
    try:
        for one in reconciling.told(upstream.database):
            typer.echo(f"{one.official_code}\t{one.kiosk}\t{one.dossier}\t{one.words}")
    finally:
        upstream.close()
