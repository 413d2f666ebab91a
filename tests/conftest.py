"""What every test stands on: no display, no stray Qt of OpenCV's, and silence in the log."""

import importlib
import logging
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# OpenCV's wheel brings a Qt 5 of its own and points these at it; ours must not load its plugins.
importlib.import_module("cv2")
for stray in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR"):
    os.environ.pop(stray, None)


settings.register_profile("faults", max_examples=1500, stateful_step_count=60, deadline=None)
"""Long runs of what is random, by choice: `pytest tests/faults --hypothesis-profile=faults`, with
`--hypothesis-seed=N` to repeat one."""


class ExpectedRecords:
    """The log records a test says it provokes; `expect_log` gives one to a test."""

    def __init__(self) -> None:
        self._expected: list[tuple[str, int, str]] = []

    def __call__(self, logger: str, containing: str, level: int = logging.WARNING) -> None:
        """Allow records of `logger` (or below it) at `level` whose text holds `containing`."""
        self._expected.append((logger, level, containing))

    def covers(self, record: logging.LogRecord) -> bool:
        return any(
            (record.name == logger or record.name.startswith(f"{logger}."))
            and record.levelno == level
            and containing in record.getMessage()
            for logger, level, containing in self._expected
        )

    def missing(self, records: list[logging.LogRecord]) -> list[tuple[str, int, str]]:
        """Expectations nothing in `records` met."""
        return [
            (logger, level, containing)
            for logger, level, containing in self._expected
            if not any(
                record.levelno == level and containing in record.getMessage() for record in records
            )
        ]


class Listener(logging.Handler):
    """Keeps every record at or above WARNING."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture
def expect_log() -> ExpectedRecords:
    """Say which warnings and errors this test provokes: `expect_log("kiosk.sync", "no line")`."""
    return ExpectedRecords()


@pytest.fixture(autouse=True)
def _silent_log(expect_log: ExpectedRecords) -> Iterator[None]:
    """Fail a test on a log record at or above WARNING that it did not say it expects."""
    listener = Listener()
    root = logging.getLogger()
    root.addHandler(listener)
    try:
        yield
    finally:
        root.removeHandler(listener)
    unexpected = [record for record in listener.records if not expect_log.covers(record)]
    missing = expect_log.missing(listener.records)
    if unexpected or missing:
        said = [f"{one.levelname} {one.name}: {one.getMessage()}" for one in unexpected]
        unsaid = [f"never logged: {logger}: {containing}" for logger, _, containing in missing]
        pytest.fail(
            "the log was not what this test expects (say so with expect_log, or mend the cause):\n"
            + "\n".join(said + unsaid),
            pytrace=False,
        )


@pytest.fixture(scope="session")
def qapp() -> "QGuiApplication":
    """The kiosk's own application, with its renderer, for every test of this process."""
    from kiosk.ui.window import application

    return application(["tests", "-platform", "offscreen"])
