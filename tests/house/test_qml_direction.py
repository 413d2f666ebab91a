"""QML modules import downwards only: Theme ← Controls ← Steps, Officer ← App."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SCREENS = Path(__file__).resolve().parents[2] / "kiosk" / "ui"
QML = SCREENS / "qml" / "Kiosk"
BELOW = {
    "Theme": set[str](),
    "Controls": {"Theme"},
    "Steps": {"Theme", "Controls"},
    "Officer": {"Theme", "Controls"},
    "App": {"Theme", "Controls", "Steps", "Officer"},
}
ITEMS = "Items"  # Python types that know no view model: a leaf for every module
MODELS = "Models"  # the view models; generic controls take plain properties instead
IMPORT = re.compile(r"^\s*import\s+Kiosk\.(\w+)", re.MULTILINE)
PYTHON_IMPORT = re.compile(r"^from (kiosk\.ui[\w.]+) import", re.MULTILINE)
IMPORT_PATH = re.compile(r"^\s*import\s+\"([^\"]+)\"", re.MULTILINE)


def faults(module: str, text: str) -> Iterator[str]:
    """Rules broken by a QML file of `module` that reads `text`."""
    if module not in BELOW:
        yield f"Kiosk.{module} has no place in the order; give it one in {Path(__file__).name}"
        return
    models = {MODELS} if module not in {"Theme", "Controls"} else set()
    allowed = BELOW[module] | {module, ITEMS} | models
    for imported in IMPORT.findall(text):
        if imported not in allowed:
            yield (
                f"Kiosk.{module} may not import Kiosk.{imported} (Theme ← Controls ← Steps, Officer"
                " ← App); move the type down, or hand the value in as a property"
            )
    for path in IMPORT_PATH.findall(text):
        yield f'import "{path}": import modules by name, not folders by path'


def test_modules_import_downwards_only() -> None:
    found = [
        f"{path.relative_to(QML)}: {rule}"
        for path in sorted(QML.rglob("*.qml"))
        for rule in faults(path.relative_to(QML).parts[0], path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("Theme", "import Kiosk.Controls"),
        ("Controls", "import Kiosk.Steps 1.0"),
        ("Controls", "import Kiosk.Models"),
        ("Steps", "import Kiosk.Officer"),
        ("Steps", "import Kiosk.App as App"),
        ("App", 'import "../Steps"'),
        ("Helpers", "import QtQuick"),
    ],
)
def test_every_upward_import_is_seen(module: str, line: str) -> None:
    assert list(faults(module, f"import QtQuick\n{line}\n"))


def test_downward_imports_are_left_alone() -> None:
    assert not list(faults("App", "import QtQuick\nimport Kiosk.Steps\nimport Kiosk.Models\n"))


@pytest.mark.parametrize("module", BELOW)
def test_the_leaf_of_items_is_open_to_every_module(module: str) -> None:
    assert not list(faults(module, "import QtQuick\nimport Kiosk.Items\n"))


def test_items_know_no_view_model() -> None:
    sources = [
        path
        for path in sorted(SCREENS.rglob("*.py"))
        if f'QML_IMPORT_NAME = "Kiosk.{ITEMS}"' in path.read_text(encoding="utf-8")
    ]
    assert sources
    found = [
        f"{path.name}: imports {imported}"
        for path in sources
        for imported in PYTHON_IMPORT.findall(path.read_text(encoding="utf-8"))
        if (SCREENS.parent.parent / Path(*imported.split("."))).parent.parent == SCREENS
    ]
    assert not found, "\n".join(found)
