"""Setting a machine up says in one sentence what it lacks; starting picks screen or no screen."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows is set up as README says")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what setting up reads, with a folder of stand-in programs first on the path."""
    for name in ("packages.debian.txt", "requirements.txt", "pyproject.toml"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    (tmp_path / "setup").mkdir()
    for script in ("prepare.sh", "run.sh"):
        shutil.copyfile(ROOT / "setup" / script, tmp_path / "setup" / script)
    (tmp_path / "bin").mkdir()
    return tmp_path


def program(checkout: Path, name: str, body: str) -> None:
    path = checkout / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


def run(checkout: Path, script: str, *given: str, **extra: str) -> subprocess.CompletedProcess[str]:
    inherited = {
        key: value
        for key, value in os.environ.items()
        if key not in {"DISPLAY", "WAYLAND_DISPLAY", "SKIP_PACKAGES"}
    }
    path = f"{checkout / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["sh", str(checkout / "setup" / script), *given],
        env={**inherited, "PATH": path, **extra},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_someone_who_may_not_install_is_told_what_is_missing_and_how(checkout: Path) -> None:
    program(checkout, "bin/id", "echo 1000")
    program(
        checkout,
        "bin/dpkg-query",
        'case "$4" in libzbar0*|libgl1) exit 1;; *) printf installed;; esac',
    )
    answer = run(checkout, "prepare.sh")
    assert answer.returncode == 1
    assert answer.stderr == (
        "setup: these Debian packages are missing: libgl1 libzbar0; install them with:"
        " sudo apt-get install --no-install-recommends libgl1 libzbar0\n"
    )


def test_a_renamed_library_counts_as_installed(checkout: Path) -> None:
    program(checkout, "bin/id", "echo 1000")
    program(
        checkout,
        "bin/dpkg-query",
        'case "$4" in libzbar0|libgl1) exit 1;; *) printf installed;; esac',
    )
    answer = run(checkout, "prepare.sh")
    assert answer.stderr.startswith("setup: these Debian packages are missing: libgl1;")


def test_root_installs_only_what_is_missing_and_reports_a_failure(checkout: Path) -> None:
    program(checkout, "bin/id", "echo 0")
    program(checkout, "bin/apt-cache", "exit 0")
    program(checkout, "bin/apt-get", f'echo "$@" >>{checkout}/asked; [ "$1" = update ]')
    program(checkout, "bin/dpkg-query", 'case "$4" in xvfb) exit 1;; *) printf installed;; esac')
    answer = run(checkout, "prepare.sh")
    asked = (checkout / "asked").read_text(encoding="utf-8").splitlines()
    assert asked == ["update", "install -y --no-install-recommends xvfb"]
    assert answer.returncode == 1
    assert "apt-get could not install these packages: xvfb" in answer.stderr


def test_an_old_python_is_a_sentence(checkout: Path) -> None:
    program(checkout, "bin/dpkg-query", "printf installed")
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        program(checkout, f"bin/{name}", "exit 1")
    text = (checkout / "setup" / "prepare.sh").read_text(encoding="utf-8")
    without_system_python = text.replace(" /usr/bin/python3;", ";")
    (checkout / "setup" / "prepare.sh").write_text(without_system_python, encoding="utf-8")
    answer = run(checkout, "prepare.sh")
    assert answer.returncode == 1
    assert answer.stderr.startswith("setup: Python 3.11 to 3.14 with venv is needed")


@pytest.mark.parametrize(
    ("display", "given"),
    [
        ({}, "demo --headless --out build/demo"),
        ({"DISPLAY": ":0"}, "--windowed"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "--windowed"),
    ],
)
@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac always has a display")
def test_without_a_display_one_visit_is_filed_off_screen(
    checkout: Path, display: dict[str, str], given: str
) -> None:
    program(checkout, ".venv/bin/kiosk", 'echo "$@"')
    answer = run(checkout, "run.sh", "--windowed", **display)
    assert answer.returncode == 0
    assert answer.stdout.splitlines()[-1] == given
