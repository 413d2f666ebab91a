"""The test suite itself fails on log records nobody expected."""

import shutil
import subprocess
import sys
from pathlib import Path

CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"
CASES = """
import logging

def test_quiet():
    logging.getLogger("kiosk").info("fine")

def test_unexpected():
    logging.getLogger("kiosk.sync").warning("the line is gone")

def test_expected(expect_log):
    expect_log("kiosk.sync", "line is gone")
    logging.getLogger("kiosk.sync").warning("the line is gone")

def test_expected_but_silent(expect_log):
    expect_log("kiosk.sync", "line is gone")

def test_other_level(expect_log):
    expect_log("kiosk", "gone")
    logging.getLogger("kiosk").warning("gone")
    logging.getLogger("kiosk").error("gone")
"""


def test_a_test_fails_on_a_warning_it_does_not_expect(tmp_path: Path) -> None:
    shutil.copyfile(CONFTEST, tmp_path / "conftest.py")
    (tmp_path / "test_cases.py").write_text(CASES, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-rE", "-p", "no:cacheprovider", str(tmp_path)]
    answer = subprocess.run(
        command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    failed = {
        line.split("::")[1].split(" ")[0]
        for line in answer.stdout.splitlines()
        if line.startswith("ERROR ") and "::" in line
    }
    assert failed == {"test_unexpected", "test_expected_but_silent", "test_other_level"}
    assert "WARNING kiosk.sync: the line is gone" in answer.stdout
