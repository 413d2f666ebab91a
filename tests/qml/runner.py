"""Runs one QML test file in an engine furnished like the kiosk's; a process of its own each time.

`python runner.py FILE.qml RESULTS.xml`; the exit code is the number of failures.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtQml import QQmlEngine
from PySide6.QtQuickTest import QUICK_TEST_MAIN_WITH_SETUP

from kiosk.ui.engine import choose_renderer, furnish


class Setup(QObject):
    """What Qt Quick Test calls around a file."""

    def __init__(self) -> None:
        super().__init__()
        choose_renderer()

    @Slot(QQmlEngine)
    def qmlEngineAvailable(self, engine: QQmlEngine) -> None:  # noqa: N802  (called by this name)
        """Give the engine of the test our modules, fonts and pictures."""
        furnish(engine)


def main() -> int:
    """Run the file named on the command line."""
    file, results = Path(sys.argv[1]), sys.argv[2]
    arguments = [sys.argv[0], "-input", str(file), "-o", f"{results},junitxml", "-o", "-,txt"]
    return QUICK_TEST_MAIN_WITH_SETUP(file.stem, Setup, arguments, str(file.parent))


if __name__ == "__main__":
    sys.exit(main())
