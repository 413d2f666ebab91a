"""Trying a use case: failures of ports and refusals become one sentence for the screen."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from dossier.catalogue import UnknownProcedure
from dossier.seal import SealRefused
from kiosk.journey.ports import KioskError

T = TypeVar("T")
EXPECTED = (KioskError, SealRefused, UnknownProcedure)


class Attempts(QObject):
    """Runs use cases for view models; an expected failure is shown, and nothing is lost by it."""

    failed = Signal(str)
    done = Signal()

    def run(self, work: Callable[[], T]) -> T | None:
        """Run `work`, then let the shell redraw; on an expected failure show its sentence."""
        try:
            result = work()
        except EXPECTED as problem:
            self.failed.emit(str(problem))
            return None
        self.done.emit()
        return result
