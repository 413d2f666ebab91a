"""One finger on the glass: finds what it can reach by its name and touches it."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QElapsedTimer, QEventLoop, QObject, QPoint, QPointF, QTimer
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest
from shiboken6 import isValid

PATIENCE_S = 30.0
"""How long a visitor waits for anything before giving up."""
ON = "Xem tiếp"
UP = "Lên"
SLICE_MS = 10
SLIDE_MS = 500
"""Longer than any slide of a screen takes."""
AGAIN_MS = 60
"""A finger whose touch was not heard touches again after so long."""
FRAMES_A_MOVE = 2
"""Qt hands out one movement a frame; the frame under way may have been begun before it."""


class Lost(RuntimeError):
    """The visitor does not find on the screen what should be there."""


class Finger:
    """Touches a window as a person does: only what is visible, enabled and named."""

    def __init__(self, window: QQuickWindow) -> None:
        """`touches` counts every time the finger goes down, `keys` those on a keyboard."""
        self._window = window
        self._device = QTest.createTouchDevice()
        self.touches = 0
        self.keys = 0

    def until(self, holds: Callable[[], bool], what: str, seconds: float = PATIENCE_S) -> None:
        """Let the program run until something holds. Raises Lost, saying what was awaited."""
        waited = QElapsedTimer()
        waited.start()
        while not holds():
            if waited.elapsed() > seconds * 1000:
                raise Lost(f"waited {seconds:.0f} s for {what}; on the screen: {self.names()}")
            self._let_run()

    def until_drawn(self) -> None:
        """Wait for every picture on the screen to be loaded."""
        self.until(lambda: not any(map(_loading, _visible(self._window.contentItem()))), "pictures")

    def names(self) -> list[str]:
        """The names of everything that can be touched now."""
        return [_name(item) for item in self._within_reach()]

    def sees(self, name: str) -> bool:
        """Whether something of this name can be touched now."""
        return self._named(name.__eq__) is not None

    def tap(self, name: str) -> None:
        """Touch what has this name, paging to it if need be. Raises Lost."""
        self._touch(self._reach(name))

    def key(self, name: str) -> None:
        """Touch a key of the keyboard. Raises Lost."""
        self.keys += 1
        self.until(lambda: self.sees(name), f"the key {name!r}", seconds=5)
        self._touch(self._reach(name))

    def tap_until(self, name: str, holds: Callable[[], bool]) -> None:
        """Touch the same thing again and again until something holds."""
        while not holds():
            self.tap(name)

    def hold_until(self, name: str, holds: Callable[[], bool]) -> None:
        """Keep a finger on a repeating button until something holds, or it may go no further."""
        if holds():
            return
        item = self._reach(name)
        spot = _centre(item)
        self.touches += 1
        QTest.touchEvent(self._window, self._device).press(0, spot, self._window).commit()
        self.until(lambda: holds() or not item.isEnabled(), f"{name!r} held")
        QTest.touchEvent(self._window, self._device).release(0, spot, self._window).commit()

    def to_the_end(self) -> None:
        """Page down to the last part of a long screen, once it is laid out."""
        self._next_frame()
        self._next_frame()
        while (item := self._find(ON)) is not None:
            self._touch(item)

    def draw(self, item: QQuickItem, points: Sequence[tuple[float, float]]) -> None:
        """Draw a line through points given as shares of an item's width and height."""
        self._wait_until_still(item)
        spots = [
            item.mapToScene(QPointF(x * item.width(), y * item.height())).toPoint()
            for x, y in points
        ]
        self.touches += 1
        QTest.touchEvent(self._window, self._device).press(0, spots[0], self._window).commit()
        for spot in spots[1:]:
            QTest.touchEvent(self._window, self._device).move(0, spot, self._window).commit()
            for _ in range(FRAMES_A_MOVE):
                self._next_frame()
        QTest.touchEvent(self._window, self._device).release(0, spots[-1], self._window).commit()
        self._let_run()

    def dial(self, label: str) -> QQuickItem:
        """The dial of this label; its property `value` is the number it shows. Raises Lost."""
        for item in _visible(self._window.contentItem()):
            if _has(item, "maximum") and _has(item, "label") and item.property("label") == label:
                return item
        raise Lost(f"no dial {label!r} on the screen")

    def write_in(self, label: str) -> None:
        """Touch the field of this label, so that the keyboard writes into it. Raises Lost."""
        field = self._paged_to(lambda: self._field(label), f"the field {label!r}")
        self._wait_until_still(field)
        self.touches += 1
        self._press_and_release(_centre(field))
        self.until(lambda: bool(field.property("typing")), f"the field {label!r}")
        self._next_frame()
        self._next_frame()

    def drawing_area(self) -> QQuickItem:
        """The area of the signature pad. Raises Lost."""
        for pad in _visible(self._window.contentItem()):
            if _has(pad, "strokes"):
                for item in _visible(pad):
                    if _has(item, "preventStealing") and item.property("preventStealing"):
                        return item
        raise Lost("no signature pad on the screen")

    def _touch(self, item: QQuickItem) -> None:
        """Touch until the item heard it: it may still be sliding, or drop a double tap.

        An item that goes away under the finger was heard by what took its place.
        """
        heard: list[bool] = []

        def hear() -> None:
            heard.append(True)

        signal = getattr(item, "clicked")  # noqa: B009  (a signal declared in QML)
        signal.connect(hear)
        name = _name(item)
        self.touches += 1
        waited = QElapsedTimer()
        waited.start()
        while not heard and isValid(item):
            if waited.elapsed() > PATIENCE_S * 1000:
                raise Lost(f"{name!r} does not answer to touch")
            self._press_and_release(_centre(item))
            self._soon(lambda: bool(heard), AGAIN_MS)
        self._let_run()

    def _press_and_release(self, spot: QPoint) -> None:
        QTest.touchEvent(self._window, self._device).press(0, spot, self._window).commit()
        QTest.touchEvent(self._window, self._device).release(0, spot, self._window).commit()

    def _reach(self, name: str) -> QQuickItem:
        """Page through the screen until something of this name can be touched. Raises Lost."""
        return self._paged_to(lambda: self._find(name), repr(name))

    def _paged_to(self, find: Callable[[], QQuickItem | None], what: str) -> QQuickItem:
        for way in (ON, UP):
            while not self._comes(find) and (pager := self._find(way)) is not None:
                self._touch(pager)
        item = find()
        if item is None:
            raise Lost(f"no {what}; on the screen: {self.names()}")
        return item

    def _comes(self, find: Callable[[], QQuickItem | None]) -> bool:
        """Whether it is there, or slides in within a moment."""
        return self._soon(lambda: find() is not None, SLIDE_MS)

    def _soon(self, holds: Callable[[], bool], milliseconds: int) -> bool:
        """Whether something holds within so long."""
        waited = QElapsedTimer()
        waited.start()
        while not holds():
            if waited.elapsed() > milliseconds:
                return False
            self._let_run()
        return True

    def _find(self, name: str) -> QQuickItem | None:
        """What has this name, else the first thing whose name begins with it."""
        return self._named(name.__eq__) or self._named(lambda other: other.startswith(name))

    def _named(self, fits: Callable[[str], bool]) -> QQuickItem | None:
        for item in _visible(self._window.contentItem()):
            if fits(_name(item)) and item.isEnabled() and self._shows(item):
                return item
        return None

    def _field(self, label: str) -> QQuickItem | None:
        for item in _visible(self._window.contentItem()):
            if _has(item, "digitsOnly") and item.property("label") == label and self._shows(item):
                return item
        return None

    def _within_reach(self) -> Iterator[QQuickItem]:
        for item in _visible(self._window.contentItem()):
            if _name(item) and item.isEnabled() and self._shows(item):
                yield item

    def _shows(self, item: QQuickItem) -> bool:
        spot = QPointF(_centre(item))
        above: QQuickItem | None = item
        while above is not None:
            if above.clip() or above.parentItem() is None:
                inside = above.contains(above.mapFromScene(spot))
                if not inside:
                    return False
            above = above.parentItem()
        return True

    def _wait_until_still(self, item: QQuickItem) -> None:
        """Wait for the slide that brought an item to end."""
        before = None
        while (now := _centre(item)) != before:
            before = now
            self._next_frame()
            self._next_frame()

    def _next_frame(self) -> None:
        """Wait for a frame."""
        swapped: list[bool] = []

        def swap() -> None:
            swapped.append(True)

        self._window.frameSwapped.connect(swap)
        self._window.update()
        self.until(lambda: bool(swapped), "the next frame")
        self._window.frameSwapped.disconnect(swap)

    def _let_run(self) -> None:
        """Let the window and the workers behind it run for a moment."""
        moment = QEventLoop()
        QTimer.singleShot(SLICE_MS, moment.quit)
        moment.exec()


def _visible(item: QQuickItem) -> Iterator[QQuickItem]:
    """Depth first, top of the pile last; a modal cover hides what lies below it by disabling it."""
    if item.isVisible():
        yield item
        for child in item.childItems():
            yield from _visible(child)


def _has(item: QObject, name: str) -> bool:
    """Whether a property exists: reading one that does not costs Python a reference to None."""
    return item.metaObject().indexOfProperty(name) >= 0


def _loading(item: QObject) -> bool:
    if not (_has(item, "asynchronous") and _has(item, "progress") and _has(item, "source")):
        return False
    return not item.property("source").isEmpty() and item.property("progress") < 1


def _name(item: QObject) -> str:
    return str(item.property("accessibleName")) if _has(item, "accessibleName") else ""


def _centre(item: QQuickItem) -> QPoint:
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
