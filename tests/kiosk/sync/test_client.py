"""The client of the hub: signed, bounded, patient in proportion."""

import threading
import time
from http import HTTPStatus

import httpx
import pytest
from http_message_signatures import HTTPMessageVerifier, InvalidSignature, MappingKeyResolver
from http_message_signatures.algorithms import ED25519

from kiosk.sync.client import HubClient
from kiosk.sync.connections import Request
from kiosk.sync.errors import DeviceRefused, HubForgot, NoLine, NotOurHub, TryLater
from kiosk.sync.signing import DeviceSignature, content_digest
from tests.sims.lies import PORTAL, CutAnswer, Hang, Says
from tests.sims.lying_hub import LyingHub
from tests.sims.nonsense_server import NonsenseServer


@pytest.fixture
def client(counter, hub):
    return counter.client(hub.url)


def signed(keys, clock, **parts):
    request = httpx.Request(**parts)
    return next(DeviceSignature(keys, clock).auth_flow(request))


def verify(request, keys):
    public = {keys.device: keys.private.public_key()}
    resolver = MappingKeyResolver(public_keys=public, private_keys={})
    verifier = HTTPMessageVerifier(signature_algorithm=ED25519, key_resolver=resolver)
    return verifier.verify(request)[0]


def test_a_message_is_signed_with_method_path_and_digest(keys, counter):
    body = b'{"x":1}'
    request = signed(
        keys,
        counter.clock,
        method="PUT",
        url="https://hub.test/v1/dossiers/1",
        content=body,
        headers={"Content-Digest": content_digest(body)},
    )
    result = verify(request, keys)
    assert set(result.covered_components) == {
        '"@method"',
        '"@path"',
        '"content-digest"',
        '"@signature-params"',
    }
    assert (result.parameters["keyid"], result.parameters["alg"]) == (keys.device, "ed25519")


def test_file_bytes_are_signed_with_method_and_path(keys, counter):
    request = signed(
        keys, counter.clock, method="PATCH", url="https://hub.test/v1/files/1", content=b"x"
    )
    assert set(verify(request, keys).covered_components) == {
        '"@method"',
        '"@path"',
        '"@signature-params"',
    }


@pytest.mark.parametrize(
    "changed", [{"method": "DELETE"}, {"url": "https://hub.test/v1/dossiers/2"}]
)
def test_a_request_turned_into_another_is_no_longer_signed(keys, counter, changed):
    parts = {"method": "PUT", "url": "https://hub.test/v1/dossiers/1"}
    headers = signed(keys, counter.clock, **parts).headers
    with pytest.raises(InvalidSignature):
        verify(httpx.Request(**{**parts, **changed}, headers=headers), keys)


def test_the_digest_is_the_one_of_rfc_9530():
    assert (
        content_digest(b'{"hello": "world"}\n')
        == "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"
    )


@pytest.mark.parametrize(("size", "seconds"), [(0, 25), (50_000, 26.5), (10_000_000, 325)])
def test_patience_grows_with_the_size_of_the_message(client, size, seconds):
    assert client.seconds_for(size) == seconds


def test_a_hub_that_never_answers_is_left_after_a_while(counter, hub):
    client = HubClient(hub.url, counter.keys, counter.clock, grace=0.2)
    counter.clients.append(client)
    hub.lie("GET", "/v1/events", Hang())
    with pytest.raises(NoLine):
        client.events(0)
    assert client.events(0).next == 0


def test_an_answer_that_trickles_is_left_after_a_while(counter, hub):
    client = HubClient(hub.url, counter.keys, counter.clock, grace=0.0)
    counter.clients.append(client)
    with pytest.raises(TryLater):
        client.events(0)


def test_an_unknown_dossier_is_told_apart_from_a_foreign_page(client, hub):
    with pytest.raises(HubForgot):
        client.dossier_status("019aa000-0000-7000-8000-000000000000")
    hub.lie("GET", "/v1/dossiers", Says(404, b"<html>", "text/html"))
    with pytest.raises(NotOurHub):
        client.dossier_status("019aa000-0000-7000-8000-000000000000")


def test_the_status_of_another_dossier_is_not_ours(client, hub, counter):
    first, second = counter.seal(), counter.seal()
    client.put_dossier(first.id, counter.outbox.document(first.id))
    client.put_dossier(second.id, counter.outbox.document(second.id))
    other = hub.status(second.id).model_dump_json().encode()
    hub.lie("GET", first.id, Says(200, other))
    with pytest.raises(NotOurHub):
        client.dossier_status(first.id)


def test_health_is_believed_only_from_the_hub(client, hub):
    client.health()
    hub.lie("GET", "/v1/health", PORTAL)
    with pytest.raises(NotOurHub):
        client.health()


def test_a_health_that_anybody_could_give_is_not_our_hubs(client, hub, keys):
    old = hub.health("0" * 32).model_dump_json().encode()
    for lie in (b'{"status": "ok"}', b"{}", b"[]", old):
        hub.lie("GET", "/v1/health", Says(200, lie))
        with pytest.raises(NotOurHub):
            client.health()
    keys.hub_key = type(keys)().hub_key
    with pytest.raises(NotOurHub):
        client.health()


@pytest.mark.parametrize(
    ("status", "kind"),
    [(200, "text/html"), (200, "application/json"), (302, "text/html"), (307, ""), (511, "")],
)
def test_whatever_a_portal_answers_it_is_not_our_hub(counter, status, kind):
    portal = NonsenseServer(0)
    try:
        portal.answer = (HTTPStatus(status), kind, b'{"status": "ok"}')
        with pytest.raises(NotOurHub):
            counter.client(portal.url).health()
    finally:
        portal.close()


def test_a_compressed_answer_nobody_asked_for_is_refused(client, hub):
    hub.lie("GET", "/v1/health", Says(200, b"{}", headers=(("Content-Encoding", "gzip"),)))
    with pytest.raises(NotOurHub):
        client.health()


def test_a_device_the_hub_does_not_know_is_told_so(counter, keys):
    stranger = type(keys)()
    with (
        LyingHub(keys.device, stranger.private.public_key()) as hub,
        pytest.raises(DeviceRefused),
    ):
        counter.client(hub.url).events(0)


def test_nobody_listening_is_no_line(counter):
    with pytest.raises(NoLine):
        counter.client("http://127.0.0.1:9").health()


def test_a_name_that_leads_nowhere_is_no_line(counter):
    with pytest.raises(NoLine):
        counter.client("http://hub.invalid").health()


def test_what_is_not_tls_in_place_of_our_hub_is_no_line(counter, hub):
    with pytest.raises(TryLater):
        counter.client(hub.url.replace("http:", "https:")).health()


def ask_quietly(client):
    try:
        return client.events(0)
    except TryLater as error:
        return error


def test_closing_ends_what_another_thread_waits_for(client, hub):
    hub.lie("GET", "/v1/events", Hang())
    errors = []
    thread = threading.Thread(target=lambda: errors.append(ask_quietly(client)))
    thread.start()
    with hub.changed:
        assert hub.changed.wait_for(lambda: hub.seen, 10)
    began = time.monotonic()
    client.close()
    thread.join(5)
    assert time.monotonic() - began < 2
    assert [type(error) for error in errors] == [NoLine]
    client.close()


def test_a_closed_client_says_no_line(client):
    client.close()
    with pytest.raises(NoLine):
        client.send(Request("GET", "/v1/health", 1.0, signed=False))


def test_after_a_broken_exchange_new_connections_are_used_and_others_may_finish(client, hub):
    answers = []
    hub.lie("GET", "/v1/events", Hang())
    waiting = threading.Thread(target=lambda: answers.append(ask_quietly(client)))
    waiting.start()
    with hub.changed:
        assert hub.changed.wait_for(lambda: hub.seen, 10)
    hub.lie("GET", "/v1/health", CutAnswer())
    with pytest.raises(NoLine):
        client.health()
    client.health()
    assert answers == []
    hub.released.set()
    waiting.join(5)
    assert [type(answer) for answer in answers] == [NoLine]
    client.health()


def test_the_hubs_time_is_told_once_in_a_while_and_only_when_it_is_our_hubs(client, hub, counter):
    heard = []
    client.keep_time()
    client.tell_time(heard.append)
    client.keep_time()
    client.keep_time()
    assert len(heard) == 1
    assert heard[0].boot_id == counter.clock.now().boot_id
    hub.lie("GET", "/v1/health", Says(200, b'{"status":"ok"}'))
    with pytest.raises(NotOurHub):
        client.health()
    assert len(heard) == 1
    client.health()
    assert len(heard) == 2
