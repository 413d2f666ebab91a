"""A figure: one measured value beside what it is measured against, in the same run."""

import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` and `against_value` in `unit`; `goal` is the most `judged` may be.

    `judged_by` is `ratio` where a peer ran beside us, else `value`. With `least` the goal is the
    least it may be: a rate, not a time.
    """

    figure: str
    value: float
    unit: str
    against: str
    against_value: float
    goal: float
    judged_by: str = "ratio"
    least: bool = False

    @property
    def ratio(self) -> float:
        """Our value over the other's."""
        return self.value / self.against_value if self.against_value else math.inf

    @property
    def met(self) -> bool:
        """Whether the goal holds in this run."""
        judged = self.ratio if self.judged_by == "ratio" else self.value
        return judged >= self.goal if self.least else judged <= self.goal

    def to_json(self) -> dict[str, Any]:
        """Plain values, one object per figure."""
        return {**asdict(self), "ratio": round(self.ratio, 3), "met": self.met}


Measure = Callable[[], Sequence[Figure]]


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile: the smallest value at least `share` of all are not above."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
