from dataclasses import dataclass, field

import pytest

from kiosk.paper.pen import Pen
from kiosk.paper.sheet import Item, Margins, Page, Rule, Sheet, Tightness, fit, paginate

SHEET = Sheet((200, 120), Margins(10, 10, 10, 10))
HEAD = 10.0


@dataclass(frozen=True)
class Slab:
    name: str
    height: float
    drawn: list[str] = field(default_factory=list, compare=False)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        self.drawn.append(self.name)


def names(pages: tuple[Page, ...]) -> list[list[str]]:
    return [
        [placed.block.name for placed in page if isinstance(placed.block, Slab)] for page in pages
    ]


def test_blocks_fill_a_page_before_the_next_begins() -> None:
    pages = paginate([Item(Slab(n, 40)) for n in "abcd"], SHEET, HEAD)

    assert names(pages) == [["a", "b"], ["c", "d"]]
    assert [placed.top for placed in pages[1]] == [20, 60]


def test_a_group_that_fits_a_page_is_never_parted() -> None:
    items = [
        Item(Slab("a", 60)),
        Item(Slab("b", 30), group="end"),
        Item(Slab("c", 30), group="end"),
    ]

    assert names(paginate(items, SHEET, HEAD)) == [["a"], ["b", "c"]]


def test_a_group_taller_than_a_page_is_parted_rather_than_lost() -> None:
    items = [Item(Slab(n, 60), group="end") for n in "abc"]

    assert names(paginate(items, SHEET, HEAD)) == [["a"], ["b"], ["c"]]


def test_the_head_of_a_table_is_drawn_again_on_each_page() -> None:
    head = Slab("head", 20)
    rows = [Item(Slab(f"r{n}", 30), head=head, rule=1.0) for n in range(4)]
    items = [Item(head, head=head, group="t"), *rows]

    pages = paginate(items, SHEET, HEAD)

    assert names(pages) == [["head", "r0", "r1"], ["head", "r2", "r3"]]
    assert [isinstance(page[-1].block, Rule) for page in pages] == [True, True]


def test_a_block_taller_than_a_page_is_drawn_smaller_instead_of_cut() -> None:
    (page,) = paginate([Item(Slab("a", 200))], SHEET, HEAD)

    assert page[0].factor == pytest.approx(0.5)


def test_type_is_tightened_only_where_it_saves_a_page() -> None:
    tried: list[Tightness] = []

    def flow(tightness: Tightness) -> list[Item]:
        tried.append(tightness)
        return [Item(Slab("a", 90))]

    def long(tightness: Tightness) -> list[Item]:
        return [Item(Slab("a", 60 * tightness[0])), Item(Slab("b", 60 * tightness[0]))]

    def nearly(tightness: Tightness) -> list[Item]:
        return [Item(Slab("a", 51.5 * tightness[0])), Item(Slab("b", 51.5 * tightness[0]))]

    assert len(fit(flow, SHEET, HEAD)) == 1
    assert tried == [(1.0, 1.0)]
    assert [page[0].block.height for page in fit(long, SHEET, HEAD)] == [60, 60]
    (page,) = fit(nearly, SHEET, HEAD)
    assert page[0].block.height == pytest.approx(51.5 * 0.965)
