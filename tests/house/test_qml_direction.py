"""QML modules import downwards only: Theme ← Controls ← Steps, Officer ← App."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

QML = Path(__file__).resolve().parents[2] / "kiosk" / "ui" / "qml" / "Kiosk"
BELOW = {
    "Theme": set[str](),
    "Controls": {"Theme"},
    "Steps": {"Theme", "Controls"},
    "Officer": {"Theme", "Controls"},
    "App": {"Theme", "Controls", "Steps", "Officer"},
}
MODELS = "Models"  # the Python types; generic controls take plain properties instead
IMPORT = re.compile(r"^\s*import\s+Kiosk\.(\w+)", re.MULTILINE)
IMPORT_PATH = re.compile(r"^\s*import\s+\"([^\"]+)\"", re.MULTILINE)


def faults(module: str, text: str) -> Iterator[str]:
    """Rules broken by a QML file of `module` that reads `text`."""
    if module not in BELOW:
        yield f"Kiosk.{module} has no place in the order; give it one in {Path(__file__).name}"
        return
    allowed = (
        BELOW[module] | {module} | ({MODELS} if module not in {"Theme", "Controls"} else set())
    )
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
