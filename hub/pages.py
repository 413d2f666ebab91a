"""Pages people read: where a dossier stands, and the list of operations. No scripts, no CDN."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from dossier.wire import StatusPage
from hub.problems import Refused
from hub.tracking import Tracked, look_up
from hub.upstream import Here

router = APIRouter()

_PAGES = Environment(
    loader=PackageLoader("hub"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)
_SAFE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}

Code = Annotated[str, Query(max_length=20)]


@router.get("/v1/status/{receipt}", tags=["citizens"], responses={200: {"model": StatusPage}})
def status(upstream: Here, receipt: str, code: Code = "") -> Response:
    """Where a dossier stands, for who holds the slip: no personal data."""
    found = look_up(upstream, receipt, code)
    return Response(found.status.model_dump_json(), headers=_SAFE, media_type="application/json")


@router.get("/s/{receipt}", tags=["citizens"], response_class=HTMLResponse)
def status_page(upstream: Here, receipt: str, c: Code = "") -> HTMLResponse:
    """The same as a page."""
    found: Tracked | None = None
    words, http = "", HTTPStatus.OK
    try:
        found = look_up(upstream, receipt, c)
    except Refused as refusal:
        words, http = refusal.problem.detail, HTTPStatus(refusal.problem.status)
    page = _PAGES.get_template("status.html").render(
        found=found, words=words, agency=upstream.config.agency, hotline=upstream.config.hotline
    )
    return HTMLResponse(page, http, headers=_SAFE)


@router.get("/docs", include_in_schema=False)
async def docs(request: Request) -> HTMLResponse:
    """Every operation of the generated OpenAPI, readable without internet."""
    described = request.app.openapi()
    operations = [
        (method.upper(), path, operation)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]
    page = _PAGES.get_template("docs.html").render(api=described["info"], operations=operations)
    return HTMLResponse(page, headers=_SAFE)
