"""Fakes that fail when they are told to."""


class Failing:
    """Something that can be told to fail the next times it is used."""

    def __init__(self) -> None:
        self._failures: list[Exception] = []

    def fail_next(self, failure: Exception, times: int = 1) -> None:
        """The next `times` uses that could fail in the world raise `failure`."""
        self._failures += [failure] * times

    def risk(self) -> None:
        """Raise what was ordered, if anything."""
        if self._failures:
            raise self._failures.pop(0)
