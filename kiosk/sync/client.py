"""The hub as the kiosk calls it: one method per message, every answer verified."""

import itertools
import secrets
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from urllib.parse import quote

import httpx

from dossier.moments import HubTime, told
from dossier.releases import Entry, SignedRelease
from dossier.wire import (
    HUB_SIGNATURE,
    DossierStatus,
    Enrolled,
    Enrolment,
    Health,
    HubEvents,
    MissingObject,
    Reconcile,
    Reconciled,
    SignedReceipt,
    events_text,
)
from kiosk.journey.ports import Clock, Keys
from kiosk.sync.answers import JSON, MAX_ANSWER_BYTES, Answer, failure, read
from kiosk.sync.connections import PROBE_CONNECT_SECONDS, Carriage, Connections, Request
from kiosk.sync.errors import HubForgot, NoLine, NotOurHub, OffsetConflict
from kiosk.sync.signing import DeviceSignature, content_digest

SLOWEST = 50_000
"""Bytes per second a line must manage before we give up on it (SecureDrop client's rule)."""
HEARD_EVERY = 900.0
"""Seconds after which the hub's time is asked for again: quartz clocks drift a second a day."""
GRACE = 25.0
"""Seconds any exchange may take on top of its bytes."""


class HubClient:
    """Speaks the protocol of `dossier.wire` to one hub, signing with the device key.

    Safe to use from several threads. Every method raises a SyncError; `close` ends what is under
    way in other threads with NoLine.
    """

    def __init__(
        self,
        base_url: str,
        keys: Keys,
        clock: Clock,
        *,
        proxy: str | None = None,
        tls: ssl.SSLContext | None = None,
        grace: float = GRACE,
        carriage: Carriage | None = None,
    ) -> None:
        self._grace = grace
        self._keys = keys
        self._clock = clock
        self._heard: Callable[[HubTime], None] | None = None
        self._heard_at = -HEARD_EVERY
        self._patience = itertools.cycle(PROBE_CONNECT_SECONDS)
        signature = DeviceSignature(keys, clock)
        self._connections = Connections(
            base_url, signature, proxy=proxy, tls=tls, carriage=carriage
        )

    def tell_time(self, heard: Callable[[HubTime], None]) -> None:
        """Call `heard`, from any thread, whenever our own hub said what time it is."""
        self._heard = heard

    def seconds_for(self, size: int) -> float:
        """How long a message of `size` bytes may take: size / 50 kB/s × 1.5 + 25 s."""
        return size / SLOWEST * 1.5 + self._grace

    def enrol(self, enrolment: Enrolment) -> Enrolled:
        """Join with a one-time code; the only message that is not signed, besides health."""
        body = enrolment.model_dump_json().encode()
        answer = self.send(self._json("POST", "/v1/enrol", body, signed=False))
        return _good(answer, HTTPStatus.OK, HTTPStatus.CREATED).parse(Enrolled)

    def put_dossier(self, dossier: str, document: bytes) -> DossierStatus:
        """Announce a dossier by its exact bytes; what the hub holds of it comes back.

        Raises OtherContent when the hub holds other bytes under this id.
        """
        answer = self.send(self._json("PUT", f"/v1/dossiers/{dossier}", document))
        return _status_of(dossier, _good(answer, HTTPStatus.OK, HTTPStatus.CREATED))

    def dossier_status(self, dossier: str) -> DossierStatus:
        """What the hub holds of a dossier. Raises HubForgot when it knows nothing of it."""
        answer = self.send(Request("GET", f"/v1/dossiers/{dossier}", self.seconds_for(0)))
        return _status_of(dossier, _good(answer, HTTPStatus.OK))

    def commit(
        self, dossier: str, former: SignedReceipt | None = None
    ) -> SignedReceipt | tuple[MissingObject, ...]:
        """Ask the hub to vouch for a dossier: its receipt (unverified yet), or what it misses.

        `former` is the receipt it gave before it lost the dossier.
        """
        body = former.model_dump_json().encode() if former else b""
        answer = self.send(self._json("POST", f"/v1/dossiers/{dossier}/commit", body))
        if answer.status == HTTPStatus.CONFLICT:
            problem = answer.problem()
            if problem is None:
                raise NotOurHub
            if not problem.missing:
                raise OffsetConflict
            return problem.missing
        return _good(answer, HTTPStatus.OK, HTTPStatus.CREATED).parse(SignedReceipt)

    def events(self, since: int, epoch: str = "") -> HubEvents:
        """What happened at the hub after `since` of its history `epoch`, in cursor order.

        Raises NotOurHub unless our hub signed exactly this answer for us.
        """
        path = f"/v1/events?since={since}&epoch={quote(epoch, safe='')}"
        answer = _good(self.send(Request("GET", path, self.seconds_for(0))), HTTPStatus.OK)
        said = events_text(self._keys.device, since, epoch, answer.body)
        key_id, _, signature = answer.headers.get(HUB_SIGNATURE, "").partition(" ")
        if not self._keys.hub_signed(said, signature, key_id):
            raise NotOurHub
        return answer.parse(HubEvents)

    def reconcile(self, asked: Reconcile) -> Reconciled:
        """Which of these dossiers the hub had received and does not hold any more."""
        answer = self.send(self._json("POST", "/v1/reconcile", asked.model_dump_json().encode()))
        return _good(answer, HTTPStatus.OK).parse(Reconciled)

    def release(self, known: int | None) -> SignedRelease | None:
        """The hub's newest release (unverified yet), None when it is `known` or there is none."""
        headers = {} if known is None else {"If-None-Match": f'"release-{known}"'}
        asked = Request("GET", "/v1/packs", self.seconds_for(MAX_ANSWER_BYTES), headers=headers)
        try:
            answer = _good(self.send(asked), HTTPStatus.OK, HTTPStatus.NOT_MODIFIED)
        except HubForgot:
            return None
        return answer.parse(SignedRelease) if answer.status == HTTPStatus.OK else None

    def release_file(self, entry: Entry) -> bytes:
        """One file of a release (unverified yet). Raises HubForgot when the hub lacks it."""
        path, seconds = f"/v1/packs/files/{entry.sha256}", self.seconds_for(entry.size)
        return _good(self.send(Request("GET", path, seconds)), HTTPStatus.OK).body

    def health(self) -> Health:
        """Return when the hub is there and well; once enrolled, only our own hub is believed."""
        nonce = secrets.token_hex(16)
        probe = Request(
            "GET",
            f"/v1/health?nonce={nonce}",
            self.seconds_for(0),
            signed=False,
            connect_seconds=next(self._patience),
        )
        before = self._clock.now()
        health = _good(self.send(probe), HTTPStatus.OK).parse(Health)
        if self._keys.enrolled:
            if not self._keys.hub_signed(health.text(nonce), health.signature, health.key_id):
                raise NotOurHub
            self._hear(told(health.server_time, before, self._clock.now()))
        return health

    def keep_time(self) -> None:
        """Hear the hub's time again when that was long ago and somebody wants to know."""
        if self._heard and self._clock.now().boot_seconds - self._heard_at >= HEARD_EVERY:
            self.health()

    def _hear(self, time: HubTime | None) -> None:
        if self._heard and time is not None:
            self._heard_at = time.boot_seconds
            self._heard(time)

    def send(self, request: Request) -> Answer:
        """One exchange, whatever its status. Raises NoLine or NotOurHub."""
        with self._line_errors(), self._connections.exchange(request) as response:
            return read(response, request.seconds)

    def close(self) -> None:
        """End everything under way, from any thread. Idempotent."""
        self._connections.close()

    def _json(self, method: str, path: str, body: bytes, *, signed: bool = True) -> Request:
        headers = {"Content-Type": JSON, "Content-Digest": content_digest(body)}
        return Request(method, path, self.seconds_for(len(body)), body, headers, signed)

    @contextmanager
    def _line_errors(self) -> Iterator[None]:
        try:
            yield
        except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, OSError) as broken:
            self._connections.renew()
            raise (NotOurHub() if _wrong_certificate(broken) else NoLine()) from broken
        except NoLine:
            self._connections.renew()
            raise


def _good(answer: Answer, *expected: HTTPStatus) -> Answer:
    if answer.status in expected:
        return answer
    raise failure(answer)


def _status_of(dossier: str, answer: Answer) -> DossierStatus:
    status = answer.parse(DossierStatus)
    if status.id != dossier:
        raise NotOurHub
    return status


def _wrong_certificate(error: BaseException | None) -> bool:
    """Whether the other end could not prove to be the hub: a portal answering in its place."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
