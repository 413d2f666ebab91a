"""The command line as a user or another program meets it: output, errors, exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Event

import cv2
import pytest

from kiosk.app.config import ASSETS, CONFIG_NAME, read
from kiosk.demo.scene import Scene
from kiosk.scan.pixels import pixels_of

ROOT = Path(__file__).resolve().parents[2]
SUMMARY = {
    "receipt_number", "official_code", "states", "touches", "keys", "fields_by_source",
    "bytes_sent",
}  # fmt: skip


def kiosk(*arguments, **environment):
    """Run the command; what it printed and its exit code."""
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "kiosk", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def rows(run):
    return [json.loads(line) for line in run.stdout.splitlines()]


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    """A card and a page before a camera, and a file that is no picture."""
    folder = tmp_path_factory.mktemp("pictures")
    scene = Scene(ASSETS / "fonts")
    for name, frame in (("card", scene.card()), ("page", scene.page())):
        cv2.imwrite(str(folder / f"{name}.png"), pixels_of(frame))
    (folder / "torn.jpg").write_bytes((folder / "card.png").read_bytes()[:4000])
    return folder


@pytest.mark.parametrize(
    "arguments",
    [["--nonsense"], ["read-card"], ["sync"], ["sync", "--once", "--watch"], ["procedures"],
     ["demo", "--out", "x", "--size", "big"]],
)  # fmt: skip
def test_wrong_usage_is_exit_code_2(arguments):
    run = kiosk(*arguments)
    assert run.returncode == 2
    assert "Traceback" not in run.stderr


def test_a_code_is_read(pictures):
    run = kiosk("read-code", pictures / "card.png", "--json")
    (row,) = rows(run)
    assert run.returncode == 0
    assert row.keys() == {"path", "codes", "ms"}
    assert row["codes"][0]["format"] == "QRCode"
    assert "Lò Thị Mẫu" in row["codes"][0]["text"]


def test_a_card_is_read(pictures):
    (row,) = rows(kiosk("read-card", pictures / "card.png", "--json"))
    assert row["found"] is True
    assert row["warnings"] == []
    card = row["card"]
    assert (card["number"], card["name"], card["sex"]) == ("010198000017", "Lò Thị Mẫu", "female")
    assert (card["born"], card["issued"]) == ("1998-03-12", "2022-08-15")


def test_a_picture_without_a_card_is_not_an_error(pictures):
    run = kiosk("read-card", pictures / "page.png", "--json")
    (row,) = rows(run)
    assert (run.returncode, row["found"], row["card"]) == (0, False, None)


def test_a_page_is_found(pictures):
    (row,) = rows(kiosk("find-page", pictures / "page.png", "--json"))
    assert row["verdict"] == "good"
    assert row["corners"].keys() == {"tl", "tr", "br", "bl"}
    assert row["corners"]["tl"][0] < row["corners"]["tr"][0]


def test_a_page_is_straightened_and_bound(pictures, tmp_path):
    (row,) = rows(kiosk("scan-page", pictures / "page.png", "--out", tmp_path / "out", "--json"))
    assert Path(row["pdf"]).read_bytes().startswith(b"%PDF")
    assert Path(row["jpeg"]).read_bytes().startswith(b"\xff\xd8")
    assert row["height"] > row["width"]


@pytest.mark.parametrize("command", ["read-code", "read-card", "find-page"])
def test_a_torn_picture_is_one_sentence_and_the_others_are_still_read(command, pictures):
    run = kiosk(command, pictures / "torn.jpg", pictures / "card.png", "--json")
    assert run.returncode == 1
    assert [Path(row["path"]).name for row in rows(run)] == ["card.png"]
    assert run.stderr.count("\n") == 1
    assert "torn.jpg" in run.stderr


def test_procedures_are_listed_searched_and_shown():
    listed = rows(kiosk("procedures", "list", "--json"))
    assert {"birth-registration", "certified-copy"} <= {row["slug"] for row in listed}
    assert {"slug", "code", "name", "level"} <= listed[0].keys()
    assert rows(kiosk("procedures", "search", "khai sinh", "--json"))[0]["code"] == "1.001193"
    (told,) = rows(kiosk("procedures", "show", "birth-registration", "--json"))
    assert told["documents"]


def test_an_unknown_procedure_is_a_sentence():
    run = kiosk("procedures", "show", "no-such-thing")
    assert run.returncode == 1
    assert run.stderr.count("\n") == 1
    assert "Traceback" not in run.stderr


def test_check_fails_on_a_broken_pack(tmp_path):
    pack = tmp_path / "broken"
    pack.mkdir()
    (pack / "procedure.yaml").write_text("slug: broken\n", encoding="utf-8")
    (tmp_path / "blocks").mkdir()
    run = kiosk("procedures", "check", "--packs", tmp_path, "--json")
    assert run.returncode == 1
    assert {"file", "line", "message", "advice"} == rows(run)[0].keys()
    assert kiosk("procedures", "check").returncode == 0


def test_a_new_counter_has_an_empty_queue(tmp_path):
    run = kiosk("queue", "--data", tmp_path / "data", "--json")
    assert (run.returncode, run.stdout) == (0, "")


def test_sync_without_a_line_says_so(tmp_path):
    data = tmp_path / "data"
    read(data)
    path = data / CONFIG_NAME
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"embedded"', '"http://127.0.0.1:9"'), encoding="utf-8")
    run = kiosk("sync", "--once", "--data", data)
    assert run.returncode == 1
    assert "Chưa nối được" in run.stderr


def test_sync_with_the_embedded_hub_has_nothing_to_do(tmp_path):
    run = kiosk("sync", "--once", "--data", tmp_path / "data", "--json")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_the_doctor_names_what_is_wrong_and_what_is_right(tmp_path, pictures):
    data = tmp_path / "data"
    read(data)
    path = data / CONFIG_NAME
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('camera = "0"', f'camera = "{pictures / "card.png"}"'), "utf-8")
    well = kiosk("doctor", "--data", data, "--json")
    assert all(row["good"] for row in rows(well)), well.stdout
    assert well.returncode == 0
    path.write_text(text.replace('camera = "0"', 'camera = "77"'), encoding="utf-8")
    ill = kiosk("doctor", "--data", data, "--json")
    assert ill.returncode == 1
    assert [row["check"] for row in rows(ill) if not row["good"]] == ["camera"]


def test_a_wrong_configuration_is_a_sentence(tmp_path):
    (tmp_path / CONFIG_NAME).write_text("kiosk = ", encoding="utf-8")
    run = kiosk("queue", "--data", tmp_path)
    assert run.returncode == 1
    assert CONFIG_NAME in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.window
@pytest.mark.hub
def test_the_demo_files_a_visit_with_pictures_given_to_it(tmp_path, pictures):
    run = kiosk(
        "demo", "--headless", "--out", tmp_path, "--json",
        "--card", pictures / "card.png", "--page", pictures / "page.png",
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    (summary,) = rows(run)
    assert summary.keys() >= SUMMARY
    assert summary == json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))
    assert summary["states"][-1]["state"] == "acknowledged"
    assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF")
    assert len(list((tmp_path / "screens").glob("*.png"))) > 30


@pytest.mark.window
def test_the_kiosk_runs_until_it_is_asked_to_end(tmp_path):
    data = tmp_path / "data"
    process = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "kiosk", "--windowed", "--data", str(data)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    watched = Event()
    while not (data / "hub").is_dir():  # made after the first frame
        assert process.poll() is None, process.communicate()
        watched.wait(0.05)
    process.terminate()
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (0, "", "")


def test_which_packs_are_at_work_is_told(tmp_path):
    (told,) = rows(kiosk("packs", "--data", tmp_path, "--json"))
    assert (told["release"], told["findings"], told["last_look"]) == (0, [], "")
    assert told["origins"]["procedures/birth-registration"] == 0
    run = kiosk("packs", "--data", tmp_path)
    assert run.stdout.startswith("Đang dùng các gói đi kèm phần mềm.")
    assert run.returncode == 0


def test_a_new_version_is_compared_in_words():
    run = kiosk("procedures", "diff", "death-registration", "death-registration/2027-03-01")
    assert run.returncode == 0
    assert run.stdout.startswith("Áp dụng từ: “15/01/2026” → “01/03/2027”.")


@pytest.mark.parametrize("which", ["no-such-pack", "unknown-kind"])
def test_comparing_what_cannot_be_is_a_sentence(which):
    broken = Path(__file__).parents[1] / "procedures" / "broken"
    run = kiosk("procedures", "diff", which, "sound", "--packs", broken)
    assert run.returncode == 1
    assert f"“{which}”" in run.stderr
    assert "Traceback" not in run.stderr


def test_schemas_are_written_and_answers_described(tmp_path):
    run = kiosk("procedures", "schema", "--out", tmp_path / "schemas")
    assert run.returncode == 0
    assert {path.name for path in (tmp_path / "schemas").iterdir()} == {
        f"{name}.schema.json" for name in ("procedure", "version", "texts", "case")
    }
    described = json.loads(kiosk("procedures", "answers", "certified-copy").stdout)
    assert described["properties"]["applicant_name"]
