"""The least a web service in Python can do: take a body, commit one row, answer once it is durable.

`python -m benchmarks.intake_floor DATABASE PORT WORKERS`; DATABASE is a file or `postgresql://`.
"""

import os
import sqlite3
import sys
import threading
from collections.abc import Callable

import psycopg
import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

PLACE = "INTAKE_FLOOR"
TABLE = "CREATE TABLE IF NOT EXISTS dossiers (path TEXT, content {})"
METHODS = ["GET", "PUT", "POST"]


def application() -> Starlette:
    """A service on the database the environment names."""
    place = os.environ[PLACE]
    keep = _postgresql(place) if place.startswith("postgresql:") else _sqlite(place)

    async def take(request: Request) -> Response:
        body = await request.body()
        if request.method != "GET":
            await run_in_threadpool(keep, request.url.path, body)
        return Response(b"{}", 201, media_type="application/json")

    return Starlette(routes=[Route("/{path:path}", take, methods=METHODS)])


def _sqlite(place: str) -> Callable[[str, bytes], None]:
    connection = sqlite3.connect(place, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(TABLE.format("BLOB"))
    turn = threading.Lock()

    def keep(path: str, body: bytes) -> None:
        with turn:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO dossiers VALUES (?, ?)", (path, body))
            connection.execute("COMMIT")

    return keep


def _postgresql(place: str) -> Callable[[str, bytes], None]:
    own = threading.local()

    def keep(path: str, body: bytes) -> None:
        if not hasattr(own, "connection"):
            own.connection = psycopg.connect(place, autocommit=True)
        own.connection.execute("INSERT INTO dossiers VALUES (%s, %s)", (path, body))

    return keep


def main() -> None:
    """Serve until told to stop."""
    place, port, workers = sys.argv[1:]
    os.environ[PLACE] = place
    if place.startswith("postgresql:"):
        with psycopg.connect(place, autocommit=True) as connection:
            connection.execute(TABLE.format("BYTEA").encode())
    uvicorn.run(
        "benchmarks.intake_floor:application",
        factory=True,
        port=int(port),
        workers=int(workers),
        access_log=False,
        log_level="error",
        http="h11",
        loop="asyncio",
    )


if __name__ == "__main__":
    main()
