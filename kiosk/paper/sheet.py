"""Flowing blocks over pages: what a block is, where pages break, the loop that saves a page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from kiosk.paper import text
from kiosk.paper.fonts import Face
from kiosk.paper.pen import GREY, MM, Pen


class Block(Protocol):
    """Something of a fixed height, drawn from its top edge across the measure."""

    @property
    def height(self) -> float: ...
    def draw(self, pen: Pen, x: float, top: float) -> None: ...


@dataclass(frozen=True, slots=True)
class Item:
    """A block in the flow.

    `space` points stand above it unless it starts a page. `head` is drawn again above it when it
    starts a page other than the first of its kind. `group` items share a page if one holds them.
    `rule` is the closing line drawn under the last item of its head on a page.
    """

    block: Block
    space: float = 0.0
    head: Block | None = None
    group: str = ""
    rule: float = 0.0


@dataclass(frozen=True, slots=True)
class Margins:
    """Top, right, bottom and left margin in points."""

    top: float
    right: float
    bottom: float
    left: float

    @classmethod
    def millimetres(cls, top: float, right: float, bottom: float, left: float) -> "Margins":
        """Margins given in millimetres."""
        return cls(top * MM, right * MM, bottom * MM, left * MM)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Paper size and margins in points."""

    page: tuple[float, float]
    margins: Margins

    @property
    def measure(self) -> float:
        """Width of the text."""
        return self.page[0] - self.margins.left - self.margins.right

    @property
    def room(self) -> float:
        """Height of the text."""
        return self.page[1] - self.margins.top - self.margins.bottom


A4 = (210 * MM, 297 * MM)
A5 = (148 * MM, 210 * MM)


@dataclass(frozen=True, slots=True)
class Margin:
    """What stands outside the flow on every page."""

    footer: str
    mark: str
    continued: str
    size: float

    @property
    def running_head(self) -> float:
        """Height the running head takes from the second page on."""
        return self.size * 3.2


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with the top edge it is drawn at."""

    block: Block
    top: float
    factor: float = 1.0


Page = tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the measure."""

    measure: float
    thick: float

    @property
    def height(self) -> float:
        """A rule takes no room."""
        return 0.0

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the line on the edge."""
        pen.line((x, top), (x + self.measure, top), self.thick)


def paginate(items: Sequence[Item], sheet: Sheet, head: float) -> tuple[Page, ...]:
    """Place items on as few pages as their order allows; `head` is the running head's height."""
    pages: list[list[Placed]] = [[]]
    top, bottom = sheet.margins.top, sheet.page[1] - sheet.margins.bottom
    for number, item in enumerate(items):
        needed = item.space + _together(items, number, sheet.room - head)
        if pages[-1] and top + needed > bottom + 0.01:
            pages.append([])
            top = sheet.margins.top + head
            if item.head is not None and number and items[number - 1].head is item.head:
                pages[-1].append(Placed(item.head, top))
                top += item.head.height
        elif pages[-1]:
            top += item.space
        factor = min(1.0, (bottom - top) / max(item.block.height, 1.0))
        pages[-1].append(Placed(item.block, top, factor))
        top += item.block.height * factor
        if item.rule and _closes(items, number, top, bottom):
            pages[-1].append(Placed(Rule(sheet.measure, item.rule), top))
    return tuple(tuple(page) for page in pages)


def _together(items: Sequence[Item], number: int, room: float) -> float:
    item = items[number]
    if not item.group or (number and items[number - 1].group == item.group):
        return item.block.height
    high = item.block.height
    for follower in items[number + 1 :]:
        if follower.group != item.group:
            break
        high += follower.space + follower.block.height
    return high if high <= room else item.block.height


def _closes(items: Sequence[Item], number: int, top: float, bottom: float) -> bool:
    if number + 1 == len(items) or items[number + 1].head is not items[number].head:
        return True
    follower = items[number + 1]
    return top + follower.space + follower.block.height > bottom + 0.01


Tightness = tuple[float, float]
"""Factors of leading and of the space between blocks."""

TIGHTER: tuple[Tightness, ...] = ((1.0, 1.0), (0.985, 0.9), (0.965, 0.8), (0.93, 0.65))


def fit(flow: Callable[[Tightness], Sequence[Item]], sheet: Sheet, head: float) -> tuple[Page, ...]:
    """Lay the flow out; set it a little tighter only where that saves a whole page."""
    best = paginate(flow(TIGHTER[0]), sheet, head)
    if len(best) == 1:
        return best
    for tightness in TIGHTER[1:]:
        tried = paginate(flow(tightness), sheet, head)
        if len(tried) < len(best):
            return tried
    return best


def write(pen: Pen, pages: Sequence[Page], sheet: Sheet, margin: Margin) -> bytes:
    """Draw pages with their running heads and feet and return the PDF."""
    for number, page in enumerate(pages, start=1):
        _margins(pen, sheet, margin, f"Trang {number}/{len(pages)}", first=number == 1)
        for placed in page:
            if placed.factor < 1.0:
                with pen.shrunk(sheet.margins.left, placed.top, placed.factor):
                    placed.block.draw(pen, sheet.margins.left, placed.top)
            else:
                placed.block.draw(pen, sheet.margins.left, placed.top)
        pen.turn()
    return pen.bytes_()


def _margins(pen: Pen, sheet: Sheet, margin: Margin, count: str, *, first: bool) -> None:
    left, right = sheet.margins.left, sheet.page[0] - sheet.margins.right
    foot = sheet.page[1] - sheet.margins.bottom + margin.size * 1.2
    pen.line((left, foot), (right, foot), 0.4, GREY)
    base = foot + margin.size * 1.5
    pen.text(left, base, text.rich(margin.footer, Face.SANS), margin.size, GREY)
    pen.right(right, base, text.rich(count, Face.SANS), margin.size, GREY)
    before = right - text.measure(text.rich("Trang 00/00", Face.SANS), margin.size) - 8
    pen.right(before, base, text.rich(margin.mark, Face.SANS_BOLD), margin.size, GREY)
    if first:
        return
    top = sheet.margins.top
    pen.text(left, top + margin.size, text.rich(margin.continued, Face.SANS), margin.size, GREY)
    pen.line((left, top + margin.size * 1.6), (right, top + margin.size * 1.6), 0.6)
