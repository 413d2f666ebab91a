"""The messages of `dossier.wire` over HTTP: joining, announcing, committing, pulling events."""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool

from dossier.releases import SignedRelease
from dossier.wire import (
    HUB_SIGNATURE,
    MAX_DOCUMENT_BYTES,
    DossierDocument,
    DossierStatus,
    Enrolled,
    Enrolment,
    Health,
    HubEvents,
    Problem,
    Reconcile,
    Reconciled,
    SignedReceipt,
    events_text,
)
from hub import committing, dossiers, epochs, events, reconciling
from hub.problems import PROBLEM, Refused
from hub.signatures import signer
from hub.upstream import Caller, Here, body_of

router = APIRouter(prefix="/v1")

JSON = "application/json"
BYTES = "application/octet-stream"
MAX_SMALL_BYTES = 10_000
_LARGEST_CURSOR = 2**63 - 1


def _carries(model: type[BaseModel]) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    return {"requestBody": {"required": True, "content": {JSON: {"schema": schema}}}}


def _problem(description: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{Problem.__name__}"}
    return {"description": description, "content": {PROBLEM: {"schema": schema}}}


@router.get("/health", tags=["hub"])
async def health(
    upstream: Here, nonce: Annotated[str, Query(pattern=r"^[0-9A-Za-z_-]{0,64}$")] = ""
) -> Health:
    """Answers when the hub is up, signed over the `nonce`: no other program can say so."""
    return upstream.keys.answer(nonce, upstream.config.now())


@router.post(
    "/enrol",
    tags=["devices"],
    status_code=201,
    responses={
        201: {"model": Enrolled},
        200: {"model": Enrolled, "description": "The same device asks again"},
        403: _problem("The code does not work"),
    },
    openapi_extra=_carries(Enrolment),
)
async def enrol(request: Request, upstream: Here) -> Response:
    """Join with a one-time code; not signed."""
    body = await body_of(request, MAX_SMALL_BYTES)
    try:
        asked = Enrolment.model_validate_json(body)
    except ValidationError as problem:
        raise Refused(HTTPStatus.BAD_REQUEST, "Yêu cầu đăng ký không đúng dạng.") from problem
    joined, new = await run_in_threadpool(upstream.devices.enrol, asked)
    return _json(joined, HTTPStatus.CREATED if new else HTTPStatus.OK)


@router.put(
    "/dossiers/{dossier}",
    tags=["dossiers"],
    status_code=201,
    responses={
        201: {"model": DossierStatus},
        200: {"model": DossierStatus, "description": "Known already, byte for byte"},
        409: _problem("Other content is known under this id"),
        422: _problem("The document cannot be received"),
    },
    openapi_extra=_carries(DossierDocument),
)
async def put_dossier(request: Request, upstream: Here, dossier: str) -> Response:
    """Announce a dossier by its exact bytes, before any of its objects."""
    content = await body_of(request, MAX_DOCUMENT_BYTES)

    def work() -> Response:
        device = signer(request, upstream.devices.find, content)
        status, new = dossiers.announce(upstream, device, dossier, content)
        return _json(status, HTTPStatus.CREATED if new else HTTPStatus.OK)

    return await run_in_threadpool(work)


@router.get(
    "/dossiers/{dossier}",
    tags=["dossiers"],
    responses={200: {"model": DossierStatus}, 404: _problem("Unknown")},
)
def dossier_status(upstream: Here, device: Caller, dossier: str) -> Response:
    """State, missing objects with their offsets, and the receipt if there is one."""
    return _json(dossiers.status(upstream, dossiers.held(upstream, device, dossier)))


@router.post(
    "/dossiers/{dossier}/commit",
    tags=["dossiers"],
    responses={
        200: {"model": SignedReceipt},
        409: _problem("`missing` lists what must be sent"),
        422: _problem("Rejected: an object is not what the document says"),
    },
)
async def commit(request: Request, upstream: Here, dossier: str) -> Response:
    """Ask the hub to vouch for a dossier; the same bytes come back on every repeat.

    The body is empty, or the signed receipt a hub gave that has lost the dossier since.
    """
    body = await body_of(request, MAX_DOCUMENT_BYTES)

    def work() -> Response:
        device = signer(request, upstream.devices.find, body)
        return Response(committing.commit(upstream, device, dossier, body), media_type=JSON)

    return await run_in_threadpool(work)


@router.get("/events", tags=["dossiers"], responses={200: {"model": HubEvents}})
def pull_events(
    upstream: Here,
    device: Caller,
    since: Annotated[int, Query(ge=0, le=_LARGEST_CURSOR)] = 0,
    epoch: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """What happened to this device's dossiers after the cursor `since` of `epoch`, in order.

    The answer is signed in `Hub-Signature`: official changes count as much as receipts.
    """
    page = events.after(upstream.database, device.device, since, epoch)
    if page.rewind is not None:
        epochs.notice(upstream.database, epoch, since, upstream.config.now())
        page = events.after(upstream.database, device.device, since, epoch)
    answer = _json(page)
    said = events_text(device.device, since, epoch, bytes(answer.body))
    answer.headers[HUB_SIGNATURE] = upstream.keys.signature(said)
    return answer


@router.post(
    "/reconcile",
    tags=["dossiers"],
    responses={200: {"model": Reconciled}, 400: _problem("Not such a list")},
    openapi_extra=_carries(Reconcile),
)
async def reconcile(request: Request, upstream: Here) -> Response:
    """Which of these received dossiers the hub does not hold (any more) and must get again."""
    body = await body_of(request, MAX_DOCUMENT_BYTES)

    def work() -> Response:
        device = signer(request, upstream.devices.find, body)
        try:
            asked = Reconcile.model_validate_json(body)
        except ValidationError as problem:
            raise Refused(HTTPStatus.BAD_REQUEST, "Danh sách hồ sơ không đúng dạng.") from problem
        return _json(reconciling.reconcile(upstream, device, asked))

    return await run_in_threadpool(work)


@router.get(
    "/packs",
    tags=["packs"],
    responses={
        200: {"model": SignedRelease},
        304: {"description": "The kiosk has this release"},
        404: _problem("No release was made yet"),
    },
)
def newest_release(request: Request, upstream: Here, _device: Caller) -> Response:
    """The signed list of packs and tables kiosks work with."""
    made = upstream.releases.newest()
    if made is None:
        detail = "Hệ thống chưa phát hành bản thủ tục nào."
        raise Refused(HTTPStatus.NOT_FOUND, detail, kind="no-release")
    number, signed = made
    tag = f'"release-{number}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"ETag": tag})
    return Response(signed, headers={"ETag": tag}, media_type=JSON)


@router.get(
    "/packs/files/{sha256}",
    tags=["packs"],
    responses={200: {"content": {BYTES: {}}}, 404: _problem("No release has such a file")},
)
def release_file(upstream: Here, _device: Caller, sha256: str) -> Response:
    """One file of a release by its SHA-256."""
    content = upstream.releases.file(sha256)
    if content is None:
        detail = "Không có tệp này trong bản phát hành nào."
        raise Refused(HTTPStatus.NOT_FOUND, detail, kind="unknown-file")
    return Response(content, media_type=BYTES)


def _json(model: BaseModel, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return Response(model.model_dump_json(), status, media_type=JSON)
