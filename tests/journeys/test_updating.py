"""An update comes while a citizen is at the counter: nobody notices, and the next one sees it."""

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from kiosk.app.packs import packs_told
from kiosk.app.releases import FOLDER
from kiosk.store.shelf import FILES, Shelf
from tests.support.booth import BIRTH
from tests.support.kiosk_window import open_kiosk

pytestmark = [pytest.mark.window, pytest.mark.hub]

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2028, 12, 27)
"""A Wednesday nobody has off."""
CHANGED = 4
"""Files: both versions of the pack, its texts, the holidays."""


@pytest.fixture
def source(tmp_path):
    """The project's packs and tables, to be changed."""
    shutil.copytree(ROOT / "procedures", tmp_path / "procedures")
    shutil.copytree(ROOT / "assets" / "tables", tmp_path / "tables")
    return tmp_path


def released(source):
    """`hub packs build`, beside the hub that runs."""
    words = ["--data", source / "hub", "--procedures", source / "procedures"]
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "hub", "packs", "build", *words, "--tables",
         source / "tables"],
        cwd=ROOT, check=True, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    return run.stdout


def changed(source):
    """Another name for a birth registration, in the versions after it too, and a day off."""
    texts = source / "procedures" / BIRTH / "texts.vi.yaml"
    words = texts.read_text(encoding="utf-8")
    old = next(line for line in words.splitlines() if line.startswith("name: "))
    texts.write_text(words.replace(old, "name: Khai sinh kiểu mới", 1), encoding="utf-8")
    for main in texts.parent.rglob("procedure.yaml"):
        pack = main.read_text(encoding="utf-8")
        version = next(line for line in pack.splitlines() if line.startswith("version:"))
        new = "mới" if main.parent == texts.parent else f"mới {main.parent.name}"
        main.write_text(pack.replace(version, f'version: "{new}"', 1), encoding="utf-8")
    holidays = [{"date": DAY.isoformat(), "kind": "holiday", "name": "Ngày thử"}]
    (source / "tables" / "holidays.json").write_text(json.dumps(holidays), encoding="utf-8")


def at_work(kiosk):
    return max(kiosk.counter.reference.origins.values())


def test_a_visit_keeps_its_pack_and_the_next_one_has_the_new(source, data):
    released(source)
    with open_kiosk(data) as kiosk:
        until, shell, desk = kiosk.finger.until, kiosk.screen.shell, kiosk.counter.desk
        until(lambda: at_work(kiosk) == 1, "the first release at work")
        files = data / FOLDER / FILES
        before = {path.name for path in files.iterdir()}
        shell.openSheet(BIRTH)
        shell.start()
        visit, version = desk.visit.id, desk.visit.filing.procedure.version

        changed(source)
        assert "Đã phát hành bản 2" in released(source)
        kiosk.counter.line.nudge()
        shelf = Shelf(data / FOLDER)
        until(lambda: shelf.standing().numbers[0] == 2, "the second release taken up")
        assert len({path.name for path in files.iterdir()} - before) == CHANGED
        assert kiosk.counter.renew() is None
        assert (desk.visit.filing.procedure.version, at_work(kiosk)) == (version, 1)
        assert kiosk.counter.reference.calendar.works_on(DAY)

        shell.pause()
        until(lambda: at_work(kiosk) == 2, "the second release at work")
        assert not kiosk.counter.reference.calendar.works_on(DAY)
        shell.slices.home.choose("birth")
        names = {tile["name"] for tile in shell.slices.home.property("procedures")}
        assert "Khai sinh kiểu mới" in names
        shell.openSheet(BIRTH)
        shell.start()
        assert desk.visit.filing.procedure.version == "mới"
        shell.discard()
        assert desk.resume(visit).filing.procedure.version == version
        shell.pause()

    with open_kiosk(data) as kiosk:
        assert at_work(kiosk) == 2
        assert kiosk.counter.desk.resume(visit).filing.procedure.version == version
    assert packs_told(data)["findings"] == []
