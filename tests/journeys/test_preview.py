"""An author sees a pack as citizens will: any version, on a day it is in force."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.app.procedures import UnknownPack
from kiosk.demo.preview import Wanted, draw
from tests.support.kiosk_programs import until

pytestmark = [pytest.mark.window, pytest.mark.hub]

ROOT = Path(__file__).resolve().parents[2]
BROKEN = ROOT / "tests" / "procedures" / "broken"
SOUND = Wanted("sound", BROKEN)


def test_every_screen_of_a_golden_case_is_drawn_in_order(tmp_path):
    pictures = draw(SOUND, "02", tmp_path / "out", (540, 960))
    seen = [path.stem[3:] for path in pictures]
    assert seen[0] == "sheet"
    assert seen[-1] == "done-received"
    asked = [name.removeprefix("ask-") for name in seen if name.startswith("ask-")]
    assert asked[0] == "reason"
    assert "lost-on" in asked
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in pictures)


@pytest.mark.parametrize(
    ("wanted", "case", "said"),
    [
        (Wanted("no-such-pack", BROKEN), "", "Không có gói “no-such-pack”"),
        (Wanted("unknown-kind", BROKEN), "", "unknown-kind/procedure.yaml:18"),
        (SOUND, "99", "không có ca mẫu “99”"),
    ],
)
def test_what_cannot_be_drawn_is_a_sentence(tmp_path, wanted, case, said):
    with pytest.raises(UnknownPack, match=said):
        draw(wanted, case, tmp_path, (540, 960))


def test_a_version_of_the_future_opens_on_its_own_day(tmp_path):
    window = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "kiosk", "procedures", "preview",
         "death-registration/2027-03-01"],
        cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path)},
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        until(lambda: list(tmp_path.glob("kiosk-preview-*/hub/hub.db")))
    finally:
        window.terminate()
        said = window.communicate(timeout=30)[1]
    assert (window.returncode, said) == (0, "")
    assert list(tmp_path.iterdir()) == []
