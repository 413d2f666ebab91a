"""The leaflet of a procedure, A4 in large type: what to bring, what not, how long, how much."""

from dataclasses import dataclass

from kiosk.paper import blank_form, text
from kiosk.paper.blank_form import BlankForm
from kiosk.paper.fonts import Face
from kiosk.paper.leaflet_blocks import (
    SHEET,
    Banner,
    Bring,
    Card,
    Cards,
    Entry,
    Heading,
    Help,
    NotNeeded,
)
from kiosk.paper.parts import shrunk_to_fit
from kiosk.paper.pen import GREY, MM, Pen
from kiosk.paper.sheet import Item, paginate

SCALES = (1.0, 0.93, 0.86, 0.8, 0.74, 0.68)
"""Sizes tried so that the leaflet stays on one page; below the last it takes a second page."""


@dataclass(frozen=True, slots=True)
class Leaflet:
    """Everything printed on the leaflet; `bring_if` are papers only some cases need.

    `form` follows it on pages of its own, to fill in by hand.
    """

    agency: str
    title: str
    subtitle: str
    bring: tuple[Bring, ...]
    bring_if: tuple[Bring, ...]
    not_needed: tuple[str, ...]
    time: Card
    fee: Card
    qr: str
    help: str
    where_and_when: str
    hotline: str
    source: str
    version: str
    form: BlankForm | None = None


def build(leaflet: Leaflet) -> bytes:
    """The PDF of the leaflet: the same bytes for the same leaflet."""
    with text.setting():
        tried = (paginate(_flow(leaflet, scale), SHEET, 0.0) for scale in SCALES)
        pages = min(tried, key=len)
        pen = Pen(SHEET.page, leaflet.title, text.clean(leaflet.agency), "Tờ hướng dẫn thủ tục")
        for page in pages:
            for placed in page:
                placed.block.draw(pen, SHEET.margins.left, placed.top)
            _footer(pen, leaflet)
            pen.turn()
        for page in blank_form.pages(leaflet.form) if leaflet.form else ():
            for placed in page:
                placed.block.draw(pen, blank_form.SHEET.margins.left, placed.top)
            pen.turn()
        return pen.bytes_()


def _flow(leaflet: Leaflet, scale: float) -> list[Item]:
    gap = 7.5 * MM * scale
    items = [Item(Banner(leaflet.agency, leaflet.title, leaflet.subtitle, scale))]
    for title, papers in (
        ("Mang theo", leaflet.bring),
        ("Chỉ một số trường hợp cần", leaflet.bring_if),
    ):
        if not papers:
            continue
        items.append(Item(Heading(title, scale), gap, group=title))
        for number, paper in enumerate(papers):
            group = title if number == 0 else ""
            items.append(Item(Entry(paper, scale), 3.4 * MM * scale, group=group))
    if leaflet.not_needed:
        items.append(Item(NotNeeded(leaflet.not_needed, scale), gap))
    items.append(Item(Cards((leaflet.time, leaflet.fee), scale), gap))
    return [*items, Item(_help(leaflet, scale), 1.3 * gap)]


def _help(leaflet: Leaflet, scale: float) -> Help:
    return Help(leaflet.qr, leaflet.help, leaflet.where_and_when, leaflet.hotline, scale)


def _footer(pen: Pen, leaflet: Leaflet) -> None:
    left, right = SHEET.margins.left, SHEET.page[0] - SHEET.margins.right
    top = SHEET.page[1] - 14 * MM
    pen.line((left, top), (right, top), 0.4, GREY)
    version = text.rich(text.clean(leaflet.version), Face.SANS)
    room = right - left - text.measure(version, 8) - 4 * MM
    source = text.clean(leaflet.source)
    size = shrunk_to_fit(source, Face.SANS, 8, room)
    pen.text(left, top + 11, text.rich(source, Face.SANS), size, GREY)
    pen.right(right, top + 11, version, 8, GREY)
