"""The client most portals have: each dossier is one multipart POST, begun again when it fails.

`naive serve FOLDER PORT` keeps each whole body, fsynced. `naive send FOLDER HUB` sends the dossiers
prepared below FOLDER (one folder each: a JSON and its files) and prints the seconds it took.
"""

import json
import os
import sys
import time
from pathlib import Path
from threading import Event

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

TIMEOUT_S = 20.0
"""The luckiest of those tried: 60 s starves when an outage falls into every dossier."""
PAUSE_S = 1.0


def serve(folder: Path, port: int) -> None:
    """Keep what is posted."""

    async def keep(request: Request) -> Response:
        body = await request.body()
        with (folder / request.path_params["name"]).open("wb") as file:
            file.write(body)
            os.fsync(file.fileno())
        return JSONResponse({"kept": len(body)}, status_code=201)

    app = Starlette(routes=[Route("/{name}", keep, methods=["POST"])])
    print("ready", flush=True)  # what is sent before it listens is sent again, as on any day
    uvicorn.run(app, host="0.0.0.0", port=port, log_level="error", loop="asyncio", http="h11")


def send(folder: Path, hub: str) -> None:
    """Send all dossiers, one after another, until each was answered."""
    began, pause = time.monotonic(), Event()
    with httpx.Client(timeout=TIMEOUT_S, trust_env=False) as client:
        for dossier in sorted(folder.iterdir()):
            files = [("file", (each.name, each.read_bytes())) for each in sorted(dossier.iterdir())]
            while not _sent(client, f"{hub}/{dossier.name}", files):
                pause.wait(PAUSE_S)
            print(json.dumps({"dossier_s": round(time.monotonic() - began, 1)}), flush=True)
    print(json.dumps({"done_s": round(time.monotonic() - began, 1)}), flush=True)


def _sent(client: httpx.Client, url: str, files: list[tuple[str, tuple[str, bytes]]]) -> bool:
    try:
        return client.post(url, files=files).status_code == 201
    except httpx.HTTPError:
        return False


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        send(Path(sys.argv[2]), sys.argv[3])
