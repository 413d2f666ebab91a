"""Reading what came back: bounded, checked, and turned into a value or an error of ours."""

import time
import unicodedata
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from dossier.wire import Problem
from kiosk.sync.errors import (
    DeviceRefused,
    HubBusy,
    HubForgot,
    NoLine,
    NotOurHub,
    OtherContent,
    Rejected,
    SyncError,
    TooLarge,
)

MAX_ANSWER_BYTES = 2_000_000
"""No answer of the hub is near this; more is not ours."""
JSON = "application/json"
PROBLEM = "application/problem+json"
_MAX_WAIT = 900
_MAX_REASON = 300
_BUSY = {
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.LOCKED,
    HTTPStatus.TOO_EARLY,
    HTTPStatus.TOO_MANY_REQUESTS,
}

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole response: status, header fields and body."""

    status: int
    headers: httpx.Headers
    body: bytes = field(repr=False)

    @property
    def kind(self) -> str:
        """Media type without parameters, lower case."""
        kind: str = self.headers.get("content-type", "")
        return kind.partition(";")[0].strip().lower()

    def parse(self, model: type[Model]) -> Model:
        """The message in the body. Raises NotOurHub when it is anything else."""
        if self.kind != JSON:
            raise NotOurHub
        return self._read(model)

    def problem(self) -> Problem | None:
        """The hub's problem details, None when the answer is not the hub's."""
        if self.kind != PROBLEM:
            return None
        try:
            return self._read(Problem)
        except NotOurHub:
            return None

    def _read(self, model: type[Model]) -> Model:
        try:
            return model.model_validate_json(self.body)
        except ValidationError:
            raise NotOurHub from None


def read(response: httpx.Response, seconds: float) -> Answer:
    """Read a response to its end. Raises NotOurHub (too long, encoded) or NoLine (too slow)."""
    if response.headers.get("content-encoding", "identity") != "identity":
        raise NotOurHub
    deadline = time.monotonic() + seconds
    body = bytearray()
    for piece in response.iter_raw():
        body += piece
        if len(body) > MAX_ANSWER_BYTES:
            raise NotOurHub
        if time.monotonic() > deadline:
            raise NoLine
    return Answer(response.status_code, response.headers, bytes(body))


def failure(answer: Answer) -> SyncError:
    """The error an unsuccessful answer means."""
    status = answer.status
    if status in _BUSY or (
        status >= HTTPStatus.INTERNAL_SERVER_ERROR
        and status != HTTPStatus.NETWORK_AUTHENTICATION_REQUIRED
    ):
        return HubBusy(after=_wait(answer.headers.get("retry-after", "")))
    problem = answer.problem()
    if problem is None:
        too_large = status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return TooLarge() if too_large else NotOurHub()
    match status:
        case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN:
            return DeviceRefused()
        case HTTPStatus.NOT_FOUND | HTTPStatus.GONE:
            return HubForgot()
        case HTTPStatus.CONFLICT:
            return OtherContent()
        case _ if status >= HTTPStatus.BAD_REQUEST:
            return Rejected(_plain(problem.detail or problem.title))
        case _:
            return NotOurHub()


def _plain(words: str) -> str:
    """Words of the hub made safe to show: NFC, one line, of bounded length."""
    line = " ".join(unicodedata.normalize("NFC", words).split())
    return "".join(letter for letter in line if letter.isprintable())[:_MAX_REASON]


def _wait(field_value: str) -> float | None:
    """Retry-After in seconds (RFC 9110, 10.2.3); dates are left to our own backoff."""
    digits = field_value.strip()
    return float(min(int(digits), _MAX_WAIT)) if digits.isascii() and digits.isdigit() else None
