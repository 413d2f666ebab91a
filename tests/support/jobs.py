"""Background work that runs when the test says so."""

from PySide6.QtCore import QCoreApplication

from kiosk.ui.jobs import Work


class ManualJobExecutor:
    """Runs nothing by itself; a test says when, on its own thread."""

    def __init__(self) -> None:
        self._queue: list[Work] = []

    @property
    def waiting(self) -> int:
        """Jobs not yet run."""
        return len(self._queue)

    def submit(self, work: Work) -> None:
        """Keep the work for later."""
        self._queue.append(work)

    def run_next(self) -> None:
        """Run the oldest job and deliver its result."""
        self._queue.pop(0)()
        QCoreApplication.processEvents()

    def drain(self) -> None:
        """Run jobs, those they queue included, until none is left."""
        while self._queue:
            self.run_next()

    def close(self) -> None:
        """Forget what was not run."""
        self._queue.clear()
