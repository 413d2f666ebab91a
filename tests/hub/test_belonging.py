"""A data folder and a database that are not one hub's are never brought together."""

import pytest

from hub.config import HubConfig, HubFailed
from hub.upstream import Upstream

STRANGERS = "không thuộc cùng một hệ thống"


def opened(data, database=""):
    Upstream(HubConfig(data, database=database), serving=True).close()


def with_paper(data):
    paper = data / "objects" / ("0" * 32)
    paper.write_bytes(b"received long ago")
    return paper


def test_a_hub_finds_its_own_again(data, postgres):
    server = postgres.new_database()
    for _ in range(2):
        opened(data, server)


def test_a_folder_served_from_a_file_keeps_its_papers_when_a_server_is_named(data, postgres):
    opened(data)
    paper = with_paper(data)
    with pytest.raises(HubFailed, match=STRANGERS):
        opened(data, postgres.new_database())
    assert paper.exists()


def test_a_folder_from_before_ids_is_not_given_to_a_server(data, postgres):
    opened(data)
    (data / "hub.id").unlink()
    paper = with_paper(data)
    with pytest.raises(HubFailed, match=STRANGERS):
        opened(data, postgres.new_database())
    assert paper.exists()


def test_a_folder_of_a_server_keeps_its_papers_when_no_server_is_named(data, postgres):
    server = postgres.new_database()
    opened(data, server)
    paper = with_paper(data)
    with pytest.raises(HubFailed, match=STRANGERS):
        opened(data)
    assert paper.exists()


def test_two_folders_cannot_share_a_database(data, tmp_path, postgres):
    server = postgres.new_database()
    opened(data, server)
    with pytest.raises(HubFailed, match=STRANGERS):
        opened(tmp_path / "other", server)


def test_a_start_that_broke_off_in_between_is_gone_on_with(data):
    data.mkdir()
    (data / "hub.id").write_text("a" * 32)
    opened(data)
    opened(data)
