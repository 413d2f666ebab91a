"""A pack begun by the command is sound at once; nothing that exists is written over."""

import shutil
from datetime import date

import pytest

from kiosk.app.config import PROCEDURES
from kiosk.app.pack_starting import NotStarted, start
from kiosk.app.procedures import checked
from kiosk.app.reference import read_packs

TODAY = date(2026, 11, 23)


@pytest.fixture
def packs(tmp_path):
    for room in ("blocks", "writing"):
        shutil.copytree(PROCEDURES / room, tmp_path / room)
    return tmp_path


def test_a_new_pack_passes_every_check(packs):
    written = start(packs, "cap-lai-giay", "Cấp lại giấy “mẫu”: thử", TODAY)
    assert [path.name for path in written if path.parent.name != "cases"] == [
        "procedure.yaml", "texts.en.yaml", "texts.vi.yaml",
    ]  # fmt: skip
    assert [str(finding) for finding in checked(packs, TODAY)] == []
    (folder,) = read_packs(packs)
    assert folder.procedure.words.name == "Cấp lại giấy “mẫu”: thử"
    assert (folder.procedure.slug, folder.procedure.effective_from) == ("cap-lai-giay", TODAY)


@pytest.mark.parametrize("slug", ["Cấp lại", "../x", "a/b", "-a", "a--b", "", "A"])
def test_a_name_no_folder_may_have_is_refused_in_words(packs, slug):
    with pytest.raises(NotStarted, match="chữ thường không dấu"):
        start(packs, slug, "Việc", TODAY)
    assert {path.name for path in packs.iterdir()} == {"blocks", "writing"}


def test_nothing_is_written_over(packs):
    first, *_ = start(packs, "viec", "Việc", TODAY)
    first.write_text("của tôi", "utf-8")
    with pytest.raises(NotStarted, match="Đã có thư mục"):
        start(packs, "viec", "Việc", TODAY)
    assert first.read_text("utf-8") == "của tôi"
