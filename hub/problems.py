"""Refusals as problem details (RFC 9457): each a Vietnamese sentence a person may read."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DatabaseError, DataError, OperationalError
from starlette.exceptions import HTTPException

from dossier.wire import MissingObject, Problem

logger = logging.getLogger(__name__)

PROBLEM = "application/problem+json"
PATIENCE = 2.0
"""Seconds a refused sender may go on."""
TUS = {"Tus-Resumable": "1.0.0"}

_TITLES = {
    HTTPStatus.BAD_REQUEST: "Yêu cầu không đúng dạng",
    HTTPStatus.UNAUTHORIZED: "Chưa xác nhận được máy gửi",
    HTTPStatus.FORBIDDEN: "Không được phép",
    HTTPStatus.NOT_FOUND: "Không tìm thấy",
    HTTPStatus.METHOD_NOT_ALLOWED: "Không hỗ trợ thao tác này",
    HTTPStatus.CONFLICT: "Không khớp với dữ liệu đang có",
    HTTPStatus.GONE: "Không còn nữa",
    HTTPStatus.PRECONDITION_FAILED: "Phiên bản giao thức không được hỗ trợ",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Nội dung quá lớn",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "Kiểu nội dung không được hỗ trợ",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Hồ sơ không được nhận",
    HTTPStatus.TOO_MANY_REQUESTS: "Thử quá nhiều lần",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Hệ thống tiếp nhận gặp trục trặc",
    HTTPStatus.SERVICE_UNAVAILABLE: "Hệ thống tiếp nhận đang bận",
    HTTPStatus.INSUFFICIENT_STORAGE: "Hệ thống tiếp nhận hết chỗ lưu",
}


class Refused(Exception):
    """Ends a request with a problem; `kind` names it for programs (`urn:hub:<kind>`)."""

    def __init__(
        self,
        status: HTTPStatus,
        detail: str,
        *,
        kind: str = "",
        missing: Sequence[MissingObject] = (),
    ) -> None:
        super().__init__(detail)
        self.problem = Problem(
            type=f"urn:hub:{kind}" if kind else "about:blank",
            title=_TITLES.get(status, status.phrase),
            status=status,
            detail=detail,
            missing=tuple(missing),
        )


def answer_with_problems(app: FastAPI) -> None:
    """Make every failure of `app` a problem."""

    @app.exception_handler(Refused)
    async def refused(request: Request, refusal: Refused) -> Response:
        await _hear_out(request)
        return respond(request, refusal.problem)

    @app.exception_handler(RequestValidationError)
    async def wrong_form(request: Request, _error: RequestValidationError) -> Response:
        detail = "Yêu cầu thiếu hoặc sai một tham số."
        return respond(request, Refused(HTTPStatus.BAD_REQUEST, detail).problem)

    @app.exception_handler(HTTPException)
    async def http_error(request: Request, error: HTTPException) -> Response:
        status = HTTPStatus(error.status_code)
        return respond(request, Refused(status, "Địa chỉ này không có ở hệ thống.").problem)

    @app.exception_handler(OSError)
    async def disk_failed(request: Request, error: OSError) -> Response:
        logger.error("disk: errno %s while serving %s", error.errno, request.method)
        detail = "Hệ thống chưa ghi được dữ liệu xuống đĩa. Xin gửi lại sau."
        return respond(request, Refused(HTTPStatus.INSUFFICIENT_STORAGE, detail).problem)

    @app.exception_handler(DataError)
    async def unkeepable(request: Request, _error: DataError) -> Response:
        detail = "Yêu cầu có ký tự mà hệ thống không lưu được."
        return respond(request, Refused(HTTPStatus.BAD_REQUEST, detail).problem)

    @app.exception_handler(DatabaseError)
    async def database_away(request: Request, error: DatabaseError) -> Response:
        if type(error) not in {DatabaseError, OperationalError}:
            raise error  # a fault of ours, not of the database
        logger.error("database: %s while serving %s", type(error.orig).__name__, request.method)
        detail = "Cơ sở dữ liệu tạm thời chưa dùng được. Chưa có gì bị mất, xin gửi lại sau."
        return respond(request, Refused(HTTPStatus.SERVICE_UNAVAILABLE, detail).problem)

    @app.exception_handler(Exception)
    async def broken(request: Request, _error: Exception) -> Response:
        detail = "Hệ thống gặp lỗi khi xử lý. Chưa có gì bị mất, xin gửi lại sau."
        return respond(request, Refused(HTTPStatus.INTERNAL_SERVER_ERROR, detail).problem)


async def _hear_out(request: Request) -> None:
    """Take in what is still being sent, for a moment: a line closed on a sender loses our answer.

    `request.state.heard` is set by whoever began to read the body.
    """
    sends = int(request.headers.get("content-length", "0")) > 0
    if not sends or getattr(request.state, "heard", False):
        return
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            more = True
            while more:
                more = (await request.receive()).get("more_body", False)


def respond(request: Request, problem: Problem) -> Response:
    """The answer that carries `problem`; under /v1/files it is a tus answer too."""
    shown = problem.model_dump_json(exclude=None if problem.missing else {"missing"})
    tus = TUS if request.url.path.startswith("/v1/files") else {}
    return Response(shown, problem.status, headers=tus, media_type=PROBLEM)
