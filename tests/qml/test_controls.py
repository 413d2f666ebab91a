"""Each tst_*.qml beside this file is a case; its test functions are counted and told by name."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FILES = sorted(HERE.glob("tst_*.qml"))
LIMIT_S = 100


def failures(results: Path) -> list[str]:
    """The failed test functions of a JUnit file, each with what went wrong."""
    return [
        f"{case.get('name')}: {problem.get('message')} {problem.text or ''}"
        for case in ET.parse(results).getroot().iter("testcase")
        for problem in case.iter("failure")
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem.removeprefix("tst_"))
def test_the_control_does_what_its_qml_tests_say(file: Path, tmp_path: Path) -> None:
    results = tmp_path / "results.xml"
    run = subprocess.run(
        [sys.executable, str(HERE / "runner.py"), str(file), str(results)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        timeout=LIMIT_S,
        check=False,
    )
    said = f"{run.stdout}\n{run.stderr}"
    assert results.is_file(), said
    assert results.stat().st_size, said
    assert not failures(results), "\n".join(failures(results))
    assert run.returncode == 0, said
    ran = list(ET.parse(results).getroot().iter("testcase"))
    written = file.read_text(encoding="utf-8").count("function test_")
    assert len(ran) >= written > 0, said


def test_every_test_file_is_a_case() -> None:
    assert {file.stem for file in FILES} >= {
        "tst_keyboard",
        "tst_date_pad",
        "tst_pick_list",
        "tst_screen_frame",
        "tst_signature_pad",
        "tst_tap_filter",
    }
