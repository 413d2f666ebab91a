"""Resumable uploads over HTTP: tus 1.0.0 core, creation (with upload), expiration, termination.

https://tus.io/protocols/resumable-upload.html
"""

import binascii
from base64 import b64decode
from datetime import UTC
from email.utils import format_datetime
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from dossier.wire import MAX_OBJECT_BYTES, SealedObject
from hub import dossiers
from hub.devices import Device
from hub.problems import TUS, Refused
from hub.receiving import receive
from hub.uploads import Upload
from hub.upstream import Caller, Here, Upstream

router = APIRouter(prefix="/v1/files", tags=["files"])

STREAM = "application/offset+octet-stream"
EXTENSIONS = "creation,creation-with-upload,expiration,termination"


@router.options("", status_code=204)
@router.options("/{upload}", status_code=204, include_in_schema=False)
async def abilities() -> Response:
    """What of tus this hub speaks."""
    more = {
        "Tus-Version": "1.0.0",
        "Tus-Extension": EXTENSIONS,
        "Tus-Max-Size": str(MAX_OBJECT_BYTES),
    }
    return Response(status_code=HTTPStatus.NO_CONTENT, headers={**TUS, **more})


@router.post("", status_code=201)
async def create(request: Request, upstream: Here, device: Caller) -> Response:
    """Begin the upload of an object of an announced dossier, with its first bytes if sent along.

    An object already begun is found again: 200 with its address and offset.
    """
    _check_version(request)
    dossier, sealed = await run_in_threadpool(_wanted, request, upstream, device)
    upload, new = await run_in_threadpool(upstream.uploads.create, dossier, sealed)
    offset = await run_in_threadpool(upstream.uploads.offset, upload)
    if offset == 0 and request.headers.get("content-type") == STREAM:
        offset = await receive(request, upstream, upload, 0)
    return Response(
        status_code=HTTPStatus.CREATED if new else HTTPStatus.OK,
        headers={"Location": f"/v1/files/{upload.id}", **_standing(upstream, upload, offset)},
    )


@router.head("/{upload}")
async def look(request: Request, upstream: Here, device: Caller, upload: str) -> Response:
    """Where an upload stands; whoever was writing to it is sent away first."""
    _check_version(request)
    found = await run_in_threadpool(_known, upstream, device, upload)
    async with upstream.turns.take(found.id):
        offset = await run_in_threadpool(upstream.uploads.offset, found)
    more = {"Upload-Length": str(found.size), "Cache-Control": "no-store"}
    return Response(headers={**_standing(upstream, found, offset), **more})


@router.patch("/{upload}", status_code=204)
async def append(request: Request, upstream: Here, device: Caller, upload: str) -> Response:
    """Add bytes at the offset; answered once they are on disk."""
    _check_version(request)
    if request.headers.get("content-type") != STREAM:
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"Kiểu nội dung phải là {STREAM}.")
    found = await run_in_threadpool(_known, upstream, device, upload)
    offset = await receive(request, upstream, found, _number(request, "upload-offset"))
    return Response(status_code=HTTPStatus.NO_CONTENT, headers=_standing(upstream, found, offset))


@router.delete("/{upload}", status_code=204)
async def terminate(request: Request, upstream: Here, device: Caller, upload: str) -> Response:
    """Give an upload up; its bytes are removed. What the hub has vouched for stays."""
    _check_version(request)
    found = await run_in_threadpool(_known, upstream, device, upload)
    async with upstream.turns.take(found.id):
        dropped = await run_in_threadpool(upstream.uploads.drop, found)
    if not dropped:
        detail = "Hồ sơ đã được tiếp nhận, giấy tờ của hồ sơ không xóa được."
        raise Refused(HTTPStatus.CONFLICT, detail, kind="received")
    return Response(status_code=HTTPStatus.NO_CONTENT, headers=TUS)


def _standing(upstream: Upstream, upload: Upload, offset: int) -> dict[str, str]:
    """Where an upload stands, and until when it is kept if it is not whole."""
    said = {**TUS, "Upload-Offset": str(offset)}
    if offset < upload.size:
        expires = upstream.uploads.expires(upload)
        said["Upload-Expires"] = format_datetime(expires.astimezone(UTC), usegmt=True)
    return said


def _check_version(request: Request) -> None:
    if request.headers.get("tus-resumable") != TUS["Tus-Resumable"]:
        detail = "Cần tiêu đề Tus-Resumable: 1.0.0."
        raise Refused(HTTPStatus.PRECONDITION_FAILED, detail, kind="tus-version")


def _number(request: Request, name: str) -> int:
    digits = request.headers.get(name, "")
    if not (digits.isascii() and digits.isdecimal()):
        raise Refused(HTTPStatus.BAD_REQUEST, f"Tiêu đề {name} phải là một số.", kind="header")
    return int(digits)


def _known(upstream: Upstream, device: Device, name: str) -> Upload:
    """An upload of this device. Raises Refused: 410 for one given up, 404 for any other."""
    upload = upstream.uploads.find(name)
    if upload is None:
        raise Refused(HTTPStatus.NOT_FOUND, "Không có lần gửi tệp này.", kind="unknown-upload")
    dossiers.held(upstream, device, upload.dossier)
    if upload.dropped:
        raise Refused(HTTPStatus.GONE, "Lần gửi tệp này đã bị hủy.", kind="dropped-upload")
    return upload


def _wanted(request: Request, upstream: Upstream, device: Device) -> tuple[str, SealedObject]:
    """The dossier and its object a creation is about, as the sealed document describes it."""
    size = _number(request, "upload-length")
    if size > MAX_OBJECT_BYTES:
        detail = "Tệp lớn hơn mức hệ thống nhận."
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail, kind="too-large")
    named = _metadata(request.headers.get("upload-metadata", ""))
    document = dossiers.held(upstream, device, named.get("dossier", "")).document
    for sealed in document.objects:
        announced = (sealed.id, sealed.sealed_sha256, sealed.sealed_size)
        if announced == (named.get("object"), named.get("sha256"), size):
            return document.id, sealed
    detail = "Tệp này không có trong danh sách giấy tờ của hồ sơ."
    raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, detail, kind="unknown-object")


def _metadata(text: str) -> dict[str, str]:
    try:
        pairs = (pair.strip().partition(" ") for pair in text.split(",") if pair.strip())
        return {key: b64decode(value, validate=True).decode() for key, _, value in pairs}
    except (binascii.Error, UnicodeDecodeError) as problem:
        detail = "Tiêu đề Upload-Metadata không đúng dạng."
        raise Refused(HTTPStatus.BAD_REQUEST, detail, kind="header") from problem
