"""Decorators that make Python classes known to QML."""

from typing import TypeVar

from PySide6.QtQml import QmlUncreatable

T = TypeVar("T")


def made_in_python(cls: type[T]) -> type[T]:
    """QML may name the type in a property, but only the composition root makes one."""
    mark = QmlUncreatable("made by the composition root")
    return mark(cls)  # type: ignore[no-any-return, operator]  # PySide's stub forgets __call__
