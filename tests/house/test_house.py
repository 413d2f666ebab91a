"""Rules of the house no other tool looks at. A failure says which rule and what to do."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = ("dossier", "kiosk", "hub", "benchmarks", "setup", "tests")
PYTHON_LINES, QML_LINES = 300, 250
FEWEST_PYTHON_FILES = 80
VAGUE_NAMES = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "misc"}
LICENSED_KINDS = {".ttf", ".otf", ".woff2", ".svg", ".wav", ".ogg", ".png", ".jpg"}


def files(suffix: str) -> list[Path]:
    return sorted(path for tree in CODE for path in (ROOT / tree).rglob(f"*{suffix}"))


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize(("suffix", "budget"), [(".py", PYTHON_LINES), (".qml", QML_LINES)])
def test_no_file_outgrows_its_room(suffix: str, budget: int) -> None:
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files(suffix)}
    large = [f"{shown(path)}: {size} lines" for path, size in sizes.items() if size > budget]
    assert not large, f"over {budget} lines; split by what each part is about:\n" + "\n".join(large)


def test_the_size_rule_really_reads_the_house() -> None:
    assert len(files(".py")) >= FEWEST_PYTHON_FILES


def test_no_module_or_folder_has_a_name_that_says_nothing() -> None:
    vague = [
        shown(path)
        for path in [*files(".py"), *files(".qml")]
        if VAGUE_NAMES & {part.lower() for part in path.relative_to(ROOT).with_suffix("").parts}
    ]
    assert not vague, "name these by what they are about, not by what kind of code they hold:\n" + (
        "\n".join(vague)
    )


LOCKS = ("requirements.txt", "setup/lock-tool.txt")


def locked(lock: str = "requirements.txt") -> list[str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return [line for line in re.sub(r"\\\n\s*", " ", text).splitlines() if line[:1].isalnum()]


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_names_no_index_and_no_machine(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    found = re.findall(r"(?m)^.*(?:--\w+-url|--find-links|--trusted-host|://|file:| @ ).*$", text)
    assert not found, f"{lock} must work with any index; run `make lock`:\n" + "\n".join(found)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_is_pinned_by_version_and_hashes(lock: str) -> None:
    loose = [
        line
        for line in locked(lock)
        if not re.match(r"[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)
    ]
    assert locked(lock)
    assert not loose, "run `make lock`:\n" + "\n".join(line[:80] for line in loose)


def test_every_declared_dependency_is_in_the_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    declared = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"==", line)[0] for line in locked()}
    missing = [
        wish
        for wish in declared
        if re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", wish)[0]).lower() not in names
    ]
    assert not missing, "declared in pyproject.toml but not locked; run `make lock`: " + ", ".join(
        missing
    )


def test_every_folder_of_assets_carries_its_licence() -> None:
    folders = {
        path.parent for path in (ROOT / "assets").rglob("*") if path.suffix in LICENSED_KINDS
    }
    bare = [
        shown(folder)
        for folder in sorted(folders)
        if not any(
            re.search(r"OFL|LICEN[CS]E", path.name, re.IGNORECASE) for path in folder.iterdir()
        )
    ]
    assert folders
    assert not bare, "add the licence these files came with (assets/README.md): " + ", ".join(bare)


def test_every_listed_icon_is_kept_and_every_kept_icon_is_listed() -> None:
    lines = (ROOT / "setup" / "icons.txt").read_text(encoding="utf-8").splitlines()
    listed = {name for line in lines if not line.startswith("#") for name in line.split()}
    kept = {path.stem for path in (ROOT / "assets" / "icons").glob("*.svg")}
    assert listed == kept, "setup/icons.txt and assets/icons differ; run `make icons`"
