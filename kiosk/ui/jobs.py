"""The one door to background work: jobs run one after another, results arrive on the GUI thread."""

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal

T = TypeVar("T")
Work = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Result(Generic[T]):
    """What a job came to: a value, or the problem it raised."""

    value: T | None = None
    problem: Exception | None = None

    def value_or_raise(self) -> T:
        """The value; raises the job's own exception when there is none."""
        if self.problem is not None:
            raise self.problem
        return self.value  # type: ignore[return-value]  # a job that returned None has T = None


class JobRunner(Protocol):
    """Runs work off the GUI thread and delivers its result on it, in the order given."""

    def run(self, work: Callable[[], T], on_result: Callable[[Result[T]], None]) -> None: ...


class JobExecutor(Protocol):
    """Runs submitted work one at a time, in order."""

    def submit(self, work: Work) -> None: ...
    def close(self) -> None: ...


class ThreadJobExecutor:
    """One worker thread."""

    def __init__(self) -> None:
        self._pool: Executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="kiosk-job")

    def submit(self, work: Work) -> None:
        """Queue work behind what is already there."""
        self._pool.submit(work)

    def close(self) -> None:
        """Finish the job at hand, drop those that have not begun."""
        self._pool.shutdown(wait=True, cancel_futures=True)


class _Delivery(QObject):
    """Carries a finished job to the thread this object lives in."""

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def _deliver(self, deliver: Work) -> None:
        deliver()


class SerialJobRunner:
    """Runs jobs in order on an executor. A raised Exception becomes the Result's problem.

    After `close` nothing is delivered any more: the screen the result was for is gone.
    """

    def __init__(self, executor: JobExecutor | None = None) -> None:
        self._executor: JobExecutor = executor or ThreadJobExecutor()
        self._delivery = _Delivery()
        self._closed = False

    def run(self, work: Callable[[], T], on_result: Callable[[Result[T]], None]) -> None:
        """Queue `work`; `on_result` is called later, on the GUI thread."""
        if self._closed:
            return

        def job() -> None:
            result = attempt(work)
            self._delivery.arrived.emit(lambda: self._hand_over(result, on_result))

        self._executor.submit(job)

    def close(self) -> None:
        """Wait for the job at hand and deliver nothing more."""
        self._closed = True
        self._executor.close()
        QCoreApplication.removePostedEvents(self._delivery, QEvent.Type.MetaCall.value)

    def _hand_over(self, result: Result[T], on_result: Callable[[Result[T]], None]) -> None:
        if not self._closed:
            on_result(result)


def attempt(work: Callable[[], T]) -> Result[T]:
    """The result of calling `work`."""
    try:
        return Result(value=work())
    except Exception as problem:  # noqa: BLE001  (handed to the caller, who raises it again)
        return Result(problem=problem)
