"""The configuration of a counter."""

import os
import stat

import pytest

from kiosk.app.config import CONFIG_NAME, EMBEDDED, BadConfig, default_data, read


def test_a_new_data_folder_gets_a_sample_only_its_user_can_read(tmp_path):
    data = tmp_path / "data"
    config = read(data)
    assert config.hub == EMBEDDED
    assert config.settings.kiosk
    if os.name == "posix":
        assert stat.S_IMODE(data.stat().st_mode) == 0o700
        assert stat.S_IMODE((data / CONFIG_NAME).stat().st_mode) == 0o600


def test_what_stands_in_the_file_is_used(tmp_path):
    read(tmp_path)
    path = tmp_path / CONFIG_NAME
    text = path.read_text(encoding="utf-8").replace('kiosk = "Q03"', 'kiosk = "Q07"')
    path.write_text(text, encoding="utf-8")
    assert read(tmp_path).settings.kiosk == "Q07"


@pytest.mark.parametrize(
    "text",
    ["kiosk = ", 'kiosk = "Q03"', "kiosk = 3\n", b"kiosk = \xff"],
    ids=["torn", "lines missing", "a number for a name", "not UTF-8"],
)
def test_a_wrong_file_is_refused_with_a_sentence_naming_it(tmp_path, text):
    content = text if isinstance(text, bytes) else text.encode()
    (tmp_path / CONFIG_NAME).write_bytes(content)
    with pytest.raises(BadConfig) as refused:
        read(tmp_path)
    assert CONFIG_NAME in str(refused.value)


def test_the_data_folder_follows_xdg(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert default_data() == tmp_path / "kiosk"


def test_a_file_of_an_earlier_version_still_works(tmp_path):
    read(tmp_path)
    path = tmp_path / CONFIG_NAME
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "receipt_printer" not in line), "utf-8")
    assert read(tmp_path).receipt_printer == ""
