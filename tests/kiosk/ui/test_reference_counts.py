"""PySide must not take references to None, True and False away (docs/decisions/0007)."""

import sys

import pytest
from PySide6.QtCore import QObject, Signal

CALLS = 50
"""Enough to see a leak, too few to reach the end of the interpreter's own references."""


class Speaker(QObject):
    spoke = Signal(object)


@pytest.mark.parametrize(
    "call",
    [lambda speaker: speaker.spoke.emit(None), lambda speaker: speaker.property("nothing")],
    ids=["emitting a signal", "reading a missing property"],
)
def test_calls_into_qt_keep_the_reference_counts(call):
    speaker = Speaker()
    speaker.spoke.connect(lambda _said: None)
    call(speaker)
    before = [sys.getrefcount(value) for value in (None, True, False)]

    for _ in range(CALLS):
        call(speaker)

    after = [sys.getrefcount(value) for value in (None, True, False)]
    lost = [old - new for old, new in zip(before, after, strict=True)]
    assert all(abs(count) < CALLS for count in lost), lost
