"""What people read of the hub: a dossier's status and the list of operations."""

import re
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest

from dossier.receipts import make
from dossier.wire import DossierDocument, Receipt, StatusPage
from hub import events
from hub.config import vietnam_now
from hub.database import Database
from hub.guesses import MAX_WRONG, WRONG_SPAN
from hub.tracking import masked
from tests.support.hub_server import Kiosk, running_hub

pytestmark = pytest.mark.hub


def get(url, path, **query):
    return httpx.get(f"{url}{path}", params=query, trust_env=False)


@pytest.fixture
def received(kiosk):
    """A received dossier and its official code."""
    sealed, _ = kiosk.seal()
    document = sealed.model_copy(update={"due": datetime(2026, 11, 24, 20, tzinfo=UTC)})
    kiosk.client.put_dossier(document.id, document.model_dump_json().encode())
    signed = kiosk.client.commit(document.id)
    return document, Receipt.model_validate_json(signed.receipt).official_code


def test_number_and_code_open_the_status_without_personal_data(url, received):
    document, code = received
    answer = get(url, f"/v1/status/{document.receipt_number}", code=document.lookup_code)
    assert StatusPage.model_validate_json(answer.content) == StatusPage(
        receipt_number=document.receipt_number,
        official_code=code,
        procedure="Đăng ký khai sinh",
        state="Đã tiếp nhận",
        due=date(2026, 11, 25),
    )
    assert document.applicant.name not in answer.text


def test_the_page_tells_the_same_and_masks_the_name(url, received):
    document, code = received
    answer = get(url, f"/s/{document.receipt_number.lower()}", c=document.lookup_code.lower())
    assert answer.status_code == 200
    for words in (code, "Đã tiếp nhận", "N***** T** M**", "25/11/2026", "0214 000 1022"):
        assert words in answer.text
    assert "Nguyễn" not in answer.text
    assert document.applicant.number not in answer.text


def test_the_page_escapes_what_it_shows_and_runs_nothing(url, received):
    document, _ = received
    page = get(url, f"/s/{document.receipt_number}", c=document.lookup_code)
    assert "Xã &lt;Mẫu&gt;" in page.text
    assert "<script" not in page.text
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert page.headers["Cache-Control"] == "no-store"


def test_a_wrong_code_and_an_unknown_number_are_answered_alike(url, received):
    document, _ = received
    unknown = make("Q03", date(2020, 1, 1), 1)
    for path in ("/s/", "/v1/status/"):
        answers = [
            get(url, f"{path}{document.receipt_number}", c="ZZZZ", code="ZZZZ"),
            get(url, f"{path}{unknown}", c=document.lookup_code, code=document.lookup_code),
            get(url, f"{path}{document.receipt_number}"),
            get(url, f"{path}nonsense", c="ZZZZ", code="ZZZZ"),
        ]
        assert {(answer.status_code, answer.text) for answer in answers} == {(404, answers[0].text)}
        assert "Không tìm thấy hồ sơ" in answers[0].text


def test_guessing_codes_is_held_back_for_an_hour(tmp_path):
    wall = [vietnam_now()]
    with running_hub(tmp_path / "hub", now=lambda: wall[0]) as (hub, url):
        kiosk = Kiosk(url)
        kiosk.join(hub.enrolment_code())
        document, outgoing = kiosk.seal()
        kiosk.client.put_dossier(document.id, outgoing.document)
        path = f"/v1/status/{document.receipt_number}"
        statuses = [get(url, path, code="ZZZZ").status_code for _ in range(MAX_WRONG + 1)]
        assert statuses == [404] * MAX_WRONG + [429]
        assert get(url, path, code=document.lookup_code).status_code == 429
        wall[0] += WRONG_SPAN + timedelta(seconds=1)
        assert get(url, path, code=document.lookup_code).status_code == 200
        kiosk.close()


def test_a_dossier_on_its_way_says_so(url, kiosk):
    document, outgoing = kiosk.seal(10)
    kiosk.client.put_dossier(document.id, outgoing.document)
    page = get(url, f"/s/{document.receipt_number}", c=document.lookup_code)
    assert "chưa đủ giấy tờ" in page.text
    assert "Đã tiếp nhận" not in page.text


@pytest.mark.parametrize(
    ("kind", "data_", "words"),
    [
        ("state_changed", {"state": "Đang giải quyết"}, "Đang giải quyết"),
        ("supplement_requested", {}, "Cần bổ sung giấy tờ"),
        ("refused", {}, "Bị từ chối"),
    ],
)
def test_the_last_event_is_what_the_citizen_reads(url, received, data, kind, data_, words):
    document, _ = received
    database = Database(data / "hub.db")
    with database.write() as connection:
        events.append(connection, document.id, kind, vietnam_now(), data_)
    database.close()
    page = get(url, f"/s/{document.receipt_number}", c=document.lookup_code)
    assert words in page.text


def test_the_newest_revision_is_shown(url, kiosk, received):
    document, code = received
    corrected = DossierDocument.model_validate_json(
        document.model_copy(
            update={"id": "0193-2", "revision": 2, "parent": document.id}
        ).model_dump_json()
    )
    kiosk.client.put_dossier(corrected.id, corrected.model_dump_json().encode())
    newer = Receipt.model_validate_json(kiosk.client.commit(corrected.id).receipt).official_code
    answer = get(url, f"/v1/status/{document.receipt_number}", code=document.lookup_code)
    assert answer.json()["official_code"] == newer != code


def test_names_are_masked_to_their_first_letters():
    assert masked("Nguyễn Thị Mẫu") == "N***** T** M**"
    assert masked("") == ""


def test_the_operations_are_listed_without_internet(url):
    page = get(url, "/docs")
    assert page.status_code == 200
    assert "<script" not in page.text
    assert re.findall(r"(?:src|href)=\"(?!/)[^\"]*\"|https?://\S+\.(?:js|css)", page.text) == []
    described = get(url, "/openapi.json").json()
    assert described["paths"].keys() >= {
        "/v1/enrol",
        "/v1/dossiers/{dossier}",
        "/v1/dossiers/{dossier}/commit",
        "/v1/events",
        "/v1/files",
        "/v1/files/{upload}",
        "/v1/status/{receipt}",
        "/v1/health",
    }
    for path in described["paths"]:
        assert path in page.text


def test_every_reference_in_the_openapi_leads_somewhere(url):
    answer = get(url, "/openapi.json")
    schemas = answer.json()["components"]["schemas"]
    named = set(re.findall(r"#/components/schemas/(\w+)", answer.text))
    assert named
    assert named <= schemas.keys()


def test_unknown_addresses_are_problems(url):
    answer = get(url, "/nowhere")
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
    assert get(url, "/v1/health").json()["status"] == "ok"
