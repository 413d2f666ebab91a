"""A hub inside another program: started, stopped, refused a folder, started again."""

import socket

import httpx
import pytest

from hub.config import HubConfig, HubFailed
from hub.server import EmbeddedHub, create_app

pytestmark = pytest.mark.hub


def well(url):
    return httpx.get(f"{url}/v1/health", trust_env=False).status_code == 200


def test_it_serves_on_the_socket_it_is_given(data):
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    hub = EmbeddedHub(HubConfig(data), listener)
    url = hub.start()
    assert url.endswith(f":{listener.getsockname()[1]}")
    assert (well(url), hub.start()) == (True, url)
    hub.stop()
    hub.stop()
    listener.close()


def test_it_can_be_started_again(data):
    hub = EmbeddedHub(HubConfig(data))
    for _ in range(2):
        assert well(hub.start())
        hub.stop()


def test_there_is_no_code_before_it_serves(data):
    with pytest.raises(HubFailed, match="chưa chạy"):
        EmbeddedHub(HubConfig(data)).enrolment_code()


def test_a_folder_in_use_is_refused_until_it_is_free(hub, url, data):
    second = EmbeddedHub(HubConfig(data))
    with pytest.raises(HubFailed, match="đang được một hệ thống"):
        second.start()
    hub.stop()
    assert well(second.start())
    second.stop()


def test_a_failed_start_leaves_the_folder_free(data):
    (data / "keys").mkdir(parents=True)
    (data / "keys" / "age.key").write_text("broken")
    hub = EmbeddedHub(HubConfig(data))
    for _ in range(2):
        with pytest.raises(HubFailed, match="Tệp khóa"):
            hub.start()
    (data / "keys" / "age.key").unlink()
    assert well(hub.start())
    hub.stop()


def test_data_of_a_newer_program_is_left_alone(data):
    first = create_app(HubConfig(data)).state.upstream
    with first.database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    first.close()
    with pytest.raises(HubFailed, match="phiên bản mới hơn"):
        create_app(HubConfig(data))


@pytest.mark.parametrize("code", ["", "38.01", "H38.1", "h38.037.01", "H38.037.01.02.03"])
def test_an_agency_code_that_could_mint_nothing_is_refused(data, code):
    with pytest.raises(HubFailed, match="Mã cơ quan"):
        HubConfig(data, agency_code=code)
