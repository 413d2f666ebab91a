"""A USB parcel that arrives over HTTP: who has a line may pass on what another counter sealed."""

import os
import secrets
from http import HTTPStatus
from pathlib import Path

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from dossier.parcel import CUT_SHORT, MAX_PARCEL_BYTES, TOO_MUCH
from dossier.wire import SignedReceipt
from hub.durable import PRIVATE_FILE
from hub.messages import JSON
from hub.parcels import TakenIn, take_in
from hub.problems import Refused
from hub.upstream import Caller, Here, Upstream

router = APIRouter(prefix="/v1")
PARCEL = "application/octet-stream"


@router.post(
    "/parcels",
    tags=["dossiers"],
    responses={
        200: {"model": SignedReceipt, "description": "`receipt` is a receipt parcel as text"},
        409: {"description": "Another parcel came under this number"},
        413: {"description": "Longer than any parcel"},
        422: {"description": "Nothing can be taken from this parcel"},
        503: {"description": "Another parcel is being imported"},
    },
    openapi_extra={"requestBody": {"required": True, "content": {PARCEL: {}}}},
)
async def post_parcel(request: Request, upstream: Here, _caller: Caller) -> Response:
    """Take a parcel in; the receipts to bring back are the answer. Repeating it is harmless.

    The parcel vouches for itself: the caller may be another device than the one that made it.
    """
    file = upstream.arriving / secrets.token_hex(8)
    try:
        await _arrive(request, file)
        taken = await run_in_threadpool(_take_in, upstream, file)
    finally:
        await run_in_threadpool(file.unlink, missing_ok=True)
    return Response(taken.answer, media_type=JSON)


async def _arrive(request: Request, path: Path) -> None:
    """Keep the body in a file of its own. Raises Refused, OSError."""
    request.state.heard = True
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    size = 0
    with os.fdopen(os.open(path, flags, PRIVATE_FILE), "wb") as file:
        try:
            async for piece in request.stream():
                size += len(piece)
                if size > MAX_PARCEL_BYTES:
                    raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, TOO_MUCH, kind="too-large")
                await run_in_threadpool(file.write, piece)
        except ClientDisconnect as problem:
            raise Refused(HTTPStatus.BAD_REQUEST, CUT_SHORT, kind="bad-parcel") from problem


def _take_in(upstream: Upstream, path: Path) -> TakenIn:
    with path.open("rb") as file:
        return take_in(upstream, file)
