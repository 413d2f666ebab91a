"""Who may speak to the hub: one-time codes and signed requests."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from hub.config import vietnam_now
from kiosk.sync.errors import DeviceRefused, EnrolmentRefused
from kiosk.sync.signing import DeviceSignature, content_digest
from tests.support.hub_server import Kiosk, WallClock, running_hub
from tests.support.tus_wire import TUS

pytestmark = pytest.mark.hub
BOTH_DATABASES = True

PATHS = [
    ("PUT", "/v1/dossiers/x"),
    ("GET", "/v1/dossiers/x"),
    ("POST", "/v1/dossiers/x/commit"),
    ("GET", "/v1/events?since=0"),
    ("POST", "/v1/files"),
    ("HEAD", "/v1/files/x"),
    ("PATCH", "/v1/files/x"),
    ("DELETE", "/v1/files/x"),
]


def joining(kiosk, code):
    joined = kiosk.join(code)
    assert kiosk.client.events(0).events == ()
    return joined


def test_a_kiosk_joins_with_a_code_and_learns_the_keys(hub, strange):
    joined = joining(strange, hub.enrolment_code())
    assert joined.kiosk == "Q03"
    assert joined.device.startswith("Q03-")
    assert joined.hub_recipient.startswith("age1")


def test_a_code_lets_one_kiosk_in_once(hub, strange, url):
    code = hub.enrolment_code()
    joining(strange, code)
    other = Kiosk(url, "Q04")
    with pytest.raises(EnrolmentRefused):
        other.join(code)
    other.close()


def test_a_kiosk_whose_answer_was_lost_may_ask_again(hub, strange):
    code = hub.enrolment_code()
    first = strange.join(code)
    assert strange.join(f" {code.lower().replace('-', ' ')}").device == first.device


def test_wrong_and_empty_codes_do_not_work(strange):
    for code in ("AAAA-BBBB-CCCC", "", "'; --"):
        with pytest.raises(EnrolmentRefused):
            strange.join(code)


def test_a_code_ends_after_a_day(tmp_path):
    wall = [vietnam_now()]
    with running_hub(tmp_path / "hub", now=lambda: wall[0]) as (hub, url):
        code = hub.enrolment_code()
        wall[0] += timedelta(hours=24, seconds=1)
        kiosk = Kiosk(url)
        with pytest.raises(EnrolmentRefused):
            kiosk.join(code)
        kiosk.close()


def test_codes_are_not_stored_as_they_are(hub, data):
    code = hub.enrolment_code()
    stored = b"".join(path.read_bytes() for path in data.glob("hub.db*"))
    assert code.encode() not in stored
    assert code.replace("-", "").encode() not in stored


def test_a_new_machine_takes_the_place_of_the_old_one(hub, kiosk, strange):
    strange.join(hub.enrolment_code())
    assert strange.client.events(0).events == ()
    with pytest.raises(DeviceRefused):
        kiosk.client.events(0)


@pytest.mark.parametrize(("method", "path"), PATHS)
def test_unsigned_requests_get_no_further(url, method, path):
    answer = httpx.request(method, url + path, trust_env=False)
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_device_nobody_enrolled_is_refused(kiosk, strange):
    strange.keys.hub = kiosk.keys.hub.model_copy(update={"device": "Q03-never"})
    with pytest.raises(DeviceRefused):
        strange.client.events(0)


def test_a_signature_by_another_key_is_refused(kiosk, strange):
    strange.keys.hub = kiosk.keys.hub
    with pytest.raises(DeviceRefused):
        strange.client.events(0)


@pytest.fixture
def signed(kiosk, url):
    """Makes a signed request from which a forger may start."""

    def make(method, path, body=None):
        digest = {} if body is None else {"Content-Digest": content_digest(body)}
        request = httpx.Request(method, url + path, content=body, headers=digest)
        return next(DeviceSignature(kiosk.keys, kiosk.clock).auth_flow(request))

    return make


def test_a_signature_does_not_serve_for_another_request(signed, url):
    headers = signed("GET", "/v1/events").headers
    answer = httpx.get(f"{url}/v1/dossiers/x", headers=headers, trust_env=False)
    assert answer.status_code == 401


def test_a_body_that_does_not_fit_its_digest_is_refused(signed, url, kiosk):
    document, outgoing = kiosk.seal(10)
    path = f"/v1/dossiers/{document.id}"
    headers = signed("PUT", path, outgoing.document).headers
    del headers["Content-Length"]
    forged = outgoing.document.replace(b"2026-1", b"2026-2")
    answer = httpx.put(url + path, content=forged, headers=headers, trust_env=False)
    assert answer.status_code == 401


def test_a_document_must_be_signed_with_its_digest(signed, url, kiosk):
    document, outgoing = kiosk.seal(10)
    path = f"/v1/dossiers/{document.id}"
    headers = dict(signed("PUT", path).headers)
    headers.pop("content-length", None)
    answer = httpx.put(url + path, content=outgoing.document, headers=headers, trust_env=False)
    assert answer.status_code == 401


@pytest.mark.parametrize("year", [1990, 2045])
def test_a_kiosk_with_a_wrong_clock_is_still_heard(hub, url, year):
    kiosk = Kiosk(url, clock=WallClock(lambda: datetime(year, 1, 1, tzinfo=UTC)))
    joining(kiosk, hub.enrolment_code())
    kiosk.close()


def test_a_document_beyond_the_limit_is_refused_as_too_large(signed, url):
    body = b"x" * 1_000_001
    request = signed("PUT", "/v1/dossiers/x", body)
    answer = httpx.put(request.url, content=body, headers=request.headers, trust_env=False)
    assert answer.status_code == 413


@pytest.mark.parametrize("path", ["/v1/dossiers/a%00b", "/v1/files/a%00b", "/v1/dossiers/%ff"])
def test_signs_no_database_can_keep_are_refused_not_stumbled_over(kiosk, url, path):
    auth = DeviceSignature(kiosk.keys, kiosk.clock)
    with httpx.Client(base_url=url, auth=auth, trust_env=False) as wire:
        asked = wire.get(path) if "dossiers" in path else wire.head(path, headers=TUS)
    assert asked.status_code in {400, 404}


def test_only_the_first_announcement_made_something_new(kiosk, url):
    document, outgoing = kiosk.seal(10)
    headers = {"Content-Digest": content_digest(outgoing.document)}
    auth = DeviceSignature(kiosk.keys, kiosk.clock)
    with httpx.Client(base_url=url, auth=auth, trust_env=False) as wire:
        answers = [
            wire.put(f"/v1/dossiers/{document.id}", content=outgoing.document, headers=headers)
            for _ in range(2)
        ]
    assert [answer.status_code for answer in answers] == [201, 200]
    assert answers[0].json() == answers[1].json()
